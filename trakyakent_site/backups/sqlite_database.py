"""SQLite: one file, copied whole by `VACUUM INTO` while others go on writing.

SQLite's own backup in steps begins anew at each change by another process, and never ends on a busy site.
"""

import gzip
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from trakyakent_site.backups.container import FRAME, BackupProblem, DamagedBackup
from trakyakent_site.backups.snapshot import Snapshot, quoted

KIND = "sqlite"
NAME = "db.sqlite3.gz"
# Seconds for which the copy waits for whoever is writing.
PATIENCE = 60


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as connection:
        yield connection


def size_of(path: Path) -> int:
    return path.stat().st_size


def take(path: Path, folder: Path) -> Snapshot:
    """Copy the database into the folder; raises BackupProblem if what was copied is damaged."""
    copy = folder / "db.sqlite3"
    try:
        with opened(path) as connection:
            connection.execute("VACUUM INTO ?", [str(copy)])
        snapshot = look_at(copy)
    except sqlite3.Error as error:
        raise BackupProblem(f"The database cannot be copied: {error}.") from error
    snapshot.files = {NAME: pack(copy, folder / NAME)}
    snapshot.details = {"bytes": copy.stat().st_size, "sqlite": sqlite3.sqlite_version}
    copy.unlink()
    return snapshot


def look_at(path: Path) -> Snapshot:
    """What a file holds; raises DamagedBackup if it is no whole database."""
    with opened(path) as connection:
        if (found := connection.execute("PRAGMA integrity_check(1)").fetchone()[0]) != "ok":
            raise DamagedBackup(f"The database is damaged: {found}.")
        tables = [name for (name,) in connection.execute(TABLES)]
        rows = {name: connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0] for name in tables}  # noqa: S608
        applied = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1").fetchall()
        unions = connection.execute("SELECT code FROM unions_union ORDER BY 1").fetchall()
    return Snapshot({}, rows, [name for (name,) in applied], [code for (code,) in unions])


TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY 1"


def pack(path: Path, packed: Path) -> Path:
    with open(path, "rb") as source, gzip.GzipFile(packed, "wb", compresslevel=4, mtime=0) as target:
        shutil.copyfileobj(source, target, FRAME)
    return packed


def unpack(packed: IO[bytes], path: Path) -> None:
    """Raises DamagedBackup."""
    try:
        with gzip.GzipFile(fileobj=packed) as source, open(path, "xb") as target:
            shutil.copyfileobj(source, target, FRAME)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise DamagedBackup(f"The database in the archive cannot be unpacked: {error}.") from error


def is_empty(path: Path) -> bool:
    """Whether there is nothing yet that a restore could overwrite; raises BackupProblem for what is no database."""
    if not path.exists() or not path.stat().st_size:
        return True
    try:
        with opened(path) as connection:
            return not connection.execute(TABLES).fetchone()
    except sqlite3.Error as error:
        raise BackupProblem(f"{path} is there and cannot be read: {error}.") from error
