"""The index: one SQLite file a machine, made from the rows of the database and thrown away without loss.

It holds the entries themselves, compressed, so that searches are answered while the database is silent. A union and
language has a table of its own; the number of an entry follows from its standing, so that the first hits that are
found are those of the best standing.
"""

import contextlib
import logging
import os
import sqlite3
import threading
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from django.utils import timezone

from pages.search.tokens import field_of, tokens_of, words_of

log = logging.getLogger(__name__)
# Raised whenever tokens or tables change: a file of another release is made anew.
RELEASE = 3
FAR_PAST = date(1900, 1, 1)
MOST_DAYS = 99_999
# Numbers for the entries of one weight and day; what is more moves on to the next days.
SLOTS = 64
LONGEST_TEXT = 400_000
COLUMNS = [
    "number",
    "union_id",
    "language",
    "kind",
    "key",
    "year",
    "organ",
    "path",
    "title",
    "headings",
    "summary",
    "date",
    "citation",
    "shown_from",
    "shown_until",
    "remark",
    "title_tokens",
    "heading_tokens",
    "summary_tokens",
    "text",
]
# Those that an entry is made of again.
PLAIN = COLUMNS[:16]
TABLES = f"""
CREATE TABLE entry (number INTEGER PRIMARY KEY, {", ".join(COLUMNS[1:])});
CREATE INDEX entry_by_row ON entry (union_id, key);
CREATE TABLE union_state (union_id INTEGER PRIMARY KEY, seen INTEGER, day, names, hosts);
PRAGMA user_version = {RELEASE};
"""  # noqa: S608 - our own tables
SCOPE_TABLES = """
CREATE VIRTUAL TABLE IF NOT EXISTS f_{0} USING fts5(tokens, content='', detail=none, columnsize=0,
    tokenize="unicode61 remove_diacritics 0 tokenchars '_'");
CREATE VIRTUAL TABLE IF NOT EXISTS v_{0} USING fts5vocab(f_{0}, 'row');
CREATE TABLE IF NOT EXISTS w_{0} (word PRIMARY KEY) WITHOUT ROWID;
"""


