import json
import logging
import sys

import pytest

from tests.tables import table
from trakyakent_site.operations.logs import Asked, JsonLines, PlainLines, asked


def record(message, *arguments, error=None, **more):
    found = logging.LogRecord("django.request", logging.ERROR, __file__, 1, message, arguments, error)
    vars(found).update(more)
    return found


@pytest.fixture
def request_of_staff():
    token = asked.set(Asked("abcdef123456", "POST", f"/yonetim/davet/{'s' * 43}/", union=3, user=7))
    yield
    asked.reset(token)


def test_a_record_is_one_line_of_json():
    line = JsonLines().format(record("Bulunamadı: %s\nikinci satır", "/tr/çorlu/"))

    assert "\n" not in line
    assert json.loads(line)["message"] == "Bulunamadı: /tr/çorlu/\nikinci satır"
    assert json.loads(line)["level"] == "ERROR"
    assert json.loads(line)["time"].endswith("Z")


def test_an_exception_is_told_with_its_trace():
    try:
        raise ValueError("wrong")
    except ValueError:
        error = sys.exc_info()
    assert "ValueError: wrong" in json.loads(JsonLines().format(record("failed", error=error)))["exception"]
    assert "    ValueError: wrong" in PlainLines().format(record("failed", error=error))


def test_a_record_says_in_which_request_it_was_made(request_of_staff):
    line = json.loads(JsonLines().format(record("answered", status_code=302, milliseconds=4.5)))

    assert (line["request"], line["method"], line["union"], line["user"]) == ("abcdef123456", "POST", 3, 7)
    assert (line["path"], line["status"], line["ms"]) == ("/yonetim/davet/…/", 302, 4.5)
    assert "[POST /yonetim/davet/…/]" in PlainLines().format(record("answered"))


@table(
    ("text", "secret"),
    [
        ("Mail to ayse.yilmaz+x@ornek.bel.tr failed", "ayse.yilmaz"),
        ("DETAIL: Key (email)=(ali@belediye.gov.tr) already exists.", "ali@"),
        (f"Not Found: /tr/kart-kontrolu/{'k' * 43}/", "kkk"),
        ("refused for 203.0.113.7", "203.0.113.7"),
        ("refused for 2001:db8::7:1 today", "2001:db8"),
        ("from [::ffff:198.51.100.9]", "198.51.100.9"),
    ],
)
@pytest.mark.parametrize("formatter", [JsonLines(), PlainLines()], ids=["json", "text"])
def test_nobody_is_named_and_nothing_lets_in(formatter, text, secret):
    assert secret not in formatter.format(record(text))


@table(
    "text",
    ["Python 3.11.7 at 10:20:30", "at 127.0.0.1:8000", "::1", "noreply@localhost", "unions.0016"],
)
def test_what_is_no_address_of_a_person_stays(text):
    assert text in json.loads(JsonLines().format(record(text)))["message"]


@table("sign", ["\n", "\r", "\r\n", "\x1b[31m", "\u2028", "\x85", "\x00"])
def test_nobody_begins_a_line_of_their_own(sign):
    text = PlainLines().format(record(f"Not Found: /tr/{sign}ERROR forged"))

    assert len(text.splitlines()) == 1
    assert sign not in text


@pytest.mark.parametrize("formatter", [JsonLines(), PlainLines()], ids=["json", "text"])
def test_a_record_is_bounded(formatter):
    try:
        raise ValueError("w" * 500_000)
    except ValueError:
        text = formatter.format(record("m" * 500_000, error=sys.exc_info()))

    assert len(text) < 12_000
    assert "left out" in text
