"""The board of the two languages."""

import pytest
from django.urls import reverse

from tests import factories as make
from tests.staff_client import staff_client
from unions.models import User

pytestmark = pytest.mark.django_db


def board(client, **query):
    return client.get(reverse("admin:language_board"), **query)


def names(answer):
    return [entry.name for entry, *_rest in answer.context["lines"]]


def save(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row


def test_everything_that_is_to_be_done_stands_there_and_can_be_chosen(
    union, theirs, ayse, django_assert_max_num_queries
):
    owner = User.objects.of_union(union).first()
    stale = save(make.make_post(union=union, title_tr="Eski", title_en="Old", owner=owner), title_tr="Yeni")
    make.make_post(union=union, title_tr="Eksik")
    save(make.make_page(union=union, title_tr="12 Mayıs", title_en="13 May"))
    make.make_post(union=union, title_tr="Tamam", title_en="Done")
    draft = make.make_post(union=union, title_tr="Taslak", status="draft")
    save(make.make_post(union=theirs, title_tr="Onların", title_en="Theirs"), title_tr="Bizim değil")
    gallery = make.make_gallery(union=union, title_tr="Albüm", title_en="Album", photos=1)
    save(gallery.photos.get(), caption_tr="Kare", caption_en="")

    with django_assert_max_num_queries(25):
        answer = board(ayse)

    found = names(answer)
    assert {"Yeni", "Eksik", "12 Mayıs", "Kare"} <= {*found}
    assert not {"Tamam", "Taslak", "Bizim değil"} & {*found}
    assert "12" in answer.text
    assert '#id_title_en"' in answer.text
    assert draft.title_tr in names(board(ayse, drafts="1"))
    assert names(board(ayse, state="outdated")) == ["Yeni"]
    assert names(board(ayse, state="numbers")) == ["12 Mayıs"]
    assert names(board(ayse, state="missing", kind="pages.photo")) == ["Kare"]
    assert "Tamam" in names(board(ayse, state="complete", kind="pages.post"))
    assert names(board(ayse, owner=str(owner.pk))) == ["Yeni"]
    assert names(board(ayse, owner="none", state="outdated")) == []
    for odd in [{"p": "x"}, {"kind": "\x00"}, {"state": "'"}, {"owner": "9" * 30}]:
        assert board(ayse, **odd).status_code == 200

    start = ayse.get(reverse("admin:index"))
    assert start.context["outdated_translations"] == 1
    form = {"kind": "pages.post", "pk": str(stale.pk), "name": "title"}
    version = str(type(stale).all_unions.get(pk=stale.pk).version)
    ayse.post(reverse("admin:language_board"), {**form, "version": "0"})
    assert names(board(ayse, state="outdated")) == ["Yeni"]
    ayse.post(reverse("admin:language_board"), {**form, "version": version})
    assert names(board(ayse, state="outdated")) == []
    assert ayse.get(reverse("admin:index")).context["outdated_translations"] == 0


def test_who_may_not_change_an_entry_confirms_nothing(union, theirs):
    post = save(make.make_post(union=union, title_tr="Eski", title_en="Old"), title_tr="Yeni")
    foreign = save(make.make_post(union=theirs, title_tr="Eski", title_en="Old"), title_tr="Yeni")
    auditor = staff_client(union, "auditor")

    def sent(client, row, **values):
        form = {"kind": "pages.post", "pk": str(row.pk), "name": "title", "version": str(row.version), **values}
        return client.post(reverse("admin:language_board"), form).status_code

    assert names(board(auditor, state="outdated")) == ["Yeni"]
    assert sent(auditor, post) == 403
    manager = staff_client(union, "manager")
    assert sent(manager, foreign) == 404
    for wrong in [{"pk": "x"}, {"pk": "9" * 18}, {"kind": "unions.user"}, {"name": "slug"}, {"name": "union_id"}]:
        assert sent(manager, post, **wrong) == 404
    assert sent(manager, post) == 302
