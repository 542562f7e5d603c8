"""Restores a backup into an empty place, and says whether all is equal."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.db.models import F

from trakyakent_site.backups import installation, postgresql_database, record, sqlite_database, unpacking
from trakyakent_site.backups.archive import DATABASE, MEDIA, SECRET_KEY, SETTINGS
from trakyakent_site.backups.container import BackupProblem
from trakyakent_site.backups.unpacking import Unpacked
from trakyakent_site.operations import database_file
from trakyakent_site.operations.inside import Inside, public_addresses
from unions.models import Generation, UnionHost
from unions.tenancy import scope

Say = Callable[[str], object]
# Of each union, in both languages, beside its first pages.
PAGES_ASKED = 20
# Above what a union's number rises by in the life of a backup.
A_LEAP = 2**32
FOREIGN_KEY = (
    "The secret key here is another one than that of the backup: second factors and links that wait to be mailed"
    " cannot be read. Put the old SECRET_KEY (or the old file secret_key) in its place, or let people set up their"
    " second factor anew (manage.py resetaccess)."
)

OF_FUTURE = (
    "This backup says that it was made in the future: the clock of the machine that made it, or of this one, is wrong"
    " (timedatectl set-ntp true). Which backup is the newest is told by the number in its name."
)


@dataclass
class Report:
    """What is equal to the backup, and what is to be done."""

    tables: int = 0
    rows: int = 0
    files: int = 0
    bytes: int = 0
    unions: list[str] = field(default_factory=list)
    pages: int = 0
    failed_pages: list[str] = field(default_factory=list)
    made_at: str = ""
    migrated: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not self.failed_pages


def refuse_unless_empty() -> None:
    """Raise if there is anything that a restore would overwrite."""
    source, place = installation.database()
    if not source.is_empty(place):
        what, remedy = (
            (f"{place}", "Name an empty folder in DATA_DIR.")
            if source is sqlite_database
            else ("The database of DATABASE_URL", "Make a new, empty database.")
        )
        raise BackupProblem(f"{what} holds tables, and a restore goes into an empty place only. {remedy}")
    if installation.has_files():
        where = "The bucket of MEDIA_STORE" if settings.MEDIA_STORE else installation.media_root()
        raise BackupProblem(
            f"{where} holds files: a restore goes into an empty place only. Name an empty folder"
            f" in {'MEDIA_STORE' if settings.MEDIA_STORE else 'DATA_DIR'}, or move these away."
        )


def restore(path: Path, key: str = "", *, say: Say = lambda words: None, pages: int = PAGES_ASKED) -> Report:
    """Restore the archive; raises BackupProblem, before anything is changed if the archive is to blame."""
    source, place = installation.database()
    refuse_unless_empty()
    with unpacking.workshop() as folder:
        say("Reading the archive and comparing every sum …")
        unpacked = unpacking.read_archive(path, key, Path(folder), kind=source.KIND)
        unpacking.judge_database(unpacked)
        report = report_of(unpacked)
        say(f"It is whole: {report.rows} rows in {report.tables} tables, {report.files} files. Putting them in place …")
        place_settings(unpacked, report)
        load = load_postgresql if source is postgresql_database else load_sqlite
        with placed_files(unpacked):
            load(unpacked, place)
    say("Bringing the tables to this version …")
    report.migrated = migrate(unpacked)
    say("Asking for pages of each union …")
    ask_pages(report, pages)
    return report


def report_of(unpacked: Unpacked) -> Report:
    rows = unpacked.manifest.rows
    made = record.moment_of(unpacked.beginning.started_at)
    is_of_future = made is not None and made.tzinfo is not None and made - record.now() > timedelta(hours=1)
    return Report(
        hints=[OF_FUTURE] if is_of_future else [],
        tables=len(rows),
        rows=sum(rows.values()),
        files=len(unpacked.media),
        bytes=unpacked.bytes,
        unions=unpacked.manifest.unions,
        made_at=unpacked.beginning.started_at,
    )


@contextmanager
def placed_files(unpacked: Unpacked) -> Iterator[None]:
    """Move the stored files to their place; if what follows fails, take them away again."""
    if settings.MEDIA_STORE:
        with files_in_bucket(unpacked):
            yield
        return
    source, target = unpacked.folder / MEDIA, installation.media_root()
    target.mkdir(mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS or 0o700, parents=True, exist_ok=True)
    moved = []
    try:
        for path in sorted(source.iterdir()) if source.is_dir() else []:
            give_modes(path)
            shutil.move(path, target / path.name)
            moved.append(target / path.name)
        os.sync()
        yield
    except BaseException:
        for path in moved:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise


@contextmanager
def files_in_bucket(unpacked: Unpacked) -> Iterator[None]:
    """The same for files that lie in a bucket."""
    storage, sent = installation.bucket(), []
    try:
        for name in unpacked.media:
            inside = name.removeprefix(MEDIA)
            storage.bucket.put(inside, (unpacked.folder / name).read_bytes())
            sent.append(inside)
        yield
    except BaseException:
        for inside in sent:
            storage.delete(inside)
        raise


def give_modes(path: Path) -> None:
    """As uploads have them, so that a proxy's group may read where it could before."""
    for folder, _folders, names in os.walk(path) if path.is_dir() else []:
        os.chmod(folder, settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS or 0o700)
        for name in names:
            os.chmod(Path(folder, name), settings.FILE_UPLOAD_PERMISSIONS or 0o600)
    if path.is_file():
        path.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o600)


