"""What the law refuses of who sits, attends and votes."""

from datetime import date

import pytest

from tests import factories as make
from tests.unions.records import at, complaints


@pytest.mark.parametrize(
    ("start", "end", "is_refused"),
    [
        ("2020-01-01", "2022-01-01", False),
        ("2020-01-01", "2022-06-01", True),
        ("2024-05-01", "2025-05-01", True),
        ("2026-01-01", "2027-01-01", False),
        (None, "2022-06-01", True),
    ],
)
def test_two_presidents_at_a_time_are_refused(assembly, start, end, is_refused):
    presidency = make.make_organ(kind="president")
    make.make_office_holder(organ=presidency, role="president", start_date="2022-01-01", end_date="2026-01-01")
    person = make.make_person(name="Başka Kişi")
    other = make.make_office_holder(organ=presidency, person=person, start_date=start, end_date=end)
    other.role = "president"

    found = complaints(other)

    assert list(found) == (["role"] if is_refused else [])
    assert all("Law 5355, art. 14" in text for text in found.values())


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("start", "end", "is_refused"),
    [
        ("2024-04-01", "2029-03-31", False),
        ("2019", "2024-05-01", True),
        ("2024-04-01", "2030-01-01", True),
        ("2030-01-01", None, True),
        ("2024", None, False),
    ],
)
def test_a_seat_outside_its_term_is_refused(assembly, start, end, is_refused):
    term = make.make_term(start_date="2024-03-31", end_date="2029-03-31")
    holder = make.make_office_holder(organ=assembly, start_date=start, end_date=end)
    holder.term = term

    found = complaints(holder)

    assert list(found) == (["term"] if is_refused else [])
    assert all("Law 5355, art. 8" in text for text in found.values())


@pytest.mark.parametrize(
    "seat",
    [
        {"start_date": "2025-05-15"},
        {"start_date": "2019-05-01", "end_date": "2025-05-13"},
        {"start_date": "2024-05-01", "seat": "substitute"},
    ],
)
def test_who_was_no_member_that_day_was_not_there(assembly, seat):
    meeting = make.make_meeting(organ=assembly, starts_at=at("2025-05-14"))
    attendance = make.make_attendance(meeting=meeting, seat=make.make_office_holder(organ=assembly, **seat))

    assert list(complaints(attendance)) == ["seat"]


def test_a_member_of_another_organ_was_not_there(assembly):
    meeting = make.make_meeting(organ=assembly, starts_at=at("2025-05-14"))
    committee = make.make_organ(kind="committee")
    attendance = make.make_attendance(
        meeting=meeting, seat=make.make_office_holder(organ=committee, start_date="2024-05-01")
    )

    assert list(complaints(attendance)) == ["seat"]


def test_who_was_no_member_that_day_did_not_vote(assembly):
    decision = make.make_decision(organ=assembly, date=date(2025, 5, 14))
    vote = make.make_roll_call_vote(
        decision=decision, seat=make.make_office_holder(organ=assembly, start_date="2025-06-01")
    )

    assert list(complaints(vote)) == ["seat"]


def test_a_secret_ballot_names_nobody(assembly):
    decision = make.make_decision(organ=assembly, date=date(2025, 5, 14), is_secret=True)
    vote = make.make_roll_call_vote(
        decision=decision, seat=make.make_office_holder(organ=assembly, start_date="2024-05-01")
    )

    assert "secret" in complaints(vote)["__all__"]
