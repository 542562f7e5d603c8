"""Numbers of a PostgreSQL server: one thread of a machine learns them, and every request of its workers compares.

Each process has a thread that would do it; the one that holds the lock of the board does. It listens for the notice
that the database gives of every edit, and proves four times a second that the server still answers, by a message that
is no query. Where it cannot listen, it asks four times a second. docs/decisions/0079-one-asks-for-all.md.
"""

import logging
import os
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from trakyakent_site.page_cache.board import Board
from trakyakent_site.postgresql.bounded import BoundedConnection
from unions.background.repeated_failures import RepeatedFailure

log = logging.getLogger(__name__)
NUMBERS = "SELECT union_id, number FROM unions_generation"
# unions/migrations/0027_work_of_its_own.py has the trigger of it.
CHANNEL = "birlik_generation"

INTERVAL = 0.25
# Seconds between two questions that no notice has called for, and at least between any two.
UNASKED = 5.0
GAP = 0.1


class Asking:
    """One connection to the server: asks for the numbers when they have changed, and proves that it answers."""

    def __init__(self, *, listens: bool = True, **connection: Any):
        self.listens = listens
        self.connection = connection

    def follow(self, board: Board, goes_on: Callable[[float], bool]) -> None:
        """Keep the board right until `goes_on`, which waits so many seconds, says no. Raises psycopg.Error."""
        # What is prepared on a connection of a pooler, another one would be told to use.
        without_session = self.connection | {"autocommit": True, "prepare_threshold": None}
        with BoundedConnection.connect(**without_session) as connection:
            if not self.listens:
                return self.poll(connection, board, goes_on)
            connection.execute(f"LISTEN {CHANNEL}")
            asked_at = -UNASKED
            has_changed = True
            while goes_on(0):
                now = time.monotonic()
                if has_changed or now - asked_at >= UNASKED:
                    asked_at = now
                    self.ask(connection, board)
                    goes_on(GAP)
                else:
                    with connection.pipeline() as pipeline:
                        pipeline.sync()
                    board.prove(time.monotonic())
                has_changed = any(True for _notice in connection.notifies(timeout=INTERVAL, stop_after=1))

    def poll(self, connection: psycopg.Connection, board: Board, goes_on: Callable[[float], bool]) -> None:
        self.ask(connection, board)
        while goes_on(INTERVAL):
            self.ask(connection, board)

    def ask(self, connection: psycopg.Connection, board: Board) -> None:
        numbers: dict[int, int] = dict(connection.execute(NUMBERS).fetchall())
        board.write(numbers, time.monotonic())


class MachineNumbers:
    """The numbers as the board of this machine shows them; a request only compares integers.

    The thread begins with the first request of each process, because none survives a fork.
    """

    PATIENCE = 1.5

    def __init__(self, board: Callable[[], Board], asking: Asking):
        self.make_board = board
        self.asking = asking
        self.board: Board | None = None
        self.numbers: dict[int, int] = {}
        self.written: int | None = None
        self.began_at = 0.0
        self.process = 0
        self.starting = threading.Lock()
        self.stopping = threading.Event()

    def stop(self) -> None:
        """End the thread and its connection; the end of the process does so by itself."""
        self.stopping.set()

    @property
    def is_silent(self) -> bool:
        if self.process != os.getpid():
            self.start()
        now = time.monotonic()
        # A board of before the machine was started may speak of a moment that is still to come.
        answered_at = self.board.answered_at if self.board else 0.0
        is_fresh = 0 <= now - answered_at <= self.PATIENCE
        # Patience begins with the process: nothing has been asked yet.
        return not is_fresh and now - self.began_at > self.PATIENCE

    def of(self, union: int) -> int | None:
        return None if self.is_silent else self.all().get(union)

    def all(self) -> dict[int, int]:
        """By union, what is known; nothing while nobody has asked since the machine was started."""
        board = self.board
        is_fresh = board is not None and 0 <= time.monotonic() - board.answered_at <= self.PATIENCE
        if board is not None and is_fresh and self.written != board.written:
            written, numbers = board.written, board.read()
            if numbers is not None:
                self.numbers, self.written = numbers, written
        return self.numbers

    def known(self) -> dict[int, int] | None:
        """By union, what is known now; None while the server is silent."""
        return None if self.is_silent else self.all()

    def notice(self, union: int, number: int) -> None:
        """A number that a request has just read itself, perhaps a moment before the thread sees it."""
        if number > self.all().get(union, -1):
            self.numbers = {**self.numbers, union: number}

    def start(self) -> None:
        with self.starting:
            if self.process == os.getpid():
                return
            self.numbers, self.written = {}, None
            self.board = self.make_board()
            self.began_at = time.monotonic()
            self.process = os.getpid()
            threading.Thread(target=self.watch, name="generation-numbers", daemon=True).start()

    def watch(self) -> None:
        """Take the lock of the board as soon as nobody holds it, and keep the board right from then on."""
        board, failures = self.board or self.make_board(), RepeatedFailure("The reading of generations")
        try:
            while not self.stopping.is_set():
                if board.take():
                    try:
                        self.asking.follow(board, lambda seconds: self.goes_on(seconds, failures))
                    except psycopg.Error as error:
                        failures.failed(error)
                self.stopping.wait(INTERVAL)
        finally:
            board.leave()

    def goes_on(self, seconds: float, failures: RepeatedFailure) -> bool:
        failures.recovered()
        return not (self.stopping.wait(seconds) if seconds else self.stopping.is_set())


def parameters_of(database: dict) -> dict[str, Any]:
    """What psycopg is told of a database of Django's settings."""
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    given = {ours: database[theirs] for theirs, ours in names.items() if database.get(theirs)}
    options = {name: value for name, value in database.get("OPTIONS", {}).items() if name != "pool"}
    return given | options


def board_of(connection: dict[str, Any]) -> Callable[[], Board]:
    """Makes the board of this machine for that database: another one has a board of its own."""
    named = {name: value for name, value in sorted(connection.items()) if name in {"dbname", "user", "host", "port"}}
    path = Path(settings.DATA_DIR) / f"numbers-{zlib.crc32(repr(named).encode()):08x}"

    def board() -> Board:
        try:
            return Board(path)
        except OSError as error:
            log.warning("This process asks for the numbers of unions by itself: %s", error)
            return Board(None)

    return board
