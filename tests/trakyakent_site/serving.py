"""gunicorn with its workers as it is shipped, before a PostgreSQL of the tests' own; and readers who ask it."""

import http.client
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from django.conf import settings

from benchmarks.postgresql import Database
from trakyakent_site.page_cache.machine_numbers import CHANNEL, NUMBERS
from trakyakent_site.server.gunicorn import workers as WORKERS

SEEN = ["/tr/", "/tr/haberler/", "/tr/haberler/haber/"]
# How long to wait for what comes by itself, on a busy machine.
PATIENCE = 60


def connect(database: Database) -> psycopg.Connection:
    return psycopg.connect(host=str(database.folder), user="test", dbname="site")


def edit(database: Database, title: str) -> None:
    """As every write does it: the row and the number of its union in one transaction."""
    with connect(database) as connection:
        connection.execute("UPDATE pages_post SET title_tr = %s", [title])
        connection.execute("UPDATE unions_generation SET number = number + 1")


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.note = response.getheader("Cache-Status", "")
        self.headers = dict(response.getheaders())
        self.text = response.read().decode()


def ask(port: int, path: str, *, method: str = "GET", form: dict | None = None) -> Answer:
    """On a connection of its own, which goes to whichever worker."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
    connection.request(method, path, urlencode(form) if form else None, headers)
    answer = Answer(connection.getresponse())
    connection.close()
    return answer


@contextmanager
def serving(database, environment, *options):
    """gunicorn as it is shipped, on a port of its own."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--config", "python:trakyakent_site.server.gunicorn", *options]
    log = (database.folder / "gunicorn.log").open("w")
    master = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}"], cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log
    )
    try:
        deadline = time.monotonic() + PATIENCE
        while not is_ready(port):
            assert master.poll() is None, Path(log.name).read_text()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield port, master
    finally:
        master.terminate()
        master.wait(timeout=60)


def is_ready(port: int) -> bool:
    try:
        return ask(port, "/hazir").status == 200
    except OSError:
        return False


def until(port: int, path: str, fits) -> None:
    """Asks until every one of several answers in a row fits, whichever workers give them."""
    deadline = time.monotonic() + PATIENCE
    while not all(fits(ask(port, path)) for _again in range(12)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_hit(answer: Answer) -> bool:
    return answer.note == "pages; hit"


def is_stale(answer: Answer) -> bool:
    return "stale" in answer.note


def ask_until_fresh(port: int, path: str) -> Answer:
    """The first answer that is not a last good copy, which a worker gives as well when a busy machine lets it wait."""
    deadline = time.monotonic() + PATIENCE
    while is_stale(answer := ask(port, path)):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return answer


def read_for(port: int, seconds: float) -> list[Answer]:
    """Light load on the pages that were seen before: at least ten rounds."""
    answers = []
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline or len(answers) < 10 * len(SEEN):
        answers += [ask(port, path) for path in SEEN]
    return answers


def wait_until_each_worker_has_polled(database: Database, times: int) -> None:
    """Waits until every thread that learns the numbers has begun to ask for them again, this many times.

    Each worker of the tests has a data folder of its own, and so one thread that asks.
    """
    with connect(database) as connection:
        connection.autocommit = True
        for _time in range(times):
            now = connection.execute("SELECT clock_timestamp()").fetchone()[0]
            # As an edit does it; without one they ask every few seconds.
            connection.execute(f"NOTIFY {CHANNEL}")
            deadline = time.monotonic() + PATIENCE
            while min(polls := last_polls(connection)) <= now or len(polls) < WORKERS:
                assert time.monotonic() < deadline
                time.sleep(0.02)


def last_polls(connection: psycopg.Connection) -> list[datetime]:
    """When each worker has asked for the numbers last."""
    rows = connection.execute("SELECT query_start FROM pg_stat_activity WHERE query = %s", [NUMBERS]).fetchall()
    return [moment for (moment,) in rows] or [datetime.min.replace(tzinfo=UTC)]
