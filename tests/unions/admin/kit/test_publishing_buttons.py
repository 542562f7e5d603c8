"""Named buttons instead of a status: which stand in which state, for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pages.models import Post
from tests import factories as make
from tests.staff_client import address, staff_client

pytestmark = pytest.mark.django_db


def names(page):
    return [button.name for button in page.context["buttons"]]


def test_the_buttons_follow_the_state_and_the_rights_and_no_status_is_chosen(union, ayse):
    editor = staff_client(union, "editor")
    later = timezone.now() + timedelta(days=1)
    states = {
        "draft": ({"status": "draft"}, ["_draft", "_publish", "_schedule"]),
        "scheduled": ({"publish_at": later}, ["_draft", "_publish", "_schedule", "_unschedule"]),
        "published": ({}, ["_draft", "_publish", "_schedule", "_withdraw"]),
        "ended": ({"expire_at": timezone.now()}, ["_draft", "_publish", "_schedule", "_withdraw"]),
        "withdrawn": ({"status": "withdrawn", "withdrawal_reason_tr": "x"}, ["_draft", "_publish", "_schedule"]),
    }
    for state, (values, wanted) in states.items():
        row = make.make_post(union=union, title_tr=state, **values)
        page = ayse.get(address("change", row))
        assert (state, names(page)) == (state, wanted)
        assert '<select name="status"' not in page.text
        # The first one in the page is that of the enter key: it changes nothing for readers.
        assert page.text.index('name="_draft"') < page.text.index('name="_publish"')
        assert 'name="_save"' not in page.text
        shown = editor.get(address("change", row))
        assert names(shown) == (["_draft", "_review"] if state == "draft" else [])
        assert names(editor.get(address("change", row), _next="1")) == ["_draft", "_review"]
    assert names(ayse.get(address("add", model=Post))) == ["_draft", "_publish", "_schedule"]
    assert names(editor.get(address("add", model=Post))) == ["_draft", "_review"]
