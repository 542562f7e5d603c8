"""Dates of which only the year, or only the year and month, may be known.

Many dates of a union are known by year only ("founded in 1978"). Such a date is stored, sorted, checked and
shown as precisely as it is known, and never more precisely.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import total_ordering
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.db.models.expressions import Expression
from django.db.models.query_utils import DeferredAttribute
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unions.text.cleaning import cleaned_line
from unions.text.turkish import MONTHS, WEEKDAYS, fold, written_language

HINT = _("A year, a month or a day, as precisely as known: 1978, 05.1978 or 12.05.1978.")
UNREADABLE = _("“%(value)s” is not a date. Enter a year, a month or a day: 1978, 05.1978 or 12.05.1978.")
NOT_IN_CALENDAR = _("“%(value)s” looks like a date, but there is no such day or month.")
OLD_CALENDAR = _("“%(value)s” is not a date of today's calendar. Convert it: 12 March 1340 is 12 March 1924.")
# The first municipality was founded in 1854; a year before that is one of the calendars used until 1926.
FIRST_YEAR = 1850

# A year with a month behind a stroke, such as 2026/12, may as well be the number of a decision.
YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?"
    r"|(?P<sign>[/.])(?P<month_2>[0-9]{1,2})(?P=sign)(?P<day_2>[0-9]{1,2}))?"
)
DAY_FIRST = re.compile(r"(?:(?:(?P<day>[0-9]{1,2})[./-])?(?P<month>[0-9]{1,2})[./-])?(?P<year>[0-9]{4})")
SHORT_YEAR = re.compile(r"(?P<day>[0-9]{1,2})[./-](?P<month>[0-9]{1,2})[./-](?P<year>[0-9]{2})")
IN_WORDS = re.compile(r"(?:(?P<day>[0-9]{1,2}) )?(?P<month>[a-z]+) (?P<year>[0-9]{4})")
MONTH_FIRST = re.compile(r"(?P<month>[a-z]+) (?P<day>[0-9]{1,2}) (?P<year>[0-9]{4})")
MONTH_NUMBERS = {
    word: str(number)
    for names in MONTHS.values()
    for number, name in enumerate(names, start=1)
    for word in [fold(name), fold(name)[:3]]
}
# What stands around a date in a sentence and says no more than the date: 2024 yılı, 31.05.2024 tarihli, (Cuma).
AROUND_A_DATE = re.compile(
    r"^\(|\)$|[’'](?:[dt][ae](?:n|ki)?|n?[iıuü]n)$|\b(?:yılı|yili|günü|gunu|tarihi|tarihli|tarihinde)$"
)
DAYS_OF_THE_WEEK = re.compile(rf"\b(?:{'|'.join(fold(name) for names in WEEKDAYS.values() for name in names)})\b")
# Two digits mean a year up to this many years ahead, otherwise one of the last century.
YEARS_AHEAD = 10


class UnreadableDate(ValueError):
    """The text is not written like a date."""


class NotInCalendar(ValueError):
    """The text is written like a date, but the calendar does not have it."""


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year: as much of a date as is known."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not 1000 <= self.year <= 9999:
            raise NotInCalendar(f"The year {self.year} is not between 1000 and 9999.")
        if self.month is None:
            if self.day is not None:
                raise NotInCalendar("A day needs its month.")
            return
        if not 1 <= self.month <= 12:
            raise NotInCalendar(f"There is no month {self.month}.")
        if self.day is not None and not 1 <= self.day <= monthrange(self.year, self.month)[1]:
            raise NotInCalendar(f"There is no day {self.day} in {self.year}-{self.month:02}.")

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read 1978, 1978-05, 1978-05-12, 05.1978, 12.05.1978, or the month by its name."""
        parts = parts_of(str(text))
        month = MONTH_NUMBERS.get(parts.get("month", ""), parts.get("month", ""))
        if not parts or (month and not month.isdecimal()):
            raise UnreadableDate(f"“{text}” is not a date: write 1978, 1978-05, 1978-05-12, 05.1978 or 12.05.1978.")
        day = parts.get("day")
        found = cls(whole_year(parts["year"]), int(month) if month else None, int(day) if day else None)
        if not named_days(str(text)) <= {found.earliest.weekday()}:
            raise NotInCalendar(f"{found} is another day of the week than “{text}” says.")
        return found

    @classmethod
    def from_date(cls, day: date) -> "PartialDate":
        """The day; a datetime becomes its day in local time."""
        if isinstance(day, datetime) and timezone.is_aware(day):
            day = timezone.localtime(day)
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_number(cls, number: int) -> "PartialDate":
        """The reverse of `number`."""
        year, rest = divmod(number, 10_000)
        month, day = divmod(rest, 100)
        return cls(year, month or None, day or None)

    @property
    def number(self) -> int:
        """The digits of the date as one number with zeros for unknown parts, so that one column sorts the dates."""
        return self.year * 10_000 + (self.month or 0) * 100 + (self.day or 0)

    @property
    def earliest(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def display(self, language: str | None = None) -> str:
        """12 Mayıs 1978, Mayıs 1978 or 1978; in the active language if none is given."""
        month = MONTHS[written_language(language)][self.month - 1] if self.month else None
        return " ".join(str(part) for part in [self.day, month, self.year] if part)

    def __str__(self) -> str:
        return "-".join([str(self.year)] + [f"{part:02}" for part in [self.month, self.day] if part])

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self.number < other.number


def parts_of(text: str) -> dict[str, str]:
    """Year, month and day in a text, as they are written there; nothing where it is not written like a date."""
    text = without_surroundings(unicodedata.normalize("NFKC", text))
    line = re.sub(r"\s*([./-])\s*", r"\1", cleaned_line(text))
    line = re.sub("[\u2010-\u2015\u2212]", "-", line)
    words = " ".join(DAYS_OF_THE_WEEK.sub(" ", fold(text)).split())
    # The name of a day of the week may stand beside digits as well.
    digits = re.sub(r"[^\W\d_]+", "", line).strip(" ,.") if DAYS_OF_THE_WEEK.search(fold(text)) else line
    match = (
        YEAR_FIRST.fullmatch(digits)
        or DAY_FIRST.fullmatch(digits)
        or SHORT_YEAR.fullmatch(digits)
        or IN_WORDS.fullmatch(words)
        or MONTH_FIRST.fullmatch(words)
    )
    found = match.groupdict() if match else {}
    return {name.removesuffix("_2"): part for name, part in found.items() if part and name != "sign"}


def without_surroundings(text: str) -> str:
    """A date without the words and signs around it that add nothing."""
    line = cleaned_line(text)
    week = re.search(r"\((\w+)\)$", line)
    if week and DAYS_OF_THE_WEEK.fullmatch(fold(week[1])):
        line = f"{line[: week.start()]} {week[1]}"
    return AROUND_A_DATE.sub("", re.sub(r"(?<=[0-9]{4})\.$", "", line)).strip()


def named_days(text: str) -> set[int]:
    """The days of the week that a text names, with Monday as 0."""
    names = {fold(name): number for days in WEEKDAYS.values() for number, name in enumerate(days)}
    return {names[name] for name in DAYS_OF_THE_WEEK.findall(fold(text))}


def whole_year(digits: str) -> int:
    """The year of two digits, as in 31.5.24; one of four digits is itself."""
    if len(digits) == 4:
        return int(digits)
    this_year = timezone.localdate().year
    year = this_year // 100 * 100 + int(digits)
    return year if year <= this_year + YEARS_AHEAD else year - 100


class PartialDateFormField(forms.CharField):
    """One line of text for a date that may be partial."""

    default_error_messages = {"invalid": UNREADABLE, "invalid_date": NOT_IN_CALENDAR}

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = kwargs.get("help_text") or HINT
        kwargs["empty_value"] = None
        kwargs.setdefault("widget", forms.TextInput(attrs={"size": 18, "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, PartialDate):
            return value
        return read_typed(super().to_python(value), self.error_messages)

    def prepare_value(self, value: Any) -> Any:
        """A stored date is shown as the reader's language writes it; typed text stays as it is."""
        if not isinstance(value, PartialDate):
            return value
        if written_language() == "en":
            return str(value)
        return ".".join(reversed(str(value).split("-")))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return super().has_changed(self.to_python(initial), data)
        except ValidationError:
            return True


class PartialDateAttribute(DeferredAttribute):
    """Turns every value that is set on a row into a PartialDate."""

    def __set__(self, instance: models.Model, value: object) -> None:
        # An unreadable value stays, so that full_clean() gives an error at its field.
        with suppress(ValidationError):
            value = self.field.to_python(value)
        instance.__dict__[self.field.attname] = value


class PartialDateField(models.Field):
    """A column that stores a PartialDate as its number, so that the database can sort and compare it."""

    description = _("Date that may be known only by year or month")
    empty_strings_allowed = False
    default_error_messages = {"invalid": UNREADABLE, "invalid_date": NOT_IN_CALENDAR}
    descriptor_class = PartialDateAttribute

    def get_internal_type(self) -> str:
        return "PositiveIntegerField"

    def from_db_value(
        self, value: int | None, expression: Expression, connection: BaseDatabaseWrapper
    ) -> PartialDate | None:
        return None if value is None else PartialDate.from_number(value)

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, PartialDate) or hasattr(value, "resolve_expression"):
            return value
        if isinstance(value, date):
            return PartialDate.from_date(value)
        return read(value, self.error_messages)

    def get_prep_value(self, value: Any) -> Any:
        value = self.to_python(super().get_prep_value(value))
        return value.number if isinstance(value, PartialDate) else value

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return super().formfield(*args, **{"form_class": PartialDateFormField, **kwargs})


@PartialDateField.register_lookup
class Latest(models.Transform):
    """The greatest number that a day in the partial date can have: 19789999 for 1978, 19780599 for 1978-05."""

    lookup_name = "latest"
    output_field = models.IntegerField()

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *args: Any, **kwargs: Any
    ) -> tuple[str, list[Any]]:
        # Both databases truncate the division of integers; "%" would need escaping.
        number, params = compiler.compile(self.lhs)
        is_year = f"{number} / 10000 * 10000 = {number}"
        is_month = f"{number} / 100 * 100 = {number}"
        cases = f"WHEN {is_year} THEN {number} + 9999 WHEN {is_month} THEN {number} + 99 ELSE {number}"
        return f"(CASE {cases} END)", [*params] * 7


def read(text: object, messages: Mapping[str, Any]) -> PartialDate | None:
    """The date in a typed text, None if it is empty; raises ValidationError with the reason if it is unreadable."""
    if text is None or not str(text).strip():
        return None
    try:
        return PartialDate.parse(str(text))
    except UnreadableDate as error:
        raise ValidationError(messages["invalid"], code="invalid", params={"value": text}) from error
    except NotInCalendar as error:
        raise ValidationError(messages["invalid_date"], code="invalid_date", params={"value": text}) from error


def read_typed(text: object, messages: Mapping[str, Any]) -> PartialDate | None:
    """The date that a person has typed; one of a calendar that is no longer used is refused."""
    found = read(text, messages)
    if found and found.year < FIRST_YEAR:
        raise ValidationError(OLD_CALENDAR, code="old_calendar", params={"value": text})
    return found


def partial_date_check(field_name: str, constraint_name: str) -> models.CheckConstraint:
    """A database constraint against numbers that are no partial date."""
    within = {f"{field_name}__gte": "1000", f"{field_name}__lte": "9999-12-31"}
    condition = Q(**{f"{field_name}__isnull": True}) | Q(**within)
    return models.CheckConstraint(condition=condition, name=constraint_name)


def started_by(field: str, day: date | PartialDate) -> Q:
    """May have begun by that day: a start in "1978" by any day of 1978, an unknown start always."""
    latest = day.latest if isinstance(day, PartialDate) else day
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lte": PartialDate.from_date(latest)})


def not_ended_before(field: str, day: date | PartialDate) -> Q:
    """May still last on that day: until an end in "1978" on any day of 1978, without an end always."""
    whole = PartialDate.from_date(day.earliest if isinstance(day, PartialDate) else day)
    month_and_year = [PartialDate(whole.year, whole.month), PartialDate(whole.year)]
    is_open = Q(**{f"{field}__isnull": True})
    return is_open | Q(**{f"{field}__gte": whole}) | Q(**{f"{field}__in": month_and_year})
