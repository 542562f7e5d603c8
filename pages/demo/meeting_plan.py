"""When the assembly of the demonstration meets, and with which matters on its agenda."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from pages.demo.wording import texts
from unions.models import Decision, Meeting

WEDNESDAY = 2
ELECTION_YEAR = 2024
END_OF_FIRST_TERM = date(2024, 3, 30)
TERMS = [(date(2019, 3, 31), END_OF_FIRST_TERM), (date(2024, 3, 31), None)]
OPENING = date(2024, 4, 24)
# How long the first presidency board of a term sits (art. 10).
BOARD_YEARS = 2
YEARS = 5


@dataclass
class Sitting:
    """One meeting to be composed: its pattern in the texts, its day, and the matters on its agenda."""

    pattern: str
    day: date
    state: str
    items: list[str]
    is_extraordinary: bool = False
    second_day: date | None = None
    called_on: date = None  # type: ignore[assignment]  # given in __post_init__
    meeting: Meeting | None = None
    # Decisions by the matter they were taken on.
    decisions: dict[str, Decision] = field(default_factory=dict)

    def __post_init__(self):
        self.called_on = self.called_on or self.day - timedelta(days=10)

    @property
    def key(self) -> str:
        return f"{self.pattern}-{self.day:%Y-%m}"

    @property
    def is_held(self) -> bool:
        return self.state == Meeting.State.HELD

    @property
    def is_second(self) -> bool:
        """Whether it met on the second day of its call, for which a quarter of all members suffices."""
        return self.pattern == "autumn" and self.day.weekday() != WEDNESDAY

    def present(self, full_number: int) -> int:
        """How many of so many members came."""
        if self.state == Meeting.State.INQUORATE:
            return round(full_number * 0.35)
        return round(full_number * (0.42 if self.is_second else 0.8 + 0.02 * (self.day.year % 5)))


def ordinary_day(year: int, month: int, *, is_spring: bool) -> date:
    """The second Wednesday of a spring month, the fourth of an autumn month: clear of the public holidays."""
    days = [week[WEDNESDAY] for week in calendar.monthcalendar(year, month) if week[WEDNESDAY]]
    return date(year, month, days[1 if is_spring else 3])


class MeetingPlan:
    """The meetings of the last years and the next one, in order of their days."""

    def __init__(self, today: date, months: list[int]):
        past = [sitting for sitting in past_sittings(today, *months) if sitting.day < today]
        self.sittings = sorted([*past, next_sitting(today, months)], key=lambda sitting: sitting.day)
        held = [sitting for sitting in self.sittings if sitting.is_held]
        self.springs = [sitting for sitting in held if sitting.pattern in {"spring", "opening"}]
        self.autumns = [sitting for sitting in held if sitting.pattern == "autumn"]
        self._spring_month = months[0]

    def board_renewed_on(self, opened_on: date) -> date:
        """The day on which the first presidency board of a term makes way for the next."""
        year = opened_on.year + BOARD_YEARS
        held = [sitting.day for sitting in self.springs if sitting.day.year == year]
        return held[0] if held else ordinary_day(year, self._spring_month, is_spring=True)


def term_on(day: date) -> int:
    """The place among TERMS of the term in which a day lies."""
    return 0 if day <= END_OF_FIRST_TERM else 1


def past_sittings(today: date, spring: int, autumn: int) -> Iterator[Sitting]:
    for year in range(today.year - YEARS + 1, today.year + 1):
        yield from springs_of(year, spring)
        yield from autumns_of(year, autumn, lacks_quorum=year == today.year - 3)
    yield cancelled_in(today.year - 1)


def springs_of(year: int, month: int) -> Iterator[Sitting]:
    """The ordinary meeting of spring; in the year of the elections also the opening meeting of the new assembly."""
    day = ordinary_day(year, month, is_spring=True)
    if year == ELECTION_YEAR:
        items = items_of("opening")
        if month != OPENING.month:
            items.remove("report")
            items.remove("accounts")
            yield Sitting("spring", day, Meeting.State.HELD, ["opening", "report", "accounts"])
        yield Sitting("opening", OPENING, Meeting.State.HELD, items, is_extraordinary=True)
        return
    items = items_of("spring")
    if year == ELECTION_YEAR + BOARD_YEARS:
        items[-2:-2] = ["president", "board"]
    yield Sitting("spring", day, Meeting.State.HELD, items)


def autumns_of(year: int, month: int, *, lacks_quorum: bool) -> Iterator[Sitting]:
    """The ordinary meeting of autumn, on the second day of its call where too few came on the first."""
    day = ordinary_day(year, month, is_spring=False)
    if not lacks_quorum:
        yield Sitting("autumn", day, Meeting.State.HELD, items_of("autumn"))
        return
    second_day = day + timedelta(days=2)
    first = Sitting("inquorate", day, Meeting.State.INQUORATE, items_of("inquorate"), second_day=second_day)
    yield first
    yield Sitting("autumn", second_day, Meeting.State.HELD, items_of("autumn"), called_on=first.called_on)


def cancelled_in(year: int) -> Sitting:
    day = ordinary_day(year, 2, is_spring=True)
    return Sitting("cancelled", day, Meeting.State.CANCELLED, items_of("cancelled"), is_extraordinary=True)


def next_sitting(today: date, months: list[int]) -> Sitting:
    """The meeting that has been called: an ordinary one where it is near, else an extraordinary one."""
    for month, is_spring in [(months[0], True), (months[1], False)]:
        day = ordinary_day(today.year, month, is_spring=is_spring)
        if timedelta(days=0) <= day - today < timedelta(days=60):
            items = items_of("spring" if is_spring else "upcoming_ordinary")
            second_day = day + timedelta(days=2)
            return Sitting("upcoming_ordinary", day, Meeting.State.PLANNED, items, second_day=second_day)
    day = today + timedelta(days=12)
    while day.weekday() != WEDNESDAY:
        day += timedelta(days=1)
    second_day = day + timedelta(days=2)
    items = ["opening", "statute", "grant"]
    return Sitting(
        "upcoming_extraordinary", day, Meeting.State.PLANNED, items, is_extraordinary=True, second_day=second_day
    )


def items_of(pattern: str) -> list[str]:
    return list(texts("meetings")["meeting"][pattern]["items"])


def moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=timezone.get_default_timezone())
