from datetime import date

import pytest
from django.core.exceptions import ValidationError

from members.people.models import OfficeHolder
from tests.factories import make_office_holder, make_organ, make_person, make_term


def test_a_seat_lies_within_its_term(union):
    term = make_term(start_date="2019-04", end_date="2024-03")
    holder = make_office_holder(term=term, start_date="2019-04-15", end_date="2024-03-31")
    holder.full_clean()

    holder.end_date = "2025-01-01"

    with pytest.raises(ValidationError, match="2019"):
        holder.full_clean()


def test_two_people_are_not_president_at_once(union):
    presidency = make_organ(kind="president")
    make_office_holder(organ=presidency, role="president", start_date="2019-04-01", end_date="2024-03-31")
    person = make_person(name="Yeni Başkan")
    early = OfficeHolder(union=union, organ=presidency, person=person, role="president", start_date="2024-03-01")
    next_day = OfficeHolder(union=union, organ=presidency, person=person, role="president", start_date="2024-04-01")

    next_day.full_clean()
    with pytest.raises(ValidationError) as refusal:
        early.full_clean()

    assert refusal.value.error_dict["role"][0].code == "two_presidents"


def test_a_president_known_to_the_year_may_follow_in_that_year(union):
    presidency = make_organ(kind="president")
    make_office_holder(organ=presidency, role="president", start_date="2019", end_date="2024")

    OfficeHolder(
        union=union, organ=presidency, person=make_person(name="Yeni"), role="president", start_date="2024"
    ).full_clean()


def test_the_president_sits_in_the_organs_named_by_law(union):
    president = make_office_holder(organ=make_organ(kind="president"), role="president", start_date="2024-04-01")
    day = date(2025, 1, 1)

    assert president.sits_in(make_organ(kind="assembly"), day)
    assert not president.sits_in(make_organ(kind="committee"), day)
    assert not president.sits_in(make_organ(kind="executive"), date(2020, 1, 1))
