"""The second level of finished pages: one store for all workers and machines, asked where a worker has no good page.

Nothing depends on it. A page lies there under the number of its union, its address and the release of the software, so
a store that answers late or with old things only answers with what nobody asks for; each entry is proved by a digest
that only holders of SECRET_KEY can make, so nobody who writes into the store puts a page on the site. A store that
fails or is slow is left alone for some seconds. docs/decisions/0076-second-level-of-pages.md gives the reasons.
"""

import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import salted_hmac

from trakyakent_site.page_cache.release import release
from trakyakent_site.page_cache.store import Page
from trakyakent_site.page_cache.valkey import Command, Refused, Reply, StoreFailed, Valkey, address_of
from trakyakent_site.page_cache.written import read, written
from trakyakent_site.server import counters
from unions.background.repeated_failures import RepeatedFailure
from unions.lists import parameters

# Seconds: for one exchange with the store; without it after a failure.
PATIENCE, REST = 0.05, 5.0
# A store that needs so long is slower than it is worth, if it does so several times in a row.
SLOW, SLOW_IN_A_ROW = 0.02, 3
# Whoever makes a page has so long until another one does so, too; the others look for it so long and so often.
MAKES_FOR, WAITS_FOR, LOOKS_EVERY = 2.0, 1.0, 0.02
# In bytes. A longer page would take too much of the time of an exchange.
LARGEST = 512 * 1024
# What is there in a number that what was written bounds, and costs more to make than to fetch. Drawings and style
# sheets are made from addresses, of which there are countless ones.
WORTH = {
    *("text/html", "application/atom+xml", "application/xml", "text/xml", "application/json", "application/geo+json"),
    *("image/jpeg", "image/png", "image/webp", "image/avif"),
}
MOST_HOSTS = 10_000
DIGEST = 32


@dataclass
class Look:
    """What a look into the store brought: the page, or who is to make it."""

    page: Page | None = None
    # Of the entry that says that somebody is making the page.
    turn: str = ""
    # Whether the one who looked is to make it, because nobody else does.
    is_ours: bool = True


