"""Real parts: gunicorn with its workers, and a PostgreSQL of the test's own that is stopped, and made to hang."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from django.conf import settings

from benchmarks.measuring import children
from benchmarks.postgresql import Database, programs

pytestmark = pytest.mark.slow

SEEN = ["/tr/", "/tr/haberler/", "/tr/haberler/haber/"]
# From an edit to every worker's next page.
HALF_A_SECOND = 0.5

CONTENT = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
from tests import factories as make
union = make.make_union(code="ornek")
make.make_post(union=union, title_tr="Haber")
"""


def edit(database: Database, title: str) -> None:
    """As every write does it: the row and the number of its union in one transaction."""
    with psycopg.connect(host=str(database.folder), user="test", dbname="site") as connection:
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


@pytest.fixture(scope="module")
def database():
    if programs() is None:
        pytest.skip("PostgreSQL is not installed.")
    if os.environ.get("TEST_DATABASE_URL"):
        pytest.skip("Once is enough: it has a server of its own on either run.")
    database = Database()
    yield database
    database.end()


@pytest.fixture(scope="module")
def environment(database):
    """What a server needs to know to serve a union with one post."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "DATABASE_URL"))}
    environment = {**kept, "DJANGO_SETTINGS_MODULE": "tests.settings", "TEST_DATABASE_URL": database.url}
    made = subprocess.run(  # noqa: S603
        [sys.executable, "-c", f"import django; django.setup(){CONTENT}"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return environment


@contextmanager
def serving(database, environment, *options):
    """gunicorn as it is shipped, on a port of its own."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--config", "python:trakyakent_site.server.gunicorn", *options]
    log = (database.folder / "gunicorn.log").open("w")
    master = subprocess.Popen(  # noqa: S603
        [*command, "--bind", f"127.0.0.1:{port}"], cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log
    )
    try:
        deadline = time.monotonic() + 60
        while not is_ready(port):
            assert master.poll() is None, Path(log.name).read_text()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield port, master
    finally:
        master.terminate()
        master.wait(timeout=60)


@pytest.fixture(scope="module")
def served(database, environment):
    with serving(database, environment) as served:
        yield served


@pytest.fixture
def port(served):
    return served[0]


def is_ready(port: int) -> bool:
    try:
        return ask(port, "/hazir").status == 200
    except OSError:
        return False


