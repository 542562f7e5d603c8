"""Workers that end, hang or die, under load."""

import http.client
import os
import signal
import socket
import threading
import time

import pytest

from benchmarks.measuring import children
from tests.trakyakent_site.serving import PATIENCE, ask, connect, is_hit, serving, until

pytestmark = pytest.mark.slow


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
            deadline = time.monotonic() + PATIENCE
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
    until(port, "/tr/", is_hit)
    stuck, neighbour = children(master.pid)

    os.kill(stuck, signal.SIGSTOP)
    try:
        while_stuck = [ask(port, "/tr/").status for _again in range(12)]
    finally:
        os.kill(stuck, signal.SIGCONT)
    os.kill(neighbour, signal.SIGKILL)
    while_killed = [ask(port, "/tr/").status for _again in range(12)]

    assert while_stuck == while_killed == [200] * 12


def test_visitors_who_say_nothing_do_not_hold_up_a_stop(database, environment):
    """A browser opens connections that it may never use, and keeps those it has used."""
    with serving(database, environment) as (port, master):
        kept = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        kept.request("GET", "/tr/")
        kept.getresponse().read()
        silent = [socket.create_connection(("127.0.0.1", port)) for _connection in range(3)]
        half = socket.create_connection(("127.0.0.1", port))
        half.sendall(b"GET /tr/ HTTP/1.1\r\nHost:")
        # gunicorn lays a silent connection aside after five seconds, and would wait thirty for it.
        time.sleep(6)
        before = time.monotonic()

        master.terminate()
        master.wait(timeout=60)

        # Three seconds on a machine of its own; held up, thirty.
        assert time.monotonic() - before < 20
        for connection in [*silent, half]:
            connection.close()
        kept.close()


def test_a_page_that_is_being_made_is_finished_before_a_stop(database, environment):
    with serving(database, environment) as (port, master):
        until(port, "/canli", lambda answer: answer.status == 200)
        slow = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        with connect(database) as connection:
            connection.execute("LOCK TABLE pages_post IN ACCESS EXCLUSIVE MODE")
            slow.request("GET", "/tr/haberler/")
            time.sleep(0.5)
            master.terminate()
            time.sleep(1)
            connection.rollback()

        assert slow.getresponse().status == 200
