import logging

import pytest

from tests.tables import table
from trakyakent_site.operations.logs import asked
from trakyakent_site.server import counters
from trakyakent_site.server.requests import with_numbers
from unions.tenancy.requests import USER
from unions.tenancy.scope import GENERATION


def answer(status="200 OK", headers=(), fails=False, **environ):
    """What the server gets for one request: the number of the answer, and what the log was told."""
    seen = {}

    def application(environ, start_response):
        seen["request"] = asked.get()
        environ[GENERATION], environ[USER] = (3, 1), 7
        if fails:
            raise ArithmeticError
        start_response(status, list(headers))
        return [b"page"]

    def start_response(status, headers, exc_info=None):
        seen["headers"] = dict(headers)

    given = {"REQUEST_METHOD": "GET", "PATH_INFO": "/tr/", "REMOTE_ADDR": "203.0.113.7"} | environ
    seen["body"] = with_numbers(application)(given, start_response)
    return seen


def test_every_answer_has_the_number_that_the_log_has():
    seen = answer()

    assert seen["headers"]["X-Request-ID"] == seen["request"].number
    assert seen["body"] == [b"page"]
    assert asked.get() is None


@table(
    ("given", "sender", "is_taken"),
    [
        ("0123456789abcdef", "127.0.0.1", True),
        ("0123456789abcdef", "203.0.113.7", False),
        ("short", "127.0.0.1", False),
        ("a" * 65, "127.0.0.1", False),
        ("0123456789\r\nSet-Cookie", "127.0.0.1", False),
    ],
)
def test_only_a_proxy_of_ours_gives_a_number(given, sender, is_taken):
    seen = answer(HTTP_X_REQUEST_ID=given, REMOTE_ADDR=sender)

    assert (seen["headers"]["X-Request-ID"] == given) is is_taken


def test_a_request_is_one_line_where_that_is_wanted(settings, caplog):
    caplog.set_level(logging.INFO, "trakyakent_site.requests")
    settings.REQUEST_LOG = False
    answer()
    assert caplog.records == []

    settings.REQUEST_LOG = True
    answer("404 Not Found")
    answer(PATH_INFO="/canli")
    (record,) = caplog.records
    assert (record.status_code, record.getMessage()) == (404, "answered")
    assert record.milliseconds >= 0


def difference(before):
    return {name: number - before[name] for name, number in counters.totals().items() if number != before[name]}


def test_answers_are_counted_by_status_and_by_what_the_page_cache_did():
    before = counters.totals()
    answer(headers=[("Cache-Status", "pages; hit")])
    answer(headers=[("Cache-Status", 'pages; hit; detail="stale"; age=3')])
    answer("404 Not Found", headers=[("Cache-Status", "pages; fwd=miss; stored")])
    answer("503 Service Unavailable")
    with pytest.raises(ArithmeticError):
        answer(fails=True)
    answer(PATH_INFO="/hazir")

    found = difference(before)
    assert {name: found[name] for name in found if name.startswith(("status", "cache")) or name == "requests"} == {
        "requests": 5,
        "status 2xx": 2,
        "status 4xx": 1,
        "status 5xx": 2,
        "cache hit": 1,
        "cache stale": 1,
        "cache stored": 1,
        "cache none": 2,
    }
