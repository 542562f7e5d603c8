"""Locks that end with whoever holds them: the kernel's on a file, PostgreSQL's on a number."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import IO, Any

# The number of the law on unions, and of this lock.
MIGRATION_LOCK = 5355_0001
# Seconds between two tries, and between two sentences.
PAUSE = 0.5
SAY_AGAIN_AFTER = 30

HOLDERS = """
    SELECT a.pid, coalesce(host(a.client_addr), 'this machine'), to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS')
    FROM pg_locks l JOIN pg_stat_activity a USING (pid)
    WHERE l.locktype = 'advisory' AND l.objid = %s AND l.granted AND l.database = (
        SELECT oid FROM pg_database WHERE datname = current_database()
    )
"""


def migration_lock(connection: Any, say: Callable[[str], object]) -> AbstractContextManager[None]:
    """Held by the one process that changes the tables of this database; another one waits, and says for whom."""
    if connection.vendor == "postgresql":
        return advisory_lock(connection, say)
    name = str(connection.settings_dict["NAME"])
    if not name or name.startswith("file:") or ":memory:" in name:
        return nullcontext()
    return file_lock(Path(f"{name}.migrating"), say)


@contextmanager
def file_lock(path: Path, say: Callable[[str], object]) -> Iterator[None]:
    with open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+") as file:
        wait_for(lambda: is_locked(file), lambda: holder_of(file), say)
        file.seek(0)
        file.truncate()
        file.write(f"process {os.getpid()} since {datetime.now():%Y-%m-%d %H:%M:%S}")
        file.flush()
        yield


def is_locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def holder_of(file: IO[str]) -> str:
    file.seek(0)
    return file.read().strip() or "another process"


@contextmanager
def advisory_lock(connection: Any, say: Callable[[str], object]) -> Iterator[None]:
    # A connection of its own: the lock outlives what a migration does to the other one, and ends with this process.
    holding = connection.copy()
    try:
        with holding.cursor() as cursor:
            wait_for(lambda: has_advisory_lock(cursor), lambda: holder_in(cursor), say)
            yield
    finally:
        holding.close()


def has_advisory_lock(cursor: Any) -> bool:
    cursor.execute("SELECT pg_try_advisory_lock(%s)", [MIGRATION_LOCK])
    return bool(cursor.fetchone()[0])


def holder_in(cursor: Any) -> str:
    cursor.execute(HOLDERS, [MIGRATION_LOCK])
    row = cursor.fetchone()
    return f"the database session {row[0]} from {row[1]} since {row[2]}" if row else "another machine"


def wait_for(tries: Callable[[], bool], holder: Callable[[], str], say: Callable[[str], object]) -> None:
    said_at = 0.0
    while not tries():
        if time.monotonic() - said_at > SAY_AGAIN_AFTER or not said_at:
            say(f"Waiting: the tables are being changed by {holder()}.")
            said_at = time.monotonic()
        time.sleep(PAUSE)
