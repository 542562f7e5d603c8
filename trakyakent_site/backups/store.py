"""A second place for backups: a bucket of an S3-compatible store, in which only sealed ones are laid.

`BACKUP_STORE` names it (`s3://store.birlik.example/bucket/folder?region=tr-west-1`), and `BACKUP_STORE_KEYS` a file
with the name of the account in its first line and the secret in its second. docs/decisions/0064-backups-elsewhere.md
tells why nothing but Python is needed.
"""

import hashlib
import http.client
import os
import re
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

from django.conf import settings

from trakyakent_site.backups.container import FRAME, BackupProblem
from trakyakent_site.backups.retention import NAME
from trakyakent_site.backups.signing import EMPTY, Keys, canonical_path, canonical_query, signed
from trakyakent_site.operations.variable_values import backup_store, is_own_network

# A part is held in memory; a store takes ten thousand of them, so 320 GB.
PART = 32 * 1024**2
PATIENCE, TRIES, PAUSE = 60, 3, 2
# A store that is there takes a call at once; one that is not must hold up no backup.
CALL_PATIENCE = 10
USUAL_REGION = "us-east-1"
# Regions as the providers of other countries name them, and the providers themselves.
ABROAD = re.compile(r"(?:us|eu|ap|sa|ca|af|me|il|mx|cn|uk|in|jp|au|nyc|fra|sfo|ams|sgp|lon)[-\d].*", re.IGNORECASE)
PROVIDERS_ABROAD = (
    ".amazonaws.com",
    ".googleapis.com",
    ".cloudflarestorage.com",
    ".backblazeb2.com",
    ".wasabisys.com",
    ".digitaloceanspaces.com",
    ".scw.cloud",
    ".ovh.net",
    ".your-objectstorage.com",
)
RULE = "circular 2019/12: data of public bodies stay in their own systems or with providers in the country"


class StoreProblem(BackupProblem):
    """What went wrong between us and the store."""


@dataclass(frozen=True)
class Place:
    """Where the bucket is."""

    host: str
    port: int
    is_secure: bool
    bucket: str
    folder: str
    region: str

    @property
    def netloc(self) -> str:
        usual = 443 if self.is_secure else 80
        return self.host if self.port == usual else f"{self.host}:{self.port}"

    @property
    def name(self) -> str:
        return f"{self.netloc}/{self.bucket}{f'/{self.folder}' if self.folder else ''}"


def place_of(address: str, setting: str = "BACKUP_STORE") -> Place:
    """The place that an address names; raises StoreProblem, in words."""
    if complaint := backup_store(address):
        raise StoreProblem(f"{setting} {complaint}")
    parts = urlsplit(address)
    bucket, _slash, folder = parts.path.strip("/").partition("/")
    is_secure = parts.scheme == "s3"
    region = parse_qs(parts.query).get("region", [USUAL_REGION])[0]
    port = parts.port or (443 if is_secure else 80)
    return Place(parts.hostname or "", port, is_secure, bucket, folder, region)


def is_abroad(place: Place) -> bool | None:
    """Whether the store lies in another country; None where neither name nor region tells."""
    if is_own_network(place.host) or place.region.lower().startswith("tr-") or place.host.endswith(".tr"):
        return False
    if place.host.endswith(PROVIDERS_ABROAD) or (place.region != USUAL_REGION and ABROAD.fullmatch(place.region)):
        return True
    return None


def keys_in(path: Path) -> Keys:
    """The account's name and its secret; raises StoreProblem."""
    try:
        lines = path.read_text(encoding="utf-8").split()
        is_open = path.stat().st_mode & 0o007
    except (OSError, UnicodeDecodeError) as error:
        raise StoreProblem(f"{path} cannot be read as the file of the store's keys: {error}.") from error
    if is_open:
        raise StoreProblem(f"{path} can be read by everybody on this machine: chmod 640 {path}")
    if len(lines) != 2:
        raise StoreProblem(f"{path} must hold two lines: the name of the account at the store, and its secret.")
    return Keys(*lines)


