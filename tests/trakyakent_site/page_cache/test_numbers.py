"""How the page cache learns the generation of a union: from SQLite's file, and from a PostgreSQL server."""

import os
import sqlite3
import threading
import time

import pytest
from django.db import connection

from tests import factories as make
from trakyakent_site.page_cache.numbers import NUMBERS, PolledNumbers, ReadNumbers, numbers_of
from trakyakent_site.postgresql.bounded import BoundedConnection
from unions.models import Generation


@pytest.fixture(params=["TRUNCATE", "DELETE", "PERSIST", "WAL"])
def writer(request, tmp_path):
    """Another connection to a database of generations, with each kind of journal."""
    connection = sqlite3.connect(tmp_path / "db.sqlite3", isolation_level=None)
    connection.execute(f"PRAGMA journal_mode = {request.param}")
    connection.execute("CREATE TABLE unions_generation (union_id INTEGER, number INTEGER)")
    connection.execute("INSERT INTO unions_generation VALUES (1, 5)")
    return connection


RAISE = "UPDATE unions_generation SET number = number + 1"


def test_a_number_is_read_from_the_file_at_once(writer, tmp_path):
    numbers = ReadNumbers(tmp_path / "db.sqlite3")
    assert numbers.of(1) == 5
    assert numbers.of(2) is None

    for number in range(6, 20):
        writer.execute(RAISE)
        assert numbers.of(1) == number
        assert numbers.of(1) == number

    assert not numbers.is_silent
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        numbers._connection().execute("DELETE FROM unions_generation")


def test_what_is_taken_back_leaves_no_trace_in_a_number(writer, tmp_path):
    numbers = ReadNumbers(tmp_path / "db.sqlite3")
    assert numbers.of(1) == numbers.of(1) == 5
    # So large that it is written to the file before its end.
    writer.execute("PRAGMA cache_size = 1")
    writer.execute("CREATE TABLE large (text)")

    for number in range(5, 10):
        writer.execute("BEGIN IMMEDIATE")
        writer.execute(RAISE)
        if number % 2:
            writer.executemany("INSERT INTO large VALUES (?)", [("x" * 3000,)] * 20)
        else:
            assert numbers.of(1) == number
        writer.execute("ROLLBACK")
        assert numbers.of(1) == number
        writer.execute(RAISE)

        assert numbers.of(1) == number + 1


def test_the_file_is_asked_only_when_it_has_changed(writer, tmp_path):
    numbers = ReadNumbers(tmp_path / "db.sqlite3")
    asked = []
    numbers._connection().set_trace_callback(asked.append)

    for _again in range(5):
        numbers.of(1)
    asked.clear()
    for _again in range(5):
        assert numbers.of(1) == 5
    assert asked == []

    writer.execute(RAISE)
    assert [numbers.of(1) for _again in range(5)] == [6] * 5
    assert [statement for statement in asked if statement.startswith("SELECT")] == [NUMBERS]


def test_another_kind_of_journal_hides_no_change(tmp_path):
    file = tmp_path / "db.sqlite3"
    numbers = ReadNumbers(file)
    assert numbers.of(1) is None
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("CREATE TABLE unions_generation (union_id INTEGER, number INTEGER)")
    assert numbers.of(1) is None
    writer.execute("INSERT INTO unions_generation VALUES (1, 5)")
    assert numbers.of(1) == numbers.of(1) == 5

    for mode in ["WAL", "WAL"]:
        writer.execute(f"PRAGMA journal_mode = {mode}")
        writer.execute(RAISE)

    assert numbers.of(1) == numbers.of(1) == 7
    writer.execute(RAISE)
    assert numbers.of(1) == 8


def test_a_server_that_is_not_there_is_silent_after_a_moment(tmp_path, monkeypatch):
    monkeypatch.setattr(PolledNumbers, "PATIENCE", 0.05)
    monkeypatch.setattr(PolledNumbers, "INTERVAL", 0.01)
    numbers = PolledNumbers(host=str(tmp_path), dbname="none")

    assert numbers.of(1) is None
    waiting = threading.Event()
    while not numbers.is_silent:
        waiting.wait(0.01)
    numbers.stop()
    assert numbers.of(1) is None


@pytest.mark.django_db(transaction=True)
def test_numbers_come_from_the_server_within_an_interval():
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL is asked by a thread.")
    union = make.make_union()
    numbers = numbers_of(connection.settings_dict)
    waiting = threading.Event()

    while numbers.of(union.pk) is None:
        assert not waiting.wait(0.01)
    before = numbers.of(union.pk)
    union.save()
    while numbers.of(union.pk) == before:
        assert not waiting.wait(0.01)

    assert numbers.of(union.pk) == Generation.objects.get(union=union).number
    numbers.stop()
    numbers.notice(union.pk, before)
    assert numbers.of(union.pk) > before


class Server:
    """A PostgreSQL that counts how often it is asked, and a clock that goes on only while the thread waits."""

    def __init__(self):
        self.numbers = {1: 5}
        self.now = 0.0
        self.asked_at: list[float] = []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def execute(self, statement):
        assert statement == NUMBERS
        self.asked_at.append(self.now)
        return self

    def fetchall(self):
        return list(self.numbers.items())


class Turns:
    """Stands for the event at which the thread waits: each wait takes its time, and the last one ends the thread."""

    def __init__(self, server: Server, after_each_wait):
        self.server, self.after_each_wait, self.is_stopped = server, after_each_wait, False

    def is_set(self) -> bool:
        return self.is_stopped

    def wait(self, seconds: float) -> bool:
        self.server.now += seconds
        self.is_stopped = self.after_each_wait() is False
        return self.is_stopped


@pytest.fixture
def polled(monkeypatch):
    """Runs the thread's work here, with a clock of its own: what is done after each wait is up to the test."""
    server = Server()
    numbers = PolledNumbers()
    monkeypatch.setattr(BoundedConnection, "connect", lambda **options: server)
    monkeypatch.setattr(time, "monotonic", lambda: server.now)
    monkeypatch.setattr(numbers, "process", os.getpid())

    def watch(after_each_wait):
        numbers.stopping = Turns(server, after_each_wait)
        numbers._watch()

    return server, numbers, watch


def test_a_committed_number_is_known_a_quarter_of_a_second_later(polled):
    server, numbers, watch = polled
    known = []

    def commit_before_each_question():
        known.append((server.now, numbers.of(1)))
        server.numbers = {1: server.numbers[1] + 1}
        return len(known) < 20

    watch(commit_before_each_question)

    # At each wait's end the number is that of the question before, which the last commit came ahead of.
    assert [number for _moment, number in known] == [None, *range(6, 25)]
    waits = [later - earlier for earlier, later in zip(server.asked_at, server.asked_at[1:], strict=False)]
    assert set(waits) == {0.25}


def test_a_number_is_trusted_for_a_second_and_a_half_after_the_last_answer(polled):
    server, numbers, watch = polled
    waits = iter([True, False])
    watch(lambda: next(waits))
    answered_at = server.asked_at[-1]

    server.now = answered_at + 1.5
    assert (numbers.of(1), numbers.is_silent) == (5, False)
    server.now = answered_at + 1.51
    assert (numbers.of(1), numbers.is_silent) == (None, True)
