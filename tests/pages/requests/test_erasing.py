"""Personal data go by themselves at the end of their retention period."""

from datetime import timedelta

from django.utils import timezone

from pages.requests.erasing import erase_due_requests
from tests import factories as make
from unions.background import periodic


def test_only_what_is_due_is_erased_and_only_once(union):
    long_ago = timezone.now() - timedelta(days=800)
    due = make.make_request(outcome="granted", closed_at=long_ago, answered_on=long_ago.date())
    recent = make.make_request(outcome="granted", closed_at=timezone.now())
    message = make.make_request(kind="message", outcome="answered", closed_at=timezone.now() - timedelta(days=400))
    waiting = make.make_request(received_on=long_ago.date())

    assert erase_due_requests() == 2
    assert erase_due_requests() == 0
    for row in [due, recent, message, waiting]:
        row.refresh_from_db()
    assert [row.name for row in [due, message]] == ["", ""]
    assert due.search_text == ""
    assert [row.name for row in [recent, waiting]] == ["Ayşe Yılmaz", "Ayşe Yılmaz"]
    assert erase_due_requests in periodic.TASKS
