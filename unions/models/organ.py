"""The organs through which a union acts, and what they decide (Law 5355, art. 7-14)."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from unions.lists.index_steps import years_of
from unions.models.ownership import ScopedQuerySet, UnionOwned, managers
from unions.publishing.addresses import Slugged
from unions.text.search_text import Searchable


class OrganQuerySet(ScopedQuerySet):
    def with_powers(self):
        return self.prefetch_related("powers")

    def with_older_namesakes(self):
        """Organs with the number of older ones that have the same title."""
        same = self.model.all_unions.filter(union=OuterRef("union"), title_tr=OuterRef("title_tr"))
        older = same.filter(pk__lt=OuterRef("pk")).order_by().values("union")
        number = Subquery(older.annotate(number=models.Count("pk")).values("number"))
        return self.annotate(older_namesakes=Coalesce(number, 0))

    def with_any(self, **rows: models.QuerySet):
        """Organs that say of each kind of rows given, such as `meetings`, whether they have any: `has_meetings`."""
        return self.annotate(
            **{
                f"has_{name}": models.Exists(queryset.order_by().filter(organ=OuterRef("pk")))
                for name, queryset in rows.items()
            }
        )

    def assembly(self) -> "Organ | None":
        """The union's assembly, if it is on record."""
        return self.filter(kind=Organ.Kind.ASSEMBLY).first()

    def presidency(self) -> "Organ | None":
        """The union's president as an organ, if it is on record."""
        return self.filter(kind=Organ.Kind.PRESIDENT).first()

    def missing_by_law(self) -> list["Organ.Kind"]:
        """The organs that the law requires (art. 7) and that are not on record."""
        recorded = set(self.values_list("kind", flat=True))
        return [kind for kind in Organ.BY_LAW if kind not in recorded]

    def executive(self):
        """The executive committee, of which a union has one."""
        return self.filter(kind=Organ.Kind.EXECUTIVE)

    def with_slug(self, slug: str, language: str) -> "Organ | None":
        """The organ with that word in its address in the language."""
        return self.filter(**{f"slug_{language}": slug}).first()

    def with_either_slug(self, slug: str):
        """Organs with that word in their address, whatever its language."""
        return self.filter(models.Q(slug_tr=slug) | models.Q(slug_en=slug))

    def with_key_or_first(self, key: int | None) -> "Organ | None":
        """The organ with that key, or the first one where there is none."""
        return self.filter(pk=key).first() or self.first()


class Organ(Slugged, UnionOwned, Searchable):
    """A body that acts for the union: assembly, executive committee and president by law (art. 7), others beside."""

    translated = ["title", "slug", "summary", "composition", "term_rule", "meeting_rule"]
    search_fields = ["title"]
    rights_group = "institution"

    class Kind(models.TextChoices):
        ASSEMBLY = "assembly", _("assembly")
        EXECUTIVE = "executive", _("executive committee")
        PRESIDENT = "president", _("president")
        COMMITTEE = "committee", _("committee")
        AUDIT = "audit", _("audit committee")
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

    @property
    def has_rules(self) -> bool:
        """Whether anything of its composition, its term or its meetings is on record."""
        return any(
            [self.composition, self.seat_count, self.term_rule, self.term_years, self.meeting_rule, self.meeting_months]
        )

    @property
    def months(self) -> list[int]:
        """The months of its ordinary meetings, 1 to 12."""
        return [int(month) for month in self.meeting_months.split(",") if month]


class OfOrganQuerySet(models.QuerySet):
    """Rows of an organ and a year, as the lists offer them."""

    # The field that orders the rows; the year is taken from it.
    moment = ""

    def narrowed(self, *, year: int | None = None, organ: Organ | None = None):
        """Rows of that year and of that organ; without either, of all."""
        rows = self.filter(**{f"{self.moment}__year": year}) if year else self
        return rows.filter(organ=organ) if organ else rows

    def years(self) -> list[int]:
        """The years that have rows, the newest first."""
        return years_of(self)

    def organs(self) -> list[Organ]:
        """The organs that have rows, in their order."""
        return list(Organ.objects.filter(models.Exists(self.order_by().filter(organ=models.OuterRef("pk")))))


class OrganPower(UnionOwned, Searchable):
    """One thing an organ decides or does (art. 9, 13 and 14 and the statute)."""

    translated = ["text"]
    search_fields = ["text"]
    rights_group = "institution"

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
