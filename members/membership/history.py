"""Who joined, left and came back, and how many there were in each year."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from members.directory.map import last_day_of
from members.membership.models import Membership
from members.membership.rows import Belonging
from unions.text.partial_dates import PartialDate


@dataclass(frozen=True)
class Year:
    """The members at the end of a year, and what changed in it."""

    year: int
    day: date
    certain: int
    uncertain: int
    joined: int
    left: int

    @property
    def total(self) -> int:
        return self.certain + self.uncertain


@dataclass
class Event:
    """A municipality joins, comes back, leaves or is closed."""

    kind: str
    date: PartialDate
    row: Belonging
    membership: Membership | None = None


def first_year(rows: list[Belonging], founded_on: PartialDate | None) -> int | None:
    """The first year of which anything is known."""
    years = [found.year for row in rows for found in [row.start_date, row.last_date] if found]
    return min([*years, *([founded_on.year] if founded_on else [])], default=None)


def years(rows: list[Belonging], first: int, today: date) -> list[Year]:
    """Each year from the first to this one."""
    joined = Counter(row.start_date.year for row in rows if row.start_date)
    left = Counter(row.last_date.year for row in rows if row.last_date)
    spans = [span_of(row, today) for row in rows]
    found = []
    for number in range(first, today.year + 1):
        day = last_day_of(number, today)
        members: dict = {}
        for municipality, begun, ended, certain_from in spans:
            if begun <= day <= ended:
                members[municipality] = members.get(municipality, False) or certain_from <= day
        certain = sum(members.values())
        found.append(Year(number, day, certain, len(members) - certain, joined[number], left[number]))
    return found


def span_of(row: Belonging, today: date) -> tuple[int, date, date, date]:
    """The first and the last day on which it may hold, and from when on it certainly does."""
    begun = row.start_date.earliest if row.start_date else date.min
    ended = row.last_date.latest if row.last_date else date.max
    seen = row.evidence_on.latest if row.evidence_on else today
    return row.municipality_id, begun, ended, begun if row.start_date else min(seen, today)


def events(rows: list[Belonging]) -> list[Event]:
    """What happened, the latest first."""
    ends = defaultdict(list)
    for row in rows:
        if row.end_date:
            ends[row.municipality_id].append(row.end_date.earliest)
    found = []
    for row in rows:
        if row.start_date:
            is_back = any(end <= row.start_date.latest for end in ends[row.municipality_id] if end != own_end(row))
            found.append(Event("returned" if is_back else "joined", row.start_date, row))
        if row.last_date:
            found.append(Event("closed" if row.ended_by_closure else "left", row.last_date, row))
    return sorted(found, key=lambda event: (-event.date.number, event.kind, event.row.name))


def own_end(row: Belonging) -> date | None:
    return row.end_date.earliest if row.end_date else None


def with_memberships(found: list[Event]) -> list[Event]:
    """The events with their decisions, and with the successors of municipalities that were closed."""
    memberships = Membership.objects.select_related("acceptance", "municipality__successor").in_bulk(
        {event.row.membership_id for event in found}
    )
    for event in found:
        event.membership = memberships[event.row.membership_id]
    return found


class Bar(Protocol):
    """A year with its number, and how much of that is certain."""

    @property
    def year(self) -> int: ...

    @property
    def certain(self) -> int: ...

    @property
    def total(self) -> int: ...


class Chart:
    """Numbers by year as bars in a drawing: what is certain of them, and what is only possible above it."""

    WIDTH, HEIGHT = 1000, 320
    BOTTOM, TOP = 48, 30
    # Room for the numbers beside the lines.
    DIGIT = 22

    def __init__(self, counted: Sequence[Bar]):
        self.years = counted
        self.most = nice(max((year.total for year in counted), default=0))
        self.left = 16 + self.DIGIT * max(3, len(str(self.most)))
        self.step = (self.WIDTH - self.left) / max(1, len(counted))

    def level(self, number: float) -> int:
        return round(self.TOP + (1 - number / self.most) * (self.HEIGHT - self.TOP - self.BOTTOM))

    @property
    def lines(self) -> list[tuple[int, int]]:
        """Height and number of the lines that help to read the bars."""
        return [(self.level(self.most * part / 4), self.most * part // 4) for part in range(5)]

    @property
    def bars(self) -> list[dict]:
        ground, width = self.level(0), max(1, round(self.step * 0.8))
        return [
            {
                "year": year,
                "x": round(self.left + number * self.step + self.step * 0.1),
                "width": width,
                "certain_y": self.level(year.certain),
                "certain_height": ground - self.level(year.certain),
                "total_y": self.level(year.total),
                "uncertain_height": self.level(year.certain) - self.level(year.total),
            }
            for number, year in enumerate(self.years)
        ]

    @property
    def names(self) -> list[tuple[int, int]]:
        """Where the names of years stand: each of a few, or the beginning of each decade."""
        every = 1 if len(self.years) <= 10 else 5 if len(self.years) <= 25 else 10
        return [
            (round(self.left + (number + 0.5) * self.step), year.year)
            for number, year in enumerate(self.years)
            if year.year % every == 0
        ]


def nice(number: int) -> int:
    """A round number, divisible by four, that is not less."""
    steps = [4, 8, *(part * 10**power for power in range(7) for part in [12, 20, 40, 60, 80])]
    return next(step for step in steps if step >= number)
