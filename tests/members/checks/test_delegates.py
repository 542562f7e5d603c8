"""After local elections a municipality names its mayor and delegates, and staff enter the whole answer in one step."""

import re

import pytest
from django.urls import reverse

from members.checks.accepting import findings_of
from members.checks.delegates import reported_in
from members.checks.models import ListingCheck
from members.directory.models import Listing
from members.people.mayors import seat_of_mayor
from members.people.models import OfficeHolder, Person
from tests import factories as make
from tests.members.checks.walkthrough import TR, mails, opened, send, the_check
from tests.staff_client import staff_client
from tests.tables import table
from unions.models import Organ, Statute

pytestmark = pytest.mark.django_db

PEOPLE = {
    "mayor": "Dr. Can Öz",
    "mayor_since": "03.04.2024",
    "elected_0": "Ece Su",
    "elected_0_origin": "council",
    "elected_1": "İnci Işık",
    "elected_1_origin": "outside",
    "substitute_0": "Ali Ak",
    "substitute_0_origin": "council",
    "elected_on": "05.04.2024",
}


@pytest.fixture
def after_elections(union, check_round):
    """A round after the elections of 2024, in a union whose councils elect two members each."""
    make.make_statute(seat_rule="fixed", seats_fixed=2)
    make.make_organ(kind="assembly", title_tr="Birlik Meclisi")
    make.make_term(start_date="2024-03-31")
    check_round.elections_on = "2024-03-31"
    check_round.save()
    return check_round


@pytest.fixture
def answered(after_elections, visitor):
    opened(visitor)
    answer = send(visitor, **PEOPLE)
    assert answer.status_code == 302, answer.text
    return the_check()


def review_page(check: ListingCheck) -> str:
    return reverse("admin:members_listingcheck_change", args=[check.pk])


def enter(union, check: ListingCheck, **values):
    """Press the button below the people as they stand on the page."""
    clerk, path = staff_client(union), review_page(check)
    page = clerk.get(path).text
    shown = dict(re.findall(r'name="(\w+_since)" value="([^"]*)"', page))
    return clerk.post(path, {"version": check.version, "is_confirmed": "on", "accept": "1", **shown, **values})


def seats() -> set[tuple]:
    rows = OfficeHolder.objects.current().with_person()
    return {(str(row.person), row.seat, row.is_outsider, row.position, str(row.start_date)) for row in rows}


def test_the_page_has_a_row_for_each_seat_due_and_asks_for_no_party(after_elections, visitor):
    page = opened(visitor)

    assert [name in page for name in ['name="elected_1"', 'name="elected_2"', 'name="substitute_0"']] == [
        True,
        False,
        True,
    ]
    assert 'name="substitute_1"' not in page
    assert 'name="confirm"' not in page
    assert 'name="choice_mayor"' not in page
    assert "Parti" in page  # It is said that none is asked for.
    assert visitor.post(TR, {"confirm": "1"}).status_code in [403, 422]
    assert not the_check().is_answered


def test_rows_are_offered_where_the_number_of_seats_is_not_known(after_elections, union, visitor):
    Statute.objects.update(seat_rule="", seats_fixed=None)

    page = opened(visitor)

    assert 'name="elected_7"' in page
    assert send(visitor, **PEOPLE).status_code == 302


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


@table(
    ("values", "field"),
    [
        ({"mayor": ""}, "mayor"),
        ({"mayor": "Can"}, "mayor"),
        ({"mayor": "Can Öz (Yedek)"}, "mayor"),
        ({"elected_0": "Ece Su, İnci Işık"}, "elected_0"),
        ({"elected_0": "Ece Su ve İnci Işık"}, "elected_0"),
        ({"elected_0": "0282 111 11 11"}, "elected_0"),
        ({"elected_0": "x" * 121}, "elected_0"),
        ({"elected_0": ""}, "elected_0"),
        ({"elected_1": "", "elected_1_origin": ""}, "elected_1"),
        ({"elected_1_origin": ""}, "elected_1_origin"),
        ({"elected_1_origin": "parti"}, "elected_1_origin"),
        ({"substitute_0": "ece su"}, "substitute_0"),
        ({"elected_1": "CAN ÖZ"}, "elected_1"),
        ({"elected_on": ""}, "elected_on"),
        ({"elected_on": "31.04.2024"}, "elected_on"),
        ({"elected_on": "01.02.2024"}, "elected_on"),
        ({"elected_on": "01.02.2099"}, "elected_on"),
        ({"mayor_since": "dün"}, "mayor_since"),
        ({"mayor_since": "2099"}, "mayor_since"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_everything_typed_is_kept(after_elections, visitor, values, field):
    opened(visitor)

    answer = send(visitor, **(PEOPLE | values), remark="Yazdıklarım durmalı")

    assert answer.status_code == 422
    assert list(answer.context["form"].delegates.errors) == [field]
    assert re.search(rf'aria-invalid="true"[^>]*id="id_{field}"|id="id_{field}"[^>]*aria-invalid', answer.text)
    kept = [value for name, value in (PEOPLE | values).items() if value and not name.endswith("origin")]
    assert [value for value in [*kept, "Yazdıklarım durmalı"] if value not in answer.text] == []
    assert not the_check().is_answered


def test_a_council_that_has_not_elected_all_says_so(after_elections, visitor):
    opened(visitor)
    fewer = {name: value for name, value in PEOPLE.items() if not name.startswith(("elected_1", "substitute"))}

    assert send(visitor, **fewer, is_incomplete="on").status_code == 302

    assert [person.seat for person in reported_in(the_check())] == ["ex_officio", "elected"]
    assert "boş" in " ".join(str(found.text) for found in findings_of(the_check()))


def test_the_whole_answer_is_entered_in_one_step_and_taken_back_in_one(union, answered, reader):
    page = staff_client(union).get(review_page(answered)).text
    assert "Ece Su" in page

    assert enter(union, answered).status_code == 302

    assert seats() == {
        ("Dr. Can Öz", "ex_officio", False, 0, "2024-04-03"),
        ("Ece Su", "elected", False, 0, "2024-04-05"),
        ("İnci Işık", "elected", True, 0, "2024-04-05"),
        ("Ali Ak", "substitute", False, 1, "2024-04-05"),
    }
    assert Listing.objects.get().mayor == "Dr. Can Öz"
    assert the_check().state == "reviewed"
    assert "Can Öz" in reader.get(reverse("member_detail", args=["corlu"])).text
    assert "birlik meclisi üyeleri incelendi" in mails()[-1].full_text

    staff_client(union).post(review_page(answered), {"take_back": "1"})

    assert seats() == set()
    assert not Person.objects.exists()
    assert (Listing.objects.get().mayor, the_check().state) == ("Ayşe Yılmaz", "proposed")
    assert enter(union, the_check()).status_code == 302
    assert len(seats()) == 4


def test_nothing_is_taken_back_once_a_seat_was_changed(union, answered):
    enter(union, answered)
    OfficeHolder.objects.first().save()

    staff_client(union).post(review_page(answered), {"take_back": "1"})

    assert len(seats()) == 4
    assert the_check().are_delegates_accepted


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


def test_who_may_not_enter_seats_sees_the_answer_without_a_button(union, answered):
    editor = staff_client(union, "editor")

    page = editor.get(review_page(answered)).text

    assert "Ece Su" in page
    assert 'name="accept"' not in page
    assert editor.post(review_page(answered), {"accept": "1", "version": answered.version}).status_code == 403
