from datetime import date

import pytest

from members.elections.models import Elections
from members.people.models import OfficeHolder
from tests import factories as make
from tests.members.start_page import line, tasks
from tests.staff_client import staff_client

ADD = "/yonetim/members/elections/add/"


@pytest.fixture
def mayor(union):
    place = make.make_municipality(name="Çorlu", slug="corlu")
    make.make_membership(municipality=place, start_date="2010")
    return make.make_office_holder(
        person=make.make_person(name="Ayşe Yılmaz"),
        municipality=place,
        seat="ex_officio",
        term=make.make_term(start_date="2019-03-31"),
        start_date="2019-04-10",
    )


def test_the_start_page_leads_to_the_step(union, mayor):
    assert line(tasks(union), "Local elections were held on 31") == [True]


def test_one_confirmation_ends_the_seats_and_one_button_takes_it_back(union, mayor):
    clerk, key = staff_client(union), mayor.municipality_id
    assert "Ayşe Yılmaz" in clerk.get(ADD).text

    done = clerk.post(ADD, {"held_on": "31.03.2024", f"mayor_{key}": "new", f"name_{key}": "Can Öz"})

    elections = Elections.objects.get()
    assert done.url == f"/yonetim/members/elections/{elections.pk}/change/"
    assert {str(seat.person) for seat in OfficeHolder.objects.on(date(2024, 4, 1)).with_person()} == {"Can Öz"}
    assert "Can Öz" in clerk.get(done.url).text
    clerk.post(done.url)
    assert OfficeHolder.objects.get().end_date is None


@pytest.mark.parametrize(("choice", "name"), [("new", ""), ("", "Can Öz"), ("stays", "Can Öz")])
def test_a_name_without_its_choice_is_asked_about(union, mayor, choice, name):
    key = mayor.municipality_id

    answer = staff_client(union).post(ADD, {"held_on": "31.03.2024", f"mayor_{key}": choice, f"name_{key}": name})

    assert answer.status_code == 200
    assert not Elections.objects.exists()


def test_another_day_is_shown_before_anything_is_saved(union, mayor):
    answer = staff_client(union).post(ADD, {"held_on": "02.06.2024"})

    assert answer.url == f"{ADD}?day=2024-06-02"
    assert not Elections.objects.exists()


def test_who_may_only_read_carries_nothing_out(union, mayor):
    assert staff_client(union, "editor").post(ADD, {"held_on": "31.03.2024"}).status_code == 403


def test_only_who_may_import_tables_is_offered_it(union, mayor):
    elections = make.make_elections(check_round=make.make_check_round())
    page = f"/yonetim/members/elections/{elections.pk}/change/"
    table = "/yonetim/members/importrun/add/"

    assert table in staff_client(union).get(page).text
    for role in ["editor", "publisher", "auditor"]:
        clerk = staff_client(union, role)
        assert table not in clerk.get(page).text
        assert table not in clerk.get("/yonetim/members/importrun/").text
        assert clerk.get(table).status_code == 403
