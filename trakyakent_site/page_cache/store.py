"""Finished pages within a number of bytes, each in the encodings that were asked for."""

from __future__ import annotations

import gzip
import re
import sys
import threading
from collections import OrderedDict
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

import brotli

if TYPE_CHECKING:
    from trakyakent_site.page_cache.copies import Copies

# Bytes that a page takes beside its body: headers and bookkeeping.
FRAME = 3000
# Bodies up to this size are not worth compressing.
SMALL = 200


# A reader's browser asks each time whether its copy is still good; in an outage it may use the copy without us. What
# stands between may answer for a second.
ASK_EACH_TIME = "public, max-age=0, s-maxage=1, stale-if-error=86400"
# Our own proxy keeps what bears this and nothing else; visitors never see it.
FOR_THE_PROXY = ("X-Accel-Expires", "1")


class Page:
    """One finished answer."""

    __slots__ = (
        "asked",
        "body",
        "forms",
        "headers",
        "is_packed",
        "is_picture",
        "number",
        "since",
        "status",
        "tag",
        "union",
        "until",
        "weight",
    )

    def __init__(self, status: str, headers: list, body: bytes, mark: tuple[int, int], since: float, until: float):
        self.status = status
        self.body = body
        self.union, self.number = mark
        self.since, self.until = since, until
        # One name for all forms of the same content: it is compared weakly.
        self.tag = f'W/"{sha256(body).hexdigest()[:24]}"' if status.startswith("200") else ""
        pairs = [(sys.intern(name), sys.intern(value)) for name, value in headers if name.lower() not in OUR_HEADERS]
        names = {name.lower() for name, _value in pairs}
        if "cache-control" not in names:
            pairs.append(("Cache-Control", ASK_EACH_TIME))
        if self.tag:
            pairs.append(("ETag", self.tag))
        self.headers = [*pairs, ("Vary", "Accept-Encoding"), FOR_THE_PROXY]
        self.is_picture = any(name.lower() == "content-type" and value.startswith("image/") for name, value in pairs)
        # Pictures are as small as they get.
        self.is_packed = len(body) > SMALL and not self.is_picture
        self.forms: dict[str, tuple[list, tuple[bytes, ...]]] = {}
        self.weight = FRAME + len(body)
        # How often readers have asked for it of late: half of what was counted before the last edit counts on.
        self.asked = 0

    def form(self, encoding: str) -> tuple[list, tuple[bytes, ...]]:
        """Headers and body in one encoding, made when it is first asked for."""
        form = self.forms.get(encoding)
        if form is None:
            body = PACKERS[encoding](self.body) if encoding else self.body
            headers = [*self.headers, ("Content-Length", str(len(body)))]
            if encoding:
                headers.append(("Content-Encoding", encoding))
            form = self.forms[encoding] = (headers, (body,))
        return form

    def is_meant_by(self, tags: str) -> bool:
        """Whether a browser that names these tags has the page already."""
        if not self.tag:
            return False
        ours = self.tag[2:]
        return any(tag.strip().removeprefix("W/") in (ours, "*") for tag in tags.split(","))

    def short_headers(self) -> list:
        """The headers of a 304."""
        return [pair for pair in self.headers if pair[0] in SHORT_HEADERS]


SHORT_HEADERS = {"Cache-Control", "ETag", "Vary", FOR_THE_PROXY[0]}
OUR_HEADERS = {"content-length", "vary", "etag", FOR_THE_PROXY[0].lower()}
PACKERS = {
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}


@lru_cache(maxsize=128)
def best_encoding(accepted: str) -> str:
    """The encoding for a browser that accepts these: "br", "gzip", or "" for none."""
    weights = {}
    for part in accepted.lower().split(","):
        name, *options = [word.strip() for word in part.split(";")]
        weight = next((option[2:] for option in options if option.startswith("q=")), "1")
        weights[name] = re.fullmatch(r"0(?:\.0{0,3})?", weight) is None
    everything = weights.get("*", False)
    return next((name for name in PACKERS if weights.get(name, everything)), "")


class PageStore:
    """Pages by key within a number of bytes; what has not been asked for the longest goes first."""

    def __init__(self, limit: int, copies: Copies | None = None):
        self.limit = limit
        self.copies = copies
        self.weight = 0
        self.pages: OrderedDict[tuple, Page] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: tuple) -> Page | None:
        with self.lock:
            page = self.pages.get(key)
            if page is not None:
                self.pages.move_to_end(key)
            return page

    def asked_of(self, union: int) -> list[tuple[tuple, Page]]:
        """The pages of a union that readers have asked for again."""
        with self.lock:
            return [(key, page) for key, page in self.pages.items() if page.union == union and page.asked]

    def put(self, key: tuple, page: Page) -> None:
        self._put(key, page)
        if self.copies:
            self.copies.put(key, page)

    def _put(self, key: tuple, page: Page) -> None:
        with self.lock:
            self._remove(key)
            self.pages[key] = page
            self._weigh(page.weight)

    def drop(self, key: tuple) -> None:
        with self.lock:
            self._remove(key)
        if self.copies:
            self.copies.drop(key)

    def newest(self, key: tuple, page: Page | None) -> Page | None:
        """This page, or a copy of it that any worker of the machine has made later."""
        newest = self.copies.newer_than(key, page) if self.copies else page
        if newest is not None and newest is not page:
            self._put(key, newest)
        return newest

    def has_some(self) -> bool:
        """Whether anything could be shown without a database."""
        return bool(self.pages) or (self.copies is not None and self.copies.is_there())

    def grow(self, key: tuple, page: Page, weight: int) -> None:
        """A page that is here has got one more form."""
        with self.lock:
            if self.pages.get(key) is page:
                page.weight += weight
                self._weigh(weight)

    def _remove(self, key: tuple) -> None:
        page = self.pages.pop(key, None)
        if page is not None:
            self.weight -= page.weight

    def _weigh(self, weight: int) -> None:
        self.weight += weight
        while self.weight > self.limit and self.pages:
            _key, oldest = self.pages.popitem(last=False)
            self.weight -= oldest.weight
