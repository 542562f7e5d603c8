"""Who joined, left and came back, and how many there were in each year."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from members.membership.models import Membership
from members.membership.rows import MembershipRow
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
    row: MembershipRow
    membership: Membership | None = None


def last_day_of(year: int, today: date) -> date:
    """The day that stands for a year: its last one, or today."""
    return min(date(year, 12, 31), today)


def first_year(rows: list[MembershipRow], founded_on: PartialDate | None) -> int | None:
    """The earliest year with a date on record."""
    years = [day.year for row in rows for day in [row.start_date, row.last_date] if day]
    return min([*years, *([founded_on.year] if founded_on else [])], default=None)


def years(rows: list[MembershipRow], first: int, today: date) -> list[Year]:
    """Each year from the first to this one."""
    joined = Counter(row.start_date.year for row in rows if row.start_date)
    left = Counter(row.last_date.year for row in rows if row.last_date)
    spans = [span_of(row, today) for row in rows]
    counts = []
    for number in range(first, today.year + 1):
        day = last_day_of(number, today)
        members: dict = {}
        for municipality, start, end, certain_from in spans:
            if start <= day <= end:
                members[municipality] = members.get(municipality, False) or certain_from <= day
        certain = sum(members.values())
        counts.append(Year(number, day, certain, len(members) - certain, joined[number], left[number]))
    return counts


def is_half_known(rows: list[MembershipRow], today: date) -> bool:
    """Whether of at least half of today's members it is known since when they belong; a chart of less shows nothing."""
    members = [row for row in rows if row.is_on(today)]
    return 2 * sum(row.start_date is not None for row in members) >= len(members)


def span_of(row: MembershipRow, today: date) -> tuple[int, date, date, date]:
    """The municipality, the first and last day of a possible membership, and the first day of a certain one."""
    start = row.start_date.earliest if row.start_date else date.min
    end = row.last_date.latest if row.last_date else date.max
    seen = row.evidence_on.latest if row.evidence_on else today
    return row.municipality_id, start, end, start if row.start_date else min(seen, today)


def events(rows: list[MembershipRow]) -> list[Event]:
    """The joinings, returns, departures and closures, the latest first."""
    ends = defaultdict(list)
    for row in rows:
        if row.end_date:
            ends[row.municipality_id].append(row.end_date.earliest)
    history = []
    for row in rows:
        if row.start_date:
            is_back = any(end <= row.start_date.latest for end in ends[row.municipality_id] if end != own_end(row))
            history.append(Event("returned" if is_back else "joined", row.start_date, row))
        if row.last_date:
            history.append(Event("closed" if row.ended_by_closure else "left", row.last_date, row))
    return sorted(history, key=lambda event: (-event.date.number, event.kind, event.row.name))


def own_end(row: MembershipRow) -> date | None:
    return row.end_date.earliest if row.end_date else None


def with_memberships(events: list[Event]) -> list[Event]:
    """The events with their decisions, and with the successors of municipalities that were closed."""
    memberships = (
        Membership.objects.with_force_of_acceptance()
        .select_related("municipality__successor")
        .in_bulk({event.row.membership_id for event in events})
    )
    for event in events:
        event.membership = memberships[event.row.membership_id]
    return events
