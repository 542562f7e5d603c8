"""Ten thousand saves through gunicorn as it is shipped, whose workers and master are killed meanwhile.

    python -m tests.faults.served --saves 10000 --kills 85                  # SQLite
    python -m tests.faults.served --saves 10000 --kills 85 --postgresql     # a PostgreSQL of its own; killed, too

Eight people write, each with a connection and a session of their own: of twenty saves nineteen keep what is being
typed (POST /yonetim/yarim/), and one adds a row by its form in the administration. A save counts as acknowledged when
the answer says so and that is on the disk. After every so many a worker is killed (kill -9), one time of twenty the
master with all of them, and with PostgreSQL one time of twenty the whole server. Loopback only.

The one difference from what is shipped: workers are forked from a master that has read the program (`--preload`), so
that the processor saves instead of reading it again after each kill; `--as-shipped` leaves that away.
"""

import argparse
import hashlib
import http.client
import json
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.measuring import children
from benchmarks.postgresql import Database
from tests.faults.storm import prepare

ROOT = Path(__file__).resolve().parent.parent.parent
WRITERS, WORKERS = 8, 3
ROW_AFTER = 20
# Forked from a master that has read all that a save needs.
AT_ONCE = ["--preload", "tests.faults.read_ahead:application"]
# So many messages a form sends while it is typed.
MESSAGES = 20
MODEL = "pages.post"
PATIENCE = 120


