"""What is typed is kept without being saved, offered back, and taken up as if it had just been typed."""

import os
import random

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError
from django.urls import reverse

from pages.models import Gallery, Post
from tests import factories as make
from tests.staff_client import address, read_form, staff_client
from tests.unions.admin.kit.keeping import keep, take_up
from unions.admin.kit.unsaved import fields_in
from unions.models import UnsavedWork
from unions.models.unsaved_work import MOST_BYTES, UnsavedWorkQuerySet

pytestmark = pytest.mark.django_db


def test_kept_text_is_offered_and_taken_up_and_nothing_is_saved_by_it(union, ayse):
    post = make.make_post(union=union, title_tr="Eski")
    path, versions = address("change", post), post.history.count()
    form = ayse.form(path)

    assert keep(ayse, {**form, "title_tr": "Yarım kal", "slug_tr": "ge çersiz"}, row=post).json() == {"closed": False}
    assert keep(ayse, {**form, "title_tr": "Yarım kaldı", "slug_tr": ""}, row=post, sequence=2).status_code == 200
    # One message overtook another.
    keep(ayse, {**form, "title_tr": "Yarım"}, row=post, sequence=1)

    page = ayse.get(path)
    [work] = page.context["unsaved"]["others"]
    assert (work.name, f'href="?_work={work.token}"' in page.content.decode()) == ("Yarım kaldı", True)
    taken = ayse.get(path, _work=form["_work"])
    assert taken.status_code == 200
    assert not taken.context["errors"]
    assert not taken.context["mistakes"]
    form = take_up(ayse, path, form)
    assert form["title_tr"] == "Yarım kaldı"
    post.refresh_from_db()
    assert (post.title_tr, post.history.count()) == ("Eski", versions)

    ayse.post(path, form)

    post.refresh_from_db()
    assert (post.title_tr, post.history.count()) == ("Yarım kaldı", versions + 1)
    assert ayse.get(path).context["unsaved"]["others"] == []
    # What comes from the form after it was saved comes too late.
    assert keep(ayse, form, row=post, sequence=9).json() == {"closed": True}
    assert ayse.get("/yonetim/").context["unsaved_works"] == []


def test_withdrawing_leaves_no_unsaved_work_behind(union, ayse):
    post = make.make_post(union=union, status="published")
    form = {**ayse.form(address("change", post)), "withdrawal_reason_tr": "Ertelendi."}
    keep(ayse, form, row=post)

    ayse.post(address("change", post), {**form, "_withdraw": "1"})

    post.refresh_from_db()
    assert (post.status, post.withdrawal_reason_tr) == ("withdrawn", "Ertelendi.")
    assert [work.is_closed for work in UnsavedWork.objects.all()] == [True]


def test_a_new_entry_with_parts_is_kept_and_comes_back_whole(union, ayse):
    path = address("add", model=Gallery)
    form = ayse.form(path)
    parts = {"photos-TOTAL_FORMS": "2", "photos-0-caption_tr": "Birinci", "photos-1-caption_tr": "İkinci"}
    keep(ayse, {**form, **parts, "title_tr": "Yeni galeri"}, model=Gallery)

    [line] = ayse.get("/yonetim/").context["unsaved_works"]
    assert (line["name"], line["url"]) == ("Yeni galeri", f"{path}?_work={form['_work']}")
    again = take_up(ayse, path, form)
    assert (again["title_tr"], again["photos-0-caption_tr"], again["photos-1-caption_tr"]) == (
        "Yeni galeri",
        "Birinci",
        "İkinci",
    )
    assert not Gallery.all_unions.exists()


def test_a_refused_form_is_kept_without_a_script_too(union, ayse):
    path = address("add", model=Post)
    form = ayse.form(path)
    ayse.post(path, {**form, "title_tr": "", "body_tr": "<p>Uzun metin</p>", "publish_at_0": "yarın"})

    [work] = UnsavedWork.objects.all()
    assert ("body_tr", "<p>Uzun metin</p>") in work.fields
    assert take_up(ayse, path, form)["publish_at_0"] == "yarın"


def test_signs_that_no_database_takes_are_kept_too(union):
    typed = [["title_tr", "yarım \ud83d imza ve \x00"]]
    work = UnsavedWork.objects.keep(
        user=make.make_staff(union, "editor"),
        union=union,
        token="a" * 32,
        sequence=1,
        fields=typed,
        name=typed[0][1],
        content_type=ContentType.objects.get_for_model(Post),
        object_id="",
    )

    work.refresh_from_db()
    assert [list(field) for field in work.fields] == typed
    assert work.name == "yarım  imza ve "


def test_a_full_disk_is_said_and_nothing_else_is_lost(union, ayse, monkeypatch):
    form = ayse.form(address("add", model=Post))
    keep(ayse, {**form, "title_tr": "Saklanan"})

    def full(*args, **kwargs):
        raise OperationalError("database or disk is full")

    ayse.client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(UnsavedWorkQuerySet, "keep", full)
        # The script keeps the text in the browser and tries again.
        assert keep(ayse, {**form, "title_tr": "Sığmayan"}, sequence=2).status_code == 503

    assert keep(ayse, {**form, "title_tr": "Sığmayan"}, sequence=2).json() == {"closed": False}
    assert UnsavedWork.objects.get().name == "Sığmayan"


