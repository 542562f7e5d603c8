"""A real server for finished pages, and one that answers whatever a test wants."""

import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from trakyakent_site.page_cache.shared import SharedPages
from trakyakent_site.page_cache.valkey import Address, StoreFailed, Valkey

PROGRAMS = ["valkey-server", "redis-server"]
SECRET = b"the same for all workers of an installation"
# A busy machine is slow without being broken.
PATIENT = 20.0


def program() -> str | None:
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


class StoreServer:
    """The server, in memory alone; it can be stopped, begun anew, and put to sleep."""

    def __init__(self, program: str, folder: Path):
        self.program, self.folder, self.port = program, folder, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> Address:
        return Address("127.0.0.1", self.port, is_secure=False, user="", password="", database=0)

    def start(self, *options: str) -> None:
        command = [self.program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        command += ["--dir", str(self.folder), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while True:
            with suppress(OSError, StoreFailed):
                self.ask("PING")
                return
            assert time.monotonic() < end, "The server of pages does not start."
            time.sleep(0.02)

    def ask(self, *command: str | bytes):
        server = Valkey(self.address, PATIENT)
        try:
            return server.ask(list(command))[0]
        finally:
            server.close()

    def empty(self) -> None:
        self.ask("FLUSHALL")

    def names(self) -> list[bytes]:
        """Of all entries: the protocol's lists are read by nobody but tests."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENT) as line:
            line.sendall(b"KEYS *\r\n")
            line.shutdown(socket.SHUT_WR)
            answer = b"".join(iter(lambda: line.recv(65536), b""))
        return [word for word in answer.split(b"\r\n") if word.startswith(b"birlik:")]

    def sleep(self) -> None:
        assert self.process
        os.kill(self.process.pid, signal.SIGSTOP)

    def wake(self) -> None:
        assert self.process
        os.kill(self.process.pid, signal.SIGCONT)

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait(timeout=30)
            self.process = None


def shared(server: StoreServer, release: str = "one", patience: float = PATIENT, secret: bytes = SECRET) -> SharedPages:
    """What a worker has of the store."""
    return SharedPages(Valkey(server.address, patience), secret, release)


@contextmanager
def answering(script: Callable[[socket.socket], None]) -> Iterator[Address]:
    """The address of a server that does with each connection what the script says."""
    connections: list[socket.socket] = []

    def serve() -> None:
        with suppress(OSError):
            while True:
                connection, _address = listening.accept()
                connections.append(connection)
                threading.Thread(target=run, args=[connection], daemon=True).start()

    def run(connection: socket.socket) -> None:
        with suppress(OSError):
            script(connection)

    listening = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=serve, daemon=True).start()
    try:
        yield Address("127.0.0.1", listening.getsockname()[1], is_secure=False, user="", password="", database=0)
    finally:
        # Wakes the thread that accepts, too.
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        for connection in connections:
            connection.close()
