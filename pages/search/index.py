"""The index: one SQLite file a machine, made from the rows of the database and thrown away without loss.

It holds the entries themselves, compressed, so that searches are answered while the database is silent. A union and
language has tables of its own; the numbers of its entries follow from their standing, so that the first hits that are
found are those of the best standing. Numbers in a row keep the index small.
"""

import contextlib
import fcntl
import logging
import os
import sqlite3
import threading
import time
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.utils import timezone

from pages.search.entries import COLUMNS, PLAIN, WHOLE, Entry, dictionary_of, entry_of, packed
from pages.search.standing import ROOM, free_number, place_of
from pages.search.tokens import Words, field_of, proposed_by, tokens_of, words_by_field
from unions.publishing.addresses import LANGUAGES
from unions.text import stems

log = logging.getLogger(__name__)
HERE = Path(__file__).parent
# What entries are made of and how they stand in the file: a file that other code has made is not read.
PARTS = [
    *["index.py", "entries.py", "standing.py", "tokens.py"],
    *["source.py", "sources.py", "page_types.py", "fixed_pages.py", "section_words.py"],
]
MADE_BY = [*(HERE / name for name in PARTS), Path(stems.__file__)]
RELEASE = zlib.crc32(b"".join(path.read_bytes() for path in MADE_BY)) & 0x7FFFFFFF
# After so many seconds without a write the file of another release is one that nobody uses any more.
KEPT_FOR = 7 * 24 * 3600
LONGEST_TEXT = 400_000
# So many letters begin the words that stand together among those that are known.
START = 3
# A file of which more than one page in so many is free is made smaller.
MOST_FREE = 10
ENDINGS = ("", "-wal", "-shm", "-journal")
MARKS = ", ".join("?" * len(COLUMNS))
TABLES = f"""
CREATE TABLE union_state (union_id INTEGER PRIMARY KEY, seen INTEGER, day, names, hosts, synonyms);
CREATE TABLE scope_state (scope PRIMARY KEY, entries INTEGER, dictionary);
PRAGMA user_version = {RELEASE};
"""
SCOPE_TABLES = f"""
CREATE TABLE IF NOT EXISTS e_{{0}} (number INTEGER PRIMARY KEY, {", ".join(COLUMNS[1:])});
CREATE INDEX IF NOT EXISTS e_{{0}}_by_row ON e_{{0}} (key);
CREATE TABLE IF NOT EXISTS x_{{0}} (number INTEGER PRIMARY KEY, texts);
CREATE VIRTUAL TABLE IF NOT EXISTS f_{{0}} USING fts5(tokens, content='', detail=none, columnsize=0,
    tokenize="unicode61 remove_diacritics 0 tokenchars '_'");
CREATE VIRTUAL TABLE IF NOT EXISTS q_{{0}} USING fts5(words, content='', detail=none, columnsize=0, prefix='1 2',
    tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE IF NOT EXISTS v_{{0}} USING fts5vocab(f_{{0}}, 'row');
CREATE TABLE IF NOT EXISTS w_{{0}} (start PRIMARY KEY, ends) WITHOUT ROWID;
"""


def path_of_release(path: Path) -> Path:
    """The file of this release: another one that still runs beside it has its own."""
    return path.with_name(f"{path.stem}-{RELEASE:08x}{path.suffix}")


def remove_others(path: Path) -> int:
    """Remove the files of releases that no longer write; returns how many."""
    mine, removed = path_of_release(path), 0
    for other in path.parent.glob(f"{path.stem}*{path.suffix}"):
        parts = [other.with_name(other.name + ending) for ending in ENDINGS]
        there = [part for part in parts if part.exists()]
        is_old = all(time.time() - part.stat().st_mtime > KEPT_FOR for part in there)
        if other != mine and is_old:
            for part in there:
                part.unlink(missing_ok=True)
            removed += 1
    return removed


class Unusable(Exception):
    """There is no index, and none can be made now."""


