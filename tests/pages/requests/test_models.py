"""Personal data go by themselves at the end of their retention period."""

from datetime import timedelta

from django.utils import timezone

from pages.requests.models import Request
from tests import factories as make
from unions.models.versions import StaleVersion
from unions.privacy.erasure import erase_what_is_over


def test_only_what_is_due_is_erased_and_only_once(union):
    long_ago = timezone.now() - timedelta(days=800)
    due = make.make_request(outcome="granted", closed_at=long_ago, answered_on=long_ago.date())
    recent = make.make_request(outcome="granted", closed_at=timezone.now())
    message = make.make_request(kind="message", outcome="answered", closed_at=timezone.now() - timedelta(days=400))
    last_day = make.make_request(outcome="granted", closed_at=timezone.now(), keep_until=timezone.localdate())
    make.make_request_file(request=due)
    waiting = make.make_request(received_on=long_ago.date())

    assert erase_what_is_over() == 2
    assert erase_what_is_over() == 0
    for row in [due, recent, message, waiting, last_day]:
        row.refresh_from_db()
    assert [row.name for row in [due, message]] == ["", ""]
    assert (due.search_text, due.erased_on, due.files.count()) == ("", timezone.localdate(), 0)
    assert "saklama süresi" in due.history.first().history_change_reason
    assert [row.name for row in [recent, waiting, last_day]] == ["Ayşe Yılmaz"] * 3


def test_a_request_that_somebody_works_on_is_erased_the_next_time(union, monkeypatch):
    long_ago = timezone.now() - timedelta(days=800)
    rows = [make.make_request(outcome="granted", closed_at=long_ago) for _each in range(2)]
    erase = Request.erase
    monkeypatch.setattr(Request, "erase", lambda row: refuse(row) if row == rows[0] else erase(row))

    assert erase_what_is_over() == 1

    monkeypatch.undo()
    assert erase_what_is_over() == 1


def refuse(row):
    raise StaleVersion(row)
