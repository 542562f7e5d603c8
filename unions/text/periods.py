"""The start and end of everything that lasts: names, memberships, terms, seats."""

from datetime import date, timedelta
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unions.model_options import AddedOptions
from unions.text.partial_dates import PartialDate, PartialDateField, not_ended_before, started_by

ENDS_BEFORE_START = _("The end cannot be before the start.")


class PeriodQuerySet(models.QuerySet):
    """Queries by day; a date known by year or month only counts for every day it can mean."""

    def on(self, day: date | PartialDate) -> Self:
        return self.filter(started_by("start_date", day), not_ended_before("end_date", day))

    def current(self) -> Self:
        return self.on(timezone.localdate())

    def ended_before(self, day: date | PartialDate) -> Self:
        return self.filter(~not_ended_before("end_date", day))

    def past(self) -> Self:
        return self.ended_before(timezone.localdate())


class Period(models.Model):
    """Something that lasts from one day to another, both included; either may be known by year only."""

    start_date = PartialDateField(
        _("start date"),
        null=True,
        blank=True,
        help_text=_("A year, a month or a day: 1978, 05.1978 or 12.05.1978. Leave empty if unknown."),
    )
    end_date = PartialDateField(
        _("end date"),
        null=True,
        blank=True,
        help_text=_("The last day, month or year: 1978, 05.1978 or 12.05.1978. Leave empty while it is still running."),
    )

    class Meta(metaclass=AddedOptions):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(start_date__isnull=True)
                | Q(end_date__isnull=True)
                | Q(start_date__lte=F("end_date__latest")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_code="ends_before_start",
                violation_error_message=ENDS_BEFORE_START,
            )
        ]

    @property
    def is_current(self) -> bool:
        return self.is_current_on(timezone.localdate())

    def is_current_on(self, day: date) -> bool:
        has_started = self.start_date is None or self.start_date.earliest <= day
        return has_started and (self.end_date is None or self.end_date.latest >= day)

    def clean(self) -> None:
        super().clean()
        are_readable = isinstance(self.start_date, PartialDate) and isinstance(self.end_date, PartialDate)
        if are_readable and self.start_date.earliest > self.end_date.latest:
            raise ValidationError({"end_date": ValidationError(ENDS_BEFORE_START, code="ends_before_start")})


def certainly_overlap(first: Period, second: Period) -> bool:
    """Whether two periods share a day whatever their dates mean; that one ends on the day another begins is allowed."""
    starts, ends = zip(certain_days(first), certain_days(second), strict=True)
    return max(starts) < min(ends)


def certain_days(period: Period) -> tuple[date, date]:
    """From when to when a period certainly lasts: of one without a start, its last day only."""
    end = period.end_date.earliest if period.end_date else date.max
    if period.start_date:
        return period.start_date.latest, end
    return min(end, timezone.localdate()) - timedelta(days=1), end
