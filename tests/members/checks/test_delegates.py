"""After local elections a municipality names its mayor and delegates, and staff enter the whole answer in one step."""

import pytest

from members.checks.accepting import findings_of
from members.checks.delegates import reported_in
from members.people.models import OfficeHolder
from tests import factories as make
from tests.members.checks.electing import PEOPLE, enter, review_page
from tests.members.checks.walkthrough import opened, send, the_check
from tests.staff_client import staff_client
from unions.models import Organ

pytestmark = pytest.mark.django_db


def test_the_answer_holds_everybody_named(answered):
    people = [(each.seat, each.full_name, each.is_outsider, str(each.since)) for each in reported_in(answered)]

    assert people == [
        ("ex_officio", "Dr. Can Öz", False, "2024-04-03"),
        ("elected", "Ece Su", False, "2024-04-05"),
        ("elected", "İnci Işık", True, "2024-04-05"),
        ("substitute", "Ali Ak", False, "2024-04-05"),
    ]
    assert answered.state == "proposed"
    assert not OfficeHolder.objects.exists()


def test_a_council_that_has_not_elected_all_says_so(after_elections, visitor):
    opened(visitor)
    fewer = {name: value for name, value in PEOPLE.items() if not name.startswith(("elected_1", "substitute"))}

    assert send(visitor, **fewer, is_incomplete="on").status_code == 302

    assert [person.seat for person in reported_in(the_check())] == ["ex_officio", "elected"]
    assert "boş" in " ".join(str(found.text) for found in findings_of(the_check()))


def test_who_is_on_record_already_is_neither_asked_for_nor_entered_again(union, member, after_elections, visitor):
    seat = {"municipality": member.municipality, "organ": Organ.objects.assembly(), "start_date": "2024-04-05"}
    make.make_office_holder(person=make.make_person(name="Ece Su"), **seat)
    make.make_office_holder(person=make.make_person(name="Fatma Er"), **seat)
    page = opened(visitor)
    assert 'value="Ece Su"' in page
    assert 'value="Fatma Er"' in page
    send(visitor, **PEOPLE)

    page = staff_client(union).get(review_page(the_check())).text
    assert "Fatma Er" in page  # On record, but not named.
    enter(union, the_check())

    assert sorted(str(row.person) for row in OfficeHolder.objects.current()) == [
        "Ali Ak", "Dr. Can Öz", "Ece Su", "Fatma Er", "İnci Işık",
    ]  # fmt: skip
