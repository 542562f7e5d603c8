"""Days on which public offices work, and terms that are counted in them."""

from datetime import date, timedelta
from functools import cache

from holidays import HALF_DAY, PUBLIC
from holidays.countries import Turkey

from unions.law.rules import rule_of

SATURDAY = 5
# What the table of the package says of religious holidays whose day has not been announced.
ESTIMATED = "(estimated)"


@cache
def _holidays_of(year: int) -> dict[date, str]:
    return dict(Turkey(years=year, categories=PUBLIC, language="en_US"))


@cache
def _half_days_of(year: int) -> dict[date, str]:
    return dict(Turkey(years=year, categories=HALF_DAY, language="en_US"))


@rule_of("2429 art. 2", is_verified=True)
def is_holiday(day: date) -> bool:
    """2429 art. 2: whether a day is a national, official or religious holiday for the whole of it.

    Verified; religious holidays by the table of the package `holidays`, which follows the announcements.
    """
    return day in _holidays_of(day.year)


@rule_of("2429 art. 2", is_verified=True)
def is_half_day(day: date) -> bool:
    """2429 art. 2: 28 October and the eves of both religious feasts, on which offices close at 13:00.

    Verified.
    """
    return day in _half_days_of(day.year) and not is_holiday(day)


@rule_of("2429 art. 2", is_verified=False)
def is_working_day(day: date) -> bool:
    """2429 art. 2: every day from Monday to Friday that is no holiday.

    Unverified as to half days: offices work in the morning, so they count, and the term ends no later than by any other
    reading. Days that the President grants as administrative leave are not known here; they never shorten a term.
    """
    return day.weekday() < SATURDAY and not is_holiday(day)


@rule_of("2429 art. 2", is_verified=False)
def are_holidays_certain(start: date, end: date) -> bool:
    """2429 art. 2: whether the religious holidays of these years stand, or are calculated and may move by a day.

    Unverified: the table says of itself where it estimates; a year beyond it has no religious holidays at all.
    """
    for year in range(start.year, end.year + 1):
        names = [*_holidays_of(year).values(), *_half_days_of(year).values()]
        religious = [name for name in names if name.startswith("Eid")]
        if not religious or any(ESTIMATED in name for name in religious):
            return False
    return True


@rule_of("4982 art. 11", is_verified=True)
def working_days_after(day: date, number: int) -> date:
    """4982 art. 11: the last day of a term of so many working days; the day of the event is not counted.

    Verified as to the unit; that the first day is not counted is the general rule of terms.
    """
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


@rule_of("4982 art. 11", is_verified=True)
def working_days_between(start: date, end: date) -> int:
    """4982 art. 11: how many working days have passed after the first day, the last one included.

    Verified as to the unit.
    """
    days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    return sum(is_working_day(day) for day in days)


@rule_of("2577 art. 8", is_verified=False)
def end_on_working_day(day: date) -> date:
    """2577 art. 8: a term of calendar days that ends on a holiday goes on until the end of the next working day.

    Unverified for terms outside of the courts; used for terms of applicants only, never for those of the union.
    """
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
