"""What each named button does in which state, for whom, with and without the right."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pages.models import Page, Post
from tests import factories as make
from tests.staff_client import address, staff_client
from tests.tables import table
from unions.models import NextVersion

pytestmark = pytest.mark.django_db
SOON = timezone.localtime() + timedelta(days=2)
MOMENT = {"publish_at_0": SOON.strftime("%d.%m.%Y"), "publish_at_1": "09:30"}


def press(client, row, button, **changes):
    path = address("change", row)
    return client.post(path, {**client.form(path), button: "1", **changes})


def stored(row):
    return type(row).all_unions.get(pk=row.pk)


def test_each_button_of_a_draft_does_what_it_says_and_says_what_readers_see(union, ayse):
    post = make.make_post(union=union, status="draft", title_tr="Yeni")

    press(ayse, post, "_draft", summary_tr="Özet", status="published")
    assert (stored(post).status, stored(post).summary_tr) == ("draft", "Özet")
    missing = press(ayse, post, "_schedule")
    assert "publish_at" in missing.context["adminform"].form.errors
    assert (
        "publish_at"
        in press(ayse, post, "_schedule", **{**MOMENT, "publish_at_0": "01.01.2020"}).context["adminform"].form.errors
    )
    press(ayse, post, "_schedule", **MOMENT)
    assert (stored(post).visibility, timezone.localtime(stored(post).publish_at).hour) == ("scheduled", 9)
    press(ayse, post, "_unschedule")
    assert stored(post).status == "draft"
    # A moment that was typed earlier does not hold back what is to be published now.
    answer = press(ayse, post, "_publish", **MOMENT)
    assert (stored(post).visibility, stored(post).publish_at) == ("published", None)
    page = ayse.get(answer["Location"])
    assert f'href="{stored(post).get_absolute_url()}"' in page.text
    assert "Okurlar şu anda görüyor." in page.text
    refused = press(ayse, post, "_withdraw")
    assert "withdrawal_reason_tr" in refused.context["adminform"].form.errors
    press(ayse, post, "_withdraw", withdrawal_reason_tr="Yanlıştı")
    assert (stored(post).visibility, stored(post).withdrawal_reason_tr) == ("withdrawn", "Yanlıştı")
    press(ayse, post, "_publish")
    assert stored(post).visibility == "published"


def test_a_new_entry_is_published_at_once_or_kept_as_a_draft(union, ayse):
    path = address("add", model=Post)
    form = ayse.form(path)
    ayse.post(path, {**form, "title_tr": "Hemen", "_publish": "1"})
    ayse.post(path, {**form, "title_tr": "Sonra", "_draft": "1", "status": "published"})
    ayse.post(path, {**form, "title_tr": "Saatinde", "_schedule": "1", **MOMENT})

    states = {post.title_tr: str(post.visibility) for post in Post.all_unions.all()}
    assert states == {"Hemen": "published", "Sonra": "draft", "Saatinde": "scheduled"}


@table("button", ["_publish", "_schedule", "_withdraw", "_unschedule", "_send_back", "_publish_stored"])
def test_an_editor_presses_no_button_that_is_not_shown(union, button):
    post = make.make_post(union=union, title_tr=f"Taslak {button}", status="draft")
    editor = staff_client(union, "editor", username=f"e{button}")

    answer = press(editor, post, button, withdrawal_reason_tr="x", **MOMENT)

    assert answer.status_code == 403
    assert stored(post).status == "draft"


def test_what_links_to_an_entry_is_said_before_it_is_withdrawn(union, ayse):
    page = make.make_page(union=union, title_tr="Hedef")
    make.make_post(union=union, body_tr=f'<p><a href="{page.get_absolute_url()}">Hedef sayfa</a></p>')

    asked = press(ayse, page, "_withdraw", withdrawal_reason_tr="Eskidi")

    assert asked.status_code == 200
    assert asked.context["adminform"].form.gate_warnings
    assert Page.all_unions.get(pk=page.pk).status == "published"
    press(ayse, page, "_withdraw", withdrawal_reason_tr="Eskidi", gate_reason="Biliniyor")
    assert Page.all_unions.get(pk=page.pk).status == "withdrawn"
    assert page.history.latest().history_change_reason == "Biliniyor"


def test_the_gate_stands_before_every_button_that_publishes(union, ayse):
    bad = "<p><a href='/tr/yok/'>yok</a></p>"
    draft = make.make_post(union=union, status="draft")
    public = make.make_post(union=union, title_tr="Yayımda")

    for row, button in [(draft, "_publish"), (draft, "_schedule"), (public, "_publish"), (public, "_schedule")]:
        refused = press(ayse, row, button, body_tr=bad, **(MOMENT if button == "_schedule" else {}))
        assert refused.status_code == 200, (row, button)
        assert "body_tr" in refused.context["adminform"].form.errors
    assert not NextVersion.objects.exists()
    assert press(ayse, public, "_draft", body_tr=bad).status_code == 302
