"""PostgreSQL: every table by COPY, all in one snapshot, while others go on writing.

Needs no program beside the driver, so it works where pg_dump is missing or older than the server. Where there is one,
it says how the tables are made; where not, a restore makes them by the migrations that the backup names, which takes a
minute. docs/decisions/0046-backups.md says why.
"""

import gzip
import hashlib
import os
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import psycopg
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from psycopg.conninfo import make_conninfo

from trakyakent_site.backups.container import FRAME, BackupProblem, DamagedBackup
from trakyakent_site.backups.snapshot import Snapshot, quoted

# An app and the name of one of its migrations.
Key = tuple[str, str]

KIND = "postgresql"
ENDING = ".copy.gz"
SCHEMA = "schema.sql.gz"
# Seconds for pg_dump to look at the tables.
PATIENCE = 120
# The texts that COPY writes are the same on every server; nothing of it is given up half-way; a table is read from its
# beginning, whoever else reads it.
SESSION = """
    SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0;
    SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET bytea_output = 'hex';
    SET extra_float_digits = 1; SET client_encoding = 'UTF8'; SET synchronize_seqscans = off;
"""
TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname = current_schema() ORDER BY 1
"""
COLUMNS = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND is_generated = 'NEVER' ORDER BY table_name, ordinal_position
"""
SEQUENCES = """
    SELECT table_name, column_name, pg_sequence_last_value(pg_get_serial_sequence(quote_ident(table_name), column_name))
    FROM information_schema.columns WHERE table_schema = current_schema()
        AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL ORDER BY 1, 2
"""


@contextmanager
def opened(connection: Any) -> Iterator[Any]:
    """A cursor of a connection of its own, without the bounds that requests have."""
    own = connection.copy()
    own.settings_dict["OPTIONS"] = {**own.settings_dict["OPTIONS"], "options": ""}
    try:
        with own.cursor() as cursor:
            cursor.execute(SESSION)
            yield cursor
    finally:
        own.close()


def size_of(connection: Any) -> int:
    with opened(connection) as cursor:
        return int(cursor.execute("SELECT pg_database_size(current_database())").fetchone()[0])


def is_empty(connection: Any) -> bool:
    with opened(connection) as cursor:
        return not cursor.execute(TABLES).fetchone()


def take(connection: Any, folder: Path) -> Snapshot:
    """Copy every table into the folder, as they all are at one moment."""
    try:
        with opened(connection) as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            snapshot = copy_out(cursor, folder)
            cursor.execute("ROLLBACK")
        if write_schema(connection, folder / SCHEMA):
            snapshot.files = {SCHEMA: folder / SCHEMA, **snapshot.files}
    except (psycopg.Error, OSError) as error:
        raise BackupProblem(f"The database cannot be copied: {' '.join(str(error).split())}") from error
    return snapshot


def copy_out(cursor: Any, folder: Path) -> Snapshot:
    tables = [name for (name,) in cursor.execute(TABLES).fetchall()]
    columns: dict[str, list[str]] = {name: [] for name in tables}
    for table, column in cursor.execute(COLUMNS).fetchall():
        columns.get(table, []).append(column)
    sequences = cursor.execute(SEQUENCES).fetchall()
    version = cursor.execute("SHOW server_version").fetchone()[0]
    applied = cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1").fetchall()
    unions = cursor.execute("SELECT code FROM unions_union ORDER BY 1").fetchall()
    files, rows, sums = {}, {}, {}
    for table in tables:
        path = folder / f"{table}{ENDING}"
        with gzip.GzipFile(path, "wb", compresslevel=4, mtime=0) as file:
            rows[table], sums[table] = copy_table_out(cursor, table, columns[table], file)
        files[path.name] = path
    details = {"columns": columns, "sequences": sequences, "sums": sums, "postgresql": version}
    return Snapshot(files, rows, [n for (n,) in applied], [code for (code,) in unions], details)


def copy_table_out(cursor: Any, table: str, columns: list[str], file: Any) -> tuple[int, str]:
    """Write the table's rows; returns their number and their sum."""
    digest = hashlib.sha256()
    with cursor.copy(f"COPY {quoted(table)} ({', '.join(map(quoted, columns))}) TO STDOUT") as copy:
        for data in copy:
            digest.update(data)
            if file:
                file.write(data)
    return cursor.rowcount, digest.hexdigest()


def test_dump(packed: IO[bytes]) -> int:
    """Read a table that was copied; returns the number of its rows, raises DamagedBackup."""
    number = 0
    try:
        with gzip.GzipFile(fileobj=packed) as source:
            while data := source.read(FRAME):
                # A line break within a value is written as two other signs.
                number += data.count(b"\n")
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise DamagedBackup(f"A table in the archive cannot be unpacked: {error}.") from error
    return number