def test_whoever_takes_up_old_work_sees_what_was_saved_meanwhile(union, ayse, veli):
    post = make.make_post(union=union, title_tr="Eski")
    form = ayse.form(address("change", post))
    keep(ayse, {**form, "title_tr": "Ayşe yazdı"}, row=post)
    veli.save(address("change", post), title_tr="Veli kaydetti")

    page = ayse.get(address("change", post), _work=form["_work"])

    assert page.status_code == 409
    [difference] = page.context["conflicts"][0].differences
    assert (difference.yours, difference.stored) == ("Ayşe yazdı", "Veli kaydetti")


def test_messages_that_are_none_are_refused_and_passwords_never_kept(union, ayse):
    form = ayse.form(address("add", model=Post))
    for wrong in ["", "null", "{}", '[["a"]]', '[["a", 1]]', "[[[], []]]", "[" * 5000]:
        assert keep(ayse, form, fields=wrong).status_code == 400, wrong
    assert keep(ayse, form, sequence="x").status_code == 400
    assert keep(ayse, form, token="x").status_code == keep(ayse, form, object="9" * 41).status_code == 404
    assert keep(ayse, {**form, "body_tr": "a" * MOST_BYTES}).status_code == 413
    assert fields_in('[["password1", "x"], ["csrfmiddlewaretoken", "x"], ["_save", "x"], ["title_tr", "x"]]') == [
        ("title_tr", "x")
    ]


def test_every_form_of_the_administration_keeps_what_is_typed(union):
    """Those that may be added to, by whoever may do all."""
    manager, forgotten = staff_client(union), []
    for model, model_admin in admin.site._registry.items():
        if not hasattr(model_admin, "may_type"):
            continue
        page = manager.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add"))
        is_form = page.status_code == 200 and "adminform" in page.context
        if is_form and "unsaved" not in page.context:
            forgotten.append(model._meta.label)

    assert forgotten == []


def test_no_text_is_lost_however_the_work_is_interrupted(union, ayse, veli):
    """Steps of typing, each ended at random; the last kept text is always there to be taken up or stored.

    UNSAVED_STEPS=500 makes the walk longer, UNSAVED_SEED=2 another one. In a browser: `benchmarks.interruptions`.
    """
    chance, lost = random.Random(int(os.environ.get("UNSAVED_SEED", "20261130"))), []  # steps of a test
    post = make.make_post(union=union, title_tr="Başlangıç")
    path, form, sequence = address("change", post), ayse.form(address("change", post)), 0
    versions = post.history.count()
    saves = 0
    for step in range(int(os.environ.get("UNSAVED_STEPS", "100"))):
        text = f"Metin {step}"
        sequence += 1
        form["title_tr"] = text
        keep(ayse, form, row=post, sequence=sequence)
        match chance.choice(["tab", "session", "refused", "conflict", "network", "saved", "draft"]):
            case "tab":
                form = take_up(ayse, path, form)
            case "session":
                ayse.client.logout()
                ayse.post(path, form)
                ayse.client.force_login(ayse.user)
                form = take_up(ayse, path, form)
            case "refused":
                ayse.post(path, {**form, "publish_at_0": "yarın"})
                form = {**take_up(ayse, path, form), "publish_at_0": ""}
            case "conflict":
                veli.save(path, staff_note=f"Not {step}")
                saves += 1
                answer = ayse.get(path, _work=form["_work"])
                form["version"] = answer.context["adminform"].form["version"].value()
                form["staff_note"] = answer.context["adminform"].form["staff_note"].value()
            case "network":
                # The message of this step arrives once more, and an older one after it.
                keep(ayse, form, row=post, sequence=sequence)
                keep(ayse, {**form, "title_tr": "eskisi"}, row=post, sequence=max(sequence - 1, 0))
            case "draft":
                answer = ayse.post(path, {**form, "_draft": "1"})
                while answer.status_code != 302:
                    # Somebody has published or replaced it meanwhile: both texts are shown, and it is stored knowingly.
                    form = read_form(answer)
                    assert form["title_tr"] == text
                    answer = ayse.post(path, {**form, "_draft": "1"})
                form, sequence = ayse.form(path), 0
                if form["title_tr"] != text:
                    lost.append(text)
                continue
            case "saved":
                assert ayse.post(path, form).status_code == 302
                saves += 1
                post.refresh_from_db()
                if post.title_tr != text:
                    lost.append(text)
                form, sequence = ayse.form(path), 0
                continue
        work = UnsavedWork.objects.get(token=form["_work"])
        sequence = work.sequence
        if dict(work.fields)["title_tr"] != text:
            lost.append(text)

    assert lost == []
    # Keeping made no version: there are as many as people saved.
    assert post.history.count() == versions + saves
