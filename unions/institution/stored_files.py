"""Whose a stored file is, who may see it, and how a browser is to treat it."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import quote

from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage

from unions.files import renditions
from unions.files.documents import extension
from unions.files.fields import owners_of, picture_of
from unions.models import PictureJob, UnionOwned
from unions.tenancy import scope
from unions.tenancy.requests import UnionRequest

PICTURE_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
}
# What a browser may show itself; everything else is saved.
INLINE = {"pdf", *PICTURE_TYPES}
# Nothing else was ever stored; other addresses reach neither the database nor the disk.
PATH = re.compile(r"[a-z0-9-]{1,50}/[a-z_]+\.[a-z_]+/[0-9a-f]{32}/[A-Za-z0-9._-]{1,200}")
# What only the application may ask the proxy for (deploy/nginx/nginx.conf).
PROXY_FOLDER = "/_files/"
# In bytes. A larger picture does not stand in for a narrow copy that is being made: the page waits for that.
FAIR_STAND_IN = 3 * 1024 * 1024


@dataclass(frozen=True)
class Content:
    """The bytes behind an address: those of the file itself, or of what stands in for a copy that is missing."""

    file: File
    name: str
    size: int
    modified_at: datetime
    is_stand_in: bool

    @property
    def etag(self) -> str:
        """What is stored under a name never changes, so name and size tell contents apart."""
        return f'"{sha256(f"{self.name} {self.size}".encode()).hexdigest()[:24]}"'

    @property
    def address_at_proxy(self) -> str:
        """By what name the proxy finds a file on this machine's disk, or at the store that the settings name."""
        if isinstance(default_storage, FileSystemStorage):
            return f"{PROXY_FOLDER}{quote(self.name)}"
        find = getattr(default_storage, "address_at_proxy", None)
        return find(self.name) if find else ""


class StoredFile:
    """A file below /dosya/, with what follows from its path and from the row that owns it."""

    def __init__(self, path: str):
        self.path = path
        self.name = PurePosixPath(path).name
        self.is_inline = is_inline(path)

    @cached_property
    def owner(self):
        """The row of the current union that the file belongs to, or None; of several, one that readers see."""
        union = scope.union()
        if union is None or not self.path.startswith(f"{union.code}/") or not PATH.fullmatch(self.path):
            return None
        first = None
        for row in owners_of(self.path, rows=rows_of):
            if is_shown(row):
                return row
            first = first or row
        return first

    @cached_property
    def is_public(self) -> bool:
        return self.owner is not None and is_shown(self.owner)

    def open(self) -> Content | None:
        """The content; for a picture copy that was never made, the next best copy."""
        for name in [self.path, *self.stand_ins]:
            try:
                file = default_storage.open(name)
            except (FileNotFoundError, IsADirectoryError):
                continue
            modified_at = getattr(file, "modified_at", None) or default_storage.get_modified_time(name)
            content = Content(file, name, file.size, modified_at, name != self.path)
            if content.is_stand_in and content.size > FAIR_STAND_IN and self.is_copy_on_its_way(name):
                file.close()
                return None
            return content
        return None

    def is_copy_on_its_way(self, picture: str) -> bool:
        return PictureJob.objects.of_picture(picture).exclude(pk__in=PictureJob.objects.given_up()).exists()

    @property
    def stand_ins(self) -> list[str]:
        picture = picture_of(self.owner, self.path)
        return renditions.stand_ins(picture.name, self.path) if picture else []

    def may_be_seen_by(self, request: UnionRequest) -> bool:
        """Whether the person signed in may see the row in this union's admin."""
        if self.owner is None:
            return False
        meta = self.owner._meta
        return request.user.is_active and request.user.has_perm(f"{meta.app_label}.view_{meta.model_name}")

    @property
    def content_security_policy(self) -> str:
        """Whatever type the file claims, it runs nothing and fetches nothing.

        A PDF is not sandboxed: Safari would show it empty, and the viewers of other browsers are sandboxes themselves.
        Its type and `nosniff` keep it from becoming a page.
        """
        if extension(self.path) == "svg":
            # Of a drawing only shapes and colours are stored; its style rules are within it.
            return "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        return "default-src 'none'" if extension(self.path) == "pdf" else "default-src 'none'; sandbox"


def rows_of(model):
    """The rows that may own files: those of the current union, never shared reference data."""
    return model.objects.all() if issubclass(model, UnionOwned) else model.objects.none()


def is_shown(row) -> bool:
    """Whether anyone may see the row: it is public, and so is the row it is a part of."""
    whole = getattr(row, row.union_from) if row.union_from else None
    return getattr(row, "is_public", True) and (whole is None or is_shown(whole))


def is_inline(name: str) -> bool:
    """Whether a browser may show the file itself."""
    return extension(name) in INLINE
