"""Proves a backup by restoring it beside the running site, into a folder and a database that are removed then."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

from trakyakent_site.backups import record
from trakyakent_site.backups.container import BackupProblem
from trakyakent_site.backups.postgresql_database import opened
from trakyakent_site.backups.snapshot import quoted

PAGES = 5
# What would lead the trial to the files and pages of the running site.
ELSEWHERE = dict.fromkeys(["FILES_DIR", "MEDIA_STORE", "MEDIA_STORE_KEYS", "PAGE_STORE_URL"], "")
# Hours would mean that something hangs.
LONGEST = 6 * 3600


def prove(archive: Path, key: str = "") -> dict[str, Any]:
    """Restore the archive on trial, and note what came of it; raises BackupProblem."""
    noted = record.read()
    try:
        report = restored(archive, key)
    except BackupProblem as error:
        noted.proof_failure, noted.proof_failed_at = str(error), record.now().isoformat()
        record.write(noted)
        raise
    noted.proved_name, noted.proved_at = archive.name, record.now().isoformat()
    noted.proof_failure = noted.proof_failed_at = ""
    record.write(noted)
    return report


def restored(archive: Path, key: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="proving-") as folder, a_database() as url:
        if (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
            Path(folder, "static").symlink_to(settings.STATIC_ROOT, target_is_directory=True)
        done = run(archive, {"DATA_DIR": folder, "DATABASE_URL": url, "BACKUP_KEY": key, **ELSEWHERE})
    words = done.stderr.strip().splitlines()
    if done.returncode:
        raise BackupProblem(words[-1] if words else f"The trial ended with {done.returncode}.")
    report: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return report


def run(archive: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A process of its own: settings name one folder and one database."""
    environment = {**os.environ, "SECRET_KEY": settings.SECRET_KEY, **variables}
    # It would name this installation's folder.
    environment.pop("ENVIRONMENT_FILE", None)
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "restore", str(archive.resolve())]
    try:
        return subprocess.run(  # noqa: S603 - our own command
            [*command, "--pages", str(PAGES), "--json"],
            env=environment,
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired as error:
        raise BackupProblem(f"The trial did not end within {LONGEST // 3600} hours.") from error


@contextmanager
def a_database() -> Iterator[str]:
    """The address of an empty database of the same server for as long as it is needed; nothing for SQLite."""
    if connection.vendor != "postgresql":
        yield ""
        return
    name = f"{connection.settings_dict['NAME']}_proof_{secrets.token_hex(4)}"
    try:
        with opened(connection) as cursor:
            collate, kind = cursor.execute(
                "SELECT datcollate, datctype FROM pg_database WHERE datname = current_database()"
            ).fetchone()
            cursor.execute(
                f"CREATE DATABASE {quoted(name)} TEMPLATE template0 ENCODING 'UTF8'"
                f" LC_COLLATE {literal(collate)} LC_CTYPE {literal(kind)}"
            )
    except psycopg.Error as error:
        raise BackupProblem(
            f"No database can be made for the trial ({' '.join(str(error).split())}). Write as the owner of the server:"
            f" ALTER ROLE {connection.settings_dict['USER']} CREATEDB"
        ) from error
    try:
        yield beside(settings.DATABASE_URL, name)
    finally:
        with opened(connection) as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted(name)} WITH (FORCE)")


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def beside(url: str, name: str) -> str:
    """The address of another database of the same server."""
    address, mark, query = url.partition("?")
    return f"{address.rpartition('/')[0]}/{name}{mark}{query}"
