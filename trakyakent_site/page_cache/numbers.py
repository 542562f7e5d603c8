"""How the page cache learns that something has changed, without asking the database through Django.

Both kinds answer `of(union)` with the number of that union's generation, or None while nobody knows it, and say by
`is_silent` that the database has not answered for a while: then nothing that needs it should be begun.
"""

import logging
import mmap
import os
import sqlite3
import threading
from contextlib import suppress
from urllib.parse import quote

from django.conf import settings

from trakyakent_site.page_cache.machine_numbers import NUMBERS, Asking, MachineNumbers, board_of, parameters_of

NUMBER_OF_UNION = "SELECT number FROM unions_generation WHERE union_id = %s"

log = logging.getLogger(__name__)


# Closing any descriptor of a file takes away every lock that SQLite holds on it in the same process, so what is opened
# here beside SQLite stays open until the process ends.
_open_to_the_end: list[object] = []


class WatchedFile:
    """Shows from mapped memory whether anything has been committed to an SQLite database.

    https://www.sqlite.org/fileformat2.html: bytes 18 to 27 of the file are its versions, which say whether it keeps a
    write-ahead log, and the counter of its changes. https://www.sqlite.org/walformat.html: with such a log, the first
    96 bytes of its index are the header that each commit writes anew, twice.
    """

    VERSIONS_AND_COUNTER = slice(18, 28)
    WITH_LOG = 2
    LOG_HEADERS = slice(0, 96)

    def __init__(self, path: str, connection: sqlite3.Connection):
        """The connection has read from the file; it is kept, because the log's index stands while somebody is there."""
        self.file = self._map(path)
        self.log = self._map(f"{path}-shm") if self.file[18] == self.WITH_LOG else None
        _open_to_the_end.append(connection)

    def _map(self, path: str) -> mmap.mmap:
        # Opened for writing, or a file in a layer of a container would be another one than SQLite's.
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        # Its own copy of the descriptor counts as well.
        view = mmap.mmap(descriptor, mmap.PAGESIZE, prot=mmap.PROT_READ)
        _open_to_the_end.extend([descriptor, view])
        return view

    def state(self) -> bytes | None:
        """Bytes that differ after every commit; None if that cannot be known."""
        state = self.file[self.VERSIONS_AND_COUNTER]
        if (state[0] == self.WITH_LOG) != (self.log is not None):
            return None
        return state if self.log is None else state + self.log[self.LOG_HEADERS]


class ReadNumbers:
    """Reads the numbers from the SQLite file whenever it has changed: never behind, and mostly without a query."""

    # A file does not hang; where it cannot be read, Django says why.
    is_silent = False
    # Each try opens what is never closed.
    TRIES = 5

    def __init__(self, path: str) -> None:
        self.path = str(path)
        self.local = threading.local()
        self.watching = threading.Lock()
        self.process = 0
        # A name that is no path is asked each time.
        self.tries_left = 0 if self.path.startswith("file:") else self.TRIES
        self.watched: WatchedFile | None = None
        self.latest: tuple[bytes | None, dict[int, int]] = (None, {})

    def of(self, union: int) -> int | None:
        (state, numbers), watched = self.latest, self.watched
        if state is None or watched is None or self.process != os.getpid() or watched.state() != state:
            numbers = self._read()
        return numbers.get(union)

    def notice(self, union: int, number: int) -> None:
        """Nothing to remember: the file is always asked."""

    def _read(self) -> dict[int, int]:
        try:
            connection = self._connection()
            # Numbers and state are of the same moment: inside the transaction nobody can write to the file itself, and
            # what is written to a log meanwhile makes the second state another one.
            connection.execute("BEGIN")
            try:
                before = self._state()
                numbers = dict(connection.execute(NUMBERS).fetchall())
                after = self._state()
            finally:
                connection.execute("COMMIT")
            self.latest = (after, numbers) if before == after else (None, {})
            if after is None:
                self._watch(connection)
        except sqlite3.Error:
            self._forget_connection()
            self.latest = (None, {})
            return {}
        return numbers

    def _state(self) -> bytes | None:
        # What a parent process has opened is left to it.
        return self.watched.state() if self.watched and self.process == os.getpid() else None

    def _watch(self, connection: sqlite3.Connection) -> None:
        """Begin to watch the file in this process, or once more after its kind of journal has been changed."""
        if not self.tries_left or not self.watching.acquire(blocking=False):
            return
        self.tries_left -= 1
        try:
            self.watched = WatchedFile(self.path, connection)
            self.process = os.getpid()
        except (OSError, ValueError) as error:
            self.watched = None
            log.info("The database is asked at each request, since its file cannot be watched: %s", error)
        finally:
            self.watching.release()

    def _connection(self) -> sqlite3.Connection:
        connection = getattr(self.local, "connection", None)
        if connection is None or self.local.process != os.getpid():
            # Not opened as read-only: whoever comes first after a crash must be able to roll the journal back.
            # And never made: where a database was moved away, an empty one would stand in its place.
            address = self.path if self.path.startswith("file:") else f"file:{quote(self.path)}?mode=rw"
            connection = sqlite3.connect(address, timeout=0.5, isolation_level=None, uri=True, check_same_thread=False)
            connection.execute("PRAGMA query_only = 1")
            self.local.connection, self.local.process = connection, os.getpid()
        return connection

    def _forget_connection(self) -> None:
        connection = getattr(self.local, "connection", None)
        self.local.connection = None
        if connection is not None and connection not in _open_to_the_end:
            with suppress(sqlite3.Error):
                connection.close()


_of_servers: dict[str, MachineNumbers] = {}


def numbers_of(database: dict) -> ReadNumbers | MachineNumbers:
    """The way to learn numbers from a database of Django's settings; of a server, the one of this process."""
    if database["ENGINE"].endswith("sqlite3"):
        return ReadNumbers(database["NAME"])
    connection = parameters_of(settings.LISTENING_DATABASE or database)
    numbers = _of_servers.get(repr(connection))
    if numbers is None or numbers.stopping.is_set():
        numbers = _of_servers[repr(connection)] = MachineNumbers(
            board_of(connection), Asking(listens=settings.CAN_LISTEN, **connection)
        )
    return numbers
