"""Readers, searchers, a monitor and somebody who saves, while PostgreSQL is stopped, hangs, or can only be read.

    python -m tests.faults.outage --seconds 60

gunicorn as it is shipped, before a PostgreSQL of its own with the backup of the first release. Every page of the map of
the site and ten searches are asked for first; then each fault lasts its time: four readers go through all of them again
and again, the monitor asks its three addresses every second, and a form is sent every two. Loopback only; prints JSON.
"""

import argparse
import http.client
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import psycopg

from benchmarks.measuring import children, processor_seconds
from benchmarks.postgresql import Database
from tests.faults.served import MODEL, ROOT, Server, people
from tests.faults.storm import prepare
from trakyakent_site.operations.inside import locations

READERS = 4
WORDS = ["belediye", "meclis", "kanun", "toplantı", "belge", "haber", "bütçe", "üye", "iletişim", "karar"]
TEXT = "Uzun bir yazı, kaybolmamalı. "
MONITORED = ["/canli", "/hazir", "/isler"]


Step = Callable[[], object]


class Asker:
    """Asks over a connection that stays."""

    def __init__(self, port: int, headers: dict[str, str]):
        self.port, self.headers = port, headers
        self.connection: http.client.HTTPConnection | None = None

    def ask(self, address: str, form: dict[str, str] | None = None) -> tuple[int, float, bytes]:
        """Status (0 for none), seconds, and the body."""
        began = time.monotonic()
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            method, body = ("POST", urlencode(form)) if form else ("GET", None)
            self.connection.request(method, address, body, self.headers)
            response = self.connection.getresponse()
            return response.status, time.monotonic() - began, response.read()
        except (OSError, http.client.HTTPException):
            if self.connection:
                self.connection.close()
            self.connection = None
            return 0, time.monotonic() - began, b""


