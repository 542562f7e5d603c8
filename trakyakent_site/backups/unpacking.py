"""Reads an archive and judges it: whether it is whole, ours, and can be restored by this version here."""

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from trakyakent_site.backups import postgresql_database, sqlite_database
from trakyakent_site.backups.archive import (
    BEGINNING,
    DATABASE,
    MANIFEST,
    MEDIA,
    Beginning,
    Manifest,
    Summing,
    entries,
    parse,
)
from trakyakent_site.backups.container import FRAME, BackupProblem, DamagedBackup, reader_of
from trakyakent_site.backups.snapshot import Snapshot
from unions.files.storage import make_folders

KINDS = {sqlite_database.KIND: "SQLite", postgresql_database.KIND: "PostgreSQL"}
REQUIRED = {
    sqlite_database.KIND: "Restore it without DATABASE_URL",
    postgresql_database.KIND: "Restore it with the DATABASE_URL of an empty PostgreSQL database",
}


@dataclass
class Unpacked:
    """An archive that has been read to its end and is whole."""

    beginning: Beginning
    manifest: Manifest
    folder: Path

    @property
    def media(self) -> list[str]:
        return [name for name in self.manifest.files if name.startswith(MEDIA)]

    @property
    def bytes(self) -> int:
        return sum(size for size, _sum in self.manifest.files.values())


def read_archive(path: Path, key: str, folder: Path, *, kind: str = "", keeps_media: bool = True) -> Unpacked:
    """Unpack into an empty folder and compare every sum; raises BackupProblem.

    With `kind`, an archive of another database is refused. Without `keeps_media`, stored files are only compared.
    """
    found: dict[str, list] = {}
    texts: dict[str, bytes] = {}
    beginning = None
    with opened(path) as file:
        for name, content in entries(reader_of(file, key)):
            if not found and name != BEGINNING:
                raise DamagedBackup("This is no backup: it does not begin as one.")
            if name in {BEGINNING, MANIFEST}:
                texts[name] = read_whole(content)
            elif name.startswith(MEDIA) and not keeps_media:
                read_whole(content, keeps=False)
            else:
                write(content, folder / name, folder)
            found[name] = [content.size, content.sum.hexdigest()]
            if name == BEGINNING:
                beginning = parse(Beginning, texts[name])
                refuse_unfit(beginning, kind, path, folder, keeps_media=keeps_media)
    if beginning is None or MANIFEST not in texts:
        raise DamagedBackup("The archive is cut off: the list of its files is missing.")
    manifest = parse(Manifest, texts[MANIFEST])
    refuse_unequal(found, manifest.files)
    return Unpacked(beginning, manifest, folder)


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        file = open(path, "rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise BackupProblem(f"{path} cannot be read: {error.strerror}.") from error
    with file:
        yield file


def read_whole(content: Summing, *, keeps: bool = True) -> bytes:
    text = io.BytesIO()
    while data := content.read(FRAME):
        if keeps:
            text.write(data)
    return text.getvalue()


def write(content: Summing, path: Path, base: Path) -> None:
    make_folders(path.parent, base) if not path.parent.is_dir() else None
    with open(path, "xb") as file:
        shutil.copyfileobj(content, file, FRAME)


def refuse_unequal(found: dict[str, list], named: dict[str, list]) -> None:
    """Raise unless exactly the files of the list are there, each with its size and sum."""
    found = {name: values for name, values in found.items() if name != MANIFEST}
    for name in sorted(set(found) | set(named)):
        if name not in found:
            raise DamagedBackup(f"{name} is missing in the archive.")
        if name not in named:
            raise DamagedBackup(f"{name} is in the archive, but not in the list of its files.")
        if found[name] != list(named[name]):
            raise DamagedBackup(f"{name} is not as it was when the backup was made.")


def refuse_unfit(beginning: Beginning, kind: str, path: Path, folder: Path, *, keeps_media: bool) -> None:
    """Raise if this version cannot restore it here."""
    if kind and beginning.kind != kind:
        raise BackupProblem(
            f"The backup is of {KINDS.get(beginning.kind, beginning.kind)}, and this installation uses {KINDS[kind]}:"
            f" a backup goes back into the kind of database that it came from. {REQUIRED.get(beginning.kind, '')}."
        )
    unknown = sorted(unknown_migrations(beginning.migrations))
    if unknown:
        raise BackupProblem(
            f"The backup was made by a newer version ({beginning.version}), which has changed the tables by"
            f" {', '.join(unknown[:3])}{' …' if len(unknown) > 3 else ''}. Install that version first."
        )
    needed = 2 * beginning.database_bytes + (path.stat().st_size if keeps_media else 0)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise BackupProblem(
            f"{folder.parent} has {free // 1024**2} MB free, and {-(-needed // 1024**2)} MB are needed."
        )


def unknown_migrations(names: list[str]) -> set[str]:
    """Those that this version neither has nor has replaced."""
    migrations = MigrationLoader(None).disk_migrations
    known = {*migrations, *(key for migration in migrations.values() for key in migration.replaces)}
    return set(names) - {".".join(key) for key in known}


def judge_database(unpacked: Unpacked) -> dict[str, int]:
    """The rows of each table, counted in what was unpacked; raises DamagedBackup unless they are those of the list."""
    place = unpacked.folder / DATABASE
    if unpacked.beginning.kind == sqlite_database.KIND:
        rows = look_at_sqlite(place).rows
    else:
        rows = {}
        for table in unpacked.manifest.rows:
            with open(place / f"{table}{postgresql_database.ENDING}", "rb") as packed:
                rows[table] = postgresql_database.test_dump(packed)
    if rows != unpacked.manifest.rows:
        raise DamagedBackup("The tables do not hold as many rows as when the backup was made.")
    return rows


def look_at_sqlite(place: Path) -> Snapshot:
    file = place / "db.sqlite3"
    with open(place / sqlite_database.NAME, "rb") as packed:
        sqlite_database.unpack(packed, file)
    return sqlite_database.look_at(file)


def check(path: Path, key: str, *, folder: Path | None = None) -> Unpacked:
    """Read the whole archive without restoring anything; raises BackupProblem."""
    with tempfile.TemporaryDirectory(dir=folder, prefix="checking-") as name:
        unpacked = read_archive(path, key, Path(name), keeps_media=False)
        judge_database(unpacked)
    return unpacked


def workshop() -> AbstractContextManager[str]:
    """Where a restore unpacks: on the disk on which everything will lie."""
    return tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="restoring-")
