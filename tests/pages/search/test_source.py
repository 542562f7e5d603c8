"""Of what words the entries of a row are made."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from pages.models import Post
from pages.search.source import dated, joined, public, rich_words
from tests import factories as make


@pytest.mark.django_db
def test_what_comes_by_itself_is_a_source_and_what_has_ended_or_is_a_draft_is_none(union):
    now = timezone.now()
    shown = make.make_post(union=union, title_tr="Yayımda")
    later = make.make_post(union=union, title_tr="Yarın", publish_at=now + timedelta(days=1))
    make.make_post(union=union, title_tr="Bitti", expire_at=now - timedelta(days=1))
    make.make_post(union=union, title_tr="Taslak", status="draft")

    assert set(public(Post.objects.all())) == {shown, later}


@pytest.mark.django_db
def test_headings_of_a_formatted_text_are_known_as_such(union):
    post = make.make_post(union=union, body_tr="<h2>Ulaşım &amp; yollar</h2><p>Otobüs ile.</p>")

    words = rich_words(post)

    assert words["headings"] == "Ulaşım & yollar"
    assert "Otobüs ile." in words["text"]


def test_parts_stand_together_and_what_is_empty_is_left_out():
    assert joined("Edirne", "", None, 5) == "Edirne · 5"
    assert dated(date(2026, 5, 4)) == {"date": "2026-05-04", "year": 2026}
    assert dated(None) == {}
