"""Staff see a row on its page before the public does, and nobody else sees it."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tests.staff_client import address, staff_client, superuser_client
from unions.tenancy import roles, scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    union = make.make_union(code="trakya")
    with scope.of(union):
        yield union


def preview_of(row, language="tr"):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_preview", args=[row.pk, language])


def drafts():
    meeting = make.make_meeting(status="draft", title_tr="Ekim toplantısı")
    page = make.make_page(status="draft", title_tr="Yeni sayfa")
    return [
        meeting,
        make.make_decision(organ=meeting.organ, status="draft", title_tr="Karar taslağı"),
        make.make_paper(status="draft"),
        page,
        make.make_page(parent=page, status="draft", title_tr="Alt sayfa"),
        make.make_post(status="draft", title_tr="Haber taslağı"),
        make.make_post(kind="announcement", status="draft", title_tr="Duyuru taslağı"),
        make.make_event(status="draft"),
        make.make_document(status="draft"),
        make.make_gallery(status="draft", photos=1),
    ]


def test_every_kind_of_draft_is_previewed_in_both_languages(union):
    editor = staff_client(union, "editor")

    for row in drafts():
        for language, word in [("tr", "Ön izleme."), ("en", "Preview.")]:
            answer = editor.get(preview_of(row, language))

            assert answer.status_code == 200
            assert f'<html lang="{language}"' in answer.text
            assert word in answer.text
            assert address("change", row) in answer.text
            assert "no-store" in answer["Cache-Control"]


def test_the_public_still_finds_nothing(union):
    post = make.make_post(status="draft")
    staff_client(union, "editor").get(preview_of(post))

    reader = Client(headers={"host": "trakya.localhost"})

    assert reader.get(post.get_absolute_url()).status_code == 404
    assert reader.get(preview_of(post)).status_code == 302


@pytest.mark.parametrize("status", ["draft", "published", "withdrawn"])
def test_the_form_leads_to_the_preview_of_what_is_not_public(union, status):
    post = make.make_post(status=status)

    page = staff_client(union, "manager").get(address("change", post)).text

    assert (preview_of(post, "en") in page) == (status != "published")


def test_what_was_withdrawn_is_previewed_too(union):
    post = make.make_post(status="withdrawn", title_tr="Eski haber")

    assert "Eski haber" in staff_client(union, "manager").get(preview_of(post)).text


def test_the_switch_of_languages_stays_in_the_preview(union):
    post = make.make_post(status="draft", title_en="News")

    page = staff_client(union, "editor").get(preview_of(post, "tr")).text

    assert f'href="{preview_of(post, "en")}"' in page
    assert f'href="{post.address("en")}"' not in page


def test_other_drafts_stay_hidden_in_a_preview(union):
    make.make_page(status="draft", title_tr="Başka taslak", parent=(parent := make.make_page(status="draft")))

    assert "Başka taslak" not in staff_client(union, "editor").get(preview_of(parent)).text


def test_a_language_that_is_none_is_not_found(union):
    assert staff_client(union, "editor").get(preview_of(make.make_post(status="draft"), "de")).status_code == 404


def test_who_may_not_see_the_row_here_does_not_preview_it(union, monkeypatch):
    post = make.make_post(status="draft", title_tr="Gizli kalan")
    editor = staff_client(union, "editor")
    # No role of today is kept from posts; one of tomorrow may be.
    remaining = set(roles.permissions_of("editor")) - {"pages.view_post", "pages.change_post"}
    monkeypatch.setattr(roles, "permissions_of", lambda role: remaining)

    answer = editor.get(preview_of(post))

    assert answer.status_code == 403
    assert "Gizli kalan" not in answer.text


def test_a_row_of_another_union_is_not_found_even_by_who_runs_the_installation(union):
    foreign = make.make_post(union=make.make_union(code="konya"), status="draft")

    assert superuser_client(union).get(preview_of(foreign)).status_code == 404


def test_a_preview_is_read_and_not_sent_to(union):
    assert staff_client(union, "manager").post(preview_of(make.make_post(status="draft"))).status_code == 405
