"""A test leaves no trace in its process, where another would find it or not, by the order in which they run.

What it wrote into DATA_DIR goes with it; what else it changed is taken back, and the end of the run names it. With
`bin/test --shuffle=SEED` files, and the tests of each, run in an order by chance, which the seed repeats.
"""

import locale
import logging
import os
import random
import shutil
import signal
import threading
from collections import defaultdict
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

# Sets its logger up when it is imported, which some test is the first to do.
import psycopg  # noqa: F401
import pytest
from django.conf import settings
from django.utils import timezone, translation

from trakyakent_site.operations import environment
from unions.admin.kit import gate
from unions.caching import generations
from unions.institution import founding, timeline
from unions.tenancy import scope
from unions.text import links

# Made of the sources alone, or for rows that many tests share.
SHARED = {"bundle", "media", "static"}
SIGNALS = [signal.SIGALRM, signal.SIGCHLD, signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGUSR1, signal.SIGUSR2]
# Where the parts of the site enter themselves when it starts.
REGISTERS = [gate._checks, generations.followers, founding._steps, timeline._sources, links._storing, links._showing]


def variables() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}


def put_variables(before: dict[str, str]) -> None:
    for name in variables().keys() - before.keys():
        del os.environ[name]
    os.environ.update(before)


def put_settings(before: dict[str, Any]) -> None:
    for name in vars(settings._wrapped).keys() - before.keys():
        delattr(settings, name)
    for name, value in before.items():
        if vars(settings._wrapped).get(name) is not value:
            setattr(settings, name, value)


def mask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def loggers() -> dict[str, tuple]:
    """Of a logger that is as it was made there is nothing to say."""
    made = {"": logging.root, **logging.root.manager.loggerDict}
    found = {
        name: (each.level, each.disabled, each.propagate, *each.handlers, *each.filters)
        for name, each in made.items()
        if isinstance(each, logging.Logger)
    }
    changed = {name: of for name, of in found.items() if of != (logging.NOTSET, False, True)}
    return {**changed, "the lowest level": logging.root.manager.disable}


class Shared(NamedTuple):
    """Something that tests share beside the database and the stores, which are emptied for each."""

    read: Callable[[], Any]
    put: Callable[[Any], Any] | None = None


STATE = {
    "environment": Shared(variables, put_variables),
    "folder": Shared(os.getcwd, os.chdir),
    "mask of new files": Shared(mask, os.umask),
    "locale": Shared(lambda: locale.setlocale(locale.LC_ALL), lambda before: locale.setlocale(locale.LC_ALL, before)),
    "language": Shared(translation.get_language, translation.activate),
    "time zone": Shared(timezone.get_current_timezone_name, timezone.activate),
    "settings": Shared(lambda: dict(vars(settings._wrapped)), put_settings),
    "union": Shared(scope.union),
    "loggers": Shared(loggers),
    "signals": Shared(lambda: [signal.getsignal(number) for number in SIGNALS]),
    # The check of the health keeps one to ask with.
    "threads": Shared(lambda: {each.name for each in threading.enumerate() if not each.daemon} - {"health_0"}),
    "registers": Shared(lambda: [len(each) for each in REGISTERS]),
    "whether problems are only told": Shared(lambda: environment.is_only_told),
}


@pytest.fixture(autouse=True)
def no_trace(record_property, monkeypatch):
    with taken_back(lambda trace: record_property("trace", trace)):
        yield
        # What another fixture asked for first would be taken back only after us.
        monkeypatch.undo()


@contextmanager
def taken_back(tell: Callable[[str], None]):
    folder = Path(settings.DATA_DIR)
    stored, before = set(os.listdir(folder)), {name: each.read() for name, each in STATE.items()}
    yield
    for name in set(os.listdir(folder)) - stored - SHARED:
        remove(folder / name)
    for name, (read, put) in STATE.items():
        if (now := read()) != before[name]:
            tell(f"{name}: {difference(before[name], now)}")
            if put:
                put(before[name])


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def difference(before: Any, now: Any) -> str:
    if not isinstance(before, dict):
        return f"{before} → {now}"
    names = [name for name in before.keys() | now.keys() if before.get(name) != now.get(name)]
    return ", ".join(f"{name}: {before.get(name)} → {now.get(name)}" for name in sorted(names))


def pytest_terminal_summary(terminalreporter):
    reports = [each for reports in terminalreporter.stats.values() for each in reports]
    for report in reports:
        if getattr(report, "when", "") == "teardown":
            for name, value in report.user_properties:
                if name == "trace":
                    terminalreporter.write_line(f"{report.nodeid} left a trace: {value}")


def pytest_addoption(parser):
    parser.getgroup("this project").addoption("--shuffle", metavar="SEED", help="run files and tests in another order")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if not config.getoption("shuffle"):
        return
    chance = random.Random(config.getoption("shuffle"))
    places = defaultdict(chance.random)
    # A test that empties the database stays behind those that find in it what has been there from the beginning.
    items.sort(key=lambda item: (empties_the_database(item), places[item.path], chance.random()))


def empties_the_database(item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in item.fixturenames
