"""Attendance at the meetings of the demonstration, and one roll call."""

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
    voters = attendees_of(last, seats_on(last, offices.assembly_seats), sittings.full_number)
    compose_roll_call(draft, last.decisions["budget"], voters)


def seats_on(sitting: Sitting, seats: list[OfficeHolder]) -> list[OfficeHolder]:
    """The voting seats of the day; the order differs from day to day."""
    held = [seat for seat in seats if seat.seat != OfficeHolder.Seat.SUBSTITUTE and seat.is_current_on(sitting.day)]
    start = sitting.day.toordinal() * 7 % len(held) if held else 0
    return held[start:] + held[:start]


def attendees_of(sitting: Sitting, seats: list[OfficeHolder], full_number: int) -> list[OfficeHolder]:
    return seats[: sitting.present(full_number)]


def compose_attendance(draft: Draft, sitting: Sitting, seats: list[OfficeHolder], full_number: int) -> None:
    seats = seats_on(sitting, seats)
    present = len(attendees_of(sitting, seats, full_number))
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


def compose_roll_call(draft: Draft, decision: Decision, voters: list[OfficeHolder]) -> None:
    """As many votes by name as were counted."""
    options = chain(
        repeat(Option.FOR, decision.votes_for or 0),
        repeat(Option.AGAINST, decision.votes_against or 0),
        repeat(Option.ABSTAINING, decision.votes_abstaining or 0),
    )
    for seat, option in zip(voters, options, strict=False):
        key = f"{decision.source_key.removeprefix('demo:')}-{seat.source_key.removeprefix('demo:')}"
        draft.row(RollCallVote, key, decision=decision, seat=seat, option=option)
