"""Attendance, and records that contradict it or the law: refused or warned of at their field, with the article."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from members.meetings.models import Attendance
from members.people.models import OfficeHolder
from tests import factories as make
from unions.models import Decision
from unions.tenancy import scope

pytestmark = pytest.mark.django_db

REASON = "Karar defterinde böyle geçiyor"


@pytest.fixture(autouse=True)
def assembly():
    with scope.of(make.make_union()), translation.override("tr"):
        yield make.make_organ(decision_series="")


@pytest.fixture
def meeting(assembly):
    starts_at = timezone.make_aware(datetime(2025, 5, 14, 10))
    meeting = make.make_meeting(organ=assembly, starts_at=starts_at, agenda=["Bütçe"], full_number=3)
    make.make_attendance(
        meeting=meeting, seat=make.make_office_holder(organ=assembly, start_date="2024-05-01", seat="elected")
    )
    return meeting


def refused(row) -> dict[str, str]:
    try:
        row.full_clean(exclude=["slug"])
    except ValidationError as error:
        return {field: " ".join(texts) for field, texts in error.message_dict.items()}
    return {}


def seat_of(assembly, **fields) -> OfficeHolder:
    return OfficeHolder(
        union=assembly.union, organ=assembly, person=make.make_person(name="Yeni Kişi"), seat="elected", **fields
    )


def decision_of(meeting, **fields) -> Decision:
    values = {"number": 7, "date": meeting.day, "title_tr": "Bütçe", "agenda_item": meeting.agenda_items.first()}
    return Decision(union=meeting.union, organ=meeting.organ, **(values | fields))


def test_two_presidents_at_a_time(assembly):
    make.make_office_holder(organ=assembly, role="president", start_date="2024-04-01", end_date="2026-05-01")

    found = refused(seat_of(assembly, role="president", start_date="2026-01-01", end_date="2027-01-01"))

    assert "başkan" in found["role"]
    assert "5355 sayılı Kanun, madde 14" in found["role"]


def test_a_seat_outside_its_term(assembly):
    term = make.make_term(start_date="2024-04-01", end_date="2029-03-31")

    found = refused(seat_of(assembly, term=term, start_date="2023-01-01"))

    assert "dönem" in found["term"]
    assert "5355 sayılı Kanun, madde 8" in found["term"]


def test_attendance_of_somebody_who_was_no_member_then(assembly, meeting):
    later = make.make_office_holder(organ=assembly, start_date="2026-01-01")

    found = refused(Attendance(union=assembly.union, meeting=meeting, seat=later))

    assert "5355 sayılı Kanun, madde 8" in found["seat"]


def test_a_decision_number_used_twice(assembly, meeting):
    make.make_decision(organ=assembly, number=7, date=date(2025, 2, 3))

    assert "başka bir karar" in refused(decision_of(meeting))["number"]


CERTAIN = {
    "votes above those present": ({"votes_for": 2}, "votes_for", "5393 sayılı Kanun, madde 22"),
    "final although sent back": (
        {"sent_back_on": date(2025, 5, 16), "final_on": date(2025, 5, 20)},
        "final_on",
        "5393 sayılı Kanun, madde 23",
    ),
}


@pytest.mark.parametrize(("values", "field", "article"), CERTAIN.values(), ids=CERTAIN)
def test_what_the_law_certainly_forbids_needs_a_reason_on_record(meeting, values, field, article):
    assert article in refused(decision_of(meeting, **values))[field]
    assert refused(decision_of(meeting, override_reason=REASON, **values)) == {}


def test_final_before_it_was_voted_on_is_refused_with_or_without_a_reason(meeting):
    found = refused(decision_of(meeting, final_on=date(2025, 5, 13), override_reason=REASON))

    assert "5393 sayılı Kanun, madde 23" in " ".join(found.values())


def test_a_decision_on_an_item_that_was_not_in_the_call_is_warned_of(meeting):
    added = make.make_agenda_item(meeting=meeting, title_tr="Acil konu", is_outside_call=True)
    decision = decision_of(meeting, agenda_item=added)

    assert refused(decision) == {}
    assert ["5393 sayılı Kanun, madde 21" in found.text for found in decision.findings()] == [True]


def test_an_extraordinary_meeting_decides_nothing_outside_its_call(meeting):
    meeting.kind = "extraordinary"
    added = make.make_agenda_item(meeting=meeting, title_tr="Acil konu", is_outside_call=True)

    assert "5393 sayılı Kanun, madde 20" in refused(decision_of(meeting, agenda_item=added))["agenda_item"]
    assert refused(decision_of(meeting, agenda_item=added, override_reason=REASON)) == {}


def test_a_call_too_late_is_refused_without_a_reason(meeting):
    meeting.called_on = date(2025, 5, 12)

    assert "5393 sayılı Kanun, madde 21" in refused(meeting)["called_on"]
    meeting.override_reason = REASON
    assert refused(meeting) == {}
