"""Provinces and municipalities, which all unions share, and how many people live there."""

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unions import law
from unions.caching.generations import ChangeCountingQuerySet
from unions.models import ScopedQuerySet, UnionOwned, managers
from unions.text.cleaning import not_for_templates
from unions.text.date_order import NotBefore, in_the_past, refuse_wrong_order
from unions.text.partial_dates import PartialDate, PartialDateField
from unions.text.search_text import Searchable
from unions.text.turkish import sort_key

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Province(Searchable):
    """One of the 81 provinces: reference data shared by all unions."""

    translated = ["region"]
    search_fields = ["name"]
    rights_group = "reference"

    plate = models.PositiveSmallIntegerField(_("plate number"), primary_key=True)
    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("URL slug"), max_length=60, unique=True)
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)
    region = models.CharField(_("region"), max_length=60, blank=True)
    is_metropolitan = models.BooleanField(_("metropolitan province"), default=False)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    area = models.PositiveIntegerField(_("area in km²"), null=True, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)

    objects = ChangeCountingQuerySet.as_manager()

    class Meta:
        verbose_name = _("province")
        verbose_name_plural = _("provinces")
        ordering = ["sort_key"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.clean_text()
        self.prepare_for_save()
        super().save(*args, **kwargs)

    def prepare_for_save(self):
        """Fill the key that sorts names in Turkish order."""
        self.sort_key = sort_key(self.name)


class FormerName(NamedTuple):
    """A name that a municipality had until a day, month or year."""

    name: str
    until: PartialDate


FORMER_NAME = re.compile(r"(?P<name>[^();]+)\((?P<until>[^();]+)\)")


def read_former_names(text: str) -> list[FormerName]:
    """“Eyüp (2017); …” as names with their last dates, the earliest first.

    Raises ValueError where a part is not written so.
    """
    names = []
    for part in filter(str.strip, text.split(";")):
        match = FORMER_NAME.fullmatch(part.strip())
        if not match:
            raise ValueError(part.strip())
        names.append(FormerName(match["name"].strip(), PartialDate.parse(match["until"])))
    return sorted(names, key=lambda former: former.until)


def check_former_names(text: str) -> None:
    try:
        names = read_former_names(text)
    except ValueError as error:
        message = _("Write each former name with its last date in brackets: Eyüp (2017); Kazan (10.2016).")
        raise ValidationError(message, code="former_names") from error
    if any(former.until.earliest > timezone.localdate() for former in names):
        raise ValidationError(FORMER_IN_FUTURE, code="former_in_future")
    if len({former.until for former in names}) < len(names):
        raise ValidationError(FORMER_TWICE, code="former_twice")


FORMER_IN_FUTURE = _(
    "A former name was valid until a day that is over. Enter the new name when it has come into force."
)
FORMER_TWICE = _("Two former names end on the same date, so which of them was valid cannot be told. Correct the dates.")
NOT_CLOSED = _("Only a municipality that was closed has a successor: enter the date of closing, or leave this empty.")
SUCCEEDS_ITSELF = _("A municipality cannot succeed itself, by way of others either. Choose the one that exists now.")
CLOSED_BEFORE = _("This municipality was closed before. Choose the one that took over, or correct the date of closing.")


class MunicipalityQuerySet(ChangeCountingQuerySet):
    def in_province_named(self, name):
        return self.filter(province__name=name).select_related("province")

    def open(self):
        """Municipalities that still exist."""
        return self.filter(closed_on=None)

    def of_kinds(self, kinds):
        """Those of some kinds; of all where none is named."""
        return self.filter(kind__in=kinds) if kinds else self

    def by_key(self, keys):
        return self.filter(pk__in=keys).select_related("province")

    @not_for_templates
    def update(self, **values):
        """Write the values, and when that was; writing many rows at once comes through here as well."""
        return super().update(**{"updated_at": timezone.now(), **values})


class Municipality(Searchable):
    """A local authority that can be a member of unions (art. 3): reference data shared by all unions."""

    search_fields = ["name", "district_name", "former_names"]
    rights_group = "reference"

    class Kind(models.TextChoices):
        METROPOLITAN = "metropolitan", _("metropolitan municipality")
        PROVINCE = "province", _("provincial municipality")
        METROPOLITAN_DISTRICT = "metropolitan_district", _("metropolitan district municipality")
        DISTRICT = "district", _("district municipality")
        TOWN = "town", _("town municipality")
        # Not municipalities, but members by the same law (art. 3); the shipped tables hold none of them.
        SPECIAL_ADMINISTRATION = "special_administration", _("special provincial administration")
        VILLAGE = "village", _("village")

    class Counted(models.TextChoices):
        MUNICIPALITY = "municipality", _("the municipality")
        DISTRICT = "district", _("the whole district, villages included")

    code = models.CharField(_("code"), max_length=60, unique=True)
    # A province with municipalities cannot be deleted.
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="municipalities", verbose_name=_("province")
    )
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("URL slug"), max_length=80, unique=True)
    sort_key = models.CharField(max_length=240, editable=False, db_index=True)
    kind = models.CharField(_("kind"), max_length=24, choices=Kind.choices)
    district_name = models.CharField(_("district"), max_length=80, blank=True)
    former_names = models.CharField(
        _("former names"),
        max_length=300,
        blank=True,
        validators=[check_former_names],
        help_text=_("Each with the last day, month or year it was valid: Eyüp (2017); Kazan (10.2016)."),
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("year of the population"), null=True, blank=True)
    population_of = models.CharField(
        _("population of"),
        max_length=12,
        choices=Counted.choices,
        default=Counted.MUNICIPALITY,
        help_text=_("Outside metropolitan provinces a district has more inhabitants than its municipality."),
    )
    council_size = models.PositiveSmallIntegerField(_("councillors"), null=True, blank=True)
    council_size_year = models.PositiveSmallIntegerField(_("year of the number of councillors"), null=True, blank=True)
    council_size_source = models.CharField(_("source of the number of councillors"), max_length=200, blank=True)
    area = models.PositiveIntegerField(_("area in km²"), null=True, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    established_on = PartialDateField(_("date of establishment"), null=True, blank=True)
    closed_on = PartialDateField(_("date of closing"), null=True, blank=True)
    # A successor cannot be deleted while a closed municipality points to it.
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="predecessors",
        null=True,
        blank=True,
        verbose_name=_("successor"),
    )
    # The reference tables have no history; programs that follow the open data ask what has changed.
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "kind", "name", "district_name"], name="members_municipality_once"
            ),
            models.CheckConstraint(
                condition=Q(population__isnull=True) | Q(population_year__isnull=False),
                name="members_municipality_population_has_a_year",
                violation_error_message=_("Enter the year of the population figure as well."),
            ),
            models.CheckConstraint(
                condition=Q(council_size__isnull=True)
                | (Q(council_size_year__isnull=False) & ~Q(council_size_source="")),
                name="members_municipality_council_size_has_year_and_source",
                violation_error_message=_("Enter year and source of the number of councillors as well."),
            ),
        ]

    def __str__(self):
        if self.kind == self.Kind.SPECIAL_ADMINISTRATION:
            return f"{self.name} ({self.get_kind_display()})"
        return f"{self.name} ({self.province.name})" if self.kind in {self.Kind.TOWN, self.Kind.VILLAGE} else self.name

    def save(self, *args, **kwargs):
        self.clean_text()
        self.prepare_for_save()
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        refuse_wrong_order(self, [*in_the_past("established_on"), NotBefore("closed_on", "established_on")])
        if problem := self.wrong_successor():
            raise ValidationError({"successor": ValidationError(problem, code="successor")})

    def wrong_successor(self) -> "StrPromise | None":
        """Why the successor cannot be the one: it needs a municipality that ended, and must outlive it."""
        if self.successor is None:
            return None
        if self.closed_on is None:
            return NOT_CLOSED
        line = self.line_of_succession()
        if self in line:
            return SUCCEEDS_ITSELF
        last = line[0].closed_on
        return CLOSED_BEFORE if last is not None and last.latest < self.closed_on.earliest else None

    def line_of_succession(self) -> "list[Municipality]":
        """Who succeeds it, and who succeeds that one, until one comes again."""
        line: list[Municipality] = []
        successor = self.successor
        while successor is not None and successor not in line:
            line.append(successor)
            successor = successor.successor
        return line

    def get_absolute_url(self):
        return reverse("member_detail", args=[self.slug])

    @property
    def former(self) -> list[FormerName]:
        """The names it had before, the earliest first."""
        return read_former_names(self.former_names)

    def title_on(self, day: date) -> str:
        """What lists of people called it on that day: its name, and where towns share one the province."""
        name, today = self.name_on(day), str(self)
        return today.replace(self.name, name, 1) if name != self.name else today

    def name_on(self, day: date) -> str:
        """What it was called on that day."""
        return next((name for name, until in self.former if day <= until.latest), self.name)

    @property
    def head_title(self) -> str:
        """What its head is called, who sits in the assembly by office (art. 8)."""
        return head_title(self.kind)

    @property
    def counts_the_district(self) -> bool:
        """Whether the population is that of the whole district, since the municipality's own is not known."""
        return self.population_of == self.Counted.DISTRICT

    @property
    def has_area_of_district(self) -> bool:
        """Whether the area is that of the whole district: outside metropolitan provinces only that is known."""
        return self.kind in {self.Kind.PROVINCE, self.Kind.DISTRICT}

    def prepare_for_save(self):
        """Fill the key that sorts names in Turkish order."""
        self.sort_key = sort_key(self.name)


