"""Everything deleted is found and comes back with all its parts, until its term ends."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pages.models import Gallery, Photo
from tests import factories as make
from tests.staff_client import address, staff_client
from unions.history.emptying import empty_bin
from unions.models import Deletion
from unions.models.deletion import TERM

pytestmark = pytest.mark.django_db
BIN = "/yonetim/silinenler/"


def names(page):
    return [line.deletion.name for line in page.context["lines"]]


def test_a_deleted_thing_is_found_by_its_words_and_comes_back_with_one_press(union, ayse):
    gallery = make.make_gallery(union=union, title_tr="İlçe çalıştayı", photos=3)
    numbers = list(gallery.photos.values_list("pk", flat=True))
    make.make_post(union=union, title_tr="Haber").delete()
    answer = ayse.post(address("delete", gallery), {"post": "yes"}, follow=True)
    # The message after deleting leads to it.
    assert f'href="{BIN}"' in answer.content.decode()

    # Photographs went with their gallery, and come back with it: they are no lines of their own.
    assert names(ayse.get(BIN)) == ["İlçe çalıştayı", "Haber"]
    assert names(ayse.get(BIN, q="ILCE calistay")) == ["İlçe çalıştayı"]
    assert names(ayse.get(BIN, q="olmayan")) == []
    deletion = Deletion.objects.get(name="İlçe çalıştayı")
    assert str(deletion.deleted_by) in ayse.get(BIN).content.decode()
    assert ayse.get(ayse.get(BIN).context["lines"][0].url).status_code == 200

    answer = ayse.post(BIN, {"deletion": deletion.pk})

    assert answer["Location"] == address("change", gallery)
    restored = Gallery.all_unions.get(pk=gallery.pk)
    assert (restored.status, list(restored.photos.values_list("pk", flat=True))) == ("draft", numbers)
    assert names(ayse.get(BIN)) == ["Haber"]
    # A second press finds nothing to do.
    assert ayse.post(BIN, {"deletion": deletion.pk}).status_code == 404


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


def test_the_bin_is_emptied_by_its_term_and_the_history_goes_along(union, django_assert_max_num_queries, ayse):
    old, young = [make.make_gallery(union=union, title_tr=title, photos=1) for title in ["Eski", "Yeni"]]
    kept = make.make_gallery(union=union, title_tr="Durur", photos=1)
    old_number, young_number = old.pk, young.pk
    for gallery in [old, young]:
        gallery.delete()
    past = timezone.now() - TERM - timedelta(hours=1)
    Gallery.history.filter(history_type="-", title_tr="Eski").update(history_date=past)
    Photo.history.filter(history_type="-", gallery_id=old_number).update(history_date=past)
    Deletion.objects.filter(name="Eski").update(deleted_at=past)

    assert empty_bin() == 1

    assert list(Deletion.objects.values_list("name", flat=True)) == ["Yeni"]
    assert set(Gallery.history.values_list("title_tr", flat=True)) == {"Yeni", "Durur"}
    assert set(Photo.history.values_list("gallery_id", flat=True)) == {young_number, kept.pk}
    for number in range(30):
        make.make_post(union=union, title_tr=f"Haber {number}").delete()
    with django_assert_max_num_queries(25):
        assert len(names(ayse.get(BIN))) == 31


def test_the_start_page_leads_to_the_bin(ayse):
    assert f'href="{reverse("admin:bin")}"' in ayse.get("/yonetim/").content.decode()
