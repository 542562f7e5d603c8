import pytest

from members.directory.models import Listing
from members.membership.models import Membership
from tests.pages.demo.demonstration import MEMBERS

pytestmark = pytest.mark.slow


def test_members_are_as_many_as_the_union_states(union):
    members = Membership.objects.current()

    assert members.count() == MEMBERS[union.code] == union.stated_member_count
    assert set(members.values_list("municipality", flat=True)) == set(
        Listing.objects.values_list("municipality", flat=True)
    )
    # One that left for good, and one that came back.
    assert Membership.objects.past().count() == 2


def test_memberships_that_are_facts_stay_facts(union):
    facts = Membership.objects.filter(is_demo=False)

    assert facts.count() == {"trakyakent": 20, "konya": 1}[union.code]
    assert not facts.exclude(start_date=None).exists()


def test_a_member_left_and_came_back(union):
    left = Membership.objects.filter(is_demo=True).exclude(end_date=None).values("municipality")

    assert Membership.objects.current().filter(municipality__in=left).exists()
