"""The figures that are promised: each is measured here, against its goal."""

import http.client
import json
import os
import statistics
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measuring import Side, running
from benchmarks.postgresql import Database, programs
from benchmarks.sides import ROOT, Benchmarks

SEEN = ["/tr/", "/tr/haberler/", "/tr/uyeler/", "/en/", "/tr/birlik/"]
THREADS = 8


class Asking:
    """A connection that is kept, as a browser or a proxy keeps it."""

    def __init__(self, side: Side):
        self.side = side
        self.connection = None

    def get(self, path: str, host: str = "birlik-0.localhost") -> tuple[int, str, bytes]:
        for is_last in (False, True):
            try:
                if self.connection is None:
                    self.connection = http.client.HTTPConnection("127.0.0.1", self.side.port, timeout=60)
                self.connection.request("GET", path, headers={"Host": host})
                answer = self.connection.getresponse()
                return answer.status, answer.getheader("Cache-Status", ""), answer.read()
            except (http.client.HTTPException, OSError):
                self.connection = None
                if is_last:
                    raise
        raise AssertionError


def inside(benchmarks: Benchmarks, what: str, folder: str = "ours", **environment: str) -> dict:
    return json.loads(told(benchmarks, folder, what, **environment).splitlines()[-1])


def told(benchmarks: Benchmarks, folder: str, *words: str, **environment: str) -> str:
    """What benchmarks.inside prints, with the settings of an installation of ours."""
    environment = os.environ | benchmarks.ours("").environment | environment
    environment["DATA_DIR"] = str(benchmarks.folder / folder)
    command = [benchmarks.python, "-W", "ignore", "-m", "benchmarks.inside", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return done.stdout


def in_turns(sides: list[Side], rounds: int = 60) -> dict[str, tuple[int, int, float]]:
    """Queries, bytes and processor milliseconds of each side's page without a server, the lowest of many short blocks.

    Each side is a process of its own, and they take turns, so that all see the same moods of the machine.
    """
    processes = {side.name: insider(side, "blocks", side.path, side.headers["Host"]) for side in sides}
    counted = {name: [int(word) for word in process.stdout.readline().split()] for name, process in processes.items()}
    lowest = dict.fromkeys(processes, float("inf"))
    for _round in range(rounds):
        for name, process in processes.items():
            process.stdin.write("\n")
            process.stdin.flush()
            lowest[name] = min(lowest[name], float(process.stdout.readline()))
    for process in processes.values():
        process.stdin.close()
        process.wait(timeout=60)
    return {name: (*counted[name], spent) for name, spent in lowest.items()}


def insider(side: Side, *words: str) -> subprocess.Popen:
    """A process with the settings of the side that does what a line asks it to, and answers with a line."""
    paths = os.pathsep.join([str(ROOT), str(side.folder)])
    return subprocess.Popen(
        [side.command[0], "-W", "ignore", "-m", "benchmarks.inside", *words],
        cwd=ROOT,
        env=os.environ | side.environment | {"PYTHONPATH": paths},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


@contextmanager
def editor(side: Side):
    """Somebody who saves a post of the side's union whenever asked to."""
    process = insider(side, "edits")

    def save(word: str = "") -> None:
        process.stdin.write(f"{word}\n")
        process.stdin.flush()
        if process.stdout.readline().strip() != "stored":
            raise RuntimeError("The edit was not stored.")

    try:
        yield save
    finally:
        process.stdin.close()
        process.wait(timeout=60)


def stale_after_edits(side: Side, edits: int, wait: float) -> tuple[int, int]:
    """How many pages still showed the old text, of how many, while others read too."""
    stale = asked = 0
    done = threading.Event()

    def reads():
        asking = Asking(side)
        while not done.is_set():
            for path in SEEN:
                asking.get(path)

    readers = [threading.Thread(target=reads, daemon=True) for _reader in range(4)]
    with editor(side) as save:
        for reader in readers:
            reader.start()
        for number in range(edits):
            save(f"s{number}")
            time.sleep(wait)
            for _again in range(8):
                # A new connection each time goes to whichever worker.
                text = Asking(side).get("/tr/haberler/")[2].decode()
                asked += 1
                stale += f"Düzenleme s{number}<" not in text
        done.set()
        for reader in readers:
            reader.join(timeout=60)
    return stale, asked


def realistic_day(side: Side, seconds: float) -> dict:
    """What benchmarks.day counts while somebody saves an entry of any union every five seconds."""
    command = [side.command[0], "-m", "benchmarks.day", str(side.port), str(seconds), "1"]
    with editor(side) as save:
        # The first one waits for the editor to be there.
        save()
        readers = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        end = time.monotonic() + seconds
        while time.monotonic() < end - 5:
            time.sleep(5)
            save()
        text, _errors = readers.communicate(timeout=seconds + 60)
    return json.loads(text)


def outage(side: Side, database: Database, fault: str, seconds: float) -> tuple[int, int, float]:
    """How many of the pages that were seen before were answered with 200, of how many, and the slowest hundredth."""
    for path in SEEN * 20:
        Asking(side).get(path)
    times, good = [], 0
    end = time.monotonic() + seconds

    def reads():
        nonlocal good
        asking = Asking(side)
        while time.monotonic() < end:
            for path in SEEN:
                started = time.monotonic()
                status = asking.get(path)[0]
                times.append(1000 * (time.monotonic() - started))
                good += status == 200
                time.sleep(0.01)

    if fault == "stopped":
        database.stop()
    else:
        database.signal(19)
    try:
        readers = [threading.Thread(target=reads) for _reader in range(THREADS)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
    finally:
        if fault == "stopped":
            database.start()
        else:
            database.signal(18)
    return good, len(times), statistics.quantiles(times, n=100)[98]


def with_postgresql(benchmarks: Benchmarks, log: Path, edits: int, seconds: float) -> dict:
    """The figures that need a database server: edits, and outages of it."""
    if not programs():
        benchmarks.missing.append("PostgreSQL: apt install postgresql")
        return {}
    database = Database()
    data = benchmarks.folder / "ours-postgresql"
    environment = {
        "DATABASE_URL": database.url,
        "DATA_DIR": str(data),
        "SECRET_KEY": "jB3nVq8-rT5yUeWm1KxZ7aHsGd0LpCf9oRiNvMtYbEuXwQzJ4k2SgDhA6",
        "EMAIL_URL": "smtp://127.0.0.1:9",
        "DEFAULT_FROM_EMAIL": "noreply@birlik.example",
        "HTTPS": "0",
        "BENCHMARK_UNIONS": "2",
    }
    try:
        side = benchmarks.ours("ours on PostgreSQL", environment=environment)
        benchmarks.run([benchmarks.python, "-m", "benchmarks.ours"], os.environ | side.environment, ROOT)
        with running([side], log):
            return {
                "stale": stale_after_edits(side, edits, wait=0.5),
                "stopped": outage(side, database, "stopped", seconds),
                "hung": outage(side, database, "hung", seconds),
            }
    finally:
        database.end()
