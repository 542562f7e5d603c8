"""SQLite's file format, which the page cache reads without asking SQLite: here it is noticed first when it changes."""

import mmap
import sqlite3
import struct

import pytest

from trakyakent_site.page_cache import numbers
from trakyakent_site.page_cache.numbers import WatchedFile

LAST_CHECKED = "3.40.1"

MAGIC = b"SQLite format 3\0"
LEGACY, WITH_LOG = 1, 2
# https://www.sqlite.org/walformat.html: the index's header stands there twice, and begins with its version.
INDEX_VERSION = 3007000
HEADER = 48


def warning(what: str) -> str:
    return (
        f"{what} in SQLite {sqlite3.sqlite_version} is not as it was in {LAST_CHECKED}, which was checked last:"
        f" open {numbers.__file__} and see whether WatchedFile still tells every commit."
    )


@pytest.fixture(params=["DELETE", "TRUNCATE", "PERSIST", "WAL"])
def journal(request):
    return request.param


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "db.sqlite3")


@pytest.fixture
def writer(path, journal):
    connection = sqlite3.connect(path, isolation_level=None)
    assert connection.execute(f"PRAGMA journal_mode={journal}").fetchone() == (journal.lower(),)
    connection.execute("CREATE TABLE example (number INTEGER)")
    connection.execute("INSERT INTO example VALUES (0)")
    yield connection
    connection.close()


@pytest.fixture
def watched(path, writer):
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("SELECT * FROM example").fetchall()
    return WatchedFile(path, reader)


def header(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read(100)


def test_file_begins_with_its_format_and_its_versions(path, writer, journal):
    content = header(path)

    expected = WITH_LOG if journal == "WAL" else LEGACY
    assert content.startswith(MAGIC), warning("The beginning of the file")
    assert (content[18], content[19]) == (expected, expected), warning("The place or value of the file's versions")
    assert WatchedFile.WITH_LOG == WITH_LOG


@pytest.mark.parametrize("journal", ["DELETE", "TRUNCATE", "PERSIST"], indirect=True)
def test_each_commit_raises_the_counter_of_changes(path, writer):
    for number in range(1, 4):
        before = struct.unpack(">I", header(path)[24:28])[0]
        writer.execute("UPDATE example SET number = ?", [number])

        assert struct.unpack(">I", header(path)[24:28])[0] == before + 1, warning("The counter of changes")


@pytest.mark.parametrize("journal", ["WAL"], indirect=True)
def test_each_commit_writes_the_header_of_the_logs_index(path, writer):
    with open(f"{path}-shm", "rb") as file, mmap.mmap(file.fileno(), mmap.PAGESIZE, prot=mmap.PROT_READ) as index:
        for number in range(1, 4):
            before = index[: 2 * HEADER]
            writer.execute("UPDATE example SET number = ?", [number])
            after = index[: 2 * HEADER]

            assert struct.unpack("=I", after[:4])[0] == INDEX_VERSION, warning("The version of the log's index")
            assert after[:HEADER] == after[HEADER:], warning("The two copies of the index's header")
            changes = [struct.unpack("=I", state[8:12])[0] for state in [before, after]]
            assert changes[1] == changes[0] + 1, warning("The counter in the index's header")
    assert slice(0, 2 * HEADER) == WatchedFile.LOG_HEADERS


def test_state_is_another_one_after_every_commit(watched, writer):
    states = {watched.state()}
    for number in range(1, 50):
        writer.execute("UPDATE example SET number = ?", [number])
        states.add(watched.state())

    assert None not in states, warning("The versions in the file's header")
    assert len(states) == 50, warning("What a commit leaves in the file")


def test_state_stays_while_nothing_is_committed(watched, writer, path):
    before = watched.state()

    writer.execute("SELECT * FROM example").fetchall()
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE example SET number = 9")
    writer.execute("ROLLBACK")
    sqlite3.connect(path).execute("SELECT * FROM example").fetchall()

    assert watched.state() == before, warning("What a read or a rollback leaves in the file")


@pytest.mark.parametrize("journal", ["WAL"], indirect=True)
def test_state_tells_commits_after_the_log_has_been_emptied(watched, writer):
    for number in range(1, 4):
        before = watched.state()
        writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        writer.execute("UPDATE example SET number = ?", [number])

        assert watched.state() != before, warning("The log's index after a checkpoint")


def test_state_is_unknown_once_the_kind_of_journal_changes(path, writer, journal):
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("SELECT * FROM example").fetchall()
    watched = WatchedFile(path, reader)
    reader.close()
    other = "DELETE" if journal == "WAL" else "WAL"

    assert writer.execute(f"PRAGMA journal_mode={other}").fetchone() == (other.lower(),)

    assert watched.state() is None, warning("The versions after a change of the journal")


def test_large_commits_are_told_as_well(watched, writer):
    before = watched.state()

    writer.execute("BEGIN")
    writer.executemany("INSERT INTO example VALUES (?)", [(number,) for number in range(20_000)])
    writer.execute("COMMIT")

    assert watched.state() not in {None, before}, warning("What a large commit leaves in the file")