AUTHORITIES = {
    Municipality.Kind.SPECIAL_ADMINISTRATION: law.Authority.PROVINCIAL_ADMINISTRATION,
    Municipality.Kind.VILLAGE: law.Authority.VILLAGE,
}
HEAD_TITLES = {
    law.Head.GOVERNOR: _("Governor"),
    law.Head.MAYOR: _("Mayor"),
    law.Head.HEADMAN: _("Village headman"),
}


# In lists, where the name of the province follows.
KINDS_IN_SHORT = {
    Municipality.Kind.METROPOLITAN: _("Metropolitan"),
    Municipality.Kind.PROVINCE: _("Provincial capital"),
    Municipality.Kind.METROPOLITAN_DISTRICT: _("District"),
    Municipality.Kind.DISTRICT: _("District"),
    Municipality.Kind.TOWN: _("Town"),
    Municipality.Kind.SPECIAL_ADMINISTRATION: _("Special provincial administration"),
    Municipality.Kind.VILLAGE: _("Village"),
}


def head_title(kind: str) -> str:
    """What the head of a member of this kind is called."""
    return str(HEAD_TITLES[law.ex_officio_member(AUTHORITIES.get(Municipality.Kind(kind), law.Authority.MUNICIPALITY))])


FIRST_CENSUS, LAST_YEAR = 1927, 2100


