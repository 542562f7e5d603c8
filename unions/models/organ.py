"""The organs through which a union acts, and the terms they sit for (Law 5355, art. 7-14)."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unions import law
from unions.models.declaring import managers
from unions.models.ownership import ScopedQuerySet, UnionOwned
from unions.publishing.addresses import Slugged
from unions.text.periods import Period, PeriodQuerySet
from unions.text.search_text import Searchable


class OrganQuerySet(ScopedQuerySet):
    def with_powers(self):
        return self.prefetch_related("powers")

    def assembly(self) -> "Organ | None":
        """The union's assembly, which it has once."""
        return self.filter(kind=Organ.Kind.ASSEMBLY).first()

    def with_slug(self, slug: str, language: str) -> "Organ | None":
        """The organ with that word in its address in the language."""
        return self.filter(**{f"slug_{language}": slug}).first()

    def with_key_or_first(self, key: int | None) -> "Organ | None":
        """The organ with that key, or the first one where there is none."""
        return self.filter(pk=key).first() or self.first()


class Organ(Slugged, UnionOwned, Searchable):
    """A body that acts for the union: assembly, executive committee and president by law (art. 7), others beside."""

    translated = ["title", "slug", "summary", "composition", "term_rule", "meeting_rule"]
    search_fields = ["title"]

    class Kind(models.TextChoices):
        ASSEMBLY = "assembly", _("assembly")
        EXECUTIVE = "executive", _("executive committee")
        PRESIDENT = "president", _("president")
        COMMITTEE = "committee", _("committee")
        SECRETARIAT = "secretariat", _("secretariat")

    BY_LAW = [Kind.ASSEMBLY, Kind.EXECUTIVE, Kind.PRESIDENT]

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("name"), max_length=160)
    summary = models.TextField(_("in one sentence"), blank=True, help_text=_("What the organ is; shown in lists."))
    composition = models.TextField(
        _("composition rule"),
        blank=True,
        help_text=_("Who its members are and how they are chosen, by law and statute."),
    )
    seat_count = models.PositiveSmallIntegerField(
        _("seats"),
        null=True,
        blank=True,
        help_text=_("A fixed number in the statute. Leave empty if it depends on the members."),
    )
    term_rule = models.TextField(_("term rule"), blank=True, help_text=_("How long its members hold office."))
    term_years = models.PositiveSmallIntegerField(_("length of term in years"), null=True, blank=True)
    meeting_rule = models.TextField(_("meeting rule"), blank=True)
    meeting_months = models.CharField(
        _("months of ordinary meetings"),
        max_length=30,
        blank=True,
        validators=[
            RegexValidator(r"^(1[0-2]|[1-9])(,(1[0-2]|[1-9]))*$", _("Enter month numbers separated by commas: 5,11"))
        ],
        help_text=_("Month numbers from the statute, separated by commas: 5,11 for May and November."),
    )
    decision_series = models.CharField(
        _("letter for its decisions"),
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]*$", _("Capital letters A to Z."))],
        help_text=_(
            "Goes before the number if organs number their decisions separately: E gives 2026/E-17. Leave "
            "empty for the assembly."
        ),
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects, all_unions = managers(OrganQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("organ")
        verbose_name_plural = _("organs")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "kind"],
                condition=models.Q(kind__in=["assembly", "executive", "president"]),
                name="unions_organ_one_of_each_by_law",
                violation_error_message=_("The union already has this organ; the law provides for only one of each."),
            ),
            models.UniqueConstraint(fields=["union", "slug"], name="unions_organ_slug"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("organ_detail", args=[self.slug])

    @property
    def months(self) -> list[int]:
        """The months of its ordinary meetings, 1 to 12."""
        return [int(month) for month in self.meeting_months.split(",") if month]


class OrganPower(UnionOwned, Searchable):
    """One thing an organ decides or does (art. 9, 13 and 14 and the statute)."""

    translated = ["text"]
    search_fields = ["text"]

    union_from = "organ"

    # A power is part of its organ's description.
    organ = models.ForeignKey(Organ, on_delete=models.CASCADE, related_name="powers", verbose_name=_("organ"))
    text = models.CharField(_("power"), max_length=300)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(UnionOwned.Meta):
        verbose_name = _("power")
        verbose_name_plural = _("powers")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text


class TermQuerySet(ScopedQuerySet, PeriodQuerySet):
    pass


class Term(UnionOwned, Period):
    """The years between two local elections, for which the assembly's elected members sit (art. 8)."""

    objects, all_unions = managers(TermQuerySet)

    class Meta(UnionOwned.Meta, Period.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["-start_date"]
        constraints = [
            models.UniqueConstraint(fields=["union", "start_date"], name="unions_term_starts_once"),
        ]

    def __str__(self):
        return f"{self.start_date.year if self.start_date else '?'}–{self.end_date.year if self.end_date else ''}"

    def clean(self):
        super().clean()
        if self.start_date is None:
            raise ValidationError(
                {"start_date": ValidationError(_("Enter the first day of the term."), code="start_missing")}
            )


class Statute(UnionOwned):
    """What the law leaves to the union's statute (art. 5 and 8), as numbers, each with the statute's own article.

    An empty field says that the statute's rule is not known here; rules that need it then stay silent.
    """

    class SeatRule(models.TextChoices):
        FIXED = "fixed", _("the same number for every member")
        COUNCIL_SIZE = "council_size", _("by the size of the member's council")
        POPULATION = "population", _("by the member's population")

    seat_rule = models.CharField(_("rule for elected seats"), max_length=12, choices=SeatRule.choices, blank=True)
    seats_fixed = models.PositiveSmallIntegerField(
        _("seats for every member"), null=True, blank=True, help_text=_("If the number is the same for every member.")
    )
    council_first = models.PositiveSmallIntegerField(
        _("councillors for the first seat"),
        null=True,
        blank=True,
        help_text=_("Councils up to this size elect one member."),
    )
    council_step = models.PositiveSmallIntegerField(
        _("councillors for each further seat"),
        null=True,
        blank=True,
        help_text=_("A remainder of half or less gives no further seat."),
    )
    population_bands = models.CharField(
        _("population bands"),
        max_length=200,
        blank=True,
        validators=[
            RegexValidator(
                r"^\d+=\d+(,\d+=\d+)*(,\*=\d+)?$", _("Upper limit = seats, separated by commas: 100000=1,1000000=2,*=3")
            )
        ],
        help_text=_("Upper limit = seats, separated by commas: 100000=1,1000000=2,*=3"),
    )
    seat_article = models.CharField(_("article on seats"), max_length=40, blank=True)
    executive_size = models.PositiveSmallIntegerField(
        _("members of the executive committee"),
        null=True,
        blank=True,
        help_text=_("In addition to the president; at most seven (art. 12)."),
    )
    executive_article = models.CharField(_("article on the executive committee"), max_length=40, blank=True)
    owes_strategic_plan = models.BooleanField(_("strategic plan required"), default=False)
    strategic_plan_years = models.PositiveSmallIntegerField(
        _("years covered by a strategic plan"), default=5, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    owes_performance_programme = models.BooleanField(_("performance programme required"), default=False)
    plan_article = models.CharField(_("article on plan and programme"), max_length=40, blank=True)

    class Meta(UnionOwned.Meta):
        verbose_name = _("statute numbers")
        verbose_name_plural = _("statute numbers")
        constraints = [
            models.UniqueConstraint(
                fields=["union"],
                name="unions_statute_once",
                violation_error_message=_("The union's statute is already recorded."),
            ),
            models.CheckConstraint(
                condition=models.Q(executive_size=None) | models.Q(executive_size__range=(1, 7)),
                name="unions_statute_executive_at_most_seven",
                violation_error_code="executive_too_large",
                violation_error_message=_(
                    "Art. 12: the executive committee has at most seven members in addition to the president."
                ),
            ),
        ]

    def __str__(self):
        return str(_("statute numbers"))

    @property
    def elected_seats(self) -> law.SeatRule | None:
        """How the statute counts the seats a member's council elects (art. 8/1); None where that is not known."""
        if self.seat_rule == self.SeatRule.FIXED and self.seats_fixed:
            return law.FixedSeats(self.seats_fixed)
        if self.seat_rule == self.SeatRule.COUNCIL_SIZE and self.council_first and self.council_step:
            return law.SeatsByCouncilSize(
                first_up_to=self.council_first,
                first_seats=1,
                step=self.council_step,
                per_step=1,
                ignored_remainder=self.council_step // 2,
            )
        if self.seat_rule == self.SeatRule.POPULATION and self.population_bands:
            return law.SeatsByPopulation(self._bands)
        return None

    @property
    def _bands(self) -> list[tuple[int | None, int]]:
        pairs = [band.split("=") for band in self.population_bands.split(",") if "=" in band]
        return [(None if limit == "*" else int(limit), int(seats)) for limit, seats in pairs]

    def clean(self):
        super().clean()
        needed = {
            self.SeatRule.FIXED: ["seats_fixed"],
            self.SeatRule.COUNCIL_SIZE: ["council_first", "council_step"],
            self.SeatRule.POPULATION: ["population_bands"],
        }.get(self.seat_rule, [])
        missing = {
            name: ValidationError(_("The chosen rule for seats requires this field."), code="rule_incomplete")
            for name in needed
            if not getattr(self, name)
        }
        if missing:
            raise ValidationError(missing)
        if self.population_bands:
            try:
                law.SeatsByPopulation(self._bands)
            except ValueError as error:
                raise ValidationError(
                    {
                        "population_bands": ValidationError(
                            _("List the limits in ascending order and end with *: 100000=1,1000000=2,*=3"), code="bands"
                        )
                    }
                ) from error
