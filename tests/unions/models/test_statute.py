"""The numbers of a union's statute."""

import pytest
from django.core.exceptions import ValidationError

from unions.law import MemberSize
from unions.models import Statute

COUNCIL = MemberSize(council_size=37, population=60_000)


@pytest.mark.parametrize(
    ("fields", "seats"),
    [
        ({"seat_rule": "fixed", "seats_fixed": 2}, 2),
        ({"seat_rule": "council_size", "council_first": 12, "council_step": 10}, 3),
        ({"seat_rule": "council_size", "council_first": 12, "council_step": 8}, 4),
        ({"seat_rule": "population", "population_bands": "50000=1,100000=2,*=3"}, 2),
    ],
)
def test_a_statute_counts_the_seats_of_a_member_by_its_rule(fields, seats):
    assert Statute(**fields).elected_seats.seats(COUNCIL) == seats


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"seats_fixed": 2},
        {"seat_rule": "fixed"},
        {"seat_rule": "council_size", "council_first": 12},
        {"seat_rule": "population"},
    ],
)
def test_a_rule_that_is_not_known_stays_silent(fields):
    assert Statute(**fields).elected_seats is None


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"seat_rule": "fixed"}, ["seats_fixed"]),
        ({"seat_rule": "council_size", "council_first": 12}, ["council_step"]),
        ({"seat_rule": "population"}, ["population_bands"]),
        ({"seat_rule": "population", "population_bands": "100000=1,50000=2,*=3"}, ["population_bands"]),
        ({"seat_rule": "population", "population_bands": "100000=1"}, ["population_bands"]),
    ],
)
@pytest.mark.django_db
def test_a_rule_without_its_numbers_is_refused_at_the_number(union, fields, missing):
    with pytest.raises(ValidationError) as refusal:
        Statute(union=union, **fields).clean()

    assert list(refusal.value.message_dict) == missing
