"""Who sits in an organ, put in the order in which a page shows it."""

from dataclasses import dataclass

from members.models import OfficeHolder
from unions.models import Organ

# More empty seats than these are counted, not drawn.
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
    """Full seats and substitutes apart, each person once, and how many of a fixed number of seats are empty."""
    substitutes = [holder for holder in holders if holder.seat == OfficeHolder.Seat.SUBSTITUTE]
    seated = {}
    for holder in holders:
        if holder.seat != OfficeHolder.Seat.SUBSTITUTE:
            # In the order of roles: who presides is met first and stands once.
            seated.setdefault(holder.person_id, holder)
    # Seats of which none is recorded are unknown, not empty.
    empty = max(0, organ.seat_count - len(seated)) if organ.seat_count and seated else 0
    return Seats(list(seated.values()), substitutes, empty)


@dataclass(frozen=True)
class Neighbours:
    """Who held a single office before somebody, and who after."""

    predecessor: OfficeHolder | None
    successor: OfficeHolder | None


def neighbours(office: OfficeHolder) -> Neighbours | None:
    """Predecessor and successor in an office that only one person holds at a time; None for seats among many."""
    if office.role not in SINGLE_ROLES or office.start_date is None:
        return None
    same = OfficeHolder.objects.filter(organ=office.organ_id, role=office.role).exclude(pk=office.pk).with_person()
    return Neighbours(
        same.filter(start_date__lt=office.start_date).order_by("-start_date").first(),
        same.filter(start_date__gt=office.start_date).order_by("start_date").first(),
    )
