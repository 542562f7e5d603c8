"""Everything deleted is found and comes back with all its parts, until its term ends."""

import pytest
from django.urls import reverse

from tests import factories as make
from tests.staff_client import address, staff_client
from unions.models import Deletion

pytestmark = pytest.mark.django_db


BIN = "/yonetim/silinenler/"


def names(page):
    return [line.deletion.name for line in page.context["lines"]]


def test_a_part_that_was_taken_out_is_found_too(union, ayse):
    gallery = make.make_gallery(union=union, photos=2)
    form = ayse.form(address("change", gallery))
    ayse.post(address("change", gallery), {**form, "photos-0-DELETE": "on"})

    [line] = ayse.get(BIN).context["lines"]
    ayse.post(BIN, {"deletion": line.deletion.pk})

    assert gallery.photos.count() == 2


def test_what_cannot_come_back_says_why_and_stays(union, ayse):
    item = make.make_meeting(union=union, agenda=["Açılış"]).agenda_items.get()
    meeting = item.meeting
    item.delete()
    deletion = Deletion.objects.get()
    meeting.delete()

    answer = ayse.post(BIN, {"deletion": deletion.pk}, follow=True)

    assert [str(message) for message in answer.context["messages"]]
    assert Deletion.objects.filter(pk=deletion.pk).exists()


def test_the_bin_holds_nothing_of_another_union_and_what_a_role_may_not_see(union, theirs, ayse):
    post = make.make_post(union=theirs, title_tr="Yabancı")
    post.delete()
    own = make.make_post(union=union)
    own.delete()
    deletion = Deletion.objects.get(union=theirs)

    assert names(ayse.get(BIN)) == [own.title_tr]
    assert ayse.post(BIN, {"deletion": deletion.pk}).status_code == 404
    assert ayse.post(BIN, {"deletion": "9" * 30}).status_code == 404
    auditor = staff_client(union, "auditor")
    assert auditor.post(BIN, {"deletion": Deletion.objects.get(union=union).pk}).status_code == 403


def test_the_start_page_leads_to_the_bin(ayse):
    assert f'href="{reverse("admin:bin")}"' in ayse.get("/yonetim/").content.decode()
