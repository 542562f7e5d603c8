"""What the great pages cost: as many queries for a national union as for a small one, and pages of a bearable size.

The figures are printed: `pytest -s` shows them.
"""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.meetings.models import Attendance, RollCallVote
from members.people.models import OfficeHolder, Person
from tests import factories as make
from unions.models import AgendaItem, AgendaPaper, Decision

pytestmark = pytest.mark.slow

# Seats in the assembly of the union of all municipalities.
NATIONAL = 858
TWO_TERMS = ["2019-04-01", "2024-04-01"]


def asked(reader, path: str, what: str):
    """The page at an address, and how many queries it took, from the first middleware to the last tag."""
    with CaptureQueriesContext(connection) as queries:
        response = reader.get(path)
    assert response.status_code == 200
    print(f"{what}: {len(queries)} queries, {len(response.content):,} bytes")
    return response, len(queries)


def seat_many(organ, number: int, **fields) -> list[OfficeHolder]:
    """So many people in seats of an organ, in no time."""
    municipality = make.make_municipality()
    people = Person.objects.bulk_create([Person(name=f"Delege {n}") for n in range(number)])
    rows = [OfficeHolder(organ=organ, person=each, municipality=municipality, **fields) for each in people]
    return OfficeHolder.objects.bulk_create(rows)


@pytest.fixture
def frame(union):
    """What surrounds every page: menus, headquarters, a former name."""
    make.make_menu_item()
    make.make_headquarters(phone="+90 282 000 00 00")
    make.make_legal_basis(is_founding_act=True)


@pytest.mark.parametrize("number", [1, 30, 300])
def test_a_meeting_costs_ten_queries_whatever_its_agenda_and_whoever_came(reader, frame, number):
    assembly = make.make_organ()
    first = make.make_meeting(organ=assembly, state="inquorate", starts_at=on("2025-05-14"))
    meeting = make.make_meeting(
        organ=assembly, title_tr="İkinci oturum", state="held", starts_at=on("2025-05-16"), sitting_of=first
    )
    make.make_meeting(organ=assembly, title_tr="Üçüncü", starts_at=on("2025-05-18"), sitting_of=meeting)
    seats = seat_many(assembly, 800, start_date="2024-04-01")
    Attendance.objects.bulk_create([Attendance(meeting=meeting, seat=seat) for seat in seats])
    items = AgendaItem.objects.bulk_create(
        [AgendaItem(meeting=meeting, number=n + 1, title_tr=f"Madde {n}") for n in range(number)]
    )
    Decision.objects.bulk_create(
        [
            Decision(
                organ=assembly, agenda_item=item, number=n + 1, date=meeting.day, title_tr="Karar", status="published"
            )
            for n, item in enumerate(items)
        ]
    )
    AgendaPaper.objects.bulk_create([AgendaPaper(agenda_item=item, title_tr="Öneri", file="a.pdf") for item in items])

    response, queries = asked(reader, meeting.address("tr"), f"meeting, {number} items, 800 office holders")

    assert response.text.count("Delege ") == 800
    assert queries <= 10


@pytest.mark.parametrize("number", [1, 300])
def test_a_decision_costs_nine_queries_however_many_voted_by_name(reader, frame, number):
    meeting = make.make_meeting(starts_at=on("2025-05-14"), state="held", agenda=["Bütçe"])
    decision = make.make_decision(
        organ=meeting.organ,
        date=meeting.day,
        agenda_item=meeting.agenda_items.get(),
        amends=make.make_decision(organ=meeting.organ),
        amendment="amends",
        subject=make.make_subject(),
    )
    make.make_paper(decision=decision)
    make.make_decision(organ=meeting.organ, amends=decision, amendment="repeals")
    RollCallVote.objects.bulk_create(
        [RollCallVote(decision=decision, seat=seat, option="for") for seat in seat_many(meeting.organ, number)]
    )

    response, queries = asked(reader, decision.address("tr"), f"decision, {number} roll-call votes")

    assert response.text.count("Delege ") == number
    assert queries <= 9


@pytest.mark.parametrize("number", [3, NATIONAL])
def test_the_assembly_of_a_national_union_as_of_a_day_costs_ten_queries_and_sixty_kilobytes(reader, frame, number):
    assembly = make.make_organ(seat_count=number)
    make.make_organ_power(organ=assembly)
    make.make_statute(seat_rule="fixed", seats_fixed=3)
    for start in TWO_TERMS:
        term = make.make_term(start_date=start, end_date=None if start == TWO_TERMS[-1] else "2024-03-31")
        seat_many(assembly, number, start_date=start, end_date=term.end_date, term=term)
    seat_many(assembly, number // 2, start_date=TWO_TERMS[-1], seat="substitute")

    for day in ["2022-05-01", "2025-05-01"]:
        response, queries = asked(reader, f"{assembly.address('tr')}?tarih={day}", f"assembly of {number} on {day}")

        assert len(response.context["seats"].holders) == number
        assert queries <= 10
        assert len(response.content) <= 60_000


@pytest.mark.parametrize("number", [1, 20])
def test_a_person_costs_seven_queries_however_many_offices(reader, frame, number):
    presidency = make.make_organ(kind="president")
    make.make_office_holder(organ=presidency, role="president", start_date="1990-01-01", end_date="1999-12-31")
    person = make.make_person(name="Uzun Süren")
    for year in range(2000, 2000 + number):
        make.make_office_holder(
            organ=presidency,
            person=person,
            role="president",
            start_date=f"{year}-01-01",
            end_date=f"{year}-12-31",
        )

    response, queries = asked(reader, person.get_absolute_url(), f"person, {number} offices")

    assert len(response.context["former_offices"]) == number
    assert queries <= 7


def on(day: str):
    return timezone.make_aware(datetime.fromisoformat(day) + timedelta(hours=14))
