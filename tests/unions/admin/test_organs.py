"""The pages of the organs."""

import pytest

from tests import factories as make
from tests.staff_client import address, staff_client
from tests.unions.admin.reading import complaint
from unions.models import Meeting, Organ

pytestmark = pytest.mark.django_db


def test_a_second_assembly_is_refused_at_its_kind(union, manager):
    make.make_organ(union=union)

    answer = manager.save(address("add", model=Organ), kind="assembly", title_tr="İkinci meclis")

    assert list(complaint(answer)) == ["kind"]


def test_unused_organs_and_meetings_may_go(union):
    organ = make.make_organ(union=union)
    meeting = make.make_meeting(organ=organ, agenda=["Bir"])
    manager = staff_client(union)

    manager.post(address("delete", meeting), {"post": "yes"})
    manager.post(address("delete", organ), {"post": "yes"})

    assert not Meeting.all_unions.exists()
    assert not Organ.all_unions.exists()
