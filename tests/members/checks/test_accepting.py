import pytest
from django.urls import reverse

from members.directory.models import Listing
from members.people.models import OfficeHolder, Person
from tests.members.checks.electing import enter, review_page
from tests.members.checks.walkthrough import mails, the_check
from tests.staff_client import staff_client

pytestmark = pytest.mark.django_db


def seats() -> set[tuple]:
    rows = OfficeHolder.objects.current().with_person()
    return {(str(row.person), row.seat, row.is_outsider, row.position, str(row.start_date)) for row in rows}


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