class Server:
    """gunicorn, begun again when its master was killed, as systemd would."""

    def __init__(self, folder: Path, *options: str):
        self.options = options
        self.log = (folder / "gunicorn.log").open("a")
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        self.begun = 0
        self.begin()

    def begin(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--config", "python:trakyakent_site.server.gunicorn"]
        environment = {**os.environ, "WEB_CONCURRENCY": str(WORKERS)}
        self.master = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{self.port}", *self.options],
            cwd=ROOT,
            env=environment,
            stdout=self.log,
            stderr=self.log,
        )
        self.begun += 1

    def wait(self) -> float:
        """Until it answers; returns the seconds."""
        began = time.monotonic()
        while time.monotonic() < began + PATIENCE:
            if self.master.poll() is not None:
                self.begin()
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                connection.request("GET", "/canli")
                if connection.getresponse().status == 200:
                    return time.monotonic() - began
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
        raise AssertionError("The site did not come back.")

    def workers(self) -> list[int]:
        return children(self.master.pid)

    def kill_worker(self, chance: random.Random) -> bool:
        workers = self.workers()
        if workers:
            os.kill(chance.choice(workers), signal.SIGKILL)
        return bool(workers)

    def kill_master(self) -> None:
        workers = self.workers()
        self.master.kill()
        self.master.wait()
        # systemd ends what is left of a service before it starts it again.
        for worker in workers:
            try:
                os.kill(worker, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.begin()

    def end(self) -> None:
        self.master.terminate()
        self.master.wait(timeout=60)
        self.log.close()


class Writer(threading.Thread):
    """One person, who saves until enough is acknowledged by all."""

    def __init__(self, storm: "Storm", number: int, session: str):
        super().__init__(daemon=True)
        self.storm, self.number = storm, number
        csrf = secrets.token_hex(16)
        self.headers = {
            "Host": storm.host,
            "Cookie": f"session={session}; csrf={csrf}",
            "X-CSRFToken": csrf,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.journal = (storm.folder / f"saves-{number}").open("a")
        self.connection: http.client.HTTPConnection | None = None
        self.refused: dict[str, int] = {}

    def run(self) -> None:
        token, sequence = uuid.uuid4().hex, 0
        for attempt in range(10**9):
            if self.storm.stopped.is_set():
                return
            text = f"{self.number}-{attempt}-{secrets.token_urlsafe(900)}"
            if attempt % ROW_AFTER == ROW_AFTER - 1:
                path = f"/tr/{self.number}-{attempt}-{hashlib.sha256(text.encode()).hexdigest()}/"
                fields = {"old_path": path, "new_path": "/tr/", "_save": "1"}
                if self.post("/yonetim/unions/pathredirect/add/", fields) == 302:
                    self.acknowledge("row", path, 0, "")
                continue
            sequence += 1
            if sequence > MESSAGES:
                token, sequence = uuid.uuid4().hex, 1
            fields = {"do": "keep", "model": MODEL, "object": "", "token": token, "sequence": str(sequence)}
            fields["fields"] = json.dumps([["title_tr", text]])
            if self.post("/yonetim/yarim/", fields) == 200:
                self.acknowledge("text", token, sequence, hashlib.sha256(text.encode()).hexdigest())

    def post(self, address: str, fields: dict[str, str]) -> int:
        """The status; 0 where nobody can know what became of it."""
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.storm.server.port, timeout=40)
            self.connection.request("POST", address, urlencode(fields), self.headers)
            response = self.connection.getresponse()
            body = response.read()
            status = response.status
        except (OSError, http.client.HTTPException):
            status, body = 0, b""
        if status not in {200, 302} or (status == 200 and body != b'{"closed": false}'):
            self.refused[str(status)] = self.refused.get(str(status), 0) + 1
            if self.connection:
                self.connection.close()
            self.connection = None
            time.sleep(0.05)
            return 0 if status in {200, 302} else status
        return status

    def acknowledge(self, kind: str, name: str, sequence: int, total: str) -> None:
        self.journal.write(json.dumps([kind, name, sequence, total]) + "\n")
        self.journal.flush()
        os.fsync(self.journal.fileno())
        self.storm.count(kind)


class Storm:
    # In earlier portions of one trial.
    killed_before = 0

    def __init__(self, folder: Path, saves: int, kills: int, minutes: float, database: Database | None, *options: str):
        self.folder, self.saves, self.kills, self.database = folder, saves, kills, database
        self.seconds, self.end = minutes * 60, 0.0
        self.stopped = threading.Event()
        self.lock = threading.Lock()
        self.counts = {"text": 0, "row": 0}
        self.killed = {"worker": 0, "master": 0, "postgresql": 0}
        self.host, sessions = people(WRITERS)
        self.server = Server(folder, *options)
        self.writers = [Writer(self, number, session) for number, session in enumerate(sessions)]

    def count(self, kind: str) -> None:
        with self.lock:
            self.counts[kind] += 1

    @property
    def acknowledged(self) -> int:
        return sum(self.counts.values())

    def run(self) -> dict[str, Any]:
        self.server.wait()
        self.end = time.monotonic() + self.seconds
        for writer in self.writers:
            writer.start()
        chance, longest = random.Random(), 0.0
        pace = self.saves / (self.kills + 1)
        for number in range(1, self.kills + 1):
            if not self.wait_for(number * pace):
                break
            # Never at the beat of the count.
            time.sleep(chance.uniform(0, 0.2))
            self.kill(number + self.killed_before, chance)
            longest = max(longest, self.server.wait())
        self.wait_for(self.saves)
        self.stopped.set()
        for writer in self.writers:
            writer.join(timeout=60)
        self.server.end()
        return {
            "acknowledged": self.acknowledged,
            **{f"acknowledged {kind}s": number for kind, number in self.counts.items()},
            "kills": sum(self.killed.values()),
            **{f"kills of {what}": number for what, number in self.killed.items()},
            "answers that acknowledged nothing": self.refused,
            "longest until an answer after a kill, seconds": round(longest, 1),
        }

    def wait_for(self, number: float) -> bool:
        """Whether so many are acknowledged before the time is over."""
        before, since = -1, time.monotonic()
        while self.acknowledged < number:
            if self.acknowledged != before:
                before, since = self.acknowledged, time.monotonic()
            if time.monotonic() > self.end:
                return False
            assert time.monotonic() < since + PATIENCE, f"Nothing is acknowledged any more: {self.refused}"
            time.sleep(0.02)
        return True

    @property
    def refused(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for writer in self.writers:
            for status, times in writer.refused.items():
                found[status] = found.get(status, 0) + times
        return found

    def kill(self, number: int, chance: random.Random) -> None:
        if self.database and number % 20 == 0:
            self.database.stop()
            self.database.start()
            self.killed["postgresql"] += 1
        elif number % 20 == 5:
            self.server.kill_master()
            self.killed["master"] += 1
        else:
            self.killed["worker"] += self.server.kill_worker(chance)


def people(number: int) -> tuple[str, list[str]]:
    """The host of the union, and a session of each of so many superusers."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils.module_loading import import_string

    from tests.staff_client import just_signed_in
    from unions.models import UnionHost, User
    from unions.tenancy import scope

    with scope.everything():
        host = UnionHost.all_unions.get(union__code="ornek", is_primary=True).host
    sessions = []
    for index in range(number):
        user = User.objects.create_superuser(f"yazan{index}", f"yazan{index}@ornek.test", secrets.token_urlsafe(20))
        session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.update(just_signed_in(user))
        session.create()
        sessions.append(str(session.session_key))
    return host, sessions


def judge(folder: Path) -> dict[str, int]:
    """What was acknowledged, and what is there."""
    from django.db import connection

    from tests.faults.storm import integrity
    from unions.models import PathRedirect, UnsavedWork
    from unions.tenancy import scope

    connection.close()
    lines = [json.loads(line) for path in folder.glob("saves-*") for line in path.read_text().splitlines()]
    newest: dict[str, tuple[int, str]] = {}
    for kind, name, sequence, total in lines:
        if kind == "text":
            newest[name] = max(newest.get(name, (0, "")), (sequence, total))
    works = {work.token: work for work in UnsavedWork.objects.all()}
    with scope.everything():
        paths = list(PathRedirect.objects.values_list("old_path", flat=True))
    rows = [name for kind, name, _sequence, _total in lines if kind == "row"]
    there = set(paths)
    lost = altered = 0
    for token, (sequence, total) in newest.items():
        work = works.get(token)
        if work is None or work.sequence < sequence:
            lost += 1
        elif work.sequence == sequence:
            altered += hashlib.sha256(dict(work.fields)["title_tr"].encode()).hexdigest() != total
    return {
        "lost rows": sum(name not in there for name in rows),
        "lost texts": lost,
        "altered texts": altered,
        "rows twice": len(paths) - len(there),
        "acknowledged twice": len(rows) - len(set(rows)),
        "integrity": int(integrity()),
    }


def run(saves: int, kills: int, minutes: float, database: Database | None, *options: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="served-") as name:
        folder = Path(name)
        os.environ.update(
            SECOND_FACTOR="optional",
            HTTPS="0",
            EMAIL_URL="smtp://127.0.0.1:9",
            DEFAULT_FROM_EMAIL="noreply@ornek.test",
            SECRET_KEY=secrets.token_urlsafe(64),
        )
        if database:
            os.environ["DATABASE_URL"] = database.url
        prepare(folder)
        os.environ.pop("DEBUG")
        import django

        django.setup()
        began = time.monotonic()
        told = Storm(folder, saves, kills, minutes, database, *options).run()
        return {
            "database": "PostgreSQL"
            if database
            else f"SQLite ({os.environ.get('SQLITE_JOURNAL_MODE') or 'as chosen'})",
            **told,
            **judge(folder),
            "seconds": round(time.monotonic() - began),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=85)
    parser.add_argument("--minutes", type=float, default=60, help="After these it ends with what it has.")
    parser.add_argument("--killed-before", type=int, default=0, help="In earlier portions: who is killed follows it.")
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--as-shipped", action="store_true")
    arguments = parser.parse_args()
    Storm.killed_before = arguments.killed_before
    database = Database() if arguments.postgresql else None
    try:
        options = [] if arguments.as_shipped else AT_ONCE
        told = run(arguments.saves, arguments.kills, arguments.minutes, database, *options)
    finally:
        if database:
            database.end()
    print(json.dumps(told, indent=1))
    losses = told["lost rows"] + told["lost texts"] + told["altered texts"] + told["rows twice"]
    sys.exit(bool(losses) or told["integrity"] != 1)


if __name__ == "__main__":
    main()