@dataclass
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def words(self) -> str:
        """What the store says of a failure."""
        found = re.search(rb"<Code>([^<]{1,80})</Code>", self.body)
        return f"{self.status} {found[1].decode(errors='replace')}" if found else str(self.status)

    @property
    def mark(self) -> str | None:
        """By what the store knows a part that it was given."""
        return {name.lower(): value for name, value in self.headers.items()}.get("etag")


@dataclass
class Store:
    """Lays files into the bucket, lists, fetches and removes them."""

    place: Place
    keys: Keys
    patience: float = PATIENCE
    tries: int = TRIES

    def briefly(self) -> "Store":
        """The same store, asked once and not waited for: for what can be done without an answer."""
        return replace(self, patience=CALL_PATIENCE, tries=1)

    def path(self, name: str = "") -> str:
        inside = "/".join(part for part in [self.place.folder, name] if part)
        return f"/{self.place.bucket}/{inside}" if name else f"/{self.place.bucket}"

    @contextmanager
    def asked(
        self, method: str, name: str, query: Mapping[str, str], body: bytes = b"", more: Mapping[str, str] | None = None
    ) -> Iterator[http.client.HTTPResponse]:
        place, patience = self.place, min(CALL_PATIENCE, self.patience)
        connection = (
            http.client.HTTPSConnection(place.host, place.port, timeout=patience, context=ssl.create_default_context())
            if place.is_secure
            else http.client.HTTPConnection(place.host, place.port, timeout=patience)
        )
        total = hashlib.sha256(body).hexdigest() if body else EMPTY
        path, headers = self.path(name), {"Host": place.netloc}
        proved = signed(self.keys, place.region, method, path, query, headers, datetime.now(tz=UTC), total)
        address = canonical_path(path) + (f"?{canonical_query(query)}" if query else "")
        try:
            with self.reached():
                connection.connect()
                connection.sock.settimeout(self.patience)
                connection.request(method, address, body or None, {**proved, **(more or {})})
                response = connection.getresponse()
            yield response
        finally:
            connection.close()

    @contextmanager
    def reached(self) -> Iterator[None]:
        """What fails on the line to the store is told so; what fails on this machine is not the store's."""
        try:
            yield
        except (OSError, http.client.HTTPException) as error:
            words = f"The store {self.place.name} was not reached: {error or type(error).__name__}."
            raise StoreProblem(words) from error

    def ask(self, method: str, name: str, query: Mapping[str, str] | None = None, body: bytes = b"") -> Reply:
        """Tries again what the store or the line may only have failed at for a moment; raises StoreProblem.

        Whoever has already waited as long as one answer may take is told at once.
        """
        end = time.monotonic() + self.patience
        for left in reversed(range(self.tries)):
            try:
                with self.asked(method, name, query or {}, body) as response, self.reached():
                    reply = Reply(response.status, dict(response.getheaders()), response.read())
            except StoreProblem:
                if not left or time.monotonic() > end:
                    raise
            else:
                if reply.status < 300:
                    return reply
                if reply.status < 500 or not left:
                    raise StoreProblem(f"The store {self.place.name} refuses: {reply.words}.")
            time.sleep(PAUSE)
        raise AssertionError("unreachable")

    def put(self, path: Path) -> None:
        """Lay the file into the bucket under its name; a half one never has it."""
        size = path.stat().st_size
        with open(path, "rb") as file:
            if size <= PART:
                self.ask("PUT", path.name, body=file.read())
            else:
                self.put_in_parts(path.name, file)
        if (there := self.sizes().get(path.name)) != size:
            raise StoreProblem(f"The store {self.place.name} holds {there} bytes of {path.name}, which has {size}.")

    def put_in_parts(self, name: str, file: IO[bytes]) -> None:
        upload = text_of(self.ask("POST", name, {"uploads": ""}).body, "UploadId")
        try:
            marks: list[str] = []
            while part := file.read(PART):
                reply = self.ask("PUT", name, {"partNumber": str(len(marks) + 1), "uploadId": upload}, part)
                if reply.mark is None:
                    raise StoreProblem("The store's answer holds no ETag.")
                marks.append(reply.mark)
            listed = "".join(
                f"<Part><PartNumber>{number}</PartNumber><ETag>{mark}</ETag></Part>"
                for number, mark in enumerate(marks, start=1)
            )
            whole = f"<CompleteMultipartUpload>{listed}</CompleteMultipartUpload>".encode()
            reply = self.ask("POST", name, {"uploadId": upload}, whole)
            # Stores may say 200 first, and what went wrong only in the text.
            if b"<Error>" in reply.body:
                raise StoreProblem(f"The store {self.place.name} refuses: {reply.words}.")
        except BaseException:
            # What went wrong first is what is to be told.
            with suppress(StoreProblem):
                self.ask("DELETE", name, {"uploadId": upload})
            raise

    def sizes(self) -> dict[str, int]:
        """The backups in the bucket with their sizes, the oldest first."""
        beginning = f"{self.place.folder}/" if self.place.folder else ""
        query, found = {"list-type": "2", "prefix": beginning}, dict[str, int]()
        while True:
            sizes, following = page_in(self.ask("GET", "", query).body)
            names = {key.removeprefix(beginning): size for key, size in sizes.items()}
            found |= {name: size for name, size in names.items() if NAME.fullmatch(name)}
            if following is None:
                return dict(sorted(found.items()))
            query["continuation-token"] = following

    def fetch(self, name: str, target: Path) -> None:
        """Write the backup to a file that does not exist yet."""
        with self.asked("GET", name, {}) as response, open(target, "xb") as file:
            if response.status != 200:
                reply = Reply(response.status, {}, response.read())
                raise StoreProblem(f"The store {self.place.name} does not give {name}: {reply.words}.")
            while data := self.read(response):
                file.write(data)
            if response.length:
                words = f"The line to the store {self.place.name} broke off, {response.length} bytes before its end"
                raise StoreProblem(f"{words}: {name}.")
            file.flush()
            os.fsync(file.fileno())

    def read(self, response: http.client.HTTPResponse) -> bytes:
        with self.reached():
            return response.read(FRAME)

    def remove(self, name: str) -> None:
        self.ask("DELETE", name)