class Trial:
    """One fault."""

    def __init__(self, server: Server, database: Database, reader: dict[str, str], writer: dict[str, str]):
        self.server, self.database = server, database
        self.reader, self.writer = reader, writer
        self.stopped = threading.Event()
        self.answers: dict[str, list[tuple[int, float]]] = {}
        self.texts: Counter[str] = Counter()
        self.lock = threading.Lock()

    def note(self, what: str, status: int, seconds: float) -> None:
        with self.lock:
            self.answers.setdefault(what, []).append((status, seconds))

    def read(self, pages: list[str], searches: list[str]) -> None:
        asker = Asker(self.server.port, self.reader)
        while not self.stopped.is_set():
            for what, addresses in [("pages", pages), ("searches", searches)]:
                for address in addresses:
                    status, seconds, _body = asker.ask(address)
                    self.note(what, status, seconds)
                    if self.stopped.wait(0.01):
                        return

    def monitor(self) -> None:
        asker = Asker(self.server.port, self.reader)
        while not self.stopped.wait(1):
            for address in MONITORED:
                status, seconds, _body = asker.ask(address)
                self.note(address, status, seconds)

    def save(self) -> None:
        asker = Asker(self.server.port, self.writer)
        while not self.stopped.wait(2):
            token = secrets.token_hex(16)
            fields = {"title_tr": TEXT * 20, "body_tr": TEXT * 200}
            status, seconds, body = asker.ask("/yonetim/pages/post/add/", fields | {"_work": token})
            self.note("saves", status, seconds)
            self.texts["given back" if (TEXT * 200).encode() in body else f"not given back ({status})"] += 1

    def during(self, begin: Step, end: Step, seconds: float, pages: list[str], searches: list[str]) -> dict[str, Any]:
        threads = [threading.Thread(target=self.read, args=[pages, searches]) for _reader in range(READERS)]
        threads += [threading.Thread(target=self.monitor), threading.Thread(target=self.save)]
        begin()
        before = processor_of(self.server)
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        self.stopped.set()
        for thread in threads:
            thread.join()
        used = processor_of(self.server) - before
        end()
        return self.told(used, self.until_saved())

    def until_saved(self) -> float:
        asker = Asker(self.server.port, self.writer)
        began = time.monotonic()
        while time.monotonic() < began + 120:
            if asker.ask("/yonetim/yarim/", kept_text())[0] == 200:
                break
            time.sleep(0.05)
        return time.monotonic() - began

    def told(self, used: float, seconds: float) -> dict[str, Any]:
        number = sum(len(answers) for answers in self.answers.values())
        told: dict[str, Any] = {}
        for what, answers in self.answers.items():
            times = sorted(taken for _status, taken in answers)
            statuses = Counter(str(status) for status, _taken in answers)
            told[what] = {
                "answers": len(answers),
                "by status": dict(statuses),
                "median ms": round(times[len(times) // 2] * 1000, 1),
                "p99 ms": round(times[int(len(times) * 0.99)] * 1000, 1),
            }
        return {
            **told,
            "texts": dict(self.texts),
            "processor ms an answer": round(1000 * used / max(number, 1), 2),
            "seconds until a save is taken again": round(seconds, 1),
        }


def kept_text() -> dict[str, str]:
    fields = json.dumps([["title_tr", TEXT]])
    return {
        "do": "keep",
        "model": MODEL,
        "object": "",
        "token": secrets.token_hex(16),
        "sequence": "1",
        "fields": fields,
    }


def processor_of(server: Server) -> float:
    """Seconds that the master and its workers have worked."""
    return sum(processor_seconds(process) for process in [server.master.pid, *children(server.master.pid)])


def read_only(database: Database, state: str) -> None:
    with psycopg.connect(host=str(database.folder), user="test", dbname="site", autocommit=True) as connection:
        connection.execute("SET default_transaction_read_only = off")
        connection.execute(f"ALTER SYSTEM SET default_transaction_read_only = {state}")
        connection.execute("SELECT pg_reload_conf()")
    time.sleep(1)


def addresses_of(asker: Asker) -> list[str]:
    """All that the map of the site names and that answers 200."""

    def named_by(address: str) -> list[str]:
        named = map(urlsplit, locations(asker.ask(address)[2]))
        return [each._replace(scheme="", netloc="").geturl() for each in named]

    parts = named_by("/sitemap.xml")
    found = [page for part in parts if "?" in part for page in named_by(part)] or parts
    return [address for address in dict.fromkeys(["/tr/", "/en/", *found]) if asker.ask(address)[0] == 200]


def run(seconds: float, static: Path | None) -> dict[str, Any]:
    database = Database()
    try:
        with tempfile.TemporaryDirectory(prefix="outage-") as name:
            return tried(Path(name), database, seconds, static)
    finally:
        database.end()


def tried(folder: Path, database: Database, seconds: float, static: Path | None) -> dict[str, Any]:
    os.environ.update(
        SECOND_FACTOR="optional",
        HTTPS="0",
        EMAIL_URL="smtp://127.0.0.1:9",
        DEFAULT_FROM_EMAIL="noreply@ornek.test",
        SECRET_KEY=secrets.token_urlsafe(64),
        DATABASE_URL=database.url,
    )
    prepare(folder)
    os.environ.pop("DEBUG")
    if static:
        (folder / "data/static").symlink_to(static.resolve())
    else:
        subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput"], cwd=ROOT, check=True)
    import django

    django.setup()
    host, [session] = people(1)
    server = Server(folder)
    try:
        server.wait()
        csrf = secrets.token_hex(16)
        reader = {"Host": host}
        writer = reader | {
            "Cookie": f"session={session}; csrf={csrf}",
            "X-CSRFToken": csrf,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        asker = Asker(server.port, reader)
        pages = addresses_of(asker)
        searches = [f"/tr/ara/?q={quote(word)}" for word in WORDS]
        # Once, by any one of the workers: the others show what that has shown.
        for address in searches:
            asker.ask(address)
        faults: dict[str, tuple[Step, Step]] = {
            "stopped": (database.stop, database.start),
            "hung": (lambda: database.signal(signal.SIGSTOP), lambda: database.signal(signal.SIGCONT)),
            "read-only": (lambda: read_only(database, "on"), lambda: read_only(database, "off")),
        }
        told: dict[str, Any] = {"pages asked": len(pages), "searches asked": len(searches), "seconds": seconds}
        for fault, (begin, end) in faults.items():
            told[fault] = Trial(server, database, reader, writer).during(begin, end, seconds, pages, searches)
        return told
    finally:
        server.end()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--static", type=Path, help="A folder of collected static files, so that none are collected.")
    arguments = parser.parse_args()
    print(json.dumps(run(arguments.seconds, arguments.static), indent=1))


if __name__ == "__main__":
    main()