class Index:
    """The file, opened once a thread; made anew where it is missing, damaged or of another release."""

    def __init__(self, path: str | Path):
        self.path = str(path)
        self.local = threading.local()

    # The file

    def connection(self) -> sqlite3.Connection:
        held = getattr(self.local, "held", None)
        if held is None or held[1:] != (os.getpid(), self.identity()):
            connection = self.open()
            held = self.local.held = (connection, os.getpid(), self.identity())
        return held[0]

    def identity(self) -> tuple | None:
        """What tells another file of the same name; None in memory or where there is none."""
        try:
            state = os.stat(self.path)
        except OSError:
            return None
        return state.st_dev, state.st_ino

    def open(self) -> sqlite3.Connection:
        for is_second in (False, True):
            try:
                connection = sqlite3.connect(self.path, timeout=5, isolation_level=None, check_same_thread=False)
                connection.row_factory = sqlite3.Row
                connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000;")
                self.prepare(connection)
                return connection
            except sqlite3.OperationalError as error:
                # A full disk, no right to write, a lock that stays: another file would fare no better.
                if is_second or not is_damage(error):
                    raise Unusable(str(error)) from error
                self.discard()
            except sqlite3.DatabaseError as error:
                if is_second:
                    raise Unusable(str(error)) from error
                self.discard()
        raise Unusable(self.path)

    def prepare(self, connection: sqlite3.Connection) -> None:
        (release,) = connection.execute("PRAGMA user_version").fetchone()
        if release not in (0, RELEASE):
            connection.close()
            raise sqlite3.DatabaseError(f"The index is of release {release}.")
        if release == 0:
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                for statement in TABLES.split(";"):
                    connection.execute(statement)
            connection.execute("COMMIT")
        connection.execute("SELECT seen FROM union_state").fetchone()

    def discard(self) -> None:
        """Forget the file: it holds nothing that cannot be made again."""
        self.local.held = None
        for ending in ENDINGS:
            with contextlib.suppress(OSError):
                os.unlink(self.path + ending)

    @contextlib.contextmanager
    def answering(self) -> Iterator[sqlite3.Connection]:
        """A connection to read from; a file that turns out to be damaged is discarded."""
        try:
            yield self.connection()
        except sqlite3.DatabaseError as error:
            if is_damage(error):
                self.discard()
            raise Unusable(str(error)) from error

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        with self.answering() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def making_anew(self) -> Iterator[bool]:
        """Whether this process may read all rows of a union: one of those of this machine does at a time."""
        if self.path == ":memory:":
            yield True
            return
        try:
            file = open(f"{self.path}.lock", "w")  # noqa: SIM115 - closed below
        except OSError as error:
            raise Unusable(str(error)) from error
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
            yield True

    # What stands in it

    def seen(self, union_id: int) -> int | None:
        """The generation that the index has reached; None for a union that it does not know."""
        with self.answering() as connection:
            row = connection.execute("SELECT seen FROM union_state WHERE union_id = ?", [union_id]).fetchone()
        return row[0] if row else None

    def is_of_today(self, union_id: int) -> bool:
        """Whether what stands there was made today: who holds an office ends by the calendar, without a write."""
        with self.answering() as connection:
            row = connection.execute("SELECT day FROM union_state WHERE union_id = ?", [union_id]).fetchone()
        return bool(row) and row[0] == today()

    def union_of_host(self, host: str) -> tuple[int, str] | None:
        """The union and its name, for answers without the database."""
        with self.answering() as connection:
            row = connection.execute(
                "SELECT union_id, names FROM union_state WHERE instr(hosts, ?)", [f" {host} "]
            ).fetchone()
        return (row[0], row[1]) if row else None

    def replace(
        self,
        union_id: int,
        rows: set[tuple[str, str]] | None,
        entries: Iterable[Entry],
        was: int | None,
        now: int,
        names: str = "",
        hosts: str = "",
        synonyms: str = "",
    ) -> bool:
        """Have these entries stand for the rows (source and key; None: all of the union).

        False if the index has meanwhile gone on from `was`: then the entries may be older than what stands there.
        """
        entries = list(entries)
        with self.writing() as connection:
            row = connection.execute("SELECT seen FROM union_state WHERE union_id = ?", [union_id]).fetchone()
            if (row[0] if row else None) != was:
                return False
            self.make_tables(connection, union_id)
            for language in LANGUAGES:
                scope = f"{union_id}_{language}"
                self.take_out(connection, scope, rows)
                self.put_in(connection, scope, [entry for entry in entries if entry.language == language])
            connection.execute(
                "INSERT INTO union_state VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (union_id) DO UPDATE SET"
                " seen = excluded.seen, day = excluded.day, names = excluded.names, hosts = excluded.hosts,"
                " synonyms = excluded.synonyms",
                [union_id, now, today(), names, hosts, synonyms],
            )
        if rows is None and self.path != ":memory:":
            self.shrink()
        return True

    def make_tables(self, connection: sqlite3.Connection, union_id: int) -> None:
        """The tables of a union that is new here."""
        for language in LANGUAGES:
            for statement in SCOPE_TABLES.format(f"{union_id}_{language}").split(";\n"):
                connection.execute(statement)

    def take_out(self, connection: sqlite3.Connection, scope: str, rows: set[tuple[str, str]] | None) -> None:
        if rows is None:
            for table in (f"f_{scope}", f"q_{scope}"):
                connection.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")  # noqa: S608 - our own tables
            connection.execute(f"DELETE FROM w_{scope}")  # noqa: S608 - our own tables
            connection.execute(f"DELETE FROM e_{scope}")  # noqa: S608 - our own tables
            connection.execute(f"DELETE FROM x_{scope}")  # noqa: S608 - our own tables
            connection.execute("DELETE FROM scope_state WHERE scope = ?", [scope])
            return
        for source, key in rows:
            for row in connection.execute(f"{WHOLE.format(scope)} WHERE key = ?", [f"{source}:{key}"]).fetchall():
                entry = entry_of(row)
                connection.execute(
                    f"INSERT INTO f_{scope} (f_{scope}, rowid, tokens) VALUES ('delete', ?, ?)",  # noqa: S608 - our own tables
                    [entry.number, tokens_of(entry)],
                )
                connection.execute(
                    f"INSERT INTO q_{scope} (q_{scope}, rowid, words) VALUES ('delete', ?, ?)",  # noqa: S608 - our own tables
                    [entry.number, proposed_by(entry)],
                )
                for table in (f"e_{scope}", f"x_{scope}"):
                    connection.execute(f"DELETE FROM {table} WHERE number = ?", [entry.number])  # noqa: S608 - our own tables

    def put_in(self, connection: sqlite3.Connection, scope: str, entries: list[Entry]) -> None:
        entries.sort(key=place_of)
        row = connection.execute("SELECT dictionary FROM scope_state WHERE scope = ?", [scope]).fetchone()
        dictionary = row[0] if row else dictionary_of(entries)
        is_first = connection.execute(f"SELECT 1 FROM e_{scope} LIMIT 1").fetchone() is None  # noqa: S608 - our own tables
        known: set[str] = set()
        for rank, entry in enumerate(entries):
            entry.text = entry.text[:LONGEST_TEXT]
            number = rank + ROOM * (11 - entry.weight)
            entry.number = number if is_first else free_number(connection, scope, place_of(entry))
            words = words_by_field(entry)
            self.add(connection, scope, entry, words, dictionary)
            known.update(words.known)
        self.add_words(connection, scope, {word for word in known if len(word) > START and word.isalpha()})
        if is_first:
            # One segment instead of many: each has words of its own, and each is asked.
            for table in (f"f_{scope}", f"q_{scope}"):
                connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608 - our own tables
        connection.execute(
            f"INSERT OR REPLACE INTO scope_state SELECT ?, COUNT(*), ? FROM e_{scope}",  # noqa: S608 - our own tables
            [scope, dictionary],
        )

    def add(self, connection: sqlite3.Connection, scope: str, entry: Entry, words: Words, dictionary: bytes) -> None:
        connection.execute(f"INSERT INTO e_{scope} VALUES ({MARKS})", stored(entry, words))  # noqa: S608 - our own tables
        connection.execute(f"INSERT INTO x_{scope} VALUES (?, ?)", [entry.number, packed(entry, dictionary)])  # noqa: S608 - our own tables
        connection.execute(
            f"INSERT INTO f_{scope} (rowid, tokens) VALUES (?, ?)",  # noqa: S608 - our own tables
            [entry.number, tokens_of(entry, words)],
        )
        connection.execute(f"INSERT INTO q_{scope} (rowid, words) VALUES (?, ?)", [entry.number, proposed_by(entry)])  # noqa: S608 - our own tables

    def add_words(self, connection: sqlite3.Connection, scope: str, known: set[str]) -> None:
        """Have words be known, those of the same first letters together: so they take half the room."""
        by_start: dict[str, set[str]] = {}
        for word in known:
            by_start.setdefault(word[:START], set()).add(word[START:])
        for start, ends in sorted(by_start.items()):
            row = connection.execute(f"SELECT ends FROM w_{scope} WHERE start = ?", [start]).fetchone()  # noqa: S608 - our own tables
            before = set(row[0].split()) if row else set()
            if not ends <= before:
                together = f" {' '.join(sorted(before | ends))} "
                connection.execute(f"INSERT OR REPLACE INTO w_{scope} VALUES (?, ?)", [start, together])  # noqa: S608 - our own tables

    def shrink(self) -> None:
        """Give back the room of what is gone, where that is much; a disk without room for it leaves all as it is."""
        with contextlib.suppress(sqlite3.OperationalError):
            connection = self.connection()
            (pages,), (free,) = (
                connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "freelist_count")
            )
            if free * MOST_FREE > pages:
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def is_damage(error: Exception) -> bool:
    return any(sign in str(error) for sign in ("malformed", "not a database", "no such table", "release", "corrupt"))


def stored(entry: Entry, words: Words) -> list:
    fields = [field_of(part) for part in (words.title, words.headings, words.summary)]
    plain = [getattr(entry, name) for name in PLAIN[1:]]
    return [entry.number, place_of(entry), *plain, *fields]


def today() -> str:
    return timezone.localdate().isoformat()


def now_text() -> str:
    return datetime.now(UTC).isoformat()
