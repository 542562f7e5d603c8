"""Who sits in an organ, in the order in which a page shows it, and who held an office before and after."""

from dataclasses import dataclass

from django.db.models import Q

from members.people.models import OfficeHolder
from unions.models import Organ

# More empty seats than these are given as a number, not drawn one by one.
SHOWN_EMPTY = 3

SINGLE_ROLES = [
    OfficeHolder.Role.PRESIDENT,
    OfficeHolder.Role.FIRST_DEPUTY,
    OfficeHolder.Role.SECOND_DEPUTY,
    OfficeHolder.Role.CHAIR,
    OfficeHolder.Role.SECRETARY,
    OfficeHolder.Role.MANAGER,
]


@dataclass(frozen=True)
class Seats:
    """The seats of an organ on a day."""

    holders: list[OfficeHolder]
    substitutes: list[OfficeHolder]
    empty: int

    @property
    def empty_shown(self) -> range:
        return range(self.empty if self.empty <= SHOWN_EMPTY else 0)


def seats_of(organ: Organ, holders: list[OfficeHolder]) -> Seats:
    """Full seats, each person once, the substitutes, and how many of a fixed number of seats are empty."""
    substitutes = [holder for holder in holders if holder.seat == OfficeHolder.Seat.SUBSTITUTE]
    seated: dict = {}
    for holder in holders:
        if holder.seat != OfficeHolder.Seat.SUBSTITUTE:
            # In the order of roles: the president comes first and is shown once.
            seated.setdefault(holder.person_id, holder)
    # If no seat is on record, the seats are unknown, not empty.
    empty = max(0, organ.seat_count - len(seated)) if organ.seat_count and seated else 0
    return Seats(list(seated.values()), substitutes, empty)


@dataclass(frozen=True)
class Neighbours:
    """Who held an office before somebody, and who after."""

    predecessor: OfficeHolder | None
    successor: OfficeHolder | None


def with_neighbours(offices: list[OfficeHolder]) -> list[tuple[OfficeHolder, Neighbours | None]]:
    """Offices with predecessor and successor, where only one person holds the office at a time; in one query."""
    single = [office for office in offices if office.role in SINGLE_ROLES and office.start_date]
    same_office = Q(*[Q(organ=office.organ_id, role=office.role) for office in single], _connector=Q.OR)
    holders = list(OfficeHolder.objects.filter(same_office).select_related("person")) if single else []
    return [(office, neighbours(office, holders) if office in single else None) for office in offices]


def neighbours(office: OfficeHolder, holders: list[OfficeHolder]) -> Neighbours:
    """Who held the office directly before, and who directly after; nobody follows themselves after re-election."""
    others = [
        holder
        for holder in holders
        if (holder.organ_id, holder.role) == (office.organ_id, office.role)
        and holder.start_date
        and holder.person_id != office.person_id
    ]
    before = [holder for holder in others if holder.start_date < office.start_date]
    after = [holder for holder in others if holder.start_date > office.start_date]
    return Neighbours(
        max(before, key=lambda holder: holder.start_date, default=None),
        min(after, key=lambda holder: holder.start_date, default=None),
    )