@dataclass
class Entry:
    """A public row in one language, as it is searched and shown. Dates and moments are ISO texts."""

    union_id: int
    language: str
    kind: str
    key: str
    path: str
    title: str
    headings: str = ""
    summary: str = ""
    text: str = ""
    date: str = ""
    year: int | None = None
    organ: int | None = None
    citation: str = ""
    shown_from: str = ""
    shown_until: str = ""
    # What became of reading its files, where their words are not found.
    remark: str = ""
    weight: int = 5
    number: int = 0


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
        for ending in ("", "-wal", "-shm", "-journal"):
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
    ) -> bool:
        """Have these entries stand for the rows (source and key; None: all of the union).

        False if the index has meanwhile gone on from `was`: then the entries may be older than what stands there.
        """
        entries = list(entries)
        with self.writing() as connection:
            row = connection.execute("SELECT seen FROM union_state WHERE union_id = ?", [union_id]).fetchone()
            if (row[0] if row else None) != was:
                return False
            for language in ("tr", "en"):
                for statement in SCOPE_TABLES.format(f"{union_id}_{language}").split(";\n"):
                    connection.execute(statement)
            self.take_out(connection, union_id, rows)
            self.put_in(connection, union_id, entries)
            connection.execute(
                "INSERT INTO union_state VALUES (?, ?, ?, ?, ?) ON CONFLICT (union_id) DO UPDATE SET"
                " seen = excluded.seen, day = excluded.day, names = excluded.names, hosts = excluded.hosts",
                [union_id, now, today(), names, hosts],
            )
        return True

    def take_out(self, connection: sqlite3.Connection, union_id: int, rows: set[tuple[str, str]] | None) -> None:
        if rows is None:
            for language in ("tr", "en"):
                connection.execute(
                    f"INSERT INTO f_{union_id}_{language} (f_{union_id}_{language}) VALUES ('delete-all')"  # noqa: S608 - our own tables
                )
                connection.execute(f"DELETE FROM w_{union_id}_{language}")  # noqa: S608 - our own tables
            connection.execute("DELETE FROM entry WHERE union_id = ?", [union_id])
            return
        for source, key in rows:
            found = connection.execute(
                "SELECT * FROM entry WHERE union_id = ? AND key = ?", [union_id, f"{source}:{key}"]
            ).fetchall()
            for row in found:
                entry = entry_of(row)
                table = f"f_{union_id}_{entry.language}"
                connection.execute(
                    f"INSERT INTO {table} ({table}, rowid, tokens) VALUES ('delete', ?, ?)",  # noqa: S608 - our own tables
                    [entry.number, tokens_of(entry, entry.language)],
                )
                connection.execute("DELETE FROM entry WHERE number = ?", [entry.number])

    def put_in(self, connection: sqlite3.Connection, union_id: int, entries: list[Entry]) -> None:
        # In the order of the numbers, which FTS5 takes in faster.
        entries.sort(key=place_of)
        is_first = connection.execute("SELECT 1 FROM entry LIMIT 1").fetchone() is None
        last = 0
        for entry in entries:
            place = place_of(entry)
            last = max(last + 1, place) if is_first else free_number(connection, max(last + 1, place))
            entry.number = last
        marks = ", ".join("?" * len(COLUMNS))
        words: dict[str, set[str]] = {"tr": set(), "en": set()}
        for entry in entries:
            entry.text = entry.text[:LONGEST_TEXT]
            connection.execute(f"INSERT INTO entry VALUES ({marks})", stored(entry))  # noqa: S608 - our own tables
            connection.execute(
                f"INSERT INTO f_{union_id}_{entry.language} (rowid, tokens) VALUES (?, ?)",  # noqa: S608 - our own tables
                [entry.number, tokens_of(entry, entry.language)],
            )
            whole = " ".join([entry.title, entry.headings, entry.summary, entry.text])
            words[entry.language].update(word for word in words_of(whole) if word.isalpha() and len(word) > 3)
        for language, known in words.items():
            rows = [[word] for word in sorted(known)]
            connection.executemany(f"INSERT OR IGNORE INTO w_{union_id}_{language} VALUES (?)", rows)  # noqa: S608 - our own tables


def is_damage(error: Exception) -> bool:
    return any(sign in str(error) for sign in ("malformed", "not a database", "no such table", "release", "corrupt"))


def free_number(connection: sqlite3.Connection, number: int) -> int:
    """The first number from this one on that no entry has; where many stand at one place, it is behind them all."""
    for _try in range(SLOTS):
        if connection.execute("SELECT 1 FROM entry WHERE number = ?", [number]).fetchone() is None:
            return number
        number += 1
    weight_ends = (number // ((MOST_DAYS + 1) * SLOTS) + 1) * (MOST_DAYS + 1) * SLOTS
    (highest,) = connection.execute("SELECT MAX(number) FROM entry WHERE number < ?", [weight_ends]).fetchone()
    return free_number(connection, highest + 1)


def place_of(entry: Entry) -> int:
    """Where an entry stands: by weight of the kind, then by recency. Small numbers keep the index small."""
    day = date.fromisoformat(entry.date) if entry.date else FAR_PAST
    days = min(max((day - FAR_PAST).days, 0), MOST_DAYS)
    return ((10 - entry.weight) * (MOST_DAYS + 1) + MOST_DAYS - days) * SLOTS


def stored(entry: Entry) -> list:
    fields = [field_of(text) for text in (entry.title, entry.headings, entry.summary)]
    plain = [getattr(entry, name) for name in PLAIN]
    return [*plain, *fields, zlib.compress(entry.text.encode())]


def entry_of(row: sqlite3.Row) -> Entry:
    return Entry(**{name: row[name] for name in PLAIN}, text=text_of(row))


def text_of(row: sqlite3.Row) -> str:
    return zlib.decompress(row["text"]).decode()


def today() -> str:
    return timezone.localdate().isoformat()


def now_text() -> str:
    return datetime.now(UTC).isoformat()
