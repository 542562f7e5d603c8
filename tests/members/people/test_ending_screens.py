import pytest

from members.people.models import OfficeHolder
from tests.factories import (
    make_office_holder,
    make_term,
)
from tests.members.start_page import line, tasks
from tests.staff_client import staff_client


@pytest.fixture
def ended_term(union):
    return make_term(start_date="2019-04", end_date="2024-03-31")


def test_the_start_page_leads_to_one_button_that_records_all(union, ended_term):
    make_office_holder(term=ended_term, start_date="2019-04-20")
    assert line(tasks(union), "its end is not recorded") == [True]
    clerk = staff_client(union)
    address = "/yonetim/members/officeholder/sona-erenler/"
    assert "Mart\xa02024 · " in clerk.get(address).text

    keys = [seat.pk for seat in OfficeHolder.objects.all()]
    answer = clerk.post(address, {"seat": keys}, follow=True)

    assert answer.status_code == 200
    assert OfficeHolder.objects.get().end_reason == "term"
    assert line(tasks(union), "its end is not recorded") == []


@pytest.mark.parametrize("whose", ["person", "organ", "officeholder"])
def test_person_organ_and_seat_name_it_above_their_forms(union, ended_term, whose):
    seat = make_office_holder(term=ended_term, start_date="2019-04-20")
    app, row = {"person": ("members", seat.person), "organ": ("unions", seat.organ)}.get(whose, ("members", seat))

    page = staff_client(union).get(f"/yonetim/{app}/{whose}/{row.pk}/change/").text

    assert "sona-erenler/" in page


def test_who_may_only_read_records_nothing(union, ended_term):
    seat = make_office_holder(term=ended_term, start_date="2019-04-20")

    answer = staff_client(union, "auditor").post("/yonetim/members/officeholder/sona-erenler/", {"seat": seat.pk})

    assert answer.status_code == 403
    assert OfficeHolder.objects.get().end_date is None
