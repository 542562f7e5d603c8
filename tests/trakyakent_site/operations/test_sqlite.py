import pytest
from django.db import connection

from tests.tables import table
from trakyakent_site.operations import sqlite


@table(
    ("version", "journal"),
    [
        ((3, 40, 1), "TRUNCATE"),
        ((3, 44, 5), "TRUNCATE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 0), "TRUNCATE"),
        ((3, 50, 6), "TRUNCATE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 0), "TRUNCATE"),
        ((3, 51, 2), "TRUNCATE"),
        ((3, 51, 3), "WAL"),
        ((3, 52, 0), "WAL"),
        ((4, 0, 0), "WAL"),
    ],
)
def test_journal_is_the_fastest_that_is_safe_with_the_library(version, journal):
    assert sqlite.journal_mode(version) == journal


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="options of SQLite")
def test_options_reach_the_database():
    with connection.cursor() as cursor:
        full = 2
        assert cursor.execute("PRAGMA synchronous").fetchone() == (full,)
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (5000,)
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert cursor.execute("PRAGMA mmap_size").fetchone() in [None, (0,)]
    assert connection.transaction_mode == "IMMEDIATE"
