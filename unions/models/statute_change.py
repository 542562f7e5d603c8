"""How the text of a union's statute came about and changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unions.models.decision import Decision
from unions.models.legal_basis import LegalBasis
from unions.models.ownership import UnionOwned
from unions.text.date_order import NotBefore, in_the_past
from unions.text.partial_dates import PartialDateField, partial_date_check


class StatuteChange(UnionOwned):
    """An act that changed the statute: when, by which decision, approved by whom, published where (art. 5)."""

    translated = ["subject", "approved_by"]
    rights_group = "institution"
    union_from = "statute"
    date_rules = [
        *in_the_past("decided_on", "approved_on", "gazette_date"),
        NotBefore("approved_on", "decided_on"),
        NotBefore("gazette_date", "decided_on"),
    ]

    # A change is part of what it changes.
    statute = models.ForeignKey(
        LegalBasis,
        on_delete=models.CASCADE,
        related_name="changes",
        limit_choices_to={"kind": LegalBasis.Kind.STATUTE},
        verbose_name=_("statute"),
    )
    subject = models.CharField(_("what changed"), max_length=300, help_text=_("Articles and subject, in one line."))
    decided_on = PartialDateField(_("decided on"), null=True, blank=True)
    # A decision that changed the statute cannot be deleted.
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("decision")
    )
    approved_on = PartialDateField(_("approved on"), null=True, blank=True)
    approved_by = models.CharField(_("approved by"), max_length=200, blank=True)
    gazette_date = models.DateField(_("date of the Official Gazette"), null=True, blank=True)
    gazette_number = models.PositiveIntegerField(_("number of the Official Gazette"), null=True, blank=True)

    class Meta(UnionOwned.Meta):
        verbose_name = _("change of the statute")
        verbose_name_plural = _("changes of the statute")
        ordering = ["decided_on", "pk"]
        constraints = [
            partial_date_check("decided_on", "unions_statutechange_decided_on_is_a_date"),
            models.CheckConstraint(
                condition=Q(gazette_number=None) | Q(gazette_date__isnull=False),
                name="unions_statutechange_gazette_number_needs_date",
                violation_error_code="gazette_date_missing",
                violation_error_message=_("An Official Gazette number also needs the date."),
            ),
        ]

    def __str__(self):
        return self.subject

    @property
    def gazette_url(self) -> str:
        """Where the Official Gazette keeps that day's issue."""
        return LegalBasis(gazette_date=self.gazette_date).gazette_url

    @property
    def public_decision(self) -> Decision | None:
        return self.decision if self.decision and self.decision.is_public else None
