"""Who came to the meetings of the demonstration, and how they voted where they were called by name."""

from itertools import chain, repeat

from members.meetings.models import Attendance, RollCallVote
from members.people.models import OfficeHolder
from pages.demo.draft import Draft
from pages.demo.meeting_plan import Sitting
from pages.demo.names import person
from pages.demo.offices import Offices
from pages.demo.sittings import Sittings
from unions.models import Decision, Meeting

State, Option = Attendance.State, RollCallVote.Option
# Stand-ins are people of their own; nobody of this number sits anywhere.
FIRST_STAND_IN = 3000


def compose(draft: Draft, sittings: Sittings, offices: Offices) -> None:
    """The attendance of every meeting that was held or found no quorum, and one vote by name."""
    for sitting in sittings.plan.sittings:
        if sitting.state in {Meeting.State.HELD, Meeting.State.INQUORATE}:
            compose_attendance(draft, sitting, offices.assembly_seats, sittings.full_number)
    last = sittings.plan.autumns[-1]
    called = came(last, seated(last, offices.assembly_seats), sittings.full_number)
    compose_roll_call(draft, last.decisions["budget"], called)


def seated(sitting: Sitting, seats: list[OfficeHolder]) -> list[OfficeHolder]:
    """The full seats of the day, in an order of that day's own."""
    held = [seat for seat in seats if seat.seat != OfficeHolder.Seat.SUBSTITUTE and seat.is_current_on(sitting.day)]
    start = sitting.day.toordinal() * 7 % len(held) if held else 0
    return held[start:] + held[:start]


def came(sitting: Sitting, seats: list[OfficeHolder], full_number: int) -> list[OfficeHolder]:
    return seats[: sitting.present(full_number)]


def compose_attendance(draft: Draft, sitting: Sitting, seats: list[OfficeHolder], full_number: int) -> None:
    seats = seated(sitting, seats)
    present = len(came(sitting, seats, full_number))
    for number, seat in enumerate(seats):
        stand_in = ""
        if number >= present:
            state = State.EXCUSED if number % 3 else State.ABSENT
        elif seat.seat == OfficeHolder.Seat.EX_OFFICIO and number % 12 == 0:
            # A mayor may send a councillor instead (art. 8).
            state, stand_in = State.REPRESENTED, person(FIRST_STAND_IN + number)[1]
        else:
            state = State.PRESENT
        key = f"{sitting.key}-{seat.source_key.removeprefix('demo:')}"
        draft.row(Attendance, key, meeting=sitting.meeting, seat=seat, state=state, represented_by=stand_in)


def compose_roll_call(draft: Draft, decision: Decision, called: list[OfficeHolder]) -> None:
    """As many votes by name as were counted."""
    options = chain(
        repeat(Option.FOR, decision.votes_for or 0),
        repeat(Option.AGAINST, decision.votes_against or 0),
        repeat(Option.ABSTAINING, decision.votes_abstaining or 0),
    )
    for seat, option in zip(called, options, strict=False):
        key = f"{decision.source_key.removeprefix('demo:')}-{seat.source_key.removeprefix('demo:')}"
        draft.row(RollCallVote, key, decision=decision, seat=seat, option=option)
