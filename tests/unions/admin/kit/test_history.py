"""Who changed a row, and how an earlier state is brought back."""

import pytest
from django.urls import reverse

from pages.models import Gallery, MenuItem, Page, Photo, Post
from tests import factories as make
from tests.staff_client import address, staff_client
from unions.history.moments import number_of
from unions.models import AgendaItem, StaffRole

pytestmark = pytest.mark.django_db


def record_page(row, record):
    options = row._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_record", args=[record.id, record.history_id])


def test_an_earlier_state_can_be_brought_back(union, ayse):
    post = make.make_post(union=union, title_tr="Eski başlık")
    ayse.save(address("change", post), title_tr="Yeni başlık")

    answer = ayse.post(record_page(post, post.history.earliest()))

    assert answer.status_code == 302
    post.refresh_from_db()
    assert (post.title_tr, post.version) == ("Eski başlık", 3)


def test_a_deleted_row_can_be_brought_back(union, ayse):
    post = make.make_post(union=union, title_tr="Başlık", body_tr="<p>Metin</p>")
    number = post.pk
    ayse.post(address("delete", post), {"post": "yes"})

    answer = ayse.post(record_page(Post, Post.history.filter(id=number).latest()))

    assert answer.status_code == 302
    restored = Post.all_unions.get(pk=number)
    assert (restored.title_tr, restored.body_tr, restored.union) == ("Başlık", "<p>Metin</p>", union)


def test_a_state_that_contradicts_another_row_is_not_brought_back(union, ayse):
    first = make.make_post(union=union, slug_tr="haber", slug_en="news")
    ayse.save(address("change", first), slug_tr="eski-haber", slug_en="old-news")
    make.make_post(union=union, slug_tr="haber", slug_en="news")

    answer = ayse.post(record_page(first, first.history.earliest()), follow=True)

    assert answer.status_code == 200
    assert [message.level_tag for message in answer.context["messages"]] != []
    first.refresh_from_db()
    assert first.slug_tr == "eski-haber"


def test_the_history_of_a_row_names_it_even_if_what_named_it_is_gone(union, ayse):
    colleague = make.make_staff(union, "editor")
    role = StaffRole.all_unions.get(user=colleague)
    number = role.pk
    colleague.delete()
    role.pk = number

    answers = [ayse.get(reverse("admin:index")), ayse.get(address("history", role))]

    assert [answer.status_code for answer in answers] == [200, 200]


def test_a_part_whose_row_is_gone_is_not_brought_back(union, ayse):
    meeting = make.make_meeting(union=union, agenda=["Açılış"])
    item = meeting.agenda_items.get()
    record = item.history.get()
    meeting.delete()

    answer = ayse.post(record_page(item, record), follow=True)

    assert answer.status_code == 200
    assert list(answer.context["messages"])
    assert not AgendaItem.all_unions.exists()


def test_a_role_is_never_brought_back(union, ayse, veli):
    role = StaffRole.all_unions.get(user=veli.user)

    assert ayse.post(record_page(role, role.history.earliest())).status_code == 403


def version_page(row, record, page="version"):
    options = row._meta
    return reverse(
        f"admin:{options.app_label}_{options.model_name}_{page}", args=[record.id, number_of(record.history_date)]
    )


def compare_page(row, *records):
    options = row._meta
    path = reverse(f"admin:{options.app_label}_{options.model_name}_compare", args=[row.pk])
    earlier, later = [number_of(record.history_date) for record in records]
    return f"{path}?from={earlier}&to={later}"


def test_restoring_brings_back_texts_and_never_what_decides_who_sees_them(union, ayse):
    post = make.make_post(union=union, title_tr="Eski başlık", status="draft")
    ayse.save(
        address("change", post),
        title_tr="Yeni başlık",
        status="published",
        publish_at_0="01.02.2026",
        publish_at_1="09:00",
    )
    post.refresh_from_db()
    published_from = post.publish_at

    ayse.post(record_page(post, post.history.earliest()))

    post.refresh_from_db()
    assert (post.title_tr, post.status, post.publish_at) == ("Eski başlık", "published", published_from)
    assert post.is_public

    ayse.save(address("change", post), status="withdrawn", withdrawal_reason_tr="Yanlıştı")
    ayse.post(record_page(post, post.history.filter(status="published").latest()))
    post.refresh_from_db()
    assert (post.status, post.withdrawal_reason_tr) == ("withdrawn", "Yanlıştı")


