"""Asking the site as one of several people, and looking at all that comes back."""

import re
import traceback
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from html.parser import HTMLParser
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.client import ClientHandler
from django.urls import reverse

from tests.site import two_unions
from tests.site.two_unions import marks_in
from tests.staff_client import just_signed_in
from trakyakent_site import hosts
from unions.caching import next_change, per_generation

# They keep what they have found, where no transaction may be taken back.
KEEPERS = [hosts, next_change, per_generation]
WRITING = re.compile(r"\s*(insert|update|delete|replace)\b", re.IGNORECASE)
# What differs from answer to answer by its nature.
FLEETING = re.compile(r"""(?:nonce=|'nonce-|csrf=|name="csrfmiddlewaretoken" value=)["']?[\w+/=-]+""")
FLEETING_HEADERS = re.compile(r"(Content-Length|Expires|Date|Last-Modified): .*|expires=[^;]*;")


@dataclass
class Answer:
    """What came back, and what was written on the way."""

    path: str
    request: HttpRequest
    response: HttpResponse
    body: bytes
    writes: list[str]
    failure: str
    # How many statements the database was asked.
    statements: int = 0

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def location(self) -> str:
        return self.response.get("Location", "")

    @property
    def text(self) -> str:
        kind = self.response.get("Content-Type", "")
        return self.body.decode("utf-8" if "utf-8" in kind or "json" in kind else "latin-1")

    @property
    def everything(self) -> str:
        """Body, headers and cookies in one text."""
        headers = [f"{name}: {value}" for name, value in self.response.items()]
        return "\n".join([self.text, *headers, self.response.cookies.output()])

    def marks(self) -> set[str]:
        return marks_in(self.everything, asked=asked_words(self.path))

    def without(self, path: str) -> str:
        """The answer as it would be to any other path of its kind."""
        text = FLEETING.sub("", self.everything)
        for word in sorted([path, *asked_words(path)], key=len, reverse=True):
            text = text.replace(word, "*")
        return FLEETING_HEADERS.sub("", text)


def asked_words(path: str) -> list[str]:
    """The words of a path that an answer may repeat: the asker knows them already."""
    words = [word for word in re.split(r"[/?&=]", path) if len(word) >= 4]
    return [path, *words, *(part for word in words for part in re.findall(r"\d{4,}", word))]


class Asker(RequestFactory):
    """Sends requests of the people of two unions; whatever a request writes is undone unless it is to be kept."""

    def __init__(self, blocker):
        super().__init__()
        self.blocker = blocker
        self.handler = ClientHandler(enforce_csrf_checks=False)
        self.world, self.sessions, self.forms = None, {}, {}
        self.transaction = ExitStack()
        self.failures = []
        self.writes = []
        self.statements = 0

    def begin(self) -> None:
        """Makes the rows of the two unions, if they are not there."""
        if self.world is None:
            self.transaction.enter_context(self.blocker.unblock())
            self.transaction.enter_context(undone())
            self.world = two_unions.build()
            self.sessions = {name: signed_in(person) for name, person in self.world.people.items()}

    def end(self) -> None:
        """Takes the rows away again."""
        self.world, self.forms = None, {}
        self.transaction.close()

    def request(self, **environment):
        return self.handler(self._base_environ(**environment))

    def ask(
        self, actor: str, method: str, path: str, data: dict | None = None, *, host: str = "", keep=False, **headers
    ) -> Answer:
        """Ask on our host unless another one is named; cookies are those of the person alone."""
        environment = {"HTTP_HOST": host or self.world.host, **headers}
        session = self.sessions[actor]
        if session:
            environment["HTTP_COOKIE"] = f"{settings.SESSION_COOKIE_NAME}={session}"
        self.failures, self.writes, self.statements = [], [], 0
        only_reads = method in ["GET", "HEAD", "OPTIONS"] and not keep
        with (
            nullcontext() if keep else undone(),
            remembering() if only_reads else nullcontext(),
            connection.execute_wrapper(self._note),
            noticing_failures(self.failures),
        ):
            response = self.generic_or_form(method, path, data, environment)
            body = b"".join(response.streaming_content) if response.streaming else response.content
        failure = self.failures[0] if self.failures else ""
        return Answer(path, response.wsgi_request, response, body, list(self.writes), failure, self.statements)

    def form_of(self, row, actor: str = "superuser") -> "FormReader":
        """The form of a row as it stands before a test changes anything, which is read once for all tests."""
        if (row, actor) not in self.forms:
            page = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
            answer = self.ask(actor, "GET", page)
            assert answer.status == 200, f"The form {page} answered {answer.status} to {actor}."
            self.forms[row, actor] = form_in(answer.text)
        return self.forms[row, actor]

    def generic_or_form(self, method: str, path: str, data: dict | None, environment: dict) -> HttpResponse:
        if method == "POST":
            return self.post(path, data or {}, **environment)
        return self.generic(method, path, **environment)

    def _note(self, execute, sql, parameters, many, context):
        self.statements += 1
        if WRITING.match(sql):
            self.writes.append(sql)
        return execute(sql, parameters, many, context)


