"""Django's view of the bucket: what is stored, read, listed and removed below the names of the rows."""

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage
from django.utils.encoding import filepath_to_uri
from django.utils.functional import cached_property

from trakyakent_site.backups.store import Store, keys_in, place_of
from trakyakent_site.media.bucket import PATIENCE, Bucket, Reading

# A file is held in memory while it is sent: none is larger (unions/files/handlers.py).
LARGEST = 32 * 1024 * 1024
BUFFER = 128 * 1024
# What only the application may ask the proxy for (deploy/nginx/nginx.conf).
PROXY_FOLDER = "/_store"


class BucketFile(File):
    """A stored file that is fetched when it is read."""

    def __init__(self, bucket: Bucket, name: str, size: int, modified_at: datetime):
        super().__init__(io.BufferedReader(Reading(bucket, name, size), BUFFER), name)
        self.size = size
        self.modified_at = modified_at


class BucketStorage(Storage):
    """Files in the bucket that MEDIA_STORE names. A name has all bytes or none, and never changes its content."""

    # Whether asking for a file takes a journey over a network.
    is_remote = True

    @cached_property
    def bucket(self) -> Bucket:
        place = place_of(settings.MEDIA_STORE, "MEDIA_STORE")
        return Bucket(Store(place, keys_in(Path(settings.MEDIA_STORE_KEYS)), patience=PATIENCE, tries=1))

    def _open(self, name: str, mode: str = "rb") -> File:
        refuse_impossible(name)
        about = self.bucket.about(name)
        return BucketFile(self.bucket, name, about.size, about.modified_at)

    def _save(self, name: str, content: File) -> str:
        data = b"".join(chunk if isinstance(chunk, bytes) else chunk.encode() for chunk in content.chunks())
        if len(data) > LARGEST:
            raise ValueError(f"A file of {len(data)} bytes is not stored.")
        self.bucket.put(name, data)
        return name

    def delete(self, name: str) -> None:
        self.bucket.delete(name)

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name, or any below it."""
        try:
            refuse_impossible(name)
            self.bucket.about(name)
        except FileNotFoundError:
            return self.bucket.has_any(name) if name and "\0" not in name else False
        return True

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        return self.bucket.listed(path)

    def size(self, name: str) -> int:
        return self.bucket.about(name).size

    def get_modified_time(self, name: str) -> datetime:
        return self.bucket.about(name).modified_at

    def url(self, name: str | None) -> str:
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name or ""))

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Every file with its size."""
        return self.bucket.sizes()

    def address_at_proxy(self, name: str) -> str:
        """By what name the proxy asks the store for the file."""
        return f"{PROXY_FOLDER}{self.bucket.address(name)}"

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, BucketStorage)

    def __hash__(self) -> int:
        return hash(type(self))


def refuse_impossible(name: str) -> None:
    """Raise FileNotFoundError for what no file can be called."""
    if not name or "\0" in name or len(name) > 900:
        raise FileNotFoundError(2, "No such file.")
