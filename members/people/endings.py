"""The ends of seats that followed from something else, recorded in one step."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction

from members.people.models import OfficeHolder
from members.people.seat_queries import OfficeHolderQuerySet


@dataclass(frozen=True)
class Recorded:
    """What became of the seats: those whose end is on record now, and those that began after what they stand on."""

    ended: list[OfficeHolder] = field(default_factory=list)
    contradictory: list[OfficeHolder] = field(default_factory=list)


def unrecorded_ends(seats: OfficeHolderQuerySet | None = None) -> OfficeHolderQuerySet:
    """The seats that have ended without a record of it, with everything that is said about them."""
    seats = OfficeHolder.objects.all() if seats is None else seats
    return seats.not_recorded_as_ended().with_person().with_term().in_order()


@transaction.atomic
def record_ends(keys: Collection[int], *, by) -> Recorded:
    """Record when and why these seats ended. What has been changed meanwhile is left as it is."""
    recorded = Recorded()
    # All are read before one is written: the end of an office follows from that of a seat in the assembly.
    for seat in list(unrecorded_ends().filter(pk__in=keys)):
        ending = seat.ending
        if begins_too_late(seat):
            recorded.contradictory.append(seat)
            continue
        seat.end_date, seat.end_reason = ending.day, ending.reason
        seat._history_user = by
        seat._change_reason = f"Kendiliğinden sona erdi: {OfficeHolder.EndReason(ending.reason).label}"[:100]
        seat.save()
        recorded.ended.append(seat)
    return recorded


def begins_too_late(seat: OfficeHolder) -> bool:
    """Whether the seat began after what it stands on had ended, so that no day of it can be true."""
    end = seat.ending.day
    return bool(end and seat.start_date and seat.start_date.earliest > end.latest)