def store() -> Store | None:
    """The store of the settings, if there is one; raises StoreProblem."""
    if not settings.BACKUP_STORE:
        return None
    return Store(place_of(settings.BACKUP_STORE), keys_in(Path(settings.BACKUP_STORE_KEYS)))


def page_in(document: bytes) -> tuple[dict[str, int], str | None]:
    """The sizes of the files in a page of a list, by their whole names, and what the next page is asked for by."""
    sizes: dict[str, int] = {}
    tree = tree_of(document)
    try:
        for entry in tree:
            if entry.tag.endswith("Contents"):
                values = texts_in(entry)
                sizes[values["Key"]] = int(values["Size"])
        texts = texts_in(tree)
        return sizes, texts["NextContinuationToken"] if texts.get("IsTruncated") == "true" else None
    except (KeyError, ValueError) as error:
        raise StoreProblem(f"The store answers with something else than a list ({error}).") from error


def texts_in(entry: ElementTree.Element) -> dict[str, str]:
    return {child.tag.rpartition("}")[2]: child.text or "" for child in entry}


def tree_of(document: bytes) -> ElementTree.Element:
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", document):
        raise StoreProblem("The store answers with something else than a list.")
    try:
        # Without declarations, see above.
        return ElementTree.fromstring(document)  # noqa: S314
    except ElementTree.ParseError as error:
        raise StoreProblem(f"The store answers with something else than a list ({error}).") from error


def text_of(document: bytes, name: str) -> str:
    for entry in tree_of(document).iter():
        if entry.tag.rpartition("}")[2] == name and entry.text:
            return entry.text
    raise StoreProblem(f"The store's answer holds no {name}.")
