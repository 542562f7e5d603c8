import pytest
from django.utils import timezone, translation

from members.people.models import OfficeHolder, Person
from pages.demo import loading
from tests.pages.demo.demonstration import UNIONS
from unions.models import Organ, Union
from unions.tenancy import scope

pytestmark = pytest.mark.slow


def test_organs_whose_members_staff_have_entered_are_left_to_them(facts):
    union = Union.objects.get(code="konya")
    with scope.of(union), translation.override("tr"):
        board = Organ.objects.get(kind=Organ.Kind.PRESIDENT)
        person = Person.objects.create(name="Gerçek Kişi")
        OfficeHolder.objects.create(organ=board, person=person, role="president", start_date="2024")

        draft = loading.compose(union, timezone.localdate())

    organs = {row.organ.kind for row in draft.rows if isinstance(row, OfficeHolder)}
    assert organs == {"assembly", "executive", "committee", "secretariat"}


def test_nobody_has_a_seat_in_both_unions(demo):
    people = {code: set(Person.all_unions.filter(union__code=code).values_list("name", flat=True)) for code in UNIONS}

    assert people["trakyakent"].isdisjoint(people["konya"])
