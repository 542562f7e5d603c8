"""Who sits in an organ, put in the order in which a page shows it."""

from dataclasses import dataclass

from members.models import OfficeHolder
from unions.models import Organ

# More empty seats than these are counted, not drawn.
SHOWN_EMPTY = 3


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
