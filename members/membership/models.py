"""The membership of a municipality in a union, from one day to another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality, PopulationFigure
from unions.models import Decision, ScopedQuerySet, UnionOwned, managers
from unions.text.cleaning import not_for_templates
from unions.text.date_order import NotAfter, NotBefore, in_the_past, since_founding
from unions.text.partial_dates import PartialDateField, not_ended_before
from unions.text.periods import Period, PeriodQuerySet, certainly_overlap

BEFORE_ESTABLISHED = _("This is before the municipality was established (%(other)s).")
AFTER_THE_UNION = _("This is after the union ended (%(other)s).")
AFTER_CLOSED = _("This is after the municipality was closed (%(other)s).")
OVERLAPPING = _(
    "The municipality is already a member in this time: %(other)s. Correct the dates here, or those of the other "
    "membership."
)


def overlaps(rows: Iterable["Membership"], beside: Iterable["Membership"] = ()) -> Iterator[tuple["Membership", str]]:
    """Those of the rows that share a day with another one of the same municipality, with what is said about it."""
    rows = list(rows)
    by_pair = defaultdict(list)
    for row in [*rows, *beside]:
        by_pair[row.union_id, row.municipality_id].append(row)
    for row in rows:
        for other in by_pair[row.union_id, row.municipality_id]:
            if other is not row and (other.pk is None or other.pk != row.pk) and certainly_overlap(row, other):
                yield row, str(OVERLAPPING % {"other": other.period_in_words})
                break


# What a membership stands on: it ends with the first of them.
GROUNDS = ["municipality__closed_on", "union__ended_on"]


class MembershipQuerySet(ScopedQuerySet, PeriodQuerySet):
    def on(self, day):
        """Memberships of that day: those whose municipality and union still existed, even if nobody ended them."""
        return super().on(day).filter(*(not_ended_before(ground, day) for ground in GROUNDS))

    def ended_before(self, day):
        ended = [~not_ended_before(field, day) for field in ["end_date", *GROUNDS]]
        return self.filter(reduce(or_, ended))

    @not_for_templates
    def bulk_create(self, objs, *args, **kwargs):
        """Store many at once; raises ValidationError where two of one municipality overlap."""
        rows = list(objs)
        for row, message in overlaps(rows, beside=self.of_municipalities({row.municipality_id for row in rows})):
            raise ValidationError(f"{row}: {message}", code="overlap")
        return super().bulk_create(rows, *args, **kwargs)

    def of_municipalities(self, keys):
        return self.filter(municipality__in=keys)

    def overlapping(self) -> list["Membership"]:
        """Memberships that certainly share a day with another one of the same municipality."""
        repeated = self.order_by().values("municipality").annotate(number=models.Count("pk")).filter(number__gt=1)
        rows = list(self.filter(municipality__in=repeated.values("municipality")).with_municipality())
        return [row for row, _message in overlaps(rows)]

    def outliving_their_municipality(self):
        """Memberships still open although the municipality was closed."""
        return self.filter(end_date=None).exclude(municipality__closed_on=None)

    def dated(self):
        """Memberships whose date of joining is on record."""
        return self.exclude(start_date=None)

    def of_municipality(self, municipality):
        return self.filter(municipality=municipality)

    def in_turkish_order(self):
        return self.order_by("municipality__sort_key", "municipality_id")

    def with_municipality(self):
        """Memberships with their municipality and province."""
        return self.select_related("municipality__province")

    def with_newer_population(self):
        """Memberships with the union's own latest population figure, where it is not older than the register's."""
        figures = PopulationFigure.all_unions.newest_first().filter(
            union=OuterRef("union"),
            municipality=OuterRef("municipality"),
            year__gte=Coalesce(OuterRef("municipality__population_year"), 0),
        )
        return self.annotate(
            figure=Subquery(figures.values("population")[:1]), figure_year=Subquery(figures.values("year")[:1])
        )

    def with_force_of_acceptance(self):
        """Memberships with their acceptance and what says whether it still stands: only what exists is queried."""
        return self.select_related("acceptance__organ").annotate(**Decision.all_unions.related_flags("acceptance"))

    def with_force_of_acceptances(self):
        """The same for a whole list: what courts ruled and later decisions change comes with all of them at once."""
        acceptances = Decision.objects.select_related("organ").with_force()
        return self.prefetch_related(models.Prefetch("acceptance", acceptances))


class Membership(UnionOwned, Period):
    """A local authority's membership of a union, from joining to leaving (Law 5355, art. 4).

    In OParl and Popolo "membership" is a person's; here it is the municipality's, as in the law.
    """

    translated = ["leaving_reason", "evidence"]
    rights_group = "members"
    date_rules = [
        *since_founding("start_date", "end_date", "evidence_on"),
        *in_the_past("council_decided_on", "leaving_decided_on", "evidence_on"),
        NotAfter("start_date", "union.ended_on", AFTER_THE_UNION),
        NotBefore("start_date", "municipality.established_on", BEFORE_ESTABLISHED),
        NotAfter("start_date", "municipality.closed_on", AFTER_CLOSED),
        NotAfter("end_date", "municipality.closed_on", AFTER_CLOSED),
        NotBefore("council_decided_on", "municipality.established_on", BEFORE_ESTABLISHED),
        NotAfter("council_decided_on", "start_date"),
        NotBefore("leaving_decided_on", "start_date"),
        NotAfter("leaving_decided_on", "end_date"),
    ]

    # Memberships stay on record after they end: neither side can be deleted.
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("municipality")
    )
    council_decided_on = PartialDateField(
        _("date of the council decision"),
        null=True,
        blank=True,
        help_text=_("The decision of the joining municipality's council (art. 4)."),
    )
    council_decision_number = models.CharField(_("number of the council decision"), max_length=40, blank=True)
    acceptance = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        related_name="accepted_memberships",
        null=True,
        blank=True,
        verbose_name=_("decision of acceptance"),
        help_text=_("The assembly's decision to accept the application (art. 4)."),
    )
    council_size = models.PositiveSmallIntegerField(
        _("councillors"),
        null=True,
        blank=True,
        help_text=_("Members of the municipality's council; needed if the statute counts seats by them (art. 8)."),
    )
    contribution_share = models.DecimalField(
        _("share of the contributions in per cent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("Needed if the statute counts seats by it (art. 8)."),
    )
    leaving_decided_on = PartialDateField(
        _("date of the decision to leave"),
        null=True,
        blank=True,
        help_text=_("The decision of the leaving municipality's council (art. 4)."),
    )
    leaving_decision_number = models.CharField(_("number of the decision to leave"), max_length=40, blank=True)
    leaving_reason = models.CharField(_("reason for leaving"), max_length=300, blank=True)
    evidence = models.CharField(
        _("evidence"),
        max_length=200,
        blank=True,
        help_text=_("Shown while the date of joining is unknown, such as: named as a member in 2025."),
    )
    evidence_on = PartialDateField(_("date of the evidence"), null=True, blank=True)

    objects, all_unions = managers(MembershipQuerySet)

    class Meta(UnionOwned.Meta, Period.Meta):
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["municipality__sort_key", "-start_date"]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "municipality"],
                condition=Q(end_date=None),
                name="members_membership_current_once",
                violation_error_code="already_member",
                violation_error_message=_("This municipality is already a member. End that membership first."),
            ),
        ]

    def __str__(self):
        return f"{self.municipality}: {self.period_in_words}"

    def validate_unique(self, exclude=None):
        super().validate_unique(exclude=exclude)
        others = Membership.all_unions.filter(union=self.own_union, municipality=self.municipality_id)
        self.refuse_overlap(others.exclude(pk=self.pk))

    def refuse_overlap(self, others) -> None:
        """Raise ValidationError where this membership certainly shares a day with one of the others."""
        other = next((other for other in others if certainly_overlap(self, other)), None)
        if other is not None:
            error = ValidationError(OVERLAPPING, code="overlap", params={"other": other.period_in_words})
            field = "start_date" if self.start_date else "end_date" if self.end_date else "municipality"
            raise ValidationError({field: error})

    @property
    def period_in_words(self) -> str:
        """From when to when: 12 Mayıs 1998 – 2004; what is not known is said."""
        start = self.start_date.display() if self.start_date else "?"
        if self.end_date:
            return f"{start} – {self.end_date.display()}"
        return str(_("since %(start)s") % {"start": start}) if self.start_date else str(_("start unknown"))

    def clean(self):
        super().clean()
        if self.acceptance and self.acceptance.is_without_effect:
            message = _("This decision did not accept anyone: the motion has the outcome “%(outcome)s”.")
            outcome = self.acceptance.get_outcome_display()
            raise ValidationError({"acceptance": ValidationError(message, "not_accepted", {"outcome": outcome})})

    @property
    def accepted_by(self) -> Decision | None:
        """The decision that accepted the member, where everybody may read it and no court has annulled it."""
        decision = self.acceptance
        if decision is None or not decision.is_public:
            return None
        for name in Decision.all_unions.related_flags("acceptance"):
            if hasattr(self, name):
                setattr(decision, name, getattr(self, name))
        return decision if decision.adopts else None

    def is_current_on(self, day) -> bool:
        grounds = [self.municipality.closed_on, self.own_union.ended_on]
        return super().is_current_on(day) and all(end is None or end.latest >= day for end in grounds)
