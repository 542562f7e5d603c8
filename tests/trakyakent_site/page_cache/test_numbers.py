"""How the page cache learns the generation of a union from SQLite's file; test_machine_numbers.py is about servers."""

import sqlite3

import pytest

from trakyakent_site.page_cache.numbers import NUMBERS, ReadNumbers, numbers_of


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


def test_a_process_has_one_way_to_learn_the_numbers_of_a_server(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    database = {"ENGINE": "trakyakent_site.postgresql", "NAME": "none", "HOST": str(tmp_path)}
    first = numbers_of(database)

    assert numbers_of(dict(database)) is first
    assert numbers_of({**database, "NAME": "other"}) is not first
    first.stop()
    assert numbers_of(database) is not first
