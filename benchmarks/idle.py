"""What web workers ask of PostgreSQL while nobody comes, and how many connections they hold.

    python -m benchmarks.idle --workers 10 --seconds 30

A PostgreSQL of its own (or a prepared database where nobody else is at work: --database URL), gunicorn with so
many workers and WORK=separate, and for the last figure one `manage.py work` beside it. Connections are those of
pg_stat_activity, questions the transactions of pg_stat_database, where each statement outside of a transaction is one.
Loopback only; prints JSON.
"""

import argparse
import http.client
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.postgresql import Database

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 900
# What the statistics of the server need to arrive.
SETTLES = 3
COMMANDS = [["migrate", "--verbosity=0"], ["createcachetable"], ["loadreference"], ["loadfacts"]]
HELD = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
ASKED = "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = %s"


class Watched:
    """The statistics of one database, asked from another one, so that the question is not counted."""

    def __init__(self, url: str):
        parts = url.removeprefix("postgres://").partition("@")
        host, _, self.name = parts[2].rpartition("/")
        self.connection = psycopg.connect(host=host, user=parts[0], dbname="postgres", autocommit=True)

    def number(self, statement: str) -> int:
        row = self.connection.execute(statement, [self.name]).fetchone()
        return int(row[0]) if row else 0

    def idle(self, seconds: float) -> dict[str, Any]:
        """Connections and questions of the next seconds."""
        before, began = self.number(ASKED), time.monotonic()
        time.sleep(seconds)
        asked, passed = self.number(ASKED) - before, time.monotonic() - began
        return {"connections": self.number(HELD), "questions a second": round(asked / passed, 2)}


def environment_of(url: str, folder: Path) -> dict[str, str]:
    given = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return given | {
        "DATA_DIR": str(folder),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "trakyakent_site.settings",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "EMAIL_URL": "smtp://127.0.0.1:9",
        "DEFAULT_FROM_EMAIL": "noreply@birlik.example",
        "HTTPS": "0",
        "WORK": "separate",
    }


class Site:
    """gunicorn as it is shipped, with so many workers."""

    def __init__(self, environment: dict[str, str], workers: int):
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "--config", "python:trakyakent_site.server.gunicorn"]
        self.process = subprocess.Popen(
            [*command, "--timeout", "600", "--workers", str(workers), "--bind", f"127.0.0.1:{self.port}"],
            cwd=ROOT,
            env=environment,
        )

    def ask(self, path: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path, headers={"Host": "trakyakent.localhost"})
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except OSError:
            return 0
        finally:
            connection.close()

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=60)


def until_all_work(site: Site, workers: int) -> None:
    """Each worker has begun its thread that may ask for the numbers."""
    deadline = time.monotonic() + PATIENCE
    good, status = 0, 0
    while good < workers * 5:
        status = site.ask("/canli")
        good += status == 200
        if status != 200:
            time.sleep(0.5)
        if time.monotonic() > deadline:
            raise TimeoutError(f"The workers do not answer: {status}, {good} times well.")


def trial(url: str, folder: Path, workers: int, seconds: float, *, is_empty: bool) -> dict[str, Any]:
    environment = environment_of(url, folder)
    for arguments in COMMANDS if is_empty else []:
        subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)
    static = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(static, cwd=ROOT, env=environment, check=True)
    server, site = Watched(url), Site(environment, workers)
    told: dict[str, Any] = {"workers": workers, "seconds": seconds}
    try:
        until_all_work(site, workers)
        time.sleep(SETTLES)
        told["before anybody came"] = server.idle(seconds)
        for number in range(workers * 8):
            # Of each kind: a page that is kept, and one that is made anew each time.
            site.ask("/tr/")
            site.ask(f"/tr/uyeler/?s={number}")
        time.sleep(SETTLES)
        told["after readers of all workers"] = server.idle(seconds)
        work = subprocess.Popen([sys.executable, "manage.py", "work"], cwd=ROOT, env=environment)
        try:
            time.sleep(SETTLES * 5)
            told["with manage.py work beside them"] = server.idle(seconds)
        finally:
            work.terminate()
            work.wait(timeout=60)
    finally:
        site.end()
        server.connection.close()
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--database", help="An address of PostgreSQL, as DATABASE_URL.")
    arguments = parser.parse_args()
    own = None if arguments.database else Database()
    url = own.url if own else arguments.database
    try:
        with tempfile.TemporaryDirectory(prefix="idle-") as name:
            told = trial(url, Path(name), arguments.workers, arguments.seconds, is_empty=bool(own))
            print(json.dumps(told, indent=1))
    finally:
        if own:
            own.end()


if __name__ == "__main__":
    main()
