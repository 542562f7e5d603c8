import pytest

from members.people.composition import composition_of
from tests.factories import (
    make_membership,
    make_municipality,
    make_organ,
    make_statute,
)
from tests.members.people.seating import DAY, seat

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("rounding", "number", "is_finding"), [("", 0, False), ("up", 0, True), ("down", 1, True)])
def test_substitutes_are_rounded_as_the_statute_says(union, rounding, number, is_finding):
    make_statute(seat_rule="fixed", seats_fixed=1, substitute_rounding=rounding)
    place = make_municipality(name="Çorlu")
    make_membership(municipality=place, start_date="2020-01-01")
    organ = make_organ(kind="assembly")
    seat(organ, place, "Başkan", "ex_officio")
    seat(organ, place, "Bir")
    for _each in range(number):
        seat(organ, place, "Yedek", "substitute")

    assert bool(composition_of(organ, DAY).findings) is is_finding
