from datetime import date

import pytest

from members.people.models import OfficeHolder
from tests.factories import (
    make_membership,
    make_municipality,
    make_office_holder,
    make_organ,
    make_person,
    make_term,
)

BEFORE, LAST, AFTER = date(2024, 3, 30), date(2024, 3, 31), date(2024, 4, 1)
Reason = OfficeHolder.EndReason


def sits_on(*days: date) -> list[bool]:
    """Whether the only seat asked about is found on the days, by query and by the row itself alike."""
    (seat,) = OfficeHolder.objects.filter(person__name="Ayşe Yılmaz", role="member").with_ends()
    found = [OfficeHolder.objects.on(day).filter(pk=seat.pk).exists() for day in days]
    assert found == [seat.is_current_on(day) for day in days]
    assert found == [OfficeHolder.objects.get(pk=seat.pk).is_current_on(day) for day in days]
    started = [seat.start_date is None or seat.start_date.earliest <= day for day in days]
    ended = [OfficeHolder.objects.ended_before(day).filter(pk=seat.pk).exists() for day in days]
    assert ended == [has_started and not here for has_started, here in zip(started, found, strict=True)]
    return found


@pytest.fixture
def corlu(union):
    return make_municipality(name="Çorlu")


def test_a_seat_ends_with_its_term(union):
    seat = make_office_holder(term=make_term(start_date="2019-04", end_date="2024-03-31"), start_date="2019-04-20")

    assert sits_on(LAST, AFTER) == [True, False]
    assert (str(seat.last_day), seat.ending.reason, seat.ending.is_recorded) == ("2024-03-31", Reason.TERM, False)


def test_a_seat_ends_with_the_membership_of_its_municipality(union, corlu):
    make_membership(municipality=corlu, start_date="2010", end_date="2024-03-31")
    seat = make_office_holder(municipality=corlu, start_date="2019-04-20")

    assert sits_on(LAST, AFTER) == [True, False]
    assert seat.ending.reason == Reason.MEMBER_LEFT


def test_a_seat_does_not_come_back_when_the_municipality_joins_again(union, corlu):
    make_membership(municipality=corlu, start_date="2010", end_date="2024-03-31")
    make_membership(municipality=corlu, start_date="2025-01-01")
    make_office_holder(municipality=corlu, start_date="2019-04-20")

    assert sits_on(LAST, AFTER, date(2026, 1, 1)) == [True, False, False]


def test_a_seat_of_the_second_membership_lasts(union, corlu):
    make_membership(municipality=corlu, start_date="2010", end_date="2024-03-31")
    make_membership(municipality=corlu, start_date="2025-01-01")
    make_office_holder(municipality=corlu, start_date="2025-02-01")

    assert sits_on(AFTER, date(2026, 1, 1)) == [False, True]


def test_a_seat_of_unknown_start_lasts_while_any_membership_does(union, corlu):
    membership = make_membership(municipality=corlu, start_date="2010")
    make_office_holder(municipality=corlu)
    assert sits_on(BEFORE, AFTER) == [True, True]

    membership.end_date = "2024-03-31"
    membership.save()

    assert sits_on(LAST, AFTER) == [True, False]


def test_a_membership_that_goes_on_without_a_gap_keeps_its_seats(union, corlu):
    make_membership(municipality=corlu, start_date="2010", end_date="2024")
    make_membership(municipality=corlu, start_date="2024")
    make_office_holder(municipality=corlu, start_date="2019-04-20")

    assert sits_on(date(2026, 1, 1)) == [True]


def test_a_seat_for_a_municipality_without_membership_on_record_ends_with_nothing(union, corlu):
    make_office_holder(municipality=corlu, start_date="2019-04-20")

    assert sits_on(AFTER) == [True]


def test_a_seat_ends_with_the_municipality(union, corlu):
    make_membership(municipality=corlu, start_date="2010")
    seat = make_office_holder(municipality=corlu, start_date="2019-04-20")
    corlu.closed_on = "2024-03"
    corlu.save()

    assert sits_on(LAST, AFTER) == [True, False]
    assert OfficeHolder.objects.get(pk=seat.pk).ending.reason == Reason.CLOSED


