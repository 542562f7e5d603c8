"""The database: whether it answers, can be written, fits this code, and is whole."""

import os
import sqlite3
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from trakyakent_site.doctor.findings import (
    Finding,
    OutOfPatience,
    as_found,
    bounded,
    fault,
    first_line,
    ok,
    warning,
)
from trakyakent_site.operations import database_file, sqlite
from trakyakent_site.operations.health import shipped_migrations

OWN_APPS = {"unions", "members", "pages"}
# PostgreSQL that still gets security fixes.
OLDEST_POSTGRESQL = 14
LONG_TRANSACTION = timedelta(minutes=5)


def answers() -> str:
    """What the database says instead of answering; nothing if it answers."""
    try:
        with bounded(8):
            connection.close()
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
    except OutOfPatience:
        return "no answer within 8 seconds"
    except (DatabaseError, InterfaceError) as error:
        return first_line(error)
    return ""


def look_at_database() -> Iterator[Finding]:
    silence = answers()
    if silence:
        yield fault(f"It does not answer: {silence}", remedy_for_silence())
        return
    yield from look_at_postgresql() if connection.vendor == "postgresql" else look_at_sqlite()
    yield from look_at_migrations()


def remedy_for_silence() -> str:
    if connection.vendor == "postgresql":
        return "Does PostgreSQL run (systemctl status postgresql)? Are host, name and password in DATABASE_URL right?"
    return f"Look at {settings.DATABASES['default']['NAME']}: its owner, its mode, and whether it is a database at all."


def look_at_migrations() -> Iterator[Finding]:
    applied = set(MigrationRecorder(connection).applied_migrations())
    missing = sorted(shipped_migrations() - applied)
    unknown = sorted(key for key in applied - shipped_migrations() if key[0] in OWN_APPS and not is_replaced(key))
    if not applied:
        yield fault("It is empty.", "manage.py migrate, or start bin/serve.")
    elif missing:
        names = ", ".join(".".join(key) for key in missing[:3])
        yield fault(f"{len(missing)} changes of the tables are missing: {names} …", "manage.py migrate")
    else:
        yield ok("Its tables are those of this version.")
    if unknown:
        names = ", ".join(".".join(key) for key in unknown[:3])
        yield fault(f"A newer version has changed its tables: {names} …", "Start that version, or restore a backup.")


def is_replaced(key: tuple[str, str]) -> bool:
    """Whether a migration of this code stands in for it."""
    loader = MigrationLoader(None)
    return any(key in migration.replaces for migration in loader.disk_migrations.values())


def look_at_sqlite() -> Iterator[Finding]:
    version = sqlite3.sqlite_version
    with connection.cursor() as cursor:
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0].upper()
        quick = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
    if journal == "WAL" and sqlite.has_wal_reset_bug(sqlite3.sqlite_version_info):
        yield fault(
            f"SQLite {version} can corrupt a database in WAL mode.",
            "Leave SQLITE_JOURNAL_MODE out, unless your distribution has repaired it.",
        )
    else:
        yield ok(f"SQLite {version} answers; its journal is {journal}.")
    yield as_found(
        quick == "ok", "It is whole (quick_check).", f"It is damaged: {quick}", "Stop the site; restore a backup."
    )
    state = database_file.state()
    if state != "ok":
        yield fault(f"Its file was {state} while it was open.", "Start the site again, once the right file lies there.")
    yield can_be_written()


def can_be_written() -> Finding:
    name = settings.DATABASES["default"]["NAME"]
    if database_file.is_path(name) and not os.access(name, os.W_OK):
        return fault("It cannot be written.", f"chown it to the user of the site, or chmod 600 {name}")
    if connection.in_atomic_block:
        return ok("It can be written.")
    try:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("ROLLBACK")
    except OperationalError as error:
        if "locked" in str(error):
            return warning("Another process has held it for five seconds.", "Look which: fuser -v on the file.")
        return fault(f"It cannot be written: {first_line(error)}", "Look at its owner, its folder and the mount.")
    return ok("It can be written, and nobody holds it.")


POSTGRESQL_STATE = """
    SELECT current_setting('server_version_num')::int / 10000, current_setting('server_version'), pg_is_in_recovery(),
        current_setting('default_transaction_read_only') = 'on', clock_timestamp(),
        (SELECT count(*) FROM pg_stat_activity), current_setting('max_connections')::int,
        (SELECT count(*) FROM pg_locks WHERE NOT granted),
        (SELECT coalesce(max(clock_timestamp() - xact_start), interval '0') FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()),
        current_setting('fsync') = 'on', current_setting('synchronous_commit') <> 'off'
"""


def look_at_postgresql() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(POSTGRESQL_STATE)
        major, version, is_replica, is_read_only, clock, used, most, waiting, longest, syncs, waits = cursor.fetchone()
    yield (
        ok(f"PostgreSQL {version} answers.")
        if major >= OLDEST_POSTGRESQL
        else warning(f"PostgreSQL {version} gets no fixes any more.", f"Update it to {OLDEST_POSTGRESQL} or newer.")
    )
    if is_replica:
        yield fault("It is a replica and cannot be written.", "Name the primary in DATABASE_URL.")
    elif is_read_only:
        yield fault("It is read-only (default_transaction_read_only).", "Take that back with ALTER DATABASE … RESET.")
    else:
        yield ok("It can be written.")
    if not (syncs and waits):
        yield fault("It answers before changes are on the disk.", "Set fsync and synchronous_commit to on.")
    yield (
        warning(f"{used} of {most} connections are taken.", "Raise max_connections, or lower WEB_THREADS.")
        if used > most * 0.8
        else ok(f"{used} of {most} connections are taken.")
    )
    if waiting or longest > LONG_TRANSACTION:
        yield warning(
            f"{waiting} sessions wait for a lock; the oldest transaction has lasted {longest}.",
            "Look into pg_stat_activity for who holds it.",
        )
    if settings.DATABASE_POOLER:
        yield bound_of_the_role()
    apart = abs(clock - timezone.now())
    yield as_found(
        apart < timedelta(minutes=1),
        "Its clock and ours agree.",
        f"Its clock and ours are {apart} apart.",
        "timedatectl set-ntp true on both machines",
    )


def bound_of_the_role() -> Finding:
    """Through a pooler, the server's own patience is that of the role."""
    with connection.cursor() as cursor:
        [limit] = cursor.execute("SELECT current_setting('statement_timeout')").fetchone()
    return as_found(
        limit != "0",
        f"The role gives a statement up after {limit}.",
        "Through the pooler, nothing bounds how long a statement works.",
        f"ALTER ROLE … SET statement_timeout = {settings.DATABASE_STATEMENT_TIMEOUT}; docs/operations/debian.md",
    )
