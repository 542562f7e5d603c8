"""Which tests run on PostgreSQL too: those whose answer another database could change, and one of every other file.

A new test is chosen without anybody saying so: by its place, by what its module or itself asks of the database, or by
its name. Of a file that has none of these, the first test that opens the database runs there: so every module is asked
once, and the matrix asks every address. A mark `above_database` leaves a test out where it stands.
"""

import re
from collections.abc import Iterator
from functools import cache
from inspect import unwrap
from pathlib import Path
from types import CodeType

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent

# Whatever opens the database asks for one of these.
OPENS_THE_DATABASE = {"db", "transactional_db", "django_db_setup", "live_server", "asker"}

# Where values themselves may be stored, compared, sorted, locked or refused differently by another database: there all
# cases of a test are tried, elsewhere one.
DIFFERS_BY_VALUE = re.compile(
    r"tests/trakyakent_site/(postgresql|operations|page_cache)/"
    r"|tests/unions/(background|caching|lists|models|publishing|tenancy|text)/"
    r"|tests/site/"
    r"|/test_\w*(models|search|sort|order|constraint|lock|migration|generation|sequence|queryset|following|lists)\w*\.py"
)
# Where all tests run, of each one case: what offices send in and take out is compared with every kind of row.
WHOLE = re.compile(r"tests/members/exchange/")

# In the code: statements that are not the same everywhere.
OF_CODE = re.compile(
    r"select_for_update|IntegrityError|DataError|\bvendor\b|cursor\(|RawSQL|\.raw\(|Collate|Func\(|Cast\(|Window\("
    r"|distinct\(|Aggregate\b|bulk_create|\.union\(|JSONField"
)
# In a test: the names of whoever asks the database itself; every `assert` raises the error that is left out.
OF_TESTS = re.compile(
    r"connection|transaction|(?!Assertion)\w*Error|\w*num_queries|queries_of|bulk_\w+|on_commit|raw|cursor"
)
# In its name: what a database does.
WHAT_DATABASES_DO = re.compile(
    r"order|sort|alphabet|search|quer|cost|newest|nearest|narrow|filter|period|moment|counted|twice|unique|overlap"
    r"|lock|at_once|same_time|wr[io]te|stor|sav|delet|eras|taken|null|too_long|longer_than|import|export"
)


def opens_the_database(item) -> bool:
    return bool(item.get_closest_marker("django_db") or OPENS_THE_DATABASE.intersection(item.fixturenames))


def may_differ(place: str, test: str, names: set[str]) -> bool:
    """Whether another database could answer the test of that name in that file otherwise; it uses these names."""
    return bool(
        DIFFERS_BY_VALUE.search(f"{place}::{test}")
        or WHOLE.search(place)
        or WHAT_DATABASES_DO.search(test)
        or any(OF_TESTS.fullmatch(name) for name in names)
        or OF_CODE.search(code_beside(place))
    )


@cache
def code_beside(place: str) -> str:
    """The text of the module that a file of tests belongs to; empty where it belongs to none."""
    path = Path(place)
    module = ROOT / path.parent.relative_to("tests") / path.name.removeprefix("test_")
    return module.read_text(encoding="utf-8") if module.is_file() else ""


def names_in(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from names_in(each)


def choose(config, items) -> None:
    """Marks what may answer differently on another database; `bin/test` runs only that on PostgreSQL.

    There, a test with many cases tries one of them: each query is asked there once, and what the cases differ in is
    decided in Python, which SQLite has tried. Where the values themselves matter, all are tried; in tests/site/ each
    test says for itself who asks.
    """
    opened = set()
    for item in items:
        if not opens_the_database(item) or item.get_closest_marker("above_database"):
            continue
        place, _, test = item.nodeid.partition("::")
        names = {*item.fixturenames, *names_in(unwrap(item.function).__code__)}
        if place not in opened or may_differ(place, test.partition("[")[0], names):
            item.add_marker("database")
        opened.add(place)
    if connection.vendor != "sqlite":
        keep_one_case(config, items)


def keep_one_case(config, items) -> None:
    tried, kept, left_out = set(), [], []
    for item in items:
        path, _, case = item.nodeid.partition("[")
        if DIFFERS_BY_VALUE.search(item.nodeid) or not item.get_closest_marker("database"):
            kept.append(item)
            continue
        item.add_marker("first_row")
        (left_out if case and path in tried else kept).append(item)
        tried.add(path)
    config.hook.pytest_deselected(items=left_out)
    items[:] = kept