def signed_in(person) -> str:
    """The key of a new session of the person; empty for nobody."""
    if person is None:
        return ""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.update(just_signed_in(person))
    session.save()
    return session.session_key


@contextmanager
def undone():
    """Whatever the code inside writes to the database is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class OutsideTransactions:
    """The connection as a visitor's request has it: what it finds may be remembered for the next."""

    in_atomic_block = False

    def __getattr__(self, name):
        return getattr(connection, name)


@contextmanager
def remembering():
    """The site keeps what pages share, as it does for visitors: one actor must not be shown what another was.

    Inside a transaction it keeps nothing, and a test is one. Each test begins with nothing kept.
    """
    with pytest.MonkeyPatch.context() as patch:
        for module in KEEPERS:
            patch.setattr(module, "connection", OutsideTransactions())
        yield


@contextmanager
def noticing_failures(failures: list[str]):
    def notice(**kwargs):
        failures.append(traceback.format_exc())

    got_request_exception.connect(notice)
    try:
        yield
    finally:
        got_request_exception.disconnect(notice)


class FormReader(HTMLParser):
    """The values that a browser would send for the forms of a page."""

    def __init__(self):
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.kinds: dict[str, str] = {}
        self.choices: dict[str, list[str]] = {}
        self._select = self._textarea = None
        self._multiple = False
        self._text = StringIO()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        name = attributes.get("name")
        if tag == "input" and name:
            kind = attributes.get("type", "text")
            self.kinds[name] = kind
            if kind in ["submit", "button", "file", "image"] or "disabled" in attributes:
                return
            if kind not in ["checkbox", "radio"] or "checked" in attributes:
                self.values.setdefault(name, []).append(attributes.get("value") or ("on" if kind == "checkbox" else ""))
        elif tag == "select" and name:
            self._select, self._multiple = name, "multiple" in attributes
            self.kinds[name] = "select"
            self.choices[name] = []
        elif tag == "option" and self._select:
            self.choices[self._select].append(attributes.get("value", ""))
            if "selected" in attributes:
                self.values.setdefault(self._select, []).append(attributes.get("value", ""))
        elif tag == "textarea" and name:
            self._textarea, self._text = name, StringIO()
            self.kinds[name] = "textarea"

    def handle_endtag(self, tag):
        if tag == "select":
            if self._select and not self._multiple and self.choices[self._select]:
                self.values.setdefault(self._select, self.choices[self._select][:1])
            self._select = None
        elif tag == "textarea" and self._textarea:
            self.values.setdefault(self._textarea, []).append(self._text.getvalue().removeprefix("\n"))
            self._textarea = None

    def handle_data(self, data):
        if self._textarea:
            self._text.write(data)

    def filled(self, **values) -> dict:
        """What the browser would send with some values changed."""
        return {**self.values, **values}


def form_in(text: str) -> FormReader:
    reader = FormReader()
    reader.feed(text)
    return reader
