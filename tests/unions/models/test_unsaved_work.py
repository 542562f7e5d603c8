import pytest

from tests import factories as make
from tests.staff_client import address, staff_client
from tests.unions.admin.kit.keeping import UNSAVED, keep
from unions.models import UnsavedWork
from unions.models.unsaved_work import UnsavedWorkQuerySet

pytestmark = pytest.mark.django_db


def test_work_is_its_persons_alone_and_can_be_discarded(union, theirs, ayse, veli):
    post = make.make_post(union=union)
    form = ayse.form(address("change", post))
    keep(ayse, {**form, "title_tr": "Gizli"}, row=post)
    token = form["_work"]

    assert veli.get(address("change", post)).context["unsaved"]["others"] == []
    assert "Gizli" not in veli.get(address("change", post), _work=token).content.decode()
    assert keep(veli, {**form, "title_tr": "Benim"}, row=post, sequence=7).json() == {"closed": True}
    veli.post(UNSAVED, {"do": "discard", "model": "pages.post", "object": post.pk, "token": token})
    assert keep(staff_client(theirs), form, row=post).status_code == 404
    assert keep(staff_client(union, "auditor"), form, row=post).status_code == 403
    assert dict(UnsavedWork.objects.get().fields)["title_tr"] == "Gizli"

    ayse.post(UNSAVED, {"do": "discard", "model": "pages.post", "object": post.pk, "token": token})
    assert ayse.get(address("change", post)).context["unsaved"]["others"] == []


def test_a_message_that_comes_in_while_the_form_is_being_saved_leaves_nothing_open(union, ayse, monkeypatch):
    post = make.make_post(union=union)
    form = ayse.form(address("change", post))
    add = UnsavedWorkQuerySet._add

    def after_the_message(works, **values):
        if values.get("is_closed"):
            keep(ayse, {**form, "title_tr": "Yolda"}, row=post)
        return add(works, **values)

    monkeypatch.setattr(UnsavedWorkQuerySet, "_add", after_the_message)
    ayse.post(address("change", post), {**form, "title_tr": "Kaydedildi"})

    assert [work.is_closed for work in UnsavedWork.objects.all()] == [True]


def test_of_two_first_messages_that_come_in_at_once_the_newer_one_stays(union, ayse, monkeypatch):
    post = make.make_post(union=union)
    form = ayse.form(address("change", post))
    add = UnsavedWorkQuerySet._add

    def after_the_other(works, **values):
        monkeypatch.setattr(UnsavedWorkQuerySet, "_add", add)
        keep(ayse, {**form, "title_tr": "Yağmur"}, row=post, sequence=1)
        return add(works, **values)

    monkeypatch.setattr(UnsavedWorkQuerySet, "_add", after_the_other)
    keep(ayse, {**form, "title_tr": "Yağmur ve güneş"}, row=post, sequence=2)

    assert dict(UnsavedWork.objects.get().fields)["title_tr"] == "Yağmur ve güneş"
