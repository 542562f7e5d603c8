"""The last good copies of pages on the disk, for all workers of a machine: what one has shown, each can show.

A worker that was begun a moment ago, or that nobody has asked for a page yet, would otherwise have nothing to show
while the database is silent. Each copy is a file: what a Page knows as a line of JSON, then the body. Copies go when
there are more bytes than the limit, those first that were made longest ago. They are read only in an outage.
"""

import json
import logging
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from trakyakent_site.page_cache.store import Page
from trakyakent_site.page_cache.written import read, written
from unions.background.repeated_failures import RepeatedFailure

# What pages of such a status say is not worth a place: nobody reads a refusal in an outage.
COPIED = ("200", "301", "302")
# After so many bytes of its own a worker looks how many there are in all.
LOOK_AFTER = 4 * 1024 * 1024
PART = "part-"
# A part that a killed worker has left.
ABANDONED = 3600
# What is older is shown to nobody, and may have been withdrawn since.
LAST_GOOD_FOR = 24 * 3600

log = logging.getLogger(__name__)


class Copies:
    """A folder of copies within a number of bytes."""

    def __init__(self, folder: Path, limit: int):
        self.folder, self.limit = folder, limit
        self.failures = RepeatedFailure("The keeping of copies for an outage")
        self.looking = threading.Lock()
        # A worker that has just begun looks soon: those before it may have left more than is allowed.
        self.unlooked = LOOK_AFTER
        self.has_some = False

    def path_of(self, key: tuple) -> Path:
        return self.folder / sha256(json.dumps(key).encode()).hexdigest()

    def put(self, key: tuple, page: Page) -> None:
        """Keep the page, or take its copy away where it has become a refusal."""
        if not page.status.startswith(COPIED):
            self.drop(key)
            return
        try:
            self.write(key, page)
        except OSError as error:
            self.failures.failed(error)
            return
        self.failures.recovered()
        self.has_some = True
        self.unlooked += page.weight
        if self.unlooked >= LOOK_AFTER and self.looking.acquire(blocking=False):
            try:
                self.unlooked = 0
                self.sweep()
            finally:
                self.looking.release()

    def write(self, key: tuple, page: Page) -> None:
        """Under its name only when it is whole; without fsync, since a torn one is known by its sum."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = written(key, page, sha256(page.body).hexdigest())
        part, name = tempfile.mkstemp(prefix=PART, dir=self.folder)
        try:
            with os.fdopen(part, "wb") as file:
                file.write(content)
            os.utime(name, (page.since, page.since))
            os.replace(name, self.path_of(key))
        except OSError:
            with suppress(OSError):
                os.unlink(name)
            raise

    def drop(self, key: tuple) -> None:
        with suppress(OSError):
            os.unlink(self.path_of(key))

    def newer_than(self, key: tuple, page: Page | None) -> Page | None:
        """The copy, where it was made later than this page; otherwise the page."""
        path = self.path_of(key)
        try:
            if page is not None and path.stat().st_mtime <= page.since + 0.001:
                return page
            copy, more = read(key, path.read_bytes())
        except (OSError, ValueError):
            return page
        return copy if more == [sha256(copy.body).hexdigest()] else page

    def is_there(self) -> bool:
        """Whether there is any copy."""
        if not self.has_some:
            self.has_some = next(self.files(), None) is not None
        return self.has_some

    def files(self) -> Iterator[os.DirEntry]:
        try:
            with os.scandir(self.folder) as entries:
                yield from entries
        except OSError:
            return

    def sweep(self) -> None:
        """Take away what is too much, the oldest first, what is too old, and what a killed worker has left."""
        found, now = [], time.time()
        for entry in self.files():
            with suppress(OSError):
                state = entry.stat()
                found.append((state.st_mtime, state.st_size, entry))
        left = sum(size for _made, size, _entry in found)
        for made, size, entry in sorted(found, key=lambda one: one[0]):
            lasts = ABANDONED if entry.name.startswith(PART) else LAST_GOOD_FOR
            if left <= self.limit and made >= now - lasts:
                continue
            with suppress(OSError):
                os.unlink(entry.path)
                left -= size
