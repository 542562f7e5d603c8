"""What readers see of a row is said with the moment that matters."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone, translation

from pages.models import Post
from tests import factories as make
from tests.tables import table
from unions.admin.kit.readers_see import say_what_readers_see, visibility_in_words

PAST = timezone.make_aware(datetime(2025, 3, 4, 9, 30))
AHEAD = timezone.make_aware(datetime(2091, 3, 4, 9, 30))


@table(
    "fields, words",
    [
        ({"status": "draft"}, "taslak"),
        ({"status": "published"}, "yayımda"),
        ({"status": "published", "publish_at": AHEAD}, "04.03.2091 09:30"),
        ({"status": "published", "expire_at": AHEAD}, "04.03.2091 09:30"),
        ({"status": "published", "publish_at": PAST - timedelta(days=1), "expire_at": PAST}, "04.03.2025 09:30"),
    ],
)
def test_a_row_is_said_to_be_seen_until_or_from_its_moment(fields, words):
    with translation.override("tr"):
        assert words in visibility_in_words(Post(**fields))


@pytest.mark.django_db
def test_after_saving_the_line_leads_to_the_page_that_readers_see(union, monkeypatch):
    said = []
    monkeypatch.setattr("unions.admin.kit.readers_see.messages.info", lambda request, text: said.append(text))
    post = make.make_post()

    with translation.override("tr"):
        say_what_readers_see(SimpleNamespace(POST={}), post)
        say_what_readers_see(SimpleNamespace(POST={"_popup": "1"}), post)
        say_what_readers_see(SimpleNamespace(POST={}), make.make_contact_point())

    assert len(said) == 1
    assert f'href="http://{union.code}.localhost' in said[0] or f'href="{post.get_absolute_url()}"' in said[0]
