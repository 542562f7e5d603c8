"""Finished pages, kept in the memory of each worker and answered before Django sees the request.

A page is kept for readers without a cookie, as finished bytes: plain, and compressed at the first request that accepts
it. It is valid while the generation of its union is unchanged, and at most until the next moment at which the union's
pages change by themselves. An outdated page stays as the last good copy, for a time without a database; such copies
also lie in a folder that all workers of the machine share. What another worker or machine has made may be fetched from
a store that they share (shared.py). docs/decisions/0013-page-cache.md and 0072-copies-of-a-machine.md give the reasons.

The memory belongs to the process, so a new release begins without pages.
"""

import logging
import re
import threading
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from trakyakent_site.middleware import HEALTH_PATHS
from trakyakent_site.page_cache.being_made import BeingMade
from trakyakent_site.page_cache.copies import LAST_GOOD_FOR, Copies
from trakyakent_site.page_cache.freshening import Freshening
from trakyakent_site.page_cache.numbers import numbers_of
from trakyakent_site.page_cache.outage import HAS_ANSWERED, HAS_COPIES, IS_KNOWN_HOST, IS_SILENT, MAY_WAIT
from trakyakent_site.page_cache.requests import Requests
from trakyakent_site.page_cache.shared import Look, SharedPages, shared_pages
from trakyakent_site.page_cache.store import Page, PageStore, best_encoding
from trakyakent_site.server import counters
from unions.caching.next_change import next_change
from unions.tenancy.scope import GENERATION

READING = {"GET", "HEAD"}
KEPT_STATUSES = {200, 301, 302, 404, 410}
# Directives for browsers and proxies that forbid us to keep the answer as well.
NOT_TO_BE_KEPT = re.compile(r"\b(?:no-store|private|no-cache)\b", re.IGNORECASE)
LARGEST_PAGE = 2 * 1024 * 1024
# Even if something were forgotten, nothing is older than this; a last good copy may be a day old.
LONGEST = 300
# So many times the memory of one worker may the copies on the disk take.
COPIES_ON_DISK = 4
# Seconds that a request waits for a slot before it is answered with 503.
PATIENCE = 10
log = logging.getLogger(__name__)


class Closing:
    """A body of ours, with the end of the request that Django waits for."""

    def __init__(self, chunks: Iterable[bytes], close: Callable[[], None]):
        self.chunks = chunks
        self.close = close

    def __iter__(self):
        return iter(self.chunks)


