"""Days and moments as people write them: one reading and one writing for every form, table and filter.

A day is shown and asked for as 31.05.2024, in English as 2024-05-31; both, and whatever else people write, are
understood in either language. A field is a line of text, since the date field of a browser follows the browser's
language and not the page's.
"""

import re
import unicodedata
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.contrib.admin import widgets
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from unions.text.cleaning import cleaned_line
from unions.text.partial_dates import FIRST_YEAR, OLD_CALENDAR, NotInCalendar, PartialDate, UnreadableDate

NO_DAY = _("“%(value)s” is not a date. Enter it as 2024-05-31.")
NO_SUCH_DAY = _("“%(value)s” looks like a date, but the calendar has no such day.")
NO_TIME = _("“%(value)s” is not a time. Enter it as 14:30.")
NO_MOMENT = _("“%(value)s” is not a date and time. Enter it as 2024-05-31 14:30.")

TIME = re.compile(
    r"(?:saat )?(?P<hour>[0-9]{1,2})(?:[.:](?P<minute>[0-9]{2})(?:[.:](?P<second>[0-9]{2})(?:\.0+)?)?)?", re.IGNORECASE
)
CLOCK = r"(?:saat )?[0-9]{1,2}[.:][0-9]{2}(?:[.:][0-9]{2}(?:\.0+)?)?"
MOMENT = re.compile(rf"(?P<day>.*[0-9]{{2,4}}(?: (?!saat )[^\W\d]+)?)(?:T|,? +|, ?)(?P<time>{CLOCK})", re.IGNORECASE)


def moment_for_programs(value: datetime) -> str:
    """A moment in the union's zone, with its offset, without fractions of a second."""
    return timezone.localtime(value).isoformat(timespec="seconds")


def read_day(text: str) -> date:
    """The day in a typed text; raises ValidationError with advice where it names none."""
    line = cleaned_line(text)
    try:
        found = PartialDate.parse(line)
    except UnreadableDate:
        raise ValidationError(NO_DAY, code="invalid", params={"value": shortened(line)}) from None
    except NotInCalendar:
        raise ValidationError(NO_SUCH_DAY, code="invalid", params={"value": shortened(line)}) from None
    if found.day is None:
        raise ValidationError(NO_DAY, code="invalid", params={"value": shortened(line)})
    if found.year < FIRST_YEAR:
        raise ValidationError(OLD_CALENDAR, code="old_calendar", params={"value": shortened(line)})
    return found.earliest


def days_meant(text: str) -> tuple[date, date] | None:
    """The first and the last day that a typed date can mean; None for a year alone and for what is no date."""
    try:
        found = PartialDate.parse(cleaned_line(text))
    except (UnreadableDate, NotInCalendar):
        return None
    return (found.earliest, found.latest) if found.month else None


def read_time(text: str) -> time:
    """The time of day in a typed text: 14.30, 14:30 or 14."""
    line = unicodedata.normalize("NFKC", cleaned_line(text))
    match = TIME.fullmatch(line)
    try:
        read = time(int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0)) if match else time(99)
        return read.replace(second=0)
    except ValueError:
        raise ValidationError(NO_TIME, code="invalid", params={"value": shortened(line)}) from None


def read_moment(text: str) -> datetime:
    """Day and time in a typed text, where the union is: 12.05.2026 14.00."""
    line = unicodedata.normalize("NFKC", cleaned_line(text))
    match = MOMENT.fullmatch(line)
    if match is None:
        raise ValidationError(NO_MOMENT, code="invalid", params={"value": shortened(line)})
    return datetime.combine(read_day(match["day"]), read_time(match["time"]))


def written_day(day: date) -> str:
    """A day as a field shows it in the active language: 31.05.2024, or 2024-05-31 in English."""
    return str(formats.localize_input(day, formats.get_format("DATE_INPUT_FORMATS")[0]))


def shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


class DayFormField(forms.DateField):
    """A day in one line of text."""

    widget: Any = widgets.AdminDateWidget

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        return read_day(str(value)) if cleaned_line(str(value)) else None


class TimeFormField(forms.TimeField):
    """A time of day in one line of text."""

    widget = widgets.AdminTimeWidget

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values:
            return None
        return value if isinstance(value, time) else read_time(str(value))


class MomentFormField(forms.DateTimeField):
    """A day and a time in one line of text: 12.05.2026 14.00."""

    widget = forms.DateTimeInput(attrs={"autocomplete": "off", "size": 20})

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        return from_current_timezone(read_moment(str(value)))


class DayAndTimeFormField(forms.SplitDateTimeField):
    """A day and a time in a line of text each."""

    widget = widgets.AdminSplitDateTime

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("input_date_formats", None)
        kwargs.pop("input_time_formats", None)
        super().__init__(**kwargs)
        self.fields = (DayFormField(required=False), TimeFormField(required=False))
