"""The membership of a municipality in a union, from one day to another."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality, PopulationFigure
from unions.models import Decision, ScopedQuerySet, UnionOwned, managers
from unions.text.partial_dates import PartialDateField, not_ended_before
from unions.text.periods import Period, PeriodQuerySet


class MembershipQuerySet(ScopedQuerySet, PeriodQuerySet):
    def on(self, day):
        """Memberships of that day; a closed municipality is no member, even if nobody ended its membership."""
        return super().on(day).filter(not_ended_before("municipality__closed_on", day))

    def ended_before(self, day):
        return self.filter(~not_ended_before("end_date", day) | ~not_ended_before("municipality__closed_on", day))

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

    def with_acceptance(self):
        return self.select_related("acceptance")


class Membership(UnionOwned, Period):
    """A local authority's membership of a union, from joining to leaving (Law 5355, art. 4).

    In OParl and Popolo "membership" is a person's; here it is the municipality's, as in the law.
    """

    translated = ["leaving_reason", "evidence"]
    rights_group = "members"

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
    leaving_decided_on = PartialDateField(
        _("date of the decision to leave"),
        null=True,
        blank=True,
        help_text=_("The decision of the leaving municipality's council; it needs no approval (art. 4)."),
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
        return f"{self.municipality}: {self.start_date or '?'} – {self.end_date or ''}"

    def clean(self):
        super().clean()
        if self.acceptance and self.acceptance.is_without_effect:
            message = _("This decision did not accept anyone: the motion has the outcome “%(outcome)s”.")
            outcome = self.acceptance.get_outcome_display()
            raise ValidationError({"acceptance": ValidationError(message, "not_accepted", {"outcome": outcome})})

    def is_current_on(self, day) -> bool:
        closed_on = self.municipality.closed_on
        return super().is_current_on(day) and (closed_on is None or closed_on.latest >= day)
