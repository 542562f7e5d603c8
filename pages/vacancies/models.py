"""Vacancies: posts for which the union takes applications."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.publications import AttachedFile, DatedPublication, InStatesQuerySet
from unions.models import managers
from unions.publishing.states import list_index
from unions.text.richtext import RichTextField


class VacancyQuerySet(InStatesQuerySet):
    def in_state(self, state: str):
        """Vacancies in a state today; the last day itself still counts."""
        lookup = "last_day__gte" if state == Vacancy.State.OPEN else "last_day__lt"
        return self.filter(**{lookup: timezone.localdate()})


class Vacancy(DatedPublication):
    """A post that is to be filled, and until when one can apply for it."""

    translated = [*DatedPublication.translated, "post", "body"]
    search_fields = [*DatedPublication.search_fields, "post"]

    class State(models.TextChoices):
        """Follows from the last day, and so is never stored."""

        OPEN = "open", _("open for applications")
        CLOSED = "closed", _("applications closed")

    post = models.CharField(
        _("post to be filled"), max_length=200, help_text=_("For example civil engineer, or accountant.")
    )
    last_day = models.DateField(_("last day to apply"), help_text=_("Applications close by themselves afterwards."))
    body = RichTextField(_("text"), blank=True)

    objects, all_unions = managers(VacancyQuerySet)

    class Meta(DatedPublication.Meta):
        verbose_name = _("vacancy")
        verbose_name_plural = _("vacancies")
        indexes = [
            models.Index(fields=["union", "-date", "-id"], name="pages_vacancy_by_date"),
            list_index("pages_vacancy_listed", "-date", "-id", "last_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("date")),
                name="pages_vacancy_closes_after_announcement",
                violation_error_code="closes_early",
                violation_error_message=_("Applications would close before the vacancy is announced."),
            )
        ]

    def clean(self):
        super().clean()
        if self.last_day and self.date and self.last_day < self.date:
            message = _("Applications would close before the vacancy is announced.")
            raise ValidationError({"last_day": ValidationError(message, code="closes_early")})

    @property
    def current_state(self) -> State:
        """The state today."""
        return self.State.OPEN if self.last_day >= timezone.localdate() else self.State.CLOSED


class VacancyFile(AttachedFile):
    """A file of a vacancy: the full announcement, the form to apply with, the list of those invited."""

    union_from = "vacancy"

    # A file is part of its vacancy.
    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="files", verbose_name=_("vacancy"))