def place_settings(unpacked: Unpacked, report: Report) -> None:
    """The settings are laid beside, to be looked at; the secret key goes to its place where it is a file."""
    folder = Path(settings.DATA_DIR)
    text = (unpacked.folder / SETTINGS).read_text(encoding="utf-8")
    if text:
        write_private(folder / "restored-settings", text)
        report.hints.append(f"{folder / 'restored-settings'} holds the settings that are no secret; compare them.")
    if unpacked.beginning.key_mark == installation.key_mark():
        return
    sealed = unpacked.folder / SECRET_KEY
    if not sealed.exists():
        report.hints.append(FOREIGN_KEY)
    elif settings.ENVIRONMENT.values.get("SECRET_KEY"):
        write_private(folder / "restored-secret-key", sealed.read_text())
        report.hints.append(f"{FOREIGN_KEY} It is in {folder / 'restored-secret-key'}.")
    else:
        write_private(folder / "secret_key", sealed.read_text())


def write_private(path: Path, text: str) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)


def load_sqlite(unpacked: Unpacked, place: Path) -> None:
    connection.close()
    for ending in ["-journal", "-wal", "-shm"]:
        Path(f"{place}{ending}").unlink(missing_ok=True)
    file = unpacked.folder / DATABASE / "db.sqlite3"
    file.chmod(0o600)
    shutil.move(file, place)
    database_file.forget()


def load_postgresql(unpacked: Unpacked, place: Any) -> None:
    place.close()
    place.settings_dict["OPTIONS"] = {**place.settings_dict["OPTIONS"], "options": "-c statement_timeout=0"}
    if not postgresql_database.run_schema(place, unpacked.folder / DATABASE / postgresql_database.SCHEMA):
        postgresql_database.make_tables(place, unpacked.beginning.migrations)
        call_command("createcachetable", verbosity=0)
    postgresql_database.copy_in(place, unpacked.folder / DATABASE, unpacked.manifest.details)


def migrate(unpacked: Unpacked) -> list[str]:
    """Bring the tables to this version; returns the migrations that were applied."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        applied = {".".join(row) for row in cursor.fetchall()}
    cache.clear()
    # Whatever machines have kept of pages since the backup was made is under numbers that come no more.
    Generation.objects.update(number=F("number") + A_LEAP)
    return sorted(applied - set(unpacked.beginning.migrations))


def ask_pages(report: Report, most: int) -> None:
    """Ask for the first pages and some others of each union; each must be answered by 200."""
    if not (settings.DEBUG or (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()):
        call_command("collectstatic", interactive=False, verbosity=0)
    inside = Inside()
    with scope.everything():
        hosts = {host.union_id: host for host in UnionHost.all_unions.order_by("is_primary", "-pk")}
    for host in hosts.values():
        addresses = public_addresses(inside, host.host)
        step = max(1, len(addresses) // most)
        for address in dict.fromkeys(["/tr/", "/en/", *addresses[::step]]):
            report.pages += 1
            status = inside.get(host.host, address).status
            if status != 200:
                report.failed_pages.append(f"{host.host}{address} ({status})")