class SharedPages:
    """Pages in the store, by their key and the number of their union."""

    def __init__(
        self,
        server: Valkey,
        secret: bytes,
        release: str,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], object] = time.sleep,
    ):
        self.server, self.secret, self.release = server, secret, release
        self.clock, self.sleep = clock, sleep
        self.failures = RepeatedFailure("The store of pages")
        self.rests_until = 0.0
        self.slow = 0
        # The unions of hosts. Only a hint: under the number of a wrong union there is no page of the host.
        self.unions: dict[str, int] = {}

    # Names and proofs

    def name_of(self, *parts: object) -> str:
        text = json.dumps([self.release, *parts]).encode()
        return f"birlik:{hmac.digest(self.secret, text, 'sha256').hex()[:40]}"

    def proved(self, name: str, content: bytes) -> bytes:
        return hmac.digest(self.secret, name.encode() + b"\0" + content, "sha256") + content

    def believed(self, name: str, entry: Reply) -> bytes | None:
        """The content of an entry that we have written ourselves, under this name."""
        if not isinstance(entry, bytes) or len(entry) <= DIGEST:
            return None
        content = entry[DIGEST:]
        return content if hmac.compare_digest(self.proved(name, content)[:DIGEST], entry[:DIGEST]) else None

    # Asking

    def look(self, key: tuple, number_of: Callable[[int], int | None], *, takes_turn: bool) -> Look:
        """Look for a page; with `takes_turn`, say at once that we are making it if nobody else is."""
        union = self.union_of(key[1])
        number = None if union is None else number_of(union)
        if number is None:
            return Look()
        name = self.name_of(union, number, *key)
        if not takes_turn:
            return Look(self.page_in(name, key, *self.ask(["GET", name])))
        turn = f"{name}:turn"
        milliseconds = str(int(MAKES_FOR * 1000))
        replies = self.ask(["GET", name], ["SET", turn, "1", "NX", "PX", milliseconds])
        if not replies:
            return Look()
        page = self.page_in(name, key, replies[0])
        # Refused because the store is full: then nobody waits for anybody.
        return Look(page, turn, is_ours=replies[1] is not None)

    def wait(self, key: tuple, look: Look) -> Page | None:
        """The page that another one is making; None if it does not come."""
        name = look.turn.removesuffix(":turn")
        end = time.monotonic() + WAITS_FOR
        while time.monotonic() < end:
            self.sleep(LOOKS_EVERY)
            replies = self.ask(["GET", name], ["GET", look.turn])
            page = self.page_in(name, key, *replies[:1])
            if page is not None or not replies or replies[1] is None:
                return page
        return None

    def let_go(self, look: Look) -> None:
        """The page that we were to make may not be kept: nobody is to wait for it."""
        if look.turn and look.is_ours:
            self.ask(["DEL", look.turn])

    def put(self, key: tuple, page: Page) -> None:
        """Lay a page into the store for as long as it can be good."""
        milliseconds = int((page.until - self.clock()) * 1000)
        if milliseconds <= 0 or not is_worth(key, page):
            return
        name = self.name_of(page.union, page.number, *key)
        # With each page: a store that was begun anew knows no hosts.
        host = self.name_of(key[1])
        self.remember(key[1], page.union)
        self.ask(
            ["SET", name, self.proved(name, written(key, page)), "PX", str(milliseconds)],
            ["SET", host, self.proved(host, str(page.union).encode()), "EX", "86400"],
        )

    def page_in(self, name: str, key: tuple, entry: Reply = None) -> Page | None:
        content = self.believed(name, entry)
        return read(key, content)[0] if content is not None else None

    # Hosts

    def union_of(self, host: str) -> int | None:
        """The union that a host showed when somebody last made a page of it."""
        union = self.unions.get(host)
        if union is None:
            name = self.name_of(host)
            for entry in self.ask(["GET", name]):
                content = self.believed(name, entry)
                if content is not None:
                    union = int(content)
                    self.remember(host, union)
        return union

    def remember(self, host: str, union: int) -> None:
        if len(self.unions) >= MOST_HOSTS and host not in self.unions:
            self.unions.clear()
        self.unions[host] = union

    # The store itself

    def ask(self, *commands: Command) -> list[Reply]:
        """The answers; none while the store is left alone."""
        began = time.monotonic()
        if began < self.rests_until:
            return []
        try:
            replies = self.server.ask(*commands)
        except OSError as error:
            self.leave_alone(error)
            return []
        self.slow = self.slow + 1 if time.monotonic() - began > SLOW else 0
        refused = next((reply for reply in replies if isinstance(reply, Refused)), None)
        if refused is not None:
            self.leave_alone(StoreFailed(refused.words))
        elif self.slow >= SLOW_IN_A_ROW:
            self.leave_alone(StoreFailed("it is slower than it is worth"))
        else:
            self.failures.recovered()
        return replies

    def leave_alone(self, error: Exception) -> None:
        self.rests_until = time.monotonic() + REST
        self.slow = 0
        counters.count(("store failures", 1))
        self.failures.failed(error)


def is_worth(key: tuple, page: Page) -> bool:
    """Whether a page is worth its place; of questions only the number of a page: the length of its list bounds it."""
    headers = {name.lower(): value for name, value in page.headers}
    kind = headers.get("content-type", "")
    pages = {f"{word}=" for word in parameters.WORDS["page"].values()}
    return (
        page.status.startswith("200")
        and kind.partition(";")[0] in WORTH
        # The way to a file, by which whoever reads the store could ask for it.
        and "x-accel-redirect" not in headers
        and len(page.body) <= LARGEST
        and (not key[3] or ("&" not in key[3] and key[3].startswith(tuple(pages))))
    )


def shared_pages() -> SharedPages | None:
    """The store that the settings name."""
    if not settings.PAGE_STORE_URL:
        return None
    secret = salted_hmac("trakyakent_site.page_cache.shared", "", algorithm="sha256").digest()
    return SharedPages(Valkey(address_of(settings.PAGE_STORE_URL), PATIENCE), secret, release())
