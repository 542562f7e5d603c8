"""The database's machine dies while people save, and a second one takes its place.

    python -m tests.faults.failover --seconds 20

Two PostgreSQL servers, the second a copy that is kept in step and confirms each commit; DATABASE_URL names both and
asks for the one that takes writes. Eight people save; the first server is ended as by a power cut, the second is made
the main one after as long as somebody needs who does it by one command; nothing is begun anew. Loopback only; prints
JSON with what was lost of what was acknowledged, and how long nothing was.
"""

import argparse
import json
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.postgresql import programs
from tests.faults.outage import Asker, addresses_of
from tests.faults.served import AT_ONCE, Storm, judge
from tests.faults.storm import prepare

HOSTS = ["127.0.0.1", "127.0.0.2"]


class Pair:
    """Two servers on two addresses of the loopback, at one port."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="failover."))
        shutil.chown(self.folder, "postgres")
        with socket.create_server((HOSTS[0], 0)) as probe:
            self.port = probe.getsockname()[1]
        self.run("initdb", 0, "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        with (self.data(0) / "pg_hba.conf").open("a") as rules:
            rules.write("host all all 127.0.0.0/8 trust\nhost replication all 127.0.0.0/8 trust\n")
        self.start(0)
        with psycopg.connect(
            host=HOSTS[0], port=self.port, user="test", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute("CREATE DATABASE site")

    def data(self, number: int) -> Path:
        return self.folder / f"data-{number}"

    @property
    def url(self) -> str:
        return f"postgres://test@{','.join(HOSTS)}:{self.port}/site?target_session_attrs=read-write"

    def run(self, program: str, number: int, *arguments: str) -> None:
        command = ["runuser", "-u", "postgres", "--", f"{programs()}/{program}", "-D", str(self.data(number))]
        subprocess.run([*command, *arguments], check=True, cwd=self.folder, capture_output=True)

    def start(self, number: int, *settings: str) -> None:
        switches = f"-c listen_addresses={HOSTS[number]} -c port={self.port} -k {self.folder} -c max_connections=60"
        switches += "".join(f" -c {setting}" for setting in settings)
        self.run("pg_ctl", number, "-l", str(self.folder / f"log-{number}"), "-w", "-o", switches, "start")

    def follow(self) -> None:
        """The second begins as a copy of the first, and confirms what that commits from now on."""
        self.run("pg_basebackup", 1, "-h", HOSTS[0], "-p", str(self.port), "-U", "test", "-R", "-c", "fast")
        self.start(1)
        with psycopg.connect(
            host=HOSTS[0], port=self.port, user="test", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            connection.execute("SELECT pg_reload_conf()")
            deadline = time.monotonic() + 60
            while not connection.execute("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'").fetchone():
                assert time.monotonic() < deadline, "The copy does not follow."
                time.sleep(0.1)

    def end(self) -> None:
        for number in (0, 1):
            try:
                self.run("pg_ctl", number, "-m", "immediate", "stop")
            except subprocess.CalledProcessError:
                continue
        shutil.rmtree(self.folder)


def trial(folder: Path, pair: Pair, seconds: float, wait: float) -> dict[str, Any]:
    storm = Storm(folder, 10**9, 0, 60, None, *AT_ONCE)
    storm.server.wait()
    reader = Asker(storm.server.port, {"Host": storm.host})
    pages = addresses_of(reader)
    for writer in storm.writers:
        writer.start()
    time.sleep(seconds / 2)
    before, began = storm.acknowledged, time.monotonic()
    pair.run("pg_ctl", 0, "-m", "immediate", "stop")
    read = [reader.ask(address)[0] for address in pages[:20]]
    time.sleep(max(0.0, began + wait - time.monotonic()))
    pair.run("pg_ctl", 1, "-w", "promote")
    promoted = time.monotonic()
    # Saves that were on their way when it died may still be counted a moment later.
    after = storm.acknowledged
    while storm.acknowledged <= after and time.monotonic() < promoted + 60:
        time.sleep(0.01)
    resumed = time.monotonic()
    time.sleep(seconds / 2)
    storm.stopped.set()
    for writer in storm.writers:
        writer.join(timeout=60)
    storm.server.end()
    return {
        "acknowledged before": before,
        "acknowledged in all": storm.acknowledged,
        "seconds without a main server": round(promoted - began, 2),
        "seconds from then on until a save is taken": round(resumed - promoted, 2),
        "pages seen before, answered while there was none": f"{read.count(200)} of {len(read)}",
        "answers that acknowledged nothing": storm.refused,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--wait", type=float, default=3, help="Seconds until somebody names the second one.")
    arguments = parser.parse_args()
    pair = Pair()
    try:
        with tempfile.TemporaryDirectory(prefix="failover-") as name:
            folder = Path(name)
            os.environ.update(SECOND_FACTOR="optional", HTTPS="0", SECRET_KEY=secrets.token_urlsafe(64))
            os.environ.update(EMAIL_URL="smtp://127.0.0.1:9", DEFAULT_FROM_EMAIL="noreply@ornek.test")
            os.environ["DATABASE_URL"] = pair.url
            prepare(folder)
            os.environ.pop("DEBUG")
            pair.follow()
            import django

            django.setup()
            told = trial(folder, pair, arguments.seconds, arguments.wait)
            print(json.dumps(told | judge(folder), indent=1))
    finally:
        pair.end()


if __name__ == "__main__":
    main()