def write_schema(connection: Any, path: Path) -> bool:
    """How the tables are made, said by pg_dump; whether there is one that can."""
    program = shutil.which("pg_dump")
    if program is None:
        return False
    known = {"host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey", "service"}
    parameters = {key: value for key, value in connection.get_connection_params().items() if value}
    address = make_conninfo(**{key: value for key, value in parameters.items() if key in known})
    command = [program, "--schema-only", "--no-owner", "--no-privileges", "--no-password", "--dbname", address]
    environment = {**os.environ, "PGPASSWORD": str(parameters.get("password", ""))}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=PATIENCE, check=True)  # noqa: S603 - ours
    except (OSError, subprocess.SubprocessError):
        return False
    # Commands of psql, which newer versions write around the text.
    text = b"\n".join(line for line in done.stdout.split(b"\n") if not line.startswith(b"\\"))
    path.write_bytes(gzip.compress(text, mtime=0))
    return True


def run_schema(connection: Any, path: Path) -> bool:
    """Make the tables as pg_dump has said it; False, and nothing made, if this server does not understand that."""
    if not path.exists():
        return False
    with opened(connection) as cursor:
        try:
            with connection_of(cursor).transaction():
                cursor.execute(gzip.decompress(path.read_bytes()).decode())
        except psycopg.Error:
            return False
    return True


def connection_of(cursor: Any) -> psycopg.Connection:
    found: psycopg.Connection = cursor.connection
    return found


def make_tables(connection: Any, migrations: list[str]) -> None:
    """Make the tables as they were when the backup was made, without any row."""
    recorded = {(app, name) for app, _dot, name in (text.partition(".") for text in migrations)}
    executor = MigrationExecutor(connection)
    executor.loader = loader_for(connection, recorded)
    executor.migrate(newest(executor.loader, recorded))


def loader_for(connection: Any, recorded: set[Key]) -> MigrationLoader:
    """The migrations by which these tables can be made: a joined one, unless only a part of what it joins was done."""
    loader = MigrationLoader(connection)
    joined = [set(migration.replaces) for migration in loader.disk_migrations.values() if migration.replaces]
    in_part = any(keys & recorded and not keys <= recorded for keys in joined)
    return MigrationLoader(connection, replace_migrations=False) if in_part else loader


def newest(loader: Any, recorded: set[Key]) -> list[Key]:
    """The recorded migrations of each app on which no other recorded one of it rests."""
    graph = loader.graph
    for key, migration in loader.disk_migrations.items():
        if migration.replaces:
            is_done = loader.replace_migrations and set(migration.replaces) <= recorded
            recorded = recorded | {key} if is_done else recorded - {key}
    known = recorded & set(graph.nodes)
    return [
        key
        for key in sorted(known)
        if not any(child.key[0] == key[0] and child.key in known for child in graph.node_map[key].children)
    ]


def copy_in(connection: Any, folder: Path, details: dict[str, Any]) -> dict[str, int]:
    """Put the rows into tables that hold none, all or nothing; returns the rows of each."""
    columns = details["columns"]
    with opened(connection) as cursor:
        missing = set(columns) - {name for (name,) in cursor.execute(TABLES).fetchall()}
        if missing:
            raise BackupProblem(f"No migration of this version makes the tables {', '.join(sorted(missing)[:5])}.")
        cursor.execute("BEGIN")
        cursor.execute(f"TRUNCATE {', '.join(map(quoted, columns))}")
        for table in columns:
            copy_table_in(cursor, table, columns[table], folder / f"{table}{ENDING}")
        for table, column, number in details["sequences"]:
            if number is not None:
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [quoted(table), column, number])
        rows = compare(cursor, columns, details["sums"])
        cursor.execute("COMMIT")
        cursor.execute("ANALYZE")
    return rows


def copy_table_in(cursor: Any, table: str, columns: list[str], path: Path) -> None:
    statement = f"COPY {quoted(table)} ({', '.join(map(quoted, columns))}) FROM STDIN"
    with gzip.open(path) as source, cursor.copy(statement) as copy:
        while data := source.read(FRAME):
            copy.write(data)


def compare(cursor: Any, columns: dict[str, list[str]], sums: dict[str, str]) -> dict[str, int]:
    """Copy the tables out again; raises BackupProblem unless every byte is the same."""
    rows = {}
    for table in columns:
        rows[table], found = copy_table_out(cursor, table, columns[table], None)
        if found != sums[table]:
            raise BackupProblem(f"The table {table} is not equal to the one in the backup; nothing was kept.")
    return rows
