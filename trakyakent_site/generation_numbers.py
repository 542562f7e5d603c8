"""How the page cache learns that something has changed, without asking the database through Django.

Both kinds answer `of(union)` with the number of that union's generation, or None while nobody knows it, and say by
`is_silent` that the database has not answered for a while: then nothing that needs it should be begun.
"""

import logging
import os
import sqlite3
import threading
import time
from contextlib import suppress

import psycopg

NUMBER = "SELECT number FROM unions_generation WHERE union_id = ?"
NUMBERS = "SELECT union_id, number FROM unions_generation"

log = logging.getLogger(__name__)


class ReadNumbers:
    """Reads the number from the SQLite file at each request: some microseconds, and never behind."""

    # A file does not hang; where it cannot be read, Django says why.
    is_silent = False

    def __init__(self, path):
        self.path = str(path)
        self.local = threading.local()

    def of(self, union: int) -> int | None:
        try:
            row = self._connection().execute(NUMBER, (union,)).fetchone()
        except sqlite3.Error:
            self._forget()
            return None
        return row[0] if row else None

    def notice(self, union: int, number: int) -> None:
        """Nothing to remember: the file is always asked."""

    def _connection(self) -> sqlite3.Connection:
        connection = getattr(self.local, "connection", None)
        if connection is None or self.local.process != os.getpid():
            # Not opened as read-only: whoever comes first after a crash must be able to roll the journal back.
            is_address = self.path.startswith("file:")
            connection = sqlite3.connect(self.path, timeout=0.5, isolation_level=None, uri=is_address)
            connection.execute("PRAGMA query_only = 1")
            self.local.connection, self.local.process = connection, os.getpid()
        return connection

    def _forget(self) -> None:
        connection = getattr(self.local, "connection", None)
        self.local.connection = None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()


class PolledNumbers:
    """Asks PostgreSQL for all numbers four times a second, in a thread of its own; a request only compares integers.

    The thread begins with the first request of each process, because none survives a fork.
    """

    INTERVAL = 0.25
    PATIENCE = 1.5

    def __init__(self, **connection):
        self.connection = connection
        self.numbers = {}
        self.answered_at = 0.0
        self.process = 0
        self.starting = threading.Lock()
        self.stopping = threading.Event()

    def stop(self) -> None:
        """End the thread and its connection; a process that ends needs no such word."""
        self.stopping.set()

    @property
    def is_silent(self) -> bool:
        if self.process != os.getpid():
            self._start()
        return time.monotonic() - self.answered_at > self.PATIENCE

    def of(self, union: int) -> int | None:
        return None if self.is_silent else self.numbers.get(union)

    def notice(self, union: int, number: int) -> None:
        """A number that a request has just read itself, perhaps a moment before the thread sees it."""
        if number > self.numbers.get(union, -1):
            self.numbers = {**self.numbers, union: number}

    def _start(self) -> None:
        with self.starting:
            if self.process == os.getpid():
                return
            # Patience begins now: nothing has been asked yet.
            self.answered_at = time.monotonic()
            self.numbers = {}
            self.process = os.getpid()
            threading.Thread(target=self._watch, name="generation-numbers", daemon=True).start()

    def _watch(self) -> None:
        is_known_to_fail = False
        while not self.stopping.is_set():
            try:
                with psycopg.connect(**self.connection, autocommit=True) as connection:
                    while not self.stopping.wait(self.INTERVAL if self.numbers else 0):
                        self.numbers = dict(connection.execute(NUMBERS).fetchall())
                        self.answered_at = time.monotonic()
                        is_known_to_fail = False
            except psycopg.Error as error:
                if not is_known_to_fail:
                    log.warning("The generations cannot be read: %s", error)
                is_known_to_fail = True
                self.stopping.wait(self.INTERVAL)


def numbers_of(database: dict):
    """The way to learn numbers from a database of Django's settings."""
    if database["ENGINE"].endswith("sqlite3"):
        return ReadNumbers(database["NAME"])
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    given = {ours: database[theirs] for theirs, ours in names.items() if database.get(theirs)}
    options = {name: value for name, value in database.get("OPTIONS", {}).items() if name != "pool"}
    return PolledNumbers(**given, **options)
