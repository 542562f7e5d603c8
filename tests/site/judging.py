"""What holds for every answer, whatever was asked; the matrix judges each of its answers by it.

Each judge names what is wrong. A walk of its own for each of them would ask for the same pages again.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

from django.db import connection

from tests.site.asking import Answer, undone

# Nothing on a page is written as a program writes it.

RAW = {
    "a time of a program": re.compile(r"\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d"),
    "a day of a program": re.compile(r"(?<![\w/.-])\d{4}-\d\d(?:-\d\d)?(?![\w/.-])"),
    "a value of Python": re.compile(r"(?<![\w'“\"./-])(?:None|True|False|nan|NaN|undefined)(?![\w'”\"/-])"),
    "the name of a class": re.compile(r"\bobject at 0x|\bobject \(\d+\)|QuerySet\b|datetime\.|PartialDate\(|&lt;\w+: "),
    "a placeholder": re.compile(r"%\(\w+\)|\{\w+\}|\{\{|\{%"),
    "an open end": re.compile(r"\d –(?!\s*[\w.])"),
}


class Words(HTMLParser):
    """What a reader sees of a page: no attributes, no scripts, nothing that stands in a field."""

    HIDDEN = {"script", "style", "textarea", "code", "pre", "head", "option"}

    def __init__(self, html: str):
        super().__init__()
        self.texts: list[str] = []
        self.hidden: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in self.HIDDEN:
            self.hidden.append(tag)

    def handle_endtag(self, tag):
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()

    def handle_data(self, data):
        if not self.hidden and data.strip():
            self.texts.append(" ".join(data.split()))


def raw_values(html: str) -> list[str]:
    return [
        f"{name}: {text[:80]}" for text in Words(html).texts for name, pattern in RAW.items() if pattern.search(text)
    ]


# In the Turkish administration a label that begins with i begins with İ where it is capitalised.

# Names and words that begin with the dotless letter.
DOTLESS = ("Isparta", "Iğdır", "Ilgaz", "Ilgın", "Irak", "Irmak", "Isı", "Israr", "Işık", "Ispanak", "Ihlara", "Ilıca")
DOTLESS_CAPITAL = re.compile(r"(?<![\w/&.=#-])I[a-zçğıöşü]\w*")
# What a program says is shown as it says it.
CODE = re.compile(
    r"<(script|style|code)\b.*?</\1>|<input[^>]*csrfmiddlewaretoken[^>]*>"
    r"|\b(?:id|class|name|for|href|src|action|nonce|data-[\w-]+)=\"[^\"]*\""
    # The address of a card bears a signature, in which any letters may stand.
    r"|https?://[^\s\"'<>]+",
    re.S,
)


def wrong_capitals(page: str) -> set[str]:
    words = set(DOTLESS_CAPITAL.findall(CODE.sub(" ", page)))
    return {word for word in words if not word.startswith(DOTLESS)}


# Every answer tells the browser what to forbid.

# The administration may carry small pictures inside style sheets, and what it marks with the nonce of the answer.
PUBLIC_SOURCES = {"'none'", "'self'"}
ADMIN_SOURCES = {"'none'", "'self'", "data:"}
NONCE = re.compile(r"'nonce-[\w+/=-]{16,}'")
HASH = re.compile(r"'sha256-[\w+/=]{44}'")
# The addresses that other sites may put into a frame; there shall be no other.
FRAMED = ["member_embed"]


def policy_of(response) -> dict[str, list[str]]:
    directives = [part.split() for part in response["Content-Security-Policy"].split(";") if part.strip()]
    return {name: sources for name, *sources in directives}


def assert_forbids_what_it_should(response, *, is_admin=False, is_file=False, frames="'none'", referrer="same-origin"):
    policy = policy_of(response)
    assert policy["default-src"] == ["'none'"]
    assert "unsafe" not in response["Content-Security-Policy"]
    if not is_file:
        assert policy["frame-ancestors"] == [frames]
        assert policy["base-uri"] == ["'none'"]
        assert set(policy["form-action"]) <= {"'self'"}
        assert response.get("X-Frame-Options") == {"*": None, "'self'": "SAMEORIGIN", "'none'": "DENY"}[frames]
    for name, sources in policy.items():
        if name.endswith("-src") or name.endswith(("-elem", "-attr")):
            strange = [source for source in sources if source not in (ADMIN_SOURCES if is_admin else PUBLIC_SOURCES)]
            assert all(is_admin and (NONCE.fullmatch(source) or HASH.fullmatch(source)) for source in strange), policy
    assert "data:" not in policy.get("script-src", [])
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == referrer
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert all(f"{sensor}=()" in response["Permissions-Policy"] for sensor in ["camera", "geolocation", "microphone"])
    assert "Server" not in response
    assert "X-Powered-By" not in response


SECRET_ADDRESSES = {"listing_check_link", "follow_confirm", "follow_mine", "follow_leave"}


def frames_of(address) -> str:
    """What may show a page in a frame: a preview stands beside its form."""
    if address.is_admin and address.name.endswith("_preview") and address.name != "admin:shared_preview":
        return "'self'"
    return "*" if address.name in FRAMED else "'none'"


def assert_forbids_at(address, answer: Answer) -> None:
    assert_forbids_what_it_should(
        answer.response,
        is_admin=address.is_admin,
        is_file=address.name == "stored_file",
        frames=frames_of(address) if answer.status == 200 else "'none'",
        # Its address is a secret; not even other pages of ours are told.
        referrer="no-referrer" if address.name in SECRET_ADDRESSES else "same-origin",
    )
    if address.is_admin:
        assert "no-store" in answer.response["Cache-Control"]


# Reading the public site leaves nothing behind: no row, no cookie, no session, no token.


@contextmanager
def refusing_to_write():
    """The database itself refuses every write."""
    is_sqlite = connection.vendor == "sqlite"
    # PostgreSQL's promise ends with the savepoint, SQLite's when it is taken back.
    with undone(), connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = 1" if is_sqlite else "SET TRANSACTION READ ONLY")
        try:
            yield
        finally:
            if is_sqlite:
                cursor.execute("PRAGMA query_only = 0")


def was_session_read(answer: Answer) -> bool:
    return hasattr(answer.request, "session") and answer.request.session.accessed


def assert_leaves_nothing_behind(address, answer: Answer) -> None:
    assert answer.status < 500 or address.name == "ready"
    assert not answer.writes
    assert not answer.response.cookies
    assert "csrf" not in answer.text.lower()
    # A draft's file asks who is there; nothing else does.
    if not (address.name == "stored_file" and answer.status == 404):
        assert not was_session_read(answer)
        assert "cookie" not in answer.response.get("Vary", "").lower()


# Who of the matrix looks at what.

# Pages that explain files for programs, where such a value is what is meant.
FOR_PROGRAMS = {"open_data"}
READERS = ["anonymous", "manager", "auditor", "superuser"]


# A page of the administration asks the database no more often than this, whatever it shows.
MOST_STATEMENTS = 25
# Pages that may ask more, each with its number and the reason.
MORE_STATEMENTS = {
    # Every kind of row says what it lacks: counted in two statements, but each rule of law reads its own rows.
    "admin:index": 62,
    # One question for each of some fifty duties of the law, in each union of the installation.
    "admin:pages_dutyrecord_board": 95,
    # Everything a union has is named, once in a union's life and by those who run the installation alone.
    "admin:unions_union_delete": 125,
    # Things of many kinds of parts: three questions for each kind, at two moments.
    "admin:unions_meeting_record": 34,
    "admin:unions_meeting_version": 34,
    "admin:unions_decision_record": 30,
    "admin:unions_decision_version": 30,
}


def too_many_statements(address, answer: Answer) -> Iterator[str]:
    most = MORE_STATEMENTS.get(address.key, MOST_STATEMENTS)
    if answer.statements > most:
        yield f"asked the database {answer.statements} times, not {most} at most"


def judged(address, language: str, actor: str, method: str, answer: Answer) -> Iterator[str]:
    """What is wrong with an answer to somebody who reads."""
    if method not in ["GET", "HEAD"]:
        return
    if method == "GET" and actor in ["anonymous", "superuser"]:
        yield from complaint(assert_forbids_at, address, answer)
    if actor == "anonymous" and not address.is_admin:
        yield from complaint(assert_leaves_nothing_behind, address, answer)
    is_page = answer.status == 200 and "html" in answer.response.get("Content-Type", "")
    if method != "GET" or not is_page or (actor == "anonymous") == address.is_admin:
        return
    is_for_programs = address.name in FOR_PROGRAMS or address.name.endswith(("jsi18n", "autocomplete"))
    if actor in READERS and not is_for_programs and language == address.languages[0]:
        yield from raw_values(answer.text)
    if actor == "superuser":
        yield from wrong_capitals(answer.text)
    if address.is_admin:
        yield from too_many_statements(address, answer)


def complaint(check, *arguments) -> Iterator[str]:
    try:
        check(*arguments)
    except (AssertionError, KeyError) as error:
        yield f"{check.__name__}: {error!r}"
