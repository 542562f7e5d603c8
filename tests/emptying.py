"""What a test has committed is taken away after it, and who leaves rows or tables behind is named.

Django's own way empties every table and makes all content types and rights anew: after each test, some hundred tables
and a second, for the few that it has written. Here only these are emptied, and what stood in the database from the
beginning stays, or is put back if the test has changed it.
"""

from collections.abc import Iterable

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

Rows = list[tuple]


class Beginning:
    """The tables of the database as it was made, and the rows of those that held any."""

    tables: frozenset[str] = frozenset()
    rows: dict[str, Rows] = {}
    # Said of the test that runs.
    told: list[str] = []


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        Beginning.tables = tables_now()
        Beginning.rows = {table: rows_of(table) for table in filled(Beginning.tables)}
        connection.close()


def tables_now() -> frozenset[str]:
    return frozenset(connection.introspection.table_names())


def filled(tables: Iterable[str]) -> list[str]:
    """Those of the tables that hold a row: one question for a hundred of them, as SQLite takes five hundred."""
    names, found = sorted(tables), []
    for start in range(0, len(names), 100):
        asked = " UNION ALL ".join(
            f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {quoted(name)})"  # noqa: S608 - names of our tables
            for name in names[start : start + 100]
        )
        with connection.cursor() as cursor:
            cursor.execute(asked)
            found += [name for (name,) in cursor.fetchall()]
    return found


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def rows_of(table: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {quoted(table)} ORDER BY 1")  # noqa: S608 - the name of a table of ours
        return cursor.fetchall()


def changed() -> list[str]:
    """The tables that hold other rows than at the beginning."""
    now = set(filled(Beginning.tables)) | Beginning.rows.keys()
    return sorted(table for table in now if table not in Beginning.rows or rows_of(table) != Beginning.rows[table])


def put_back(tables: list[str]) -> None:
    """The rows of the beginning; the keys between tables are checked at the end, so that their order is all one."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {quoted(table)}")  # noqa: S608 - the name of a table of ours
        for table in tables:
            for row in Beginning.rows.get(table, []):
                places = ", ".join(["%s"] * len(row))
                cursor.execute(f"INSERT INTO {quoted(table)} VALUES ({places})", row)  # noqa: S608 - the same


def empty_database() -> None:
    """Rows and tables as they were at the beginning; a table more or less is told."""
    now = tables_now()
    for table in sorted(now - Beginning.tables):
        Beginning.told.append(f"tables: {table} was made")
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {quoted(table)}{' CASCADE' if connection.vendor == 'postgresql' else ''}")
    for table in sorted(Beginning.tables - now):
        Beginning.told.append(f"tables: {table} is gone")
    put_back(changed())


class FromTheBeginning:
    """Takes the place of Django's set-up and emptying in tests that commit."""

    @classmethod
    def _fixture_setup(cls):
        if left := changed():
            Beginning.told.append(f"rows that another test left: {', '.join(left)}")
            put_back(left)

    def _fixture_teardown(self):
        empty_database()


def pytest_configure(config):
    TransactionTestCase._fixture_setup = FromTheBeginning.__dict__["_fixture_setup"]
    TransactionTestCase._fixture_teardown = FromTheBeginning._fixture_teardown


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    try:
        return (yield)
    finally:
        item.user_properties += [("trace", text) for text in Beginning.told]
        Beginning.told.clear()
