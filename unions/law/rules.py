"""What every rule of law is made of: its article, whether its wording is verified, and deadlines."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

Function = TypeVar("Function", bound=Callable[..., object])


@dataclass(frozen=True)
class Ground:
    """The article of a rule, and whether its wording was read at a trustworthy source."""

    article: str
    is_verified: bool


RULES: dict[Callable[..., object], Ground] = {}


def rule_of(article: str, *, is_verified: bool) -> Callable[[Function], Function]:
    """Register a function as the rule of an article."""

    def register(function: Function) -> Function:
        RULES[function] = Ground(article, is_verified)
        return function

    return register


@dataclass(frozen=True)
class Deadline:
    """The last day on which something may be done, and the article that says so."""

    name: str
    due_on: date
    article: str

    def is_missed(self, done_on: date | None, today: date) -> bool:
        """Done too late, or not done although the last day is over."""
        return (done_on or today) > self.due_on


@dataclass(frozen=True)
class Bounds:
    """A number that may lie between two readings of the law, both included."""

    least: int
    most: int

    def includes(self, number: int) -> bool:
        return self.least <= number <= self.most


def month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def years_after(day: date, years: int) -> date:
    # One or two years after 29 February there is none.
    return date(day.year + years, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def opening_day(year: int, months: Collection[int]) -> date:
    return month_end(year, min(months, default=5))
