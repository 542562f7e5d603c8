"""Who sits in the organs of the demonstration beside the assembly: the board, committees, the secretariat."""

from collections.abc import Iterator
from datetime import date, timedelta

from members.municipalities.models import Municipality
from members.people.models import OfficeHolder
from pages.demo.meeting_plan import END_OF_FIRST_TERM, OPENING, term_on
from pages.demo.offices import Offices
from pages.demo.wording import texts, translated_fields
from unions.models import Organ

Role, Seat, EndReason = OfficeHolder.Role, OfficeHolder.Seat, OfficeHolder.EndReason
EXECUTIVE_SIZE = 6
COMMITTEE_SIZE = 5
ORGAN_TEXTS = ["slug", "title", "summary", "composition", "term_rule"]


def compose(offices: Offices) -> None:
    compose_board(offices)
    compose_executive(offices)
    compose_committee(offices)
    compose_secretariat(offices)


def reason_of(end: date | None) -> str:
    return EndReason.TERM if end else ""


def compose_board(offices: Offices) -> None:
    """President, deputies and clerks: two years first, then until the elections (art. 10)."""
    organ = Organ.objects.get(kind=Organ.Kind.PRESIDENT)
    for term, half, (start, end) in board_periods(offices):
        for place, (role, seat, (municipality, number)) in enumerate(board_seats(offices, term, half)):
            offices.add(
                organ,
                f"{start.year}-{place}",
                number,
                (start, end),
                role=role,
                seat=seat,
                municipality=municipality,
                term=offices.terms[term],
                position=place if seat == Seat.SUBSTITUTE else 0,
                end_reason=reason_of(end),
            )


def board_periods(offices: Offices) -> Iterator[tuple[int, int, tuple[date, date | None]]]:
    """Term, half of the term, and from when until when; no second half before it has begun."""
    for term, (opened_on, end) in enumerate([(date(2019, 4, 24), END_OF_FIRST_TERM), (OPENING, None)]):
        renewed_on = offices.sittings.plan.board_renewed_on(opened_on)
        if renewed_on >= offices.draft.today:
            yield term, 0, (opened_on, None)
        else:
            yield term, 0, (opened_on, renewed_on - timedelta(days=1))
            yield term, 1, (renewed_on, end)


def board_seats(offices: Offices, term: int, half: int) -> Iterator[tuple[str, str, tuple[Municipality, int]]]:
    """Role, seat, and the member with its mayor's number."""
    yield Role.PRESIDENT, Seat.ELECTED, offices.president_in(term)
    for place, role in enumerate([Role.FIRST_DEPUTY, Role.SECOND_DEPUTY], start=half * 2 + 5):
        yield role, Seat.ELECTED, offices.mayor_of(term, place)
    for place in range(4):
        seat = Seat.ELECTED if place < 2 else Seat.SUBSTITUTE
        yield Role.CLERK, seat, offices.mayor_of(term, 12 + half * 3 + place)


def compose_executive(offices: Offices) -> None:
    organ = Organ.objects.get(kind=Organ.Kind.EXECUTIVE)
    for year, period in enumerate(offices.yearly_periods()):
        start, end = period
        term = term_on(start)
        shared = {"term": offices.terms[term], "end_reason": reason_of(end)}
        municipality, number = offices.president_in(term)
        chair = {"role": Role.CHAIR, "seat": Seat.EX_OFFICIO, "municipality": municipality}
        offices.add(organ, f"{start.year}-chair", number, period, **chair, **shared)
        for place in range(EXECUTIVE_SIZE):
            municipality, number = offices.mayor_of(term, year * 3 + place * 6)
            offices.add(organ, f"{start.year}-{place}", number, period, municipality=municipality, **shared)


def compose_committee(offices: Offices) -> None:
    values = {"seat_count": COMMITTEE_SIZE, "term_years": 1, "position": 4}
    organ = compose_organ(offices, Organ.Kind.COMMITTEE, **values)
    for year, period in enumerate(offices.yearly_periods()[-2:]):
        start, end = period
        term = term_on(start)
        for place in range(COMMITTEE_SIZE):
            municipality, _mayor = offices.mayor_of(term, year * 2 + place * 7 + 6)
            offices.add(
                organ,
                f"{start.year}-{place}",
                offices.delegations[term][municipality.pk].elected[-1],
                period,
                role=Role.MEMBER if place else Role.CHAIR,
                municipality=municipality,
                term=offices.terms[term],
                end_reason=reason_of(end),
            )


def compose_secretariat(offices: Offices) -> None:
    organ = compose_organ(offices, Organ.Kind.SECRETARIAT, position=5)
    for start, end in [(date(2016, 9, 1), date(2021, 8, 31)), (date(2021, 9, 1), None)]:
        reason = EndReason.RESIGNATION if end else ""
        values = {"role": Role.SECRETARY, "seat": Seat.APPOINTED, "end_reason": reason}
        offices.add(organ, str(start.year), offices.people.next(), (start, end), **values)


def compose_organ(offices: Offices, kind: str, **values) -> Organ:
    """An organ that the facts of the union do not have."""
    words = translated_fields(texts("organs")[kind], ORGAN_TEXTS)
    return offices.draft.row(Organ, kind, kind=kind, **values, **words)
