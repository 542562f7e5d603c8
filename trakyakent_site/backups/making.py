"""Makes a backup while the site is written to: first the database at one moment, then the files that its rows name."""

import errno
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from trakyakent_site.backups import installation, record, retention, unpacking
from trakyakent_site.backups.archive import (
    BEGINNING,
    DATABASE,
    MANIFEST,
    MEDIA,
    SECRET_KEY,
    SETTINGS,
    ArchiveWriter,
    Beginning,
    Manifest,
)
from trakyakent_site.backups.container import BackupProblem, writer_of
from trakyakent_site.backups.snapshot import Snapshot
from trakyakent_site.operations.locks import migration_lock
from unions.files.storage import sync_folder

LOCK = "backup.lock"
# What the site itself needs to go on writing.
RESERVE = 64 * 1024**2
HINT_WITHOUT_KEY = (
    "The secret key is not in this backup, because it is not sealed. Second factors and links that wait to be mailed"
    " can be read only with it: keep secret_key of DATA_DIR, or SECRET_KEY, apart from the backups."
)
HINT_WITH_KEY = "The secret key is in this backup: whoever has its key can sign in as anybody."


class AnotherRuns(BackupProblem):
    """A backup is being made already."""


@dataclass
class Made:
    """A backup that has just been made."""

    path: Path
    bytes: int
    rows: int
    tables: int
    files: int
    seconds: float


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Held until this backup ends, however it ends."""
    with open(Path(settings.DATA_DIR) / LOCK, "a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "another process"
            raise AnotherRuns(f"a backup is being made already, by {holder}.") from None
        file.truncate(0)
        file.write(f"process {os.getpid()} since {datetime.now():%Y-%m-%d %H:%M:%S}")
        file.flush()
        yield


def refuse_small_disk(folder: Path, database_bytes: int, media_bytes: int) -> None:
    """Raise before anything is written if it would not find room."""
    # The copy of the database, the same packed, once more in the archive, and unpacked to be looked at.
    needed = int(database_bytes * 3) + media_bytes + RESERVE
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise BackupProblem(
            f"{folder} has {megabytes(free)} MB free, and up to {megabytes(needed)} MB are needed. Make room, or name a"
            " folder on another disk in BACKUP_DIR."
        )


def megabytes(size: int) -> int:
    return -(-size // 1024**2)


def make(folder: Path, key: str = "", *, now: datetime | None = None, after: int = 0) -> Made:
    """Make one backup in the folder; raises BackupProblem, and leaves nothing then.

    Its number follows those of the folder, and `after`, the highest that lies elsewhere.
    """
    began = time.monotonic()
    now = now or datetime.now(tz=UTC)
    with one_at_a_time():
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            clear_away(folder)
            made = write(folder, key, now, began, after)
            note_success(made)
        except (BackupProblem, OSError) as error:
            words = in_words(error, folder)
            note_failure(words)
            raise error if isinstance(error, BackupProblem) else BackupProblem(words) from error
    return made


def in_words(error: Exception, folder: Path) -> str:
    if isinstance(error, OSError):
        is_full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        what = "the disk is full" if is_full else (error.strerror or str(error))
        return f"{error.filename or folder}: {what}."
    return str(error)


def clear_away(folder: Path) -> None:
    """Remove what a backup left that was killed; the lock is ours."""
    for path in [*folder.glob("making-*"), *folder.glob(f"backup-*{retention.UNFINISHED}")]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def write(folder: Path, key: str, now: datetime, began: float, after: int) -> Made:
    source, place = installation.database()
    media_bytes = installation.size_of_files()
    refuse_small_disk(folder, source.size_of(place), media_bytes)
    number = next_number(folder, after)
    name = retention.name_of(number, now, sealed=bool(key))
    with tempfile.TemporaryDirectory(dir=folder, prefix="making-") as workshop:
        with migration_lock(connection, lambda words: None):
            snapshot = source.take(place, Path(workshop))
        beginning = Beginning(
            kind=source.KIND,
            version=installation.version(),
            migrations=snapshot.migrations,
            started_at=now.isoformat(),
            database_bytes=snapshot.details.get("bytes", snapshot.size),
            media_bytes=media_bytes,
            key_mark=installation.key_mark(),
        )
        draft = folder / f"{name}{retention.UNFINISHED}"
        try:
            files = write_archive(draft, key, beginning, snapshot)
            # Read back from the disk: only what is whole gets a name.
            unpacking.check(draft, key, folder=Path(workshop))
            publish(draft, folder / name)
        finally:
            draft.unlink(missing_ok=True)
    sync_folder(folder)
    size, seconds = (folder / name).stat().st_size, time.monotonic() - began
    return Made(folder / name, size, sum(snapshot.rows.values()), len(snapshot.rows), files, seconds)


def publish(draft: Path, path: Path) -> None:
    """Give the finished file its name, which must be free."""
    try:
        # Unlike a rename, a link never replaces what has the name.
        os.link(draft, path)
    except OSError as error:
        # Shares of other systems know no links.
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.ENOSYS} or path.exists():
            raise
        draft.rename(path)


def next_number(folder: Path, after: int) -> int:
    numbers = [backup.number for backup in retention.backups_in(folder)]
    return max([record.read().number, after, *numbers]) + 1


def write_archive(draft: Path, key: str, beginning: Beginning, snapshot: Snapshot) -> int:
    """Write all into one file and on the disk; returns how many stored files it holds."""
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        container = writer_of(file, key)
        archive = ArchiveWriter(container)
        archive.add_json(BEGINNING, beginning)
        for name, path in snapshot.files.items():
            add_file(archive, f"{DATABASE}{name}", path)
        vanished = [name for name, path in installation.stored_files() if not add_file(archive, f"{MEDIA}{name}", path)]
        archive.add_bytes(SETTINGS, installation.open_settings().encode())
        if key:
            archive.add_bytes(SECRET_KEY, settings.SECRET_KEY.encode())
        manifest = Manifest(
            rows=snapshot.rows,
            details=snapshot.details,
            unions=snapshot.unions,
            ended_at=record.now().isoformat(),
            files=dict(archive.files),
            vanished=vanished,
            hint=HINT_WITH_KEY if key else HINT_WITHOUT_KEY,
        )
        archive.add_json(MANIFEST, manifest)
        archive.finish()
        container.finish()
        file.flush()
        os.fsync(file.fileno())
    return sum(name.startswith(MEDIA) for name in manifest.files)


def add_file(archive: ArchiveWriter, name: str, path: Path) -> bool:
    """Whether the file was there; a stored file never changes, but one that no row names may be removed."""
    try:
        file = open(path, "rb")  # noqa: SIM115 - closed below
    except FileNotFoundError:
        return False
    with file:
        archive.add(name, file, os.fstat(file.fileno()).st_size)
    return True


def prune(made: Made) -> list[str]:
    """Remove older backups that need not be kept, never the last one that was restored on trial."""
    return retention.prune(made.path.parent, never=[made.path.name, record.read().proved_name])


def note_success(made: Made) -> None:
    noted = record.read()
    kept = retention.NAME.fullmatch(made.path.name)
    noted.number = int(kept[1]) if kept else noted.number + 1
    noted.name, noted.folder, noted.bytes = made.path.name, str(made.path.parent), made.bytes
    noted.made_at, noted.seconds = record.now().isoformat(), round(made.seconds, 1)
    noted.failure = noted.failed_at = ""
    record.write(noted)


def note_failure(words: str) -> None:
    noted = record.read()
    noted.failure, noted.failed_at = words, record.now().isoformat()
    try:
        record.write(noted)
    except OSError:
        # A full disk is told by the words and the exit status.
        return