class PageCache:
    """The WSGI application that stands before Django.

    `slots` is how many requests may be with Django at a time: fewer than the server has threads, so that finished
    pages are answered while the others wait for a database. `folder` holds the last good copies of all workers.
    """

    def __init__(
        self,
        application,
        numbers,
        *,
        megabytes: float = 64,
        slots: int = 3,
        clock=time.time,
        folder: Path | None = None,
        freshens: bool = False,
        shared: SharedPages | None = None,
    ):
        self.application = application
        self.numbers = numbers
        self.clock = clock
        # Questions, errors, pictures and odd names of the host are kept apart, so that they never push the pages out.
        self.pages = self.store(megabytes * 0.75, folder and folder / "pages")
        self.rest = self.store(megabytes * 0.25, folder and folder / "rest")
        self.hosts: set[str] = set()
        self.slots = threading.BoundedSemaphore(max(slots, 1))
        self.being_made = BeingMade()
        self.shared = shared
        self.freshening = Freshening(self) if freshens else None
        self.requests = Requests()

    def store(self, megabytes: float, folder: Path | None) -> PageStore:
        size = int(megabytes * 1024 * 1024)
        return PageStore(size, Copies(folder, size * COPIES_ON_DISK) if folder else None)

    def __call__(self, environ, start_response):
        key = page = None
        is_awaited = False
        if environ["REQUEST_METHOD"] in READING:
            try:
                key = self.requests.key_of(environ)
                page = self.find(key) if key else None
                if page is not None and self.requests.is_reader(environ):
                    page.asked += 1
                    if self.is_good(page):
                        return self.answer(environ, start_response, key, page, "hit")
                    is_awaited = not self.numbers.is_silent
                    self.notice_edit(page)
            except Exception:
                log.exception("A finished page could not be answered.")
                key = page = None
                is_awaited = False
        return (self.ask_once if is_awaited else self.ask)(environ, start_response, key, page)

    def ask_once(self, environ, start_response, key: tuple, page: Page):
        """Asks Django for an outdated page; of those who ask at the same moment, one makes it and the others wait."""
        with self.being_made.turn(key) as is_first:
            new = None if is_first else self.find(key)
            if new is not None and self.is_good(new):
                return self.answer(environ, start_response, key, new, "hit")
            return self.ask(environ, start_response, key, page)

    def find(self, key: tuple) -> Page | None:
        return self.pages.get(key) or self.rest.get(key)

    def is_good(self, page: Page) -> bool:
        # A page from the future was made before the clock was set back.
        return page.since <= self.clock() < page.until and self.numbers.of(page.union) == page.number

    # Answers

    def answer(self, environ, start_response, key: tuple, page: Page, note: str, close=None):
        """The page as this browser takes it."""
        status = ("Cache-Status", f"pages; {note}")
        tags = environ.get("HTTP_IF_NONE_MATCH")
        if tags and page.is_meant_by(tags):
            start_response("304 Not Modified", [*page.short_headers(), status])
            return Closing((), close) if close else []
        encoding = best_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")) if page.is_packed else ""
        is_new = encoding not in page.forms
        headers, chunks = page.form(encoding)
        if is_new and encoding:
            for store in (self.pages, self.rest):
                store.grow(key, page, len(chunks[0]))
        start_response(page.status, [*headers, status])
        if environ["REQUEST_METHOD"] == "HEAD":
            chunks = ()
        return Closing(chunks, close) if close else chunks

    def last_good(self, environ, start_response, key: tuple | None, page: Page | None, close=None):
        """The copy that was good when the database last answered; None if there is none."""
        if key is None:
            return None
        for store in (self.pages, self.rest):
            page = store.newest(key, page)
        if page is None:
            return None
        age = self.clock() - page.since
        if not 0 <= age <= LAST_GOOD_FOR:
            return None
        return self.answer(environ, start_response, key, page, f'hit; detail="stale"; age={age:.0f}', close)

    def ask(self, environ, start_response, key: tuple | None, page: Page | None):
        """Asks Django, and keeps the page if it may be kept."""
        path = environ["PATH_INFO"]
        if path in HEALTH_PATHS:
            return self.ask_health(environ, start_response)
        is_silent = self.numbers.is_silent
        if not is_silent and path.startswith(settings.STATIC_URL):
            return self.application(environ, start_response)
        has_slot = not is_silent and self.acquire_slot()
        if not has_slot:
            copy = self.last_good(environ, start_response, key, page)
            return copy if copy is not None else self.refuse(environ, start_response)
        try:
            look = self.look_elsewhere(environ, key, page)
            if look.page is not None and key is not None:
                return self.answer(environ, start_response, key, look.page, 'hit; detail="shared"')
            return self.ask_in_turn(look, environ, start_response, key, page)
        finally:
            self.slots.release()

    def look_elsewhere(self, environ, key: tuple | None, page: Page | None, *, waits: bool = True) -> Look:
        """Look for the page in the second level; one that somebody is making there is waited for."""
        if self.shared is None or key is None or not self.requests.is_anonymous(environ):
            return Look()
        try:
            # A page that has never been kept here may be one that cannot be: nobody is to wait for it.
            look = self.shared.look(key, self.numbers.of, takes_turn=page is not None)
            if look.page is None and not look.is_ours and waits:
                look = Look(self.shared.wait(key, look), is_ours=True)
            if look.page is not None and not self.is_good(look.page):
                look.page = None
            if look.page is not None:
                self.hosts.add(self.requests.host_of(environ))
                self.put(environ, key, look.page)
            return look
        except Exception:
            log.exception("The store of pages could not be asked.")
            return Look()

    def ask_in_turn(self, look: Look, environ, start_response, key: tuple | None, page: Page | None):
        """Asks Django; whoever waits elsewhere for the page is told if there will be none."""
        try:
            return self.ask_django(environ, start_response, key, page)
        finally:
            if self.shared is not None and key is not None and look.turn and self.find(key) in (None, page):
                self.shared.let_go(look)

    def ask_health(self, environ, start_response):
        """The state of the installation, which waits for the database only where a page could."""
        environ[HAS_COPIES] = self.pages.has_some() or self.rest.has_some()
        environ[HAS_ANSWERED] = not self.numbers.is_silent
        environ[MAY_WAIT] = environ[HAS_ANSWERED] and self.slots.acquire(blocking=False)
        try:
            return self.application(environ, start_response)
        finally:
            if environ[MAY_WAIT]:
                self.slots.release()

    def acquire_slot(self) -> bool:
        """Waits for a slot; gives up when the database falls silent or the wait becomes long."""
        if self.slots.acquire(blocking=False):
            return True
        began = time.monotonic()
        while not (has_slot := self.slots.acquire(timeout=0.1)):
            if self.numbers.is_silent or time.monotonic() > began + PATIENCE:
                break
        counters.waited(time.monotonic() - began, gave_up=not has_slot)
        return has_slot

    def refuse(self, environ, start_response):
        """Has Django answer with 503, without the database."""
        environ[IS_SILENT] = True
        environ[IS_KNOWN_HOST] = self.requests.host_of(environ) in self.hosts
        return self.application(environ, start_response)

    def ask_django(self, environ, start_response, key: tuple | None, page: Page | None):
        if key is None:
            return self.application(environ, start_response)
        since = self.clock()
        captured: list = []

        def capture(status, headers, exc_info=None):
            captured[:] = [status, headers, exc_info]

        response = self.application(environ, capture)
        status, headers, exc_info = captured
        close = getattr(response, "close", None)
        try:
            if status.startswith("503"):
                copy = self.last_good(environ, start_response, key, page, close)
                if copy is not None:
                    return copy
            new = self.keep(environ, key, status, headers, response, since)
            if new is not None:
                return self.answer(environ, start_response, key, new, "fwd=miss; stored", close)
        except Exception:
            log.exception("A page could not be kept.")
        start_response(status, [*headers, ("Cache-Status", "pages; fwd=bypass")], exc_info)
        return response

    # Making anew in advance

    def notice_edit(self, page: Page) -> None:
        number = self.numbers.of(page.union) if self.freshening else None
        if self.freshening and number is not None and number != page.number:
            self.freshening.notice(page.union, number)

    def most_asked(self, union: int, count: int) -> list[tuple]:
        """Keys of a union's outdated pages, those that readers ask for most first."""
        pages = [
            *self.pages.asked_of(union),
            *self.rest.asked_of(union),
        ]
        pages.sort(key=lambda pair: -pair[1].asked)
        return [key for key, page in pages if not self.is_good(page)][:count]

    def make(self, environ, key: tuple) -> None:
        """Makes one page anew, unless somebody else has done so or all hands are needed for readers."""
        page = self.find(key)
        if page is None or self.is_good(page) or self.numbers.is_silent or not self.slots.acquire(blocking=False):
            return
        try:
            with self.being_made.turn(key) as is_first:
                if not is_first:
                    return
                look = self.look_elsewhere(environ, key, page, waits=False)
                if look.page is None and look.is_ours:
                    for_nobody(self.ask_in_turn(look, environ, ignore, key, page))
        finally:
            self.slots.release()

    # Keeping

    def keep(self, environ, key: tuple, status: str, headers: list, response, since: float) -> Page | None:
        """Keeps the answer if every reader would get the same."""
        mark = environ.get(GENERATION)
        if mark is None:
            return None
        self.hosts.add(self.requests.host_of(environ))
        self.numbers.notice(*mark)
        if environ["REQUEST_METHOD"] != "GET" or not self.requests.is_anonymous(environ):
            return None
        if not may_be_kept(status, headers, response):
            if not status.startswith("5"):
                self.forget(key)
            return None
        page = Page(status, headers, response.content, mark, since, self.good_until(mark, since))
        self.put(environ, key, page)
        if self.shared and self.requests.is_plain_host(environ):
            self.shared.put(key, page)
        return page

    def put(self, environ, key: tuple, page: Page) -> None:
        """Keep the page in the memory of this worker."""
        old = self.find(key)
        page.asked = old.asked // 2 if old else 0
        if self.freshening:
            self.freshening.notice_reader(environ, key)
        is_plain = page.status.startswith("200") and not key[3] and self.requests.is_plain_host(environ)
        is_plain = is_plain and not page.is_picture
        (self.rest if is_plain else self.pages).drop(key)
        (self.pages if is_plain else self.rest).put(key, page)

    def forget(self, key: tuple) -> None:
        self.pages.drop(key)
        self.rest.drop(key)

    def good_until(self, mark: tuple[int, int], since: float) -> float:
        """The moment at which the page may show something else although nobody has written anything."""
        return min(next_change(mark, datetime.fromtimestamp(since, tz=UTC)).timestamp(), since + LONGEST)


