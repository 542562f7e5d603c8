"""What courts rule on decisions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from unions import law
from unions.models.decision import Decision
from unions.models.ownership import UnionOwned
from unions.text.date_order import NotBefore, in_the_past
from unions.text.search_text import Searchable


class CourtRuling(UnionOwned, Searchable):
    """A court's ruling that stays or annuls a decision, until it is lifted."""

    translated = ["note"]
    search_fields = ["court", "file_number", "ruling_number"]
    rights_group = "proceedings"

    class Kind(models.TextChoices):
        STAY = law.RulingKind.STAY.value, _("stay of execution")
        ANNULMENT = law.RulingKind.ANNULMENT.value, _("annulment")
        PARTLY = law.RulingKind.PARTLY.value, _("annulment in part")

    date_rules = [
        *in_the_past("ruled_on", "lifted_on"),
        NotBefore("ruled_on", "decision.date"),
        NotBefore("lifted_on", "ruled_on"),
    ]
    union_from = "decision"

    # A ruling is part of its decision's record.
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="rulings", verbose_name=_("decision"))
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices)
    court = models.CharField(_("court"), max_length=200, help_text=_("As it calls itself: Konya 2. İdare Mahkemesi."))
    file_number = models.CharField(
        _("file number"), max_length=40, blank=True, help_text=_("As the court writes it: E. 2024/123.")
    )
    ruling_number = models.CharField(
        _("number of the ruling"), max_length=40, blank=True, help_text=_("As the court writes it: K. 2025/45.")
    )
    ruled_on = models.DateField(_("ruled on"))
    lifted_on = models.DateField(
        _("lifted on"),
        null=True,
        blank=True,
        help_text=_("The day on which the stay ended or a higher court set the ruling aside."),
    )
    note = models.CharField(
        _("explanation"),
        max_length=300,
        blank=True,
        help_text=_("For example which part was annulled. Shown on the site."),
    )

    class Meta(UnionOwned.Meta):
        verbose_name = _("court ruling")
        verbose_name_plural = _("court rulings")
        ordering = ["ruled_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_on=None) | Q(lifted_on__gte=F("ruled_on")),
                name="unions_courtruling_lifted_later",
                violation_error_code="lifted_early",
                violation_error_message=_("The ruling was lifted before it was made."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.reference}"

    @property
    def reference(self) -> str:
        """How it is cited: the court with the numbers of the file and of the ruling."""
        return ", ".join(part for part in [self.court, self.file_number, self.ruling_number] if part)

    @property
    def as_law(self) -> law.Ruling:
        return law.Ruling(law.RulingKind(self.kind), self.ruled_on, self.lifted_on)
