import gc
import os
import socket
import time
from datetime import timedelta
from pathlib import Path

import hypothesis
import pytest
from _pytest import runner
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import Client
from django.utils import timezone

from tests import databases
from tests.cache_observer import CacheObserver
from tests.factories import make_union
from unions.caching.store import clear_all_stores
from unions.tenancy import scope

pytest_plugins = ["tests.emptying", "tests.profile", "tests.tables", "tests.traces"]

# Who asks on behalf of the people of two unions; tests/site/conftest.py puts them here.
ASKER = pytest.StashKey()

LOOPBACK = ["127.0.0.1", "::1", "localhost"]

# The same examples in every run: what fails is mended and kept as a test, not met by chance.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("steady")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    databases.choose(config, items)


def pytest_collection_finish():
    # The code and the collected tests live to the end: looking through them again and again finds nothing to free.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def with_room(function, *arguments):
    return function(*arguments)


# Python keeps the frames of running functions in pieces of 16 KiB; where a request goes to and fro over the end of one,
# it is asked of the system and given back a hundred times, which takes a fifth of the request's time. A frame that
# claims a mebibyte is laid into a piece of two, where those of the test find room behind it.
with_room.__code__ = with_room.__code__.replace(co_stacksize=2**17)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    """Runs the test as pytest does, with room for all that it calls."""
    return with_room(runner.pytest_runtest_protocol, item, nextitem)


# The longest that a test takes on a busy machine.
ONE_TEST = timedelta(seconds=90)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """No test runs over midnight: what one says of today would be said of yesterday."""
    now = timezone.localtime()
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    if midnight - now < ONE_TEST:
        time.sleep((midnight - now).total_seconds() + 1)
    if databases.opens_the_database(item):
        make_room_in_the_database(item)


def make_room_in_the_database(item):
    """Takes away the rows of two unions where a test expects an empty database, and brings them back where not."""
    asker = item.config.stash.get(ASKER, None)
    if asker is None:
        return
    if "asker" in item.fixturenames:
        asker.begin()
    else:
        asker.end()


@pytest.fixture(scope="session", autouse=True)
def outside_network_is_forbidden():
    """A test that asked another machine would not be a test of this project."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in [socket.AF_INET, socket.AF_INET6] and address[0] not in LOOPBACK:
            raise RuntimeError(f"A test tried to reach {address[0]}.")
        return connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded)
    yield
    patch.undo()


@pytest.fixture(scope="session", autouse=True)
def nothing_waits_for_the_disk():
    """What a test has stored need not outlive the machine; the processes that storms kill wait as ever."""
    patch = pytest.MonkeyPatch()
    patch.setattr(os, "fsync", lambda descriptor: None)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def chromium():
    """The path of the browser that `bin/test` has found."""
    path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    if not Path(path).exists():
        pytest.skip("Chromium is not installed.")
    return path


@pytest.fixture(scope="session")
def vnu_jar():
    """The path of the HTML checker that `bin/test` has found."""
    if not os.environ.get("VNU_JAR"):
        pytest.skip("VNU_JAR does not name the HTML checker.")
    return os.environ["VNU_JAR"]


@pytest.fixture
def union(db):
    """A union with a name in both languages; rows that a test makes belong to it."""
    union = make_union(code="ornek", name="Örnek Belediyeler Birliği", name_en="Example Union of Municipalities")
    with scope.of(union):
        yield union


class Reader(Client):
    """A reader without a cookie; the database is read-only while they read.

    Like the search of a browser, they take a space at which no line ends for any other.
    """

    def request(self, **asked):
        with connection.execute_wrapper(refuse_writing):
            answer = super().request(**asked)
        if answer.get("Content-Type", "").startswith("text/html") and not answer.streaming:
            answer.content = answer.content.replace("\u00a0".encode(), b" ")
        return answer


def refuse_writing(execute, sql, params, many, context):
    if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "REPLACE")):
        raise AssertionError(f"A reader's request wrote: {sql}")
    return execute(sql, params, many, context)


@pytest.fixture
def reader(union):
    """Someone who reads the site of the union at its own host name."""
    return Reader(headers={"host": f"{union.code}.localhost"})


@pytest.fixture(autouse=True)
def empty_caches():
    """The union of the next test has the primary key of the last one's, but other content."""
    clear_all_stores()


@pytest.fixture(autouse=True)
def cache_keys_are_complete(monkeypatch):
    """In every test, a cached value stands under a key that holds everything on which it depends."""
    monkeypatch.setattr("unions.caching.per_generation.observer", CacheObserver())


@pytest.fixture
def connections_kept():
    """For requests that go through WSGI itself: the end of one would close the connection of the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
