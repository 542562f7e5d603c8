import pytest

from members.people.endings import record_ends, unrecorded_ends
from members.people.models import OfficeHolder
from tests.factories import (
    make_membership,
    make_municipality,
    make_office_holder,
    make_organ,
    make_person,
    make_term,
    make_user,
)


@pytest.fixture
def ended_term(union):
    return make_term(start_date="2019-04", end_date="2024-03-31")


def test_ends_are_recorded_with_day_reason_and_person(union, ended_term):
    person, clerk = make_person(), make_user(username="katip")
    seat = make_office_holder(person=person, term=ended_term, start_date="2019-04-20")
    office = make_office_holder(organ=make_organ(kind="executive"), person=person, start_date="2023-04-20")

    recorded = record_ends({seat.pk, office.pk}, by=clerk)

    assert recorded.ended == [seat, office]
    seat.refresh_from_db()
    office.refresh_from_db()
    assert (str(seat.end_date), seat.end_reason) == ("2024-03-31", "term")
    assert (str(office.end_date), office.end_reason) == ("2024-03-31", "seat_lost")
    assert office.history.first().history_user == clerk
    assert not unrecorded_ends().exists()


def test_only_the_chosen_seats_are_ended(union, ended_term):
    seat = make_office_holder(term=ended_term, start_date="2019-04-20")

    record_ends(set(), by=None)

    assert list(unrecorded_ends()) == [seat]


def test_a_seat_that_began_after_the_membership_is_named_and_left(union):
    corlu = make_municipality(name="Çorlu")
    make_membership(municipality=corlu, start_date="2010", end_date="2019-05-01")
    seat = make_office_holder(municipality=corlu, start_date="2024-04-20")

    recorded = record_ends({seat.pk}, by=None)

    assert (recorded.ended, recorded.contradictory) == ([], [seat])
    assert OfficeHolder.objects.get().end_date is None
