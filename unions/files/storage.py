"""Stored files: whole under their name, or not there at all, whatever ends the process or the power."""

import errno
import os
import secrets
import time
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

# The ending of a file that is being written; `sweep` removes what a killed process left.
UNFINISHED = ".part"
# Hours after which nobody is still writing a file.
ABANDONED_AFTER = 24


class StorageSilent(OSError):
    """The place of the files does not answer: whether a file is there is not known."""

    def __init__(self, words: str):
        super().__init__(errno.EIO, words)


class WholeFileStorage(FileSystemStorage):
    """Files on disk. A name appears when all bytes are on the disk, and never changes its content."""

    def _save(self, name: str, content: File) -> str:
        full_path = Path(self.path(name))
        make_folders(full_path.parent, Path(self.base_location))
        while True:
            try:
                place(content, full_path, self.file_permissions_mode or 0o640)
                return name.replace("\\", "/")
            except FileExistsError:
                name = self.get_available_name(name)
                full_path = Path(self.path(name))

    def _open(self, name: str, mode: str = "rb") -> File:
        try:
            file: File = super()._open(name, mode)  # type: ignore[misc]  # unknown to the stubs
            return file
        except (ValueError, OSError) as error:
            raise as_missing(error) from error

    def exists(self, name: str) -> bool:
        try:
            return super().exists(name)
        except (ValueError, OSError) as error:
            if is_impossible_name(error):
                return False
            raise


def is_impossible_name(error: Exception) -> bool:
    """Whether no file can have the name: it has a NUL in it, is too long, or leads through a file."""
    names = {errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.EINVAL}
    return isinstance(error, ValueError) or getattr(error, "errno", None) in names


def as_missing(error: Exception) -> Exception:
    return FileNotFoundError(errno.ENOENT, "No such file.") if is_impossible_name(error) else error


def place(content: File, target: Path, permissions: int) -> None:
    """Put the content at its place; raises FileExistsError if there is something."""
    source = temporary_path(content)
    draft = target.with_name(f"{secrets.token_hex(8)}{UNFINISHED}")
    try:
        if not (source and is_linked(source, draft)):
            write_file(content, draft)
        os.chmod(draft, permissions)
        with open(draft, "rb") as file:
            os.fsync(file.fileno())
        # Unlike a rename, a link never replaces what has the name.
        os.link(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(target.parent)


def is_linked(source: str, draft: Path) -> bool:
    """Give the content a second name, if it lies on the same disk; it stays there for another attempt."""
    try:
        os.link(source, draft)
    except OSError as error:
        if error.errno in {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP}:
            return False
        raise
    return True


def temporary_path(content: File) -> str | None:
    """Where the operating system already has the content as a file of its own, below the folder for uploads."""
    if hasattr(content, "temporary_file_path"):
        return str(content.temporary_file_path())
    name = getattr(content.file, "name", None)
    folder = settings.FILE_UPLOAD_TEMP_DIR
    is_ours = isinstance(name, str) and folder and Path(name).parent == Path(folder)
    return name if is_ours else None


def write_file(content: File, path: Path) -> None:
    with open(path, "xb") as file:
        for chunk in content.chunks():
            file.write(chunk if isinstance(chunk, bytes) else chunk.encode())


def make_folders(folder: Path, base: Path) -> None:
    """Make a folder and those above it, each of them lasting."""
    if folder.is_dir():
        return
    if folder != base and base in folder.parents:
        make_folders(folder.parent, base)
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    # Whatever the umask is: the proxy's group passes through where that is granted.
    if settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS is not None:
        folder.chmod(settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def sweep(*, now: float | None = None) -> int:
    """Remove what killed processes left unfinished; returns how many files."""
    oldest = (now or time.time()) - ABANDONED_AFTER * 3600
    removed = 0
    candidates = [*Path(settings.MEDIA_ROOT).rglob(f"*{UNFINISHED}")]
    if settings.FILE_UPLOAD_TEMP_DIR and Path(settings.FILE_UPLOAD_TEMP_DIR).is_dir():
        candidates += [path for path in Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir() if path.is_file()]
    for path in candidates:
        try:
            if path.stat().st_mtime < oldest:
                path.unlink()
                removed += 1
        except FileNotFoundError:
            continue
    return removed
