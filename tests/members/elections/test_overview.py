import pytest

from members.elections.models import Elections
from members.elections.overview import reported_members
from tests import factories as make


@pytest.fixture
def corlu(union):
    place = make.make_municipality(name="Çorlu")
    make.make_membership(municipality=place, start_date="2010")
    return place


def test_a_member_is_complete_with_mayor_and_delegates(union, corlu):
    elections = Elections.objects.create(union=union, held_on="2024-03-31")
    assert not reported_members(elections)[0].is_complete

    for seat, fields in [("ex_officio", {}), ("elected", {"is_outsider": True}), ("elected", {}), ("substitute", {})]:
        make.make_office_holder(
            person=make.make_person(), municipality=corlu, seat=seat, start_date="2024-04-24", **fields
        )

    (member,) = reported_members(elections)
    assert member.is_complete
    assert (member.elected, member.outsiders, member.substitutes, member.has_answered) == (2, 1, 1, False)
