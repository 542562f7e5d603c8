"""What web workers ask of PostgreSQL while nobody comes, and how many connections they hold.

    python -m benchmarks.idle --workers 10 --seconds 30

A PostgreSQL of its own, gunicorn with so many workers and WORK=separate, and for the last figure one `manage.py work`
beside it. Connections are those of pg_stat_activity, questions the transactions of pg_stat_database, where each
statement outside of a transaction is one. Loopback only; prints JSON.
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
PATIENCE = 300
# What the statistics of the server need to arrive.
SETTLES = 3
MADE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
call_command("loadreference", verbosity=0)
call_command("loadfacts", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
"""
HELD = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'site'"
ASKED = "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = 'site'"


def environment_of(database: Database, folder: Path, url: str = "") -> dict[str, str]:
    given = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return given | {
        "DATA_DIR": str(folder),
        "DATABASE_URL": url or database.url,
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
            [*command, "--workers", str(workers), "--bind", f"127.0.0.1:{self.port}"], cwd=ROOT, env=environment
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


def idle(server: psycopg.Connection, seconds: float) -> dict[str, Any]:
    """Connections and questions of the next seconds."""
    before, began = asked(server), time.monotonic()
    time.sleep(seconds)
    after, passed = asked(server), time.monotonic() - began
    row = server.execute(HELD).fetchone()
    return {"connections": row and row[0], "questions a second": round((after - before) / passed, 2)}


def asked(server: psycopg.Connection) -> int:
    row = server.execute(ASKED).fetchone()
    return int(row[0]) if row else 0


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


def trial(database: Database, folder: Path, workers: int, seconds: float) -> dict[str, Any]:
    environment = environment_of(database, folder)
    subprocess.run([sys.executable, "-c", MADE], cwd=ROOT, env=environment, check=True)
    site = Site(environment, workers)
    told: dict[str, Any] = {"workers": workers, "seconds": seconds}
    try:
        with psycopg.connect(host=str(database.folder), user="test", dbname="postgres", autocommit=True) as server:
            until_all_work(site, workers)
            time.sleep(SETTLES)
            told["before anybody came"] = idle(server, seconds)
            for number in range(workers * 8):
                # Of each kind: pages that are kept, and one that each worker makes anew.
                site.ask("/tr/")
                site.ask(f"/tr/uyeler/?s={number}")
            time.sleep(SETTLES)
            told["after readers of all workers"] = idle(server, seconds)
            work = subprocess.Popen([sys.executable, "manage.py", "work"], cwd=ROOT, env=environment)
            try:
                time.sleep(SETTLES * 5)
                told["with manage.py work beside them"] = idle(server, seconds)
            finally:
                work.terminate()
                work.wait(timeout=60)
    finally:
        site.end()
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=30)
    arguments = parser.parse_args()
    database = Database()
    try:
        with tempfile.TemporaryDirectory(prefix="idle-") as name:
            print(json.dumps(trial(database, Path(name), arguments.workers, arguments.seconds), indent=1))
    finally:
        database.end()


if __name__ == "__main__":
    main()