def test_a_seat_ends_with_the_union(union):
    seat = make_office_holder(start_date="2019-04-20")
    union.ended_on, union.ending = "2024-03-31", "dissolved"
    type(union).objects.filter(pk=union.pk).update(ended_on=union.ended_on, ending="dissolved")

    assert sits_on(LAST, AFTER) == [True, False]
    assert OfficeHolder.objects.get(pk=seat.pk).ending.reason == Reason.UNION_ENDED


@pytest.mark.parametrize("kind", ["executive", "president", "committee"])
def test_an_office_ends_with_the_seat_in_the_assembly(union, kind):
    person = make_person()
    make_office_holder(person=person, role="clerk", start_date="2019-04-20", end_date="2024-03-31")
    office = make_office_holder(organ=make_organ(kind=kind), person=person, start_date="2020-01-01")

    assert sits_on(LAST, AFTER) == [True, False]
    assert office.ending.reason == Reason.SEAT_LOST


def test_an_office_ends_where_the_assembly_seat_ends_by_another_ground(union, corlu):
    person = make_person()
    make_membership(municipality=corlu, start_date="2010", end_date="2024-03-31")
    make_office_holder(person=person, role="clerk", municipality=corlu, start_date="2019-04-20")
    make_office_holder(organ=make_organ(kind="executive"), person=person, start_date="2020-01-01")

    assert sits_on(LAST, AFTER) == [True, False]


def test_an_office_does_not_come_back_with_a_seat_of_the_next_term(union):
    person = make_person()
    old, new = make_term(start_date="2019-04", end_date="2024-03-31"), make_term(start_date="2024-03-31")
    make_office_holder(person=person, role="clerk", term=old, start_date="2019-04-20", end_date="2024-03-31")
    make_office_holder(person=person, role="clerk", term=new, start_date="2024-03-31")
    make_office_holder(organ=make_organ(kind="executive"), person=person, start_date="2020-01-01")

    assert sits_on(LAST, AFTER, date(2026, 1, 1)) == [True, False, False]


def test_an_office_lasts_when_a_delegate_becomes_mayor_within_the_term(union):
    person, term = make_person(), make_term(start_date="2019-04", end_date="2029-03-31")
    make_office_holder(person=person, role="clerk", term=term, start_date="2019-04-20", end_date="2024-03-31")
    make_office_holder(person=person, role="clerk", seat="ex_officio", start_date="2024-03-31")
    make_office_holder(organ=make_organ(kind="executive"), person=person, start_date="2020-01-01")

    assert sits_on(AFTER, date(2026, 1, 1)) == [True, True]


@pytest.mark.parametrize("fields", [{"seat": "appointed"}, {}])
def test_an_office_without_a_seat_in_the_assembly_ends_with_nothing(union, fields):
    """A trustee needs none; of others it may not have been entered yet."""
    person = make_person()
    if fields:
        make_office_holder(person=person, role="clerk", start_date="2019-04-20", end_date="2024-03-31")
    make_office_holder(organ=make_organ(kind="executive"), person=person, start_date="2020-01-01", **fields)

    assert sits_on(AFTER) == [True]


def test_the_secretariat_does_not_stand_on_the_assembly(union):
    person = make_person()
    make_office_holder(person=person, role="clerk", start_date="2019-04-20", end_date="2024-03-31")
    make_office_holder(organ=make_organ(kind="secretariat"), person=person, start_date="2020-01-01")

    assert sits_on(AFTER) == [True]


def test_an_earlier_end_on_record_comes_first(union):
    term = make_term(start_date="2019-04", end_date="2024-03-31")
    seat = make_office_holder(term=term, start_date="2019-04-20", end_date="2022-05", end_reason="death")

    assert sits_on(date(2022, 5, 31), date(2022, 6, 1)) == [True, False]
    assert (str(seat.last_day), seat.ending.reason, seat.ending.is_recorded) == ("2022-05", Reason.DEATH, True)


def test_seats_whose_end_nobody_has_recorded_are_found(union):
    term = make_term(start_date="2019-04", end_date="2024-03-31")
    forgotten = make_office_holder(term=term, start_date="2019-04-20")
    make_office_holder(term=term, start_date="2019-04-20", end_date="2024-03-31")
    make_office_holder(start_date="2024-04-20")

    assert list(OfficeHolder.objects.not_recorded_as_ended()) == [forgotten]
