"""What is typed is shown as readers would see it, and nothing of it stays."""

import pytest
from django.urls import reverse

from pages.models import Gallery, Photo, Post
from tests import factories as make
from tests.staff_client import address, staff_client
from tests.unions.admin.kit.test_unsaved import keep
from unions.models import Generation

pytestmark = pytest.mark.django_db


def preview_of_typed(client, form, model, row=None, language="tr"):
    path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_typed_preview", args=[language])
    return client.get(path, _work=form["_work"], of=str(row.pk) if row else "")


def test_a_public_entry_is_shown_with_what_is_typed_and_stays_as_it_is(union, ayse):
    post = make.make_post(union=union, title_tr="Yayımda", title_en="Public")
    number = Generation.objects.get(union=union).number
    form = ayse.form(address("change", post))
    body = "<p><a href='/tr/'>buraya tıklayın</a></p>"
    keep(ayse, {**form, "title_tr": "Yazılan başlık", "title_en": "What was typed", "body_tr": body}, row=post)
    # What the gate will say of it stands above it, as it will when it is published.
    assert "Yayımlanmadan önce" in preview_of_typed(ayse, form, Post, post).text

    for language, words in [("tr", "Yazılan başlık"), ("en", "What was typed")]:
        page = preview_of_typed(ayse, form, Post, post, language)
        assert page.status_code == 200
        assert words in page.text
        assert f'<html lang="{language}"' in page.text
        # The switch of languages stays with what is typed, and the way back leads to it.
        assert f"_work={form['_work']}" in page.text
        assert "no-store" in page["Cache-Control"]
        # It may stand beside the form, and in no other site's frame.
        assert page["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in page["Content-Security-Policy"]

    stored = Post.all_unions.get()
    assert (stored.title_tr, stored.version, stored.history.count()) == ("Yayımda", 1, 1)
    assert Generation.objects.get(union=union).number == number
    assert "Yazılan" not in ayse.get(post.get_absolute_url()).text
    assert [str(message) for message in ayse.get(address("change", post)).context["messages"]] == []


def test_a_new_entry_with_parts_is_shown_before_it_exists(union, ayse):
    path = address("add", model=Gallery)
    form = ayse.form(path)
    keep(ayse, {**form, "title_tr": "Yeni galeri", "summary_tr": "Özet"}, model=Gallery)

    assert "Yeni galeri" in preview_of_typed(ayse, form, Gallery).text
    assert not Gallery.all_unions.exists()
    assert not Gallery.history.exists()
    assert not Photo.all_unions.exists()


def test_what_cannot_be_shown_yet_says_why(union, ayse):
    form = ayse.form(address("add", model=Post))
    assert "önce bir şeyler yazın" in preview_of_typed(ayse, form, Post).text

    keep(ayse, {**form, "title_tr": "", "body_tr": "<p>Metin</p>"})
    page = preview_of_typed(ayse, form, Post)

    assert page.status_code == 200
    assert "Başlık · Türkçe" in page.text


def test_nobody_else_sees_it(union, theirs, ayse, veli):
    post = make.make_post(union=union)
    form = ayse.form(address("change", post))
    keep(ayse, {**form, "title_tr": "Gizli başlık"}, row=post)

    assert "Gizli" not in preview_of_typed(veli, form, Post, post).text
    assert preview_of_typed(staff_client(theirs), form, Post, post).status_code == 404
    assert preview_of_typed(staff_client(union, "auditor"), form, Post, post).status_code == 403
