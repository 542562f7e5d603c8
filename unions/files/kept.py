"""Files of forms that were refused, kept for the next attempt of the same person.

A browser never puts a chosen file back into a form. So the file stays here, where nobody else reaches it, and the form
carries a token for it. docs/decisions/0029-files.md has the bounds and their reasons.
"""

import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from unions.files.handlers import CutUpload

# What a person's refused forms may hold together, and those of all; the oldest go first.
FILES_A_PERSON = 200
BYTES_A_PERSON = 500 * 1024 * 1024
BYTES_OF_ALL = 4 * 1024 * 1024 * 1024
FREE_BYTES = 1024 * 1024 * 1024
KEPT_FOR = 24 * 3600
# The files of a next version stay as long as somebody says every day that it is still there, and a month beyond that.
LASTING = "next-"
LASTING_FOR = 31 * 24 * 3600

# What a form sends beside the field of a file: which one is kept, and whether it is not wanted any more.
KEPT, REMOVED = "-kept", "-kept-remove"
# Where an upload holds who keeps it.
KEEPER = "keeper"
TOKEN = re.compile(r"[0-9a-f]{32}")


class KeptFile(UploadedFile):
    """A file that was chosen for an earlier attempt."""

    def __init__(self, path: Path, token: str, **about: Any):
        super().__init__(file=open(path, "rb"), **about)  # noqa: SIM115  # closed with the request
        self.path = path
        self.token = token

    def temporary_file_path(self) -> str:
        return str(self.path)


@dataclass(frozen=True)
class Keeper:
    """The kept files of one person; nobody else's can be named to it."""

    owner: str

    @property
    def folder(self) -> Path:
        return Path(settings.KEPT_UPLOADS) / self.owner

    def still_needed(self) -> None:
        """Begin the term of all files anew."""
        for path in contents(self.folder, "*"):
            os.utime(path)
            os.utime(path.with_name(f"{path.name}.json"))

    def keep(self, upload: UploadedFile) -> str | None:
        """Keep an uploaded file; returns its token, or None where there is no room for it."""
        if isinstance(upload, KeptFile) and upload.path.parent == self.folder:
            return upload.token
        if isinstance(upload, CutUpload) or not self._has_room(upload.size or 0):
            return None
        token = secrets.token_hex(16)
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        about = {"name": upload.name, "type": upload.content_type}
        try:
            with open(self.folder / token, "xb", opener=private) as file:
                for chunk in upload.chunks():
                    file.write(chunk)
            with open(self.folder / f"{token}.json", "x", opener=private) as file:
                json.dump(about, file)
        except OSError:
            # A full disk: the form names the file, so that it is chosen again.
            self.forget(token)
            return None
        finally:
            upload.seek(0)
        return token

    def _has_room(self, size: int) -> bool:
        """Whether a file may be kept, once the oldest of this person have made room."""
        if size > BYTES_A_PERSON or shutil.disk_usage(settings.DATA_DIR).free - size < FREE_BYTES:
            return False
        if sum(path.stat().st_size for path in contents(Path(settings.KEPT_UPLOADS), "*/*")) + size > BYTES_OF_ALL:
            return False
        own = sorted(contents(self.folder, "*"), key=lambda path: path.stat().st_mtime, reverse=True)
        total = size
        for number, path in enumerate(own, start=2):
            total += path.stat().st_size
            if number > FILES_A_PERSON or total > BYTES_A_PERSON:
                self.forget(path.name)
        return True

    def find(self, token: str) -> KeptFile | None:
        if not TOKEN.fullmatch(token):
            return None
        path = self.folder / token
        try:
            if time.time() - path.stat().st_mtime > term_of(path):
                return None
            about = json.loads(path.with_name(f"{token}.json").read_text())
            return KeptFile(path, token, name=about["name"], content_type=about["type"], size=path.stat().st_size)
        except (OSError, ValueError, KeyError):
            return None

    def forget(self, token: str) -> None:
        if TOKEN.fullmatch(token):
            for name in [token, f"{token}.json"]:
                (self.folder / name).unlink(missing_ok=True)


def private(path: str, flags: int) -> int:
    """Opens a file that only we read."""
    return os.open(path, flags, 0o600)


def contents(folder: Path, pattern: str) -> Iterator[Path]:
    return (path for path in folder.glob(pattern) if TOKEN.fullmatch(path.name))


def keeper_of(*person: object) -> Keeper:
    """Who a person is, as the name of a folder that says nothing about them."""
    text = ":".join(str(part) for part in person)
    return Keeper(salted_hmac("unions.files.kept", text, algorithm="sha256").hexdigest()[:40])


def keeper_of_next_version(*row: object) -> Keeper:
    """Who keeps the files of the next version of a row, for everybody who may edit it."""
    return Keeper(LASTING + keeper_of("next", *row).owner)


def term_of(path: Path) -> int:
    """So many seconds a kept file stays."""
    return LASTING_FOR if path.parent.name.startswith(LASTING) else KEPT_FOR


def attach(request: HttpRequest, keeper: Keeper) -> None:
    """Put the kept files of earlier attempts back into a form, and have this attempt's files kept if it is refused."""
    for _name, uploads in request.FILES.lists():
        for upload in uploads:
            setattr(upload, KEEPER, keeper)
    for key in [key for key in request.POST if key.endswith(KEPT)]:
        field, token = key.removesuffix(KEPT), request.POST[key].partition("/")[0]
        if f"{field}{REMOVED}" in request.POST:
            keeper.forget(token)
        elif field not in request.FILES and (file := keeper.find(token)) is not None:
            setattr(file, KEEPER, keeper)
            request.FILES.appendlist(field, file)


def forget_used(request: HttpRequest, keeper: Keeper) -> None:
    """The form was saved: what was kept for it is stored in its place now."""
    for _name, uploads in request.FILES.lists():
        for upload in uploads:
            if isinstance(upload, KeptFile):
                keeper.forget(upload.token)


def sweep(*, now: float | None = None) -> int:
    """Remove what nobody came back for; returns how many files."""
    removed = 0
    for path in list(Path(settings.KEPT_UPLOADS).glob("*/*")):
        if path.stat().st_mtime < (now or time.time()) - term_of(path):
            path.unlink(missing_ok=True)
            removed += 1
    for folder in Path(settings.KEPT_UPLOADS).glob("*"):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return removed
