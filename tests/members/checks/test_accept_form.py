import pytest

from members.people.mayors import seat_of_mayor
from members.people.models import OfficeHolder, Person
from tests import factories as make
from tests.members.checks.electing import enter
from tests.members.checks.walkthrough import the_check
from tests.tables import table
from unions.models import Organ

pytestmark = pytest.mark.django_db


def test_a_known_name_is_asked_about(union, answered):
    known = make.make_person(name="Ece Su")

    refused = enter(union, answered)
    assert refused.status_code == 200
    assert list(refused.context["accept_form"].errors) == ["who_1"]
    enter(union, the_check(), who_1=str(known.pk))

    assert OfficeHolder.objects.get(person=known).seat == "elected"
    assert Person.objects.filter(name="Ece Su").count() == 1


def test_somebody_else_of_a_known_name_is_a_person_of_their_own(union, answered):
    make.make_person(name="Ece Su")

    enter(union, answered, who_1="new")

    assert Person.objects.filter(name="Ece Su").count() == 2


@table(
    ("answer", "mayors"),
    [
        ("until_then", {("Ayşe Yılmaz", "2024-03-31", "2024-04-02"), ("Dr. Can Öz", "2024-04-03", "None")}),
        ("mistake", {("Dr. Can Öz", "2024-04-03", "None")}),
        ("same", {("Dr. Can Öz", "2024-03-31", "None")}),
    ],
)
def test_another_mayor_on_record_is_asked_about(union, member, answered, answer, mayors):
    make.make_office_holder(
        person=make.make_person(name="Ayşe Yılmaz"),
        municipality=member.municipality,
        organ=Organ.objects.assembly(),
        seat="ex_officio",
        start_date="2024-03-31",
    )
    refused = enter(union, answered)
    assert list(refused.context["accept_form"].errors) == ["other_mayor"]

    assert enter(union, the_check(), other_mayor=answer).status_code == 302

    rows = OfficeHolder.objects.by_office().with_person()
    assert {(str(row.person), str(row.start_date), str(row.end_date)) for row in rows} == mayors
    assert str(seat_of_mayor(member.municipality_id).person) == "Dr. Can Öz"
