"""Everything that can be wrong in a form, in one loop: no failure of ours, and nothing of what was typed is lost."""

import html
import itertools

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pages.requests.models import Request
from tests.pages.requests.filling import BARRIER, FORMS, INFORMATION, PETITION, browser, carried, values_of
from unions.forms import limits
from unions.models import OutgoingMail

LONG = "uzun " * 400_000
# In each field; most are wrong in most of them, none may break anything.
VALUES = [
    "",
    " ",
    "\u200b\u200b",
    "\x00",
    "a\x00b",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "'; DROP TABLE pages_request; --",
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% url 'home' %}",
    "%s%n%(name)s",
    "a\r\nBcc: kotu@kotu.example",
    "a\nSubject: kotu",
    "محمد عبد الله",
    "İıŞşĞğ",
    "e\u0301\u0301\u0301" * 50,
    "\u202eters yazı",
    "12345678901",
    "10000000147",
    "0" * 11,
    "99999999999",
    "x" * 5_000,
    "ş" * 10_001,
    "😀" * 300,
    "ali@",
    "ali@posta",
    "a@b.example, c@d.example",
    "çağrı@posta.example",
    '"a b"@posta.example',
    "legal",
    "nobody",
    "post",
    "-1",
    "1e400",
    "NaN",
    "../../etc/passwd",
    "http://[::1",
    "//kotu.example",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
]
FILES = [
    ("virus.exe", b"MZ\x90\x00"),
    ("bos.pdf", b""),
    ("sahte.pdf", b"<html><script>alert(1)</script></html>"),
    ("kesik.pdf", b"%PDF-1.7\n"),
    ("resim.docx", b"\x89PNG\r\n\x1a\n"),
    ("arsiv.docx", b"PK\x03\x04" + b"\x00" * 40),
    ("adsiz", b"%PDF-1.7\n%%EOF"),
    ("../../yol.pdf", b"x"),
    ("\u202efdp.exe", b"MZ"),
    ("cok" * 100 + ".pdf", b"x"),
]


def submissions():
    """All values in all fields of the longest form at once and in its text alone, the trickiest in each field alone.

    Of the values that come together each field has another one, and each has all of them in its turn. Then bad files.
    """
    for turn, value in enumerate(VALUES):
        yield INFORMATION, {name: VALUES[(turn + place) % len(VALUES)] for place, name in enumerate(FORMS[INFORMATION])}
        yield INFORMATION, {"text": value}
    for path, fields in FORMS.items():
        for name, value in itertools.product(fields, VALUES[2:5]):
            yield path, {name: value}
    for path, (name, content) in zip(itertools.cycle([INFORMATION, PETITION]), FILES, strict=False):
        yield path, {"file": SimpleUploadedFile(name, content)}
    yield INFORMATION, {"text": LONG}
    for path in FORMS:
        yield path, dict.fromkeys(FORMS[path], "")
        yield path, dict.fromkeys(FORMS[path], "\r\nBcc: kotu@kotu.example")
        yield path, {"opened": "x" * 10_000}
        yield path, {"step": "send", "text": ""}
        yield path, {"step": "\x00"}


class Generous:
    def acquire(self, whom):
        return True


def is_given_back(value: str, page: str) -> bool:
    """Whether a typed value stands in the page, whichever way lines end."""
    plain = page.replace("\r\n", "\n")
    return html.escape(value.replace("\r\n", "\n")).replace("&#x27;", "&#x27;") in plain or value in plain


@pytest.mark.above_database
def test_no_bad_submission_breaks_a_form_or_loses_what_was_typed(union, monkeypatch):
    for name in ["TRIES_FROM_A_PLACE", "SENT_FROM_A_PLACE", "SENT_TO_A_UNION", "RECEIPTS_TO_AN_ADDRESS"]:
        monkeypatch.setattr(limits, name, Generous())
    client = browser(union)
    client.raise_request_exception = False
    tried, wrong = 0, []
    right = {path: values_of(path) for path in FORMS}
    for path, changed in submissions():
        sent = right[path] | changed
        answer = client.post(path, sent)
        page = answer.content.decode()
        tried += len(changed)
        told = {name: str(value)[:40] for name, value in changed.items()}
        if answer.status_code not in [200, 422]:
            wrong.append((path, told, answer.status_code))
            continue
        typed = [name for name in FORMS[path] if name not in ["applicant_kind", "answer_by", "rights", "citizenship"]]
        lost = [name for name in typed if not is_given_back(str(sent[name]), page)]
        # A value that was right is shown as it is stored; the form carries what was typed.
        if answer.status_code == 200:
            lost = [name for name in lost if name not in carried(page)]
        if lost:
            wrong.append((path, told, answer.status_code, lost))
    assert not wrong, f"{len(wrong)} of {tried}: {wrong[:10]}"
    assert tried >= 500
    assert Request.objects.count() == 0
    assert OutgoingMail.objects.count() == 0


def test_a_form_that_is_sent_in_parts_or_with_strange_names_breaks_nothing(union):
    client = browser(union)
    client.raise_request_exception = False
    for body, kind in [
        (b"", "application/x-www-form-urlencoded"),
        (b"\xff\xfe=%00&text", "application/x-www-form-urlencoded"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"{}", "application/json"),
        (b"a=1&" * 400, "application/x-www-form-urlencoded"),
    ]:
        answer = client.post(BARRIER, body, content_type=kind)
        assert answer.status_code in [400, 413, 422], (body[:20], answer.status_code)
