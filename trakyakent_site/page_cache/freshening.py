"""After an edit, the pages that readers ask for most are made anew before they ask."""

import io
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Protocol

from django.db import connections

# What a request of our own has in common with the last reader's at the same host.
AS_READERS_COME = ["HTTP_HOST", "REMOTE_ADDR", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "wsgi.url_scheme"]
log = logging.getLogger(__name__)


class Pages(Protocol):
    """What the page cache tells of itself."""

    def most_asked(self, union: int, count: int) -> Iterable[tuple]:
        """Keys of a union's outdated pages, those that readers ask for most first."""

    def make(self, environ: dict[str, Any], key: tuple) -> None:
        """Makes one page anew, unless somebody else has done so or all hands are needed for readers."""


class Freshening:
    """One thread of each worker; it begins with the first edit that the worker notices."""

    MOST = 50
    # A union that is edited without a pause takes a fifth of one thread at most.
    REST = 4.0

    def __init__(self, pages: Pages, rest: Callable[[float], object] = time.sleep):
        self.pages = pages
        self.rest = rest
        self.numbers: dict[int, int] = {}
        self.environs: dict[tuple[str, str], dict[str, Any]] = {}
        self.edited: list[int] = []
        self.something = threading.Condition()
        self.process = 0

    def notice_reader(self, environ: dict[str, Any], key: tuple) -> None:
        self.environs.setdefault(key[:2], {name: environ[name] for name in AS_READERS_COME if name in environ})

    def notice(self, union: int, number: int) -> None:
        """A page of this union has been found outdated; the number is today's."""
        if self.numbers.get(union) == number:
            return
        with self.something:
            self.numbers[union] = number
            if union not in self.edited:
                self.edited.append(union)
            if self.process != os.getpid():
                self.process = os.getpid()
                threading.Thread(target=self.work, name="freshening", daemon=True).start()
            self.something.notify()

    def work(self) -> None:
        while True:
            with self.something:
                while not self.edited:
                    self.something.wait()
                union = self.edited.pop(0)
            began = time.monotonic()
            try:
                self.freshen(union)
            except Exception:
                log.exception("Pages could not be made anew in advance.")
            with suppress(Exception):
                connections.close_all()
            self.rest((time.monotonic() - began) * self.REST)

    def freshen(self, union: int) -> None:
        for key in self.pages.most_asked(union, self.MOST):
            environ = self.environs.get(key[:2])
            if environ is not None:
                self.pages.make(environ | request_of(key), key)


def request_of(key: tuple) -> dict[str, Any]:
    """What the server would hand on of a reader who asks for this page."""
    _scheme, _host, path, query = key
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "wsgi.version": (1, 0),
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
