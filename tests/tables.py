"""A table of values is one test.

A test of its own costs some milliseconds before and after; a row of a table costs what it asks. All rows are tried, and
the test names every one that is wrong. `pytest --row TEXT` tries only the rows whose name holds the text.
"""

import functools
import inspect
import traceback
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.db import connection, transaction

from unions.caching.store import clear_all_stores

SHOWN = 20
Row = type(pytest.param())


class Chosen:
    """What the command line asks for, and how many rows have been tried since the last report."""

    text = ""
    first = False
    tried = 0


def table(names: str | Iterable[str], rows: Iterable, *, ids: Callable | Iterable[str] | None = None):
    """Takes the place of `pytest.mark.parametrize` above a test whose fixtures all rows may share.

    What a row writes to the database is taken back after it, and what it made the site remember is forgotten. Tables
    above each other try every combination.
    """
    names = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    rows = [each if isinstance(each, Row) else pytest.param(*(each if len(names) > 1 else [each])) for each in rows]
    given = [None] * len(rows) if ids is None or callable(ids) else list(ids)
    own = [
        (row.id or name or name_of(row.values, ids), dict(zip(names, row.values, strict=True)))
        for row, name in zip(rows, given, strict=True)
    ]

    def fold(test: Callable) -> Callable:
        test, inner = getattr(test, "folded", (test, [("", {})]))
        combined = [(f"{one}-{other}".strip("-"), values | more) for other, more in inner for one, values in own]
        taken = {name for _, values in combined[:1] for name in values}

        @functools.wraps(test)
        def try_rows(*arguments, **fixtures):
            try_each(combined, functools.partial(test, *arguments, **fixtures))

        parameters = inspect.signature(test).parameters.values()
        try_rows.__signature__ = inspect.Signature([each for each in parameters if each.name not in taken])
        try_rows.folded = test, combined
        return try_rows

    return fold


def name_of(values: Iterable, ids: Callable | Iterable[str] | None) -> str:
    named = [ids(value) if callable(ids) else getattr(value, "__name__", value) for value in values]
    return "-".join(str(each) for each in named)[:120]


def try_each(rows: list[tuple[str, dict]], test: Callable) -> None:
    """Tries the test with the values of every row, and fails with all that are wrong."""
    wrong: list[tuple[str, BaseException]] = []
    skipped = []
    assert rows, "The table has no rows."
    for name, values in rows[:1] if Chosen.first else rows:
        if Chosen.text not in name:
            continue
        Chosen.tried += 1
        try:
            with undone():
                test(**values)
        except pytest.skip.Exception as reason:
            skipped.append(reason)
        except (Exception, pytest.fail.Exception) as error:
            wrong.append((name, error))
    if wrong:
        told = [f"[{name}] {place_of(error)}{type(error).__name__}: {error}" for name, error in wrong]
        more = [f"… and {len(wrong) - SHOWN} more"] if len(wrong) > SHOWN else []
        summary = f"{len(wrong)} of {len(rows)} rows are wrong:"
        raise AssertionError("\n\n".join([summary, *told[:SHOWN], *more])) from wrong[0][1]
    if skipped and len(skipped) == len(rows):
        raise skipped[0]


class undone:
    """What is written inside is taken back, where a test's transaction is open; nothing remembered outlives it."""

    def __enter__(self):
        self.transaction = transaction.atomic() if connection.in_atomic_block else nullcontext()
        self.transaction.__enter__()
        clear_all_stores()

    def __exit__(self, *error):
        if connection.in_atomic_block:
            transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)


def place_of(error: BaseException) -> str:
    """The line of the tests where it went wrong."""
    tests = Path(__file__).resolve().parent
    frames = [each for each in traceback.extract_tb(error.__traceback__) if Path(each.filename).is_relative_to(tests)]
    if not frames:
        return ""
    return f"{Path(frames[-1].filename).relative_to(tests.parent)}:{frames[-1].lineno}: "


def pytest_addoption(parser):
    parser.getgroup("this project").addoption("--row", default="", help="only the rows of tables whose name holds this")


def pytest_configure(config):
    Chosen.text = config.getoption("row")


def pytest_runtest_setup(item):
    Chosen.first = bool(item.get_closest_marker("first_row"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if call.when == "call":
        report.user_properties.append(("rows", Chosen.tried or 1))
        Chosen.tried = 0
    return report


def pytest_terminal_summary(terminalreporter):
    """Says how many cases were tried; a row of a table is one, and so is a test without a table."""
    reports = [each for each in terminalreporter.getreports("passed") + terminalreporter.getreports("failed")]
    rows = [value for each in reports for name, value in getattr(each, "user_properties", []) if name == "rows"]
    terminalreporter.write_line(f"{sum(rows)} cases in {len(rows)} tests")