def ignore(_status: str, _headers: list, _exc_info=None) -> None:
    """Takes the head of an answer that nobody has asked for."""


def for_nobody(chunks) -> None:
    """Ends the request of an answer that nobody reads."""
    close = getattr(chunks, "close", None)
    if close is not None:
        close()


def may_be_kept(status: str, headers: list, response) -> bool:
    """Whether an answer holds nothing that is meant for one reader."""
    if int(status[:3]) not in KEPT_STATUSES or getattr(response, "streaming", True):
        return False
    values = {name.lower(): value for name, value in headers}
    return not (
        "set-cookie" in values
        or "content-encoding" in values
        or NOT_TO_BE_KEPT.search(values.get("cache-control", ""))
        or values.get("vary", "accept-encoding").lower() != "accept-encoding"
        or "nonce-" in values.get("content-security-policy", "")
        or len(response.content) > LARGEST_PAGE
        or b"csrfmiddlewaretoken" in response.content
    )


def with_page_cache(application):
    """The application with finished pages before it, where the settings grant memory for them."""
    if not settings.PAGE_CACHE_MEGABYTES:
        return application
    # One thread is always left for what is finished.
    return PageCache(
        application,
        numbers_of(settings.DATABASES["default"]),
        megabytes=settings.PAGE_CACHE_MEGABYTES,
        slots=settings.WEB_THREADS - 1,
        folder=settings.LAST_GOOD_COPIES,
        freshens=True,
        shared=shared_pages(),
    )
