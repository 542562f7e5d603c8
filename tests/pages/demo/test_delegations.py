import pytest

from members.municipalities.models import Municipality
from pages.demo.delegations import People, delegations_of, full_number, seats_of


@pytest.mark.parametrize(
    ("population", "seats"), [(None, 1), (100_000, 1), (100_001, 2), (1_000_000, 2), (1_000_001, 3)]
)
def test_elected_seats_follow_the_population(population, seats):
    municipality = Municipality(population=population)

    assert seats_of(municipality) == seats
    assert full_number([municipality]) == 1 + seats


def test_some_are_elected_again_and_nobody_sits_twice_in_a_term():
    members = [Municipality(pk=number, population=200_000) for number in range(1, 13)]

    first, second = delegations_of(members, People(0))

    for term in [first, second]:
        people = [
            number
            for delegation in term.values()
            for number in [delegation.mayor, *delegation.elected, *delegation.substitutes]
        ]
        assert len(set(people)) == len(people)
    assert [pk for pk in first if first[pk].mayor == second[pk].mayor] == [1, 4, 7, 10]
    assert [pk for pk in first if first[pk].elected[0] == second[pk].elected[0]] == [2, 6, 10]