def test_a_version_of_a_gallery_holds_its_photographs(union, ayse):
    gallery = make.make_gallery(union=union, photos=3)
    numbers = list(gallery.photos.values_list("pk", flat=True))
    form = ayse.form(address("change", gallery))
    ayse.post(
        address("change", gallery), {**form, "photos-0-DELETE": "on", "photos-1-caption_tr": "Kurdele kesimi töreni"}
    )

    page = ayse.get(address("history", gallery))
    entry = page.context["entries"][0]
    gone, changed = entry.changes
    assert gone.after == "—"
    assert "Açılış" in gone.before
    assert (changed.before, changed.after) == ("Açılış", "Kurdele kesimi töreni")
    assert len({line.moment for line in page.context["entries"]}) == len(page.context["entries"])

    # Before the change all three were there; restoring that brings back the one that was taken out, with its picture.
    before = Photo.history.filter(gallery_id=gallery.pk, history_type="+").latest()
    ayse.post(version_page(gallery, gallery.history.model(id=gallery.pk, history_date=before.history_date)))
    assert list(gallery.photos.values_list("pk", "caption_tr")) == [(number, "Açılış") for number in numbers]
    photo = gallery.photos.get(pk=numbers[0])
    assert photo.picture.storage.exists(photo.picture.name)

    # A photograph that came later goes again, and can be had back in the same way.
    make.make_photo(gallery=gallery, caption_tr="Sonradan")
    later = Photo.history.filter(caption_tr="Sonradan").latest()
    ayse.post(version_page(gallery, gallery.history.model(id=gallery.pk, history_date=before.history_date)))
    assert gallery.photos.count() == 3
    ayse.post(version_page(gallery, gallery.history.model(id=gallery.pk, history_date=later.history_date)))
    assert gallery.photos.count() == 4


def test_any_two_versions_are_compared_with_the_changed_words_marked(union, ayse):
    post = make.make_post(union=union, body_tr="<p>Toplantı salı günü saat 10.00'da.</p>")
    ayse.save(address("change", post), body_tr="<p>Toplantı çarşamba günü saat 10.00'da.</p>")
    ayse.save(address("change", post), body_tr="<p>Toplantı çarşamba günü saat 14.00'te.</p>")
    first, _second, third = post.history.order_by("history_id")

    page = ayse.get(compare_page(post, third, first))

    assert "<del>salı</del> günü saat <del>10</del>" in page.content.decode()
    assert "<ins>çarşamba</ins> günü saat <ins>14</ins>" in page.content.decode()
    assert ayse.get(compare_page(post, first, first)).context["changes"] == []
    for forged in ["", "?from=x&to=1", f"?from={10**30}&to=1", "?from=1&to=2"]:
        assert ayse.get(compare_page(post, first, third).split("?")[0] + forged).status_code == 404


def test_a_thing_that_was_deleted_comes_back_with_all_its_parts(union, ayse):
    gallery = make.make_gallery(union=union, photos=2)
    kept, gone = gallery.photos.values_list("pk", flat=True)[0], gallery.photos.last()
    gone.delete()
    meeting = make.make_meeting(union=union, agenda=["Açılış", "Bütçe"])
    page = make.make_page(union=union, title_tr="Üst sayfa")
    make.make_page(union=union, title_tr="Alt sayfa", parent=page)
    entry = make.make_menu_item(union=union)
    make.make_menu_item(union=union, parent=entry)
    for thing in [gallery, meeting, page, entry]:
        ayse.post(address("delete", thing), {"post": "yes"})
        assert not type(thing).all_unions.filter(pk=thing.pk).exists(), thing

        answer = ayse.post(record_page(thing, type(thing).history.filter(id=thing.pk).latest()))

        assert answer.status_code == 302, thing
        if hasattr(thing, "status"):
            assert type(thing).all_unions.get(pk=thing.pk).status == "draft"

    # What had been taken out before is not brought back.
    assert [photo.pk for photo in Gallery.all_unions.get().photos.all()] == [kept]
    assert [item.title_tr for item in AgendaItem.all_unions.all()] == ["Açılış", "Bütçe"]
    assert Page.all_unions.filter(parent=page.pk).count() == MenuItem.all_unions.filter(parent=entry.pk).count() == 1


def test_versions_are_nobody_elses_and_need_rights(union, theirs, ayse):
    post = make.make_post(union=union, title_tr="Gizli başlık")
    stranger, record = staff_client(theirs), post.history.get()
    reader = staff_client(union, "editor")

    for path in [version_page(post, record), compare_page(post, record, record), record_page(post, record)]:
        assert stranger.get(path).status_code == 404
        assert stranger.post(path).status_code == 404
    # What is public is changed by those alone who may publish.
    assert reader.post(version_page(post, record)).status_code == 403