class PopulationFigureQuerySet(ScopedQuerySet):
    def of(self, municipality):
        """The figures of one municipality, the latest year first."""
        return self.filter(municipality=municipality).order_by("-year")

    def in_turkish_order(self):
        return self.order_by("municipality__sort_key", "municipality_id", "year")

    def newest_first(self):
        return self.order_by("-year")


class PopulationFigure(UnionOwned):
    """The population of a municipality in one year, as recorded by the union beside the shared register."""

    rights_group = "members"

    # A municipality with figures cannot be deleted.
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="population_figures", verbose_name=_("municipality")
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(FIRST_CENSUS), MaxValueValidator(LAST_YEAR)]
    )
    population = models.PositiveIntegerField(_("population"))
    source = models.CharField(_("source"), max_length=200, blank=True, help_text=_("For example: TÜİK, ADNKS 2025."))

    objects, all_unions = managers(PopulationFigureQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("population figure")
        verbose_name_plural = _("population figures")
        ordering = ["municipality__sort_key", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "municipality", "year"],
                name="members_populationfigure_once_a_year",
                violation_error_message=_("The population of that year is already recorded."),
            ),
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_CENSUS, LAST_YEAR)), name="members_populationfigure_year_is_a_year"
            ),
        ]

    def __str__(self):
        return f"{self.municipality}, {self.year}"
