"""Which tests run on PostgreSQL too: whatever opens the database, but for what none can answer differently.

A new test runs there without anybody saying so. What is left out stands here with its reason, or is marked
`above_database` where it stands; tests/test_databases.py refuses what speaks of the database itself.
"""

import re

from django.db import connection

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

PAGES = "the matrix asks for these pages there, in both languages; what they say of a row is put together in Python"
LEFT_TO_SQLITE = {
    "tests/members/directory/test_cards.py": PAGES,
    "tests/members/directory/test_views.py": PAGES,
    "tests/members/meetings/test_decision_views.py": PAGES,
    "tests/members/meetings/test_feeds.py": PAGES,
    "tests/members/meetings/test_printing_views.py": PAGES,
    "tests/members/meetings/test_views.py": PAGES,
    "tests/members/membership/test_views.py": PAGES,
    "tests/members/people/test_views.py": PAGES,
    "tests/pages/contact/test_views.py": PAGES,
    "tests/pages/test_feeds.py": PAGES,
    "tests/pages/test_views.py": PAGES,
    "tests/pages/tree/test_views.py": PAGES,
    "tests/unions/institution/test_views.py": PAGES,
    "tests/unions/papers/test_views.py": PAGES,
    "tests/members/meetings/test_life_line.py": "the steps of a decision follow from its columns, in Python",
    "tests/unions/templatetags/": "a tag writes what it is given",
}
# Even of these files, a test runs there whose name tells of what a database does: find, sort, count, store.
WHAT_DATABASES_DO = re.compile(
    r"order|sort|alphabet|search|quer|cost|first|newest|nearest|narrow|filter|year|period|day|moment|past|former|count"
    r"|number|list|long|large|once|twice|unique|overlap|lock|wr[io]te|stor|sav|delet|eras|taken|unknown|not_found|union"
)


def opens_the_database(item) -> bool:
    return bool(item.get_closest_marker("django_db") or OPENS_THE_DATABASE.intersection(item.fixturenames))


def is_left_to_sqlite(place: str, test: str) -> bool:
    """Whether the test of that name in that file runs on SQLite alone."""
    return any(place.startswith(each) for each in LEFT_TO_SQLITE) and not WHAT_DATABASES_DO.search(test)


def choose(config, items) -> None:
    """Marks what may answer differently on another database; `bin/test` runs only that on PostgreSQL.

    There, a test with many cases tries one of them: each query is asked there once, and what the cases differ in is
    decided in Python, which SQLite has tried. Where the values themselves matter, all are tried; in tests/site/ each
    test says for itself who asks.
    """
    for item in items:
        place, _, test = item.nodeid.partition("::")
        if (
            opens_the_database(item)
            and not item.get_closest_marker("above_database")
            and not is_left_to_sqlite(place, test.partition("[")[0])
        ):
            item.add_marker("database")
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
