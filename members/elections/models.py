"""Local elections, and what one step changed in the union's record after them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.checks.models import CheckRound
from unions.models import ScopedQuerySet, Term, UnionOwned, managers
from unions.text.date_order import in_the_past, since_founding
from unions.text.turkish import format_date


class ElectionsQuerySet(ScopedQuerySet):
    def done(self):
        """Elections whose step stands."""
        return self.filter(state=Elections.State.DONE)


class Elections(UnionOwned):
    """Local elections after which one step ended the seats of a term and began the next one (art. 8)."""

    rights_group = "members"
    # The pages show the seats and the term that the step changed.
    is_public_content = False
    date_rules = [*in_the_past("held_on"), *since_founding("held_on")]

    class State(models.TextChoices):
        DONE = "done", _("carried out")
        UNDONE = "undone", _("undone")

    held_on = models.DateField(_("day of the elections"))
    state = models.CharField(_("state"), max_length=6, choices=State.choices, default=State.DONE, editable=False)
    term = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="+", null=True, editable=False, verbose_name=_("term")
    )
    check_round = models.ForeignKey(
        CheckRound,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name=_("round of listing checks"),
    )
    # Each record saved, with its version and its values before, as an import has it.
    written = models.JSONField(default=list, editable=False)
    ended_count = models.PositiveIntegerField(_("seats ended"), default=0, editable=False)
    kept_count = models.PositiveIntegerField(_("mayors who stay"), default=0, editable=False)

    objects, all_unions = managers(ElectionsQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("local elections")
        verbose_name_plural = _("local elections")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "held_on"],
                condition=models.Q(state="done"),
                name="members_elections_once",
                violation_error_message=_("The step after these elections has already been carried out."),
            )
        ]

    def __str__(self):
        return format_date(self.held_on)

    def clean(self):
        super().clean()
        if self.held_on and self.held_on > timezone.localdate():
            raise ValidationError({"held_on": ValidationError(_("This day has not come yet."), code="future")})
