from datetime import date

import pytest

from members.people.presiding import presiding_on
from tests.factories import make_office_holder, make_organ, make_person
from tests.members.start_page import line, tasks

DAY = date(2026, 1, 15)


@pytest.fixture
def presidency(union):
    return make_organ(kind="president")


@pytest.fixture
def president(presidency):
    return make_office_holder(
        organ=presidency, person=make_person(name="Ayşe Yılmaz"), role="president", start_date="2024-04-20"
    )


@pytest.fixture
def deputy(presidency):
    return make_office_holder(
        organ=presidency, person=make_person(name="Can Öz"), role="first_deputy", start_date="2024-04-20"
    )


def acts(deputy, **fields):
    return make_office_holder(
        organ=deputy.organ, person=deputy.person, role="acting", **{"start_date": "2026-01-10", **fields}
    )


def test_the_president_presides(president, deputy):
    assert presiding_on(DAY).holder == president


def test_a_deputy_acts_beside_the_own_office_and_presides_until_the_end(president, deputy):
    acting = acts(deputy, end_date="2026-01-20", acting_because="absence")

    assert presiding_on(DAY).holder == acting
    assert presiding_on(DAY).is_acting
    assert presiding_on(date(2026, 1, 21)).holder == president


def test_a_suspended_president_keeps_the_seat_and_does_not_preside(president, deputy):
    president.suspended_from, president.suspended_by = "2026-01-05", "ministry"
    president.save()

    assert (presiding_on(DAY).holder, presiding_on(DAY).suspended) == (None, president)
    assert president.is_current_on(DAY)
    acting = acts(deputy)
    assert presiding_on(DAY).holder == acting
    assert presiding_on(DAY).why
    assert presiding_on(date(2026, 1, 4)).holder == president


def test_nobody_is_said_to_preside_where_the_presidency_is_vacant(union, president, deputy):
    president.end_date, president.end_reason = "2026-01-01", "removal"
    president.save()

    assert presiding_on(DAY).holder is None
    assert line(tasks(union), "No president is on record.") == [True]


def test_the_start_page_asks_who_acts_for_a_suspended_president(union, president):
    president.suspended_from = "2026-01-05"
    president.save()

    assert line(tasks(union), "no one is on record as acting president") == [True]


def test_every_organ_of_the_law_says_who_presides(union, president, deputy, reader):
    assembly = make_organ(kind="assembly")
    make_office_holder(organ=assembly, person=deputy.person, start_date="2024-04-20")
    acts(deputy, acting_because="absence")

    for organ in [assembly, president.organ]:
        assert (
            "Can Öz birlik başkanlığına vekâlet ediyor" in reader.get(f"{organ.get_absolute_url()}?gun=2026-01-15").text
        )
