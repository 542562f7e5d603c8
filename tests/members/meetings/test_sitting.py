from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from members.meetings import sitting
from tests.factories import (
    make_attendance,
    make_decision,
    make_meeting,
    make_office_holder,
    make_organ,
    make_person,
    make_union,
)
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def assembly():
    union = make_union()
    with scope.of(union):
        yield make_organ(kind="assembly", meeting_months="5,11")


def seat(organ, name: str, **fields):
    return make_office_holder(organ=organ, person=make_person(union=organ.union, name=name), **fields)


def at(day: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(f"{day}T10:00"))


def test_only_who_held_a_full_seat_that_day_can_have_been_there(assembly):
    there = seat(assembly, "Ali", start_date="2024-05-01")
    seat(assembly, "Gelecek", start_date="2026-01-01")
    seat(assembly, "Giden", start_date="2019-05-01", end_date="2024-03-31")
    seat(assembly, "Yedek", start_date="2024-05-01", seat="substitute")

    assert list(sitting.seats_on(assembly, date(2025, 5, 10))) == [there]


def test_the_quorum_is_counted_from_all_seats_and_a_quarter_suffices_at_the_second_sitting(assembly):
    seats = [seat(assembly, f"Üye {number}", start_date="2024-05-01") for number in range(9)]
    first = make_meeting(organ=assembly, starts_at=at("2025-05-10"), state="inquorate")
    second = make_meeting(organ=assembly, starts_at=at("2025-05-12"), sitting_of=first, title_tr="İkinci")
    for meeting in [first, second]:
        for each in seats[:4]:
            make_attendance(meeting=meeting, seat=each)

    at_first, at_second = sitting.presence_at(first), sitting.presence_at(second)

    assert (at_first.present, at_first.full_number, at_first.needed, at_first.is_quorate) == (4, 9, 5, False)
    assert (at_second.needed, at_second.is_quorate) == (3, True)


def test_a_stand_in_counts_and_an_excuse_does_not(assembly):
    meeting = make_meeting(organ=assembly, starts_at=at("2025-05-10"))
    for number, state in enumerate(["present", "represented", "excused", "absent"]):
        make_attendance(meeting=meeting, seat=seat(assembly, f"Üye {number}", start_date="2024-05-01"), state=state)

    assert sitting.presence_at(meeting).present == 2


def test_nothing_is_counted_while_nobody_is_recorded(assembly):
    seat(assembly, "Ali", start_date="2024-05-01")

    assert sitting.presence_at(make_meeting(organ=assembly)) is None


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-01-10", "2026-05-01"),
        ("2026-05-31", "2026-05-01"),
        ("2026-06-01", "2026-11-01"),
        ("2026-12-01", "2027-05-01"),
    ],
)
def test_the_next_ordinary_month_follows_the_statute(assembly, today, expected):
    assert sitting.next_ordinary_month(assembly, date.fromisoformat(today)) == date.fromisoformat(expected)


def test_a_prepared_meeting_is_a_draft_with_the_old_agenda(assembly):
    old = make_meeting(organ=assembly, agenda=["Açılış", "Bütçe"])

    meeting = sitting.prepare(
        organ=assembly,
        kind="ordinary",
        title_tr="Kasım 2026",
        title_en="",
        starts_at=timezone.now() + timedelta(days=20),
        second_call_at=None,
        place_tr="Salon",
        agenda_of=old,
    )

    assert meeting.status == "draft"
    assert [item.title_tr for item in meeting.agenda_items.all()] == ["Açılış", "Bütçe"]


def test_the_next_number_follows_the_highest_of_the_year(assembly):
    make_decision(organ=assembly, number=7, date=date(2026, 5, 4))
    make_decision(organ=assembly, number=99, date=date(2025, 5, 4))

    assert sitting.next_number(assembly, 2026) == 8
    assert sitting.next_number(assembly, 2027) == 1