def until(port: int, path: str, fits) -> None:
    """Asks until every one of several answers in a row fits, whichever workers give them."""
    deadline = time.monotonic() + 60
    while not all(fits(ask(port, path)) for _again in range(12)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_stale(answer: Answer) -> bool:
    return "stale" in answer.note


def read_for(port: int, seconds: float) -> list[Answer]:
    """Light load on the pages that were seen before."""
    answers = []
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answers += [ask(port, path) for path in SEEN]
    return answers


def test_an_edit_is_seen_by_every_worker_after_half_a_second(database, port):
    for path in SEEN:
        until(port, path, lambda answer: answer.note == "pages; hit")

    stale = 0
    for number in range(6):
        edit(database, f"Haber {number}")
        time.sleep(HALF_A_SECOND)
        stale += sum(f"Haber {number}" not in ask(port, "/tr/haberler/").text for _again in range(12))

    assert stale == 0


@pytest.mark.parametrize(("fault", "never_seen"), [("stopped", "/tr/belgeler/"), ("hung", "/tr/etkinlikler/")])
def test_pages_outlive_the_database(database, port, fault, never_seen):
    for path in SEEN:
        until(port, path, lambda answer: answer.note == "pages; hit")

    if fault == "stopped":
        database.stop()
    else:
        database.signal(signal.SIGSTOP)
    try:
        answers = read_for(port, 2.5)
        until(port, "/tr/", is_stale)
        answers += read_for(port, 1)
        new = ask(port, never_seen)
        form = ask(port, "/yonetim/login/", method="POST", form={"username": "ayşe", "note": "Uzun yazı " * 20})
        health = [ask(port, address).status for address in ["/canli", "/hazir"]]
    finally:
        if fault == "stopped":
            database.start()
        else:
            database.signal(signal.SIGCONT)

    assert len(answers) > 30
    assert {answer.status for answer in answers} == {200}
    assert all("Haber" in answer.text for answer in answers)
    assert (new.status, new.headers["Retry-After"]) == (503, "30")
    assert "Kısa bir süre sonra" in new.text
    assert form.status == 503
    assert 'value="ayşe"' in form.text
    assert "Uzun yazı " * 20 in form.text
    assert health == [200, 503]
    # Nobody has to restart anything.
    until(port, "/tr/", lambda answer: answer.status == 200 and not is_stale(answer))
    assert ask(port, never_seen).status == 200


# What strangers send


HOST = "Host: 127.0.0.1:{port}"
STRANGE = {
    "a foreign host": ("/tr/", "Host: evil.example"),
    "two hosts": ("/tr/", HOST, "Host: evil.example"),
    "no host": ("/tr/",),
    "a host in the address": ("http://evil.example/tr/", HOST),
    "a host of a proxy": ("/tr/", HOST, "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example"),
    "headers with underscores": ("/tr/", HOST, "X_Forwarded_Host: evil.example", "HTTP_HOST: evil.example"),
    "https of a proxy": ("/tr/", HOST, "X-Forwarded-Proto: https", "X-Forwarded-Port: 1", "X-Forwarded-For: evil"),
    "another script": ("/tr/", HOST, "SCRIPT_NAME: /evil", "X-Script-Name: /evil"),
    "another address": ("/tr/", HOST, "PATH_INFO: /yonetim/login/", "X-Original-URL: /evil/"),
    "no encoding": ("/tr/", HOST, "Accept-Encoding: ;q=,,gzip;q=0;q=1, br;q=nan, *;q=-1", "Accept-Encoding: \xff"),
    "parts": ("/tr/", HOST, "Range: bytes=0-0,5-2,-1", "If-Range: W/x"),
    "many tags": ("/tr/", HOST, "If-None-Match: " + 'W/"x",' * 500, "If-Modified-Since: never"),
    "a large cookie": ("/tr/", HOST, "Cookie: a=" + "x" * 7000),
    "a giant cookie": ("/tr/", HOST, "Cookie: a=" + "x" * 70_000),
    "many headers": ("/tr/", HOST, *[f"X-{number}: x" for number in range(200)]),
    "a question nobody asks": ("/tr/?evil=" + "x" * 3000, HOST),
    "an address with a host": ("//evil.example/tr/", HOST),
    "an address that climbs": ("/tr/%2e%2e/%2e%2e/%00/..;/", HOST),
    "no text": ("/tr/%ff%fe/", HOST),
    "a body": ("/tr/", HOST, "Content-Length: 4"),
    "two lengths": ("/tr/", HOST, "Content-Length: 4", "Transfer-Encoding: chunked"),
}


def tell(port: int, address: str, *headers: str) -> bytes:
    """Exactly these bytes, and all that comes back."""
    lines = [f"GET {address} HTTP/1.1", *headers, "Connection: close", "", "evil"]
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        answer = b""
        try:
            connection.sendall("\r\n".join(lines).replace("{port}", str(port)).encode("latin-1"))
            while chunk := connection.recv(65536):
                answer += chunk
        except ConnectionError:
            # Refused before it was read.
            pass
        return answer


def test_nothing_that_strangers_send_changes_the_page_of_others(port):
    for path in SEEN:
        until(port, path, lambda answer: answer.note == "pages; hit")
    page = ask(port, "/tr/").text

    answers = {what: tell(port, *sent) for _again in range(3) for what, sent in STRANGE.items()}

    assert {what for what, answer in answers.items() if answer[9:10] == b"5"} == set()
    assert {what for what, answer in answers.items() if b"evil" in answer} == set()
    after = [ask(port, "/tr/") for _again in range(12)]
    assert {(answer.note, answer.text) for answer in after} == {("pages; hit", page)}


# Workers that end


class KeptConnection(threading.Thread):
    """Reads on a connection that is kept, and on a new one when that was closed between two questions."""

    def __init__(self, port: int, done: threading.Event):
        super().__init__(daemon=True)
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.done = done
        self.statuses, self.failures = [], []

    def run(self):
        while not self.done.is_set():
            is_new = self.connection.sock is None
            try:
                self.connection.request("GET", "/tr/")
                response = self.connection.getresponse()
                response.read()
                self.statuses.append(response.status)
            except (OSError, http.client.HTTPException) as error:
                if is_new or not isinstance(error, ConnectionError):
                    self.failures.append(error)
                self.connection.close()
            time.sleep(0.004)


def test_workers_are_replaced_under_load_and_nobody_is_lost(database, environment):
    done = threading.Event()
    # Each of them ends soon by itself as well, and both at about the same time.
    with serving(database, environment, "--max-requests", "500", "--max-requests-jitter", "50") as (port, master):
        readers = [KeptConnection(port, done) for _reader in range(4)]
        for reader in readers:
            reader.start()
        for _reload in range(2):
            before = set(children(master.pid))
            master.send_signal(signal.SIGHUP)
            deadline = time.monotonic() + 60
            while before & set(children(master.pid)) or len(children(master.pid)) < 2:
                assert time.monotonic() < deadline
                time.sleep(0.02)
        done.set()
        for reader in readers:
            reader.join(timeout=60)

    assert [reader.failures for reader in readers] == [[]] * 4
    assert {status for reader in readers for status in reader.statuses} == {200}
    assert sum(len(reader.statuses) for reader in readers) > 100


def test_neighbours_answer_for_a_worker_that_is_stuck_or_killed(served):
    port, master = served
    until(port, "/tr/", lambda answer: answer.note == "pages; hit")
    stuck, neighbour = children(master.pid)

    os.kill(stuck, signal.SIGSTOP)
    try:
        while_stuck = [ask(port, "/tr/").status for _again in range(12)]
    finally:
        os.kill(stuck, signal.SIGCONT)
    os.kill(neighbour, signal.SIGKILL)
    while_killed = [ask(port, "/tr/").status for _again in range(12)]

    assert while_stuck == while_killed == [200] * 12
