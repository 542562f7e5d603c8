"""The site as a process that can be killed at any moment, for `benchmarks.interruptions`."""

import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path


class ServerProcess:
    """The site behind a door that can be slammed: whatever comes in, and what is under way, is cut.

    To the browser that is a server that was killed. A real kill costs a start of some seconds, so only each
    `REAL_KILLS`-th is one.
    """

    REAL_KILLS = 10

    def __init__(self) -> None:
        self.inner = free_port()
        self.port = free_port()
        self.process: subprocess.Popen | None = None
        self.open: list[socket.socket] = []
        self.is_closed = False
        self.kills = 0
        self.door = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self.receive, daemon=True).start()

    def receive(self) -> None:
        while True:
            visitor, _address = self.door.accept()
            if self.is_closed:
                visitor.close()
                continue
            try:
                inside = socket.create_connection(("127.0.0.1", self.inner), timeout=120)
            except OSError:
                visitor.close()
                continue
            self.open += [visitor, inside]
            for each, other in [(visitor, inside), (inside, visitor)]:
                threading.Thread(target=carry, args=[each, other], daemon=True).start()

    def start(self) -> None:
        self.is_closed = False
        if self.process:
            return
        command = [sys.executable, "-m", "gunicorn", "trakyakent_site.wsgi", "--bind", f"127.0.0.1:{self.inner}"]
        command += ["--worker-class", "gthread", "--workers", "1", "--threads", "4", "--no-control-socket"]
        log = (Path(os.environ["DATA_DIR"]) / "interruptions.log").open("a")
        self.process = subprocess.Popen(
            [*command, "--log-level", "warning"], stdout=log, stderr=log, start_new_session=True
        )
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.inner), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return

    def kill(self) -> None:
        """Without a word, with everything that it has begun."""
        self.is_closed = True
        self.kills += 1
        if self.process and self.kills % self.REAL_KILLS == 1:
            self.stop()
        for each in self.open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self.open.clear()

    def stop(self) -> None:
        if self.process:
            os.killpg(self.process.pid, 9)
            self.process.wait()
            self.process = None


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def carry(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while part := source.recv(65_536):
            target.sendall(part)
    for each in (source, target):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
            each.close()
