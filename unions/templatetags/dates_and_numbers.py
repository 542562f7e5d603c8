"""Writes days, moments, numbers and sums of money as the active language does; templates load them by `unions_tags`."""

from django import template

from unions.text import turkish
from unions.text.dates import written_day
from unions.text.languages import active_language
from unions.text.line_breaks import unbroken
from unions.text.partial_dates import PartialDate
from unions.values import amounts

register = template.Library()


@register.filter
def day(value) -> str:
    """A date in words, as precisely as it is known: 12 Mayıs 1978, May 1978."""
    if not value:
        return ""
    return unbroken(value.display() if isinstance(value, PartialDate) else turkish.format_date(value))


@register.filter
def partial_date(value) -> str:
    """The same as `day`, for dates that may be known by year only."""
    return day(value)


@register.filter
def short_day(value) -> str:
    """A day where there is no room for words: 31.05.2024, in English 2024-05-31, which nobody takes for a month."""
    return written_day(value) if value else ""


@register.filter
def weekday(value) -> str:
    """A date in words with the day of the week."""
    if not value:
        return ""
    written = turkish.format_date(value)
    return turkish.format_date(value, weekday=True).replace(written, unbroken(written))


@register.filter
def moment(value) -> str:
    """Date, day of the week and time in local time: 12 Mayıs 2026 Salı, 14.00."""
    return f"{weekday(value)}, {turkish.format_time(value)}" if value else ""


@register.filter
def clock(value) -> str:
    """The time of day in local time."""
    return turkish.format_time(value) if value else ""


@register.filter
def machine_date(value) -> str:
    """A date as the datetime attribute writes it: 1978, 1978-05, 1978-05-12."""
    if not value:
        return ""
    return str(value if isinstance(value, PartialDate) else PartialDate.from_date(value))


@register.filter
def number(value) -> str:
    """A whole number with its digits in groups of three; empty without a number."""
    return "" if value is None or value == "" else turkish.format_number(value)


@register.filter
def money(value, currency: str = amounts.Currency.TRY) -> str:
    """A sum with its currency: 1.250.000 TL; empty without a sum."""
    return amounts.written(value, currency)


@register.filter
def per_cent(value) -> str:
    """A share as the language writes it: %12,5 in Turkish, 12.5% in English."""
    if value is None:
        return ""
    written = turkish.format_number(value, decimals=1)
    return f"{written}%" if active_language() == "en" else f"%{written}"


@register.filter
def month_name(value: int) -> str:
    return turkish.MONTHS[active_language()][value - 1]
