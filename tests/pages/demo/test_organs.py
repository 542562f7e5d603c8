import pytest

from members.people.models import OfficeHolder
from unions.models import (
    Organ,
)

pytestmark = pytest.mark.slow


def test_organs_are_filled(union):
    current = OfficeHolder.objects.current()

    assert current.filter(role=OfficeHolder.Role.PRESIDENT).count() == 1
    assert current.filter(organ__kind=Organ.Kind.EXECUTIVE, role=OfficeHolder.Role.CHAIR).count() == 1
    assert current.filter(organ__kind=Organ.Kind.EXECUTIVE, role=OfficeHolder.Role.MEMBER).count() == 6
    assert current.filter(organ__kind=Organ.Kind.COMMITTEE).count() == 5
    assert current.filter(role=OfficeHolder.Role.SECRETARY).count() == 1


def test_president_sits_in_the_assembly_and_chairs_the_executive_committee(union):
    president = OfficeHolder.objects.current().get(role=OfficeHolder.Role.PRESIDENT).person

    seats = OfficeHolder.objects.current().filter(person=president)

    assert {seat.organ.kind for seat in seats} == {"president", "executive", "assembly"}
