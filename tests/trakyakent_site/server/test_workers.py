"""Workers that end, hang or die, under load."""

import http.client
import os
import signal
import threading
import time

import pytest

from benchmarks.measuring import children
from tests.trakyakent_site.serving import PATIENCE, ask, is_hit, serving, until

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
