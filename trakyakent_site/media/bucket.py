"""Stored files in a bucket, by the signed client of the backups. docs/decisions/0077-media.md gives the reasons.

The store is left alone for some seconds after it failed, so that it never takes all the hands that answer readers.
"""

import io
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from typing import Any

from trakyakent_site.backups.signing import canonical_path, presigned
from trakyakent_site.backups.store import Store, StoreProblem, page_in, texts_in, tree_of
from unions.background.repeated_failures import RepeatedFailure
from unions.files.storage import StorageSilent

# Seconds: for one step of an exchange; without the store after a failure.
PATIENCE, REST = 5.0, 5.0
# Seconds for which the proxy may ask for a file: longer than a finished answer with the address is kept (five minutes).
PROXY_MAY_ASK = 900
# How often what was cut off is asked for from where it ended.
RESUMES = 2


@dataclass(frozen=True)
class About:
    """What the store says of a file."""

    size: int
    modified_at: datetime


class Bucket:
    """The files of the sites in the bucket."""

    def __init__(self, store: Store):
        self.store = store
        self.failures = RepeatedFailure("The store of files")
        self.rests_until = 0.0

    @contextmanager
    def asked(
        self, method: str, name: str, *, query: Mapping[str, str] | None = None, body: bytes = b"", part: str = ""
    ) -> Iterator[HTTPResponse]:
        """The answer, while it is read; raises FileNotFoundError, or StorageSilent for all else that goes wrong."""
        if time.monotonic() < self.rests_until:
            raise StorageSilent("The store of files has failed a moment ago.")
        more = {"Range": part} if part else {}
        try:
            with self.store.asked(method, name, query or {}, body, more) as response:
                self.judge(response, name)
                yield response
        except (StoreProblem, HTTPException, TimeoutError, ConnectionError) as error:
            raise self.silent(error) from error

    def judge(self, response: HTTPResponse, name: str) -> None:
        if response.status == 404:
            raise FileNotFoundError(2, "No such file.", name)
        if response.status >= 300:
            # Of a refusal the reason is read, whatever its length.
            words = response.read(2000).decode("utf-8", "replace")
            raise StoreProblem(f"The store {self.store.place.name} refuses: {response.status} {words[:200]}")
        self.failures.recovered()

    def silent(self, error: Exception) -> StorageSilent:
        self.rests_until = time.monotonic() + REST
        silent = StorageSilent(str(error))
        self.failures.failed(silent)
        return silent

    def about(self, name: str) -> About:
        with self.asked("HEAD", name) as response:
            size = int(response.headers.get("Content-Length") or 0)
            said = response.headers.get("Last-Modified")
        return About(size, parsedate_to_datetime(said) if said else datetime.fromtimestamp(0, tz=UTC))

    def put(self, name: str, content: bytes) -> None:
        """Lay the file there under its name, whole: the store compares the sum before it takes it."""
        with self.asked("PUT", name, body=content) as response:
            response.read()

    def delete(self, name: str) -> None:
        try:
            with self.asked("DELETE", name) as response:
                response.read()
        except FileNotFoundError:
            return

    def sizes(self, folder: str = "") -> Iterator[tuple[str, int]]:
        """All files below a folder with their sizes, in the order of their names."""
        for document in self.pages({"prefix": self.prefix(folder)}):
            for key, size in page_in(document)[0].items():
                yield key.removeprefix(self.prefix()), size

    def listed(self, folder: str) -> tuple[list[str], list[str]]:
        """The folders and the files right below a folder."""
        beginning = self.prefix(folder)
        folders, files = [], []
        for document in self.pages({"prefix": beginning, "delimiter": "/"}):
            files += [key.removeprefix(beginning) for key in page_in(document)[0]]
            entries = [texts_in(entry) for entry in tree_of(document) if entry.tag.endswith("CommonPrefixes")]
            folders += [entry["Prefix"].removeprefix(beginning).rstrip("/") for entry in entries]
        return folders, [name for name in files if name]

    def has_any(self, folder: str) -> bool:
        with self.asked("GET", "", query={**self.list_of(folder), "max-keys": "1"}) as response:
            return bool(page_in(response.read())[0])

    def pages(self, query: dict[str, str]) -> Iterator[bytes]:
        query = {"list-type": "2", **query}
        while True:
            with self.asked("GET", "", query=query) as response:
                document = response.read()
            yield document
            following = page_in(document)[1]
            if following is None:
                return
            query["continuation-token"] = following

    def list_of(self, folder: str) -> dict[str, str]:
        return {"list-type": "2", "prefix": self.prefix(folder)}

    def prefix(self, folder: str = "") -> str:
        return "".join(f"{part}/" for part in [self.store.place.folder, folder.strip("/")] if part)

    def address(self, name: str, now: datetime | None = None) -> str:
        """Path and question by which the proxy may ask the store for this file, for a while."""
        place, path = self.store.place, self.store.path(name)
        now = now or datetime.now(tz=UTC)
        proof = presigned(self.store.keys, place.region, "GET", path, place.netloc, now, PROXY_MAY_ASK)
        return f"{canonical_path(path)}?{proof}"


class Reading(io.RawIOBase):
    """A file of the bucket, fetched from where it is read; what is cut off goes on from there."""

    def __init__(self, bucket: Bucket, name: str, size: int):
        self.bucket, self.name, self.size = bucket, name, size
        self.at = 0
        self.open = ExitStack()
        self.response: HTTPResponse | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        to = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self.at, io.SEEK_END: self.size}[whence]
        if to < 0:
            raise ValueError("There is nothing before the beginning.")
        if to != self.at:
            self.hang_up()
            self.at = to
        return self.at

    def readinto(self, buffer: Any) -> int:
        wanted = min(len(buffer), self.size - self.at)
        if wanted <= 0:
            return 0
        data = self.some(wanted)
        buffer[: len(data)] = data
        self.at += len(data)
        return len(data)

    def some(self, wanted: int) -> bytes:
        for left in reversed(range(RESUMES + 1)):
            try:
                if self.response is None:
                    part = f"bytes={self.at}-" if self.at else ""
                    self.response = self.open.enter_context(self.bucket.asked("GET", self.name, part=part))
                    if self.at and self.response.status != 206:
                        raise StorageSilent("The store sends all instead of a part.")
                data = self.response.read(wanted)
            except (OSError, HTTPException) as error:
                self.hang_up()
                if isinstance(error, StorageSilent | FileNotFoundError):
                    raise
                data = b""
            if data:
                return data
            self.hang_up()
            if not left:
                raise StorageSilent(f"The store broke off {self.name} at {self.at} of {self.size}.")
        raise AssertionError("unreachable")

    def hang_up(self) -> None:
        self.response = None
        self.open.close()

    def close(self) -> None:
        self.hang_up()
        super().close()
