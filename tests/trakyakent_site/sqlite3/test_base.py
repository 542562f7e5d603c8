import os
import sqlite3

import pytest
from django.db import ConnectionHandler, OperationalError

from tests.trakyakent_site.moved_file import move_over
from trakyakent_site.operations import database_file
from trakyakent_site.operations.database_file import DatabaseFileReplaced

pytestmark = pytest.mark.django_db


def save(connection, title="yeni"):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO post VALUES (%s)", [title])


def titles(path) -> list[str]:
    return [title for (title,) in sqlite3.connect(path).execute("SELECT title FROM post")]


def empty(path):
    os.truncate(path, 0)


@pytest.mark.parametrize(
    ("happens", "word"),
    [(move_over, "replaced"), (os.unlink, "missing"), (empty, "empty")],
    ids=["replaced", "missing", "empty"],
)
def test_save_is_refused_and_told(connection, path, happens, word):
    save(connection)
    assert database_file.state() == "ok"

    happens(path)

    with pytest.raises(DatabaseFileReplaced, match="Nothing was saved"):
        save(connection)
    assert database_file.state() == word


def test_save_is_refused_when_its_transaction_begins_or_when_it_ends(connection, path):
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    save(connection)
    move_over(path)

    with pytest.raises(DatabaseFileReplaced):
        connection.commit()
    connection.rollback()
    connection.set_autocommit(True)
    with pytest.raises(DatabaseFileReplaced):
        connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def test_every_acknowledged_save_lies_in_the_file_of_the_name(connection, path):
    acknowledged = []
    for number in range(40):
        if number % 7 == 3:
            # As a careful operator does it: a copy with all rows so far is moved over.
            copy = sqlite3.connect(path.with_name("new"))
            sqlite3.connect(path).backup(copy)
            copy.close()
            path.with_name("new").replace(path)
        try:
            save(connection, str(number))
            acknowledged.append(str(number))
        except OperationalError:
            connection.close()

    assert len(acknowledged) == 34
    assert titles(path) == acknowledged


def test_no_empty_database_is_made_where_one_was(connection, path):
    path.rename(path.with_name("away"))
    connection.close()

    with pytest.raises(DatabaseFileReplaced):
        save(connection)
    assert not path.exists()


def test_reading_goes_on(connection, path):
    save(connection)
    move_over(path)

    with connection.cursor() as cursor:
        assert cursor.execute("SELECT title FROM post").fetchall() == [("yeni",)]


def test_new_database_can_be_made(tmp_path):
    name = tmp_path / "new.sqlite3"
    connection = ConnectionHandler({"default": {"ENGINE": "trakyakent_site.sqlite3", "NAME": name}})["default"]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE post (title)")
    save(connection)
    connection.close()

    assert titles(name) == ["yeni"]
