"""The figures that are promised: each is measured here, against its goal."""

import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measuring import Side, running
from benchmarks.postgresql import Database, programs
from benchmarks.sides import ROOT, Benchmarks

SEEN = ["/tr/", "/tr/haberler/", "/tr/uyeler/", "/en/", "/tr/birlik/"]
SECTIONS = ["", "haberler/", "duyurular/", "uyeler/", "birlik/", "organlar/", "belgeler/"]
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
    environment = os.environ | benchmarks.ours("").environment | environment
    environment["DATA_DIR"] = str(benchmarks.folder / folder)
    command = [benchmarks.python, "-W", "ignore", "-m", "benchmarks.inside", what]
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def editor(side: Side):
    """Somebody who saves a post of the side's union whenever asked to."""
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-W", "ignore", "-m", "benchmarks.inside", "edits"],
        cwd=ROOT,
        env=os.environ | side.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )

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


def realistic_day(side: Side, seconds: float) -> tuple[Counter, int]:
    """80 % hot pages, 15 % of the long tail, 3 % searches, 2 % that do not exist; somebody saves every five seconds."""
    notes, errors, end = Counter(), 0, 0.0

    def reads(seed: int):
        nonlocal errors
        chance = random.Random(seed)  # noqa: S311
        asking = Asking(side)
        while time.monotonic() < end:
            host = f"birlik-{chance.randrange(20)}.localhost"
            kind = chance.random()
            if kind < 0.8:
                path = f"/tr/{chance.choice(SECTIONS)}"
            elif kind < 0.95:
                path = chance.choice(
                    [f"/tr/haberler/haber-{chance.randrange(100)}/", f"/en/news/news-{chance.randrange(100)}/"]
                )
            elif kind < 0.98:
                path = f"/tr/kararlar/?s=kelime{chance.randrange(300)}"
            else:
                path = f"/tr/yok-{chance.randrange(10_000)}/"
            status, note, _body = asking.get(path, host)
            notes["hit" if "; hit" in note else "miss"] += 1
            errors += status >= 500

    readers = [threading.Thread(target=reads, args=[seed]) for seed in range(THREADS)]
    with editor(side) as save:
        # The first one waits for the editor to be there.
        save()
        end = time.monotonic() + seconds
        for reader in readers:
            reader.start()
        while time.monotonic() < end - 5:
            time.sleep(5)
            save()
        for reader in readers:
            reader.join()
    return notes, errors


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
        "SECRET_KEY": "only-for-benchmarks-" * 4,
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
