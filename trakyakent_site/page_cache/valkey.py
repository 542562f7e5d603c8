"""Asks a Valkey server (or any that speaks the protocol of Redis), and never waits for it longer than it was told.

https://valkey.io/topics/protocol: a command is a list of texts, each with its length before it; of the answers only
those kinds are read that the few commands asked here can bring. A whole exchange has one end in time, however few bytes
come at once, and an answer has a length above which it is not read: so a server that hangs, or that lies, costs
milliseconds. docs/decisions/0076-second-level-of-pages.md tells why no library is used.
"""

import os
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

# Of a line, such as a length or an error; of an answer.
LONGEST_LINE, LONGEST_ANSWER = 1024, 4 * 1024 * 1024
USUAL_PORT = 6379
CHUNK = 64 * 1024


class StoreFailed(OSError):
    """The server did not answer in time, or not as the protocol says."""


@dataclass(frozen=True)
class Refused:
    """What the server refuses to do, in its words."""

    words: str


Command = list[str | bytes]
Reply = bytes | int | str | None | Refused


@dataclass(frozen=True)
class Address:
    """Where the server is, and as whom we ask."""

    host: str
    port: int
    is_secure: bool
    user: str
    password: str
    database: int

    @property
    def name(self) -> str:
        return f"{self.host}:{self.port}"


def address_of(url: str) -> Address:
    """The address that `PAGE_STORE_URL` names; it has been judged before."""
    parts = urlsplit(url)
    return Address(
        host=parts.hostname or "",
        port=parts.port or USUAL_PORT,
        is_secure=parts.scheme in {"rediss", "valkeys"},
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        database=int(parts.path.strip("/") or 0),
    )


class Names:
    """What the name service says of a host; it is asked by a thread, since nothing else bounds how long that takes."""

    GOOD_FOR = 60.0

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.asking: threading.Thread | None = None
        self.found, self.found_at = "", 0.0

    def numeric(self, address: Address, seconds: float) -> str:
        """An address in figures, what was said last if the name service is slow; raises StoreFailed."""
        if self.found and time.monotonic() < self.found_at + self.GOOD_FOR:
            return self.found
        with self.lock:
            if self.asking is None or not self.asking.is_alive():
                self.asking = threading.Thread(target=self.resolve, args=[address], name="names", daemon=True)
                self.asking.start()
            asking = self.asking
        asking.join(seconds)
        if not self.found:
            raise StoreFailed(f"the name service knows no {address.host}")
        return self.found

    def resolve(self, address: Address) -> None:
        with suppress(OSError):
            found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
            self.found, self.found_at = str(found[0][4][0]), time.monotonic()


class Line:
    """One connection to the server."""

    def __init__(self, address: Address, end: float, names: Names):
        self.end = end
        self.got = bytearray()
        host = names.numeric(address, self.left())
        self.socket = socket.create_connection((host, address.port), timeout=self.left())
        try:
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if address.is_secure:
                self.socket.settimeout(self.left())
                context = ssl.create_default_context()
                self.socket = context.wrap_socket(self.socket, server_hostname=address.host)
            self.introduce(address)
        except BaseException:
            self.close()
            raise

    def introduce(self, address: Address) -> None:
        """Say who we are, and which of the server's databases is meant."""
        first: list[Command] = []
        if address.password:
            first.append(["AUTH", *filter(None, [address.user]), address.password])
        if address.database:
            first.append(["SELECT", str(address.database)])
        for reply in self.ask(first, self.end) if first else []:
            if isinstance(reply, Refused):
                raise StoreFailed(reply.words)

    def left(self) -> float:
        left = self.end - time.monotonic()
        if left <= 0:
            raise StoreFailed("no answer in time")
        return left

    def ask(self, commands: list[Command], end: float) -> list[Reply]:
        """Send the commands at once, and read as many answers."""
        self.end = end
        self.socket.settimeout(self.left())
        self.socket.sendall(b"".join(packed(command) for command in commands))
        return [self.reply() for _command in commands]

    def reply(self) -> Reply:
        kind, rest = (line := self.line())[:1], line[1:]
        if kind == b"+":
            return rest.decode("ascii", "replace")
        if kind == b"-":
            return Refused(rest.decode("utf-8", "replace"))
        number = number_in(rest)
        if kind == b":":
            return number
        if kind != b"$" or not -1 <= number <= LONGEST_ANSWER:
            raise StoreFailed(f"an answer that is none: {line[:40]!r}")
        return None if number == -1 else self.bytes(number)

    def line(self) -> bytes:
        while (found := self.got.find(b"\r\n")) < 0:
            if len(self.got) > LONGEST_LINE:
                raise StoreFailed("an answer without an end")
            self.read(LONGEST_LINE)
        line = bytes(self.got[:found])
        del self.got[: found + 2]
        return line

    def bytes(self, number: int) -> bytes:
        while len(self.got) < number + 2:
            self.read(min(CHUNK, number + 2 - len(self.got)))
        value = bytes(self.got[:number])
        del self.got[: number + 2]
        return value

    def read(self, most: int) -> None:
        self.socket.settimeout(self.left())
        data = self.socket.recv(most)
        if not data:
            raise StoreFailed("the server hung up")
        self.got += data

    def close(self) -> None:
        with suppress(OSError):
            self.socket.close()


def packed(command: Command) -> bytes:
    """The command as the protocol writes it."""
    parts = [b"*%d\r\n" % len(command)]
    for word in command:
        text = word.encode() if isinstance(word, str) else word
        parts.append(b"$%d\r\n%b\r\n" % (len(text), text))
    return b"".join(parts)


def number_in(text: bytes) -> int:
    digits = text.removeprefix(b"-")
    if not digits.isdigit() or len(digits) > 18:
        raise StoreFailed(f"no number: {text[:40]!r}")
    return int(text)


class Valkey:
    """The server; its connections are kept, and each is used by one thread at a time."""

    def __init__(self, address: Address, patience: float):
        self.address, self.patience = address, patience
        self.lock = threading.Lock()
        self.free: list[Line] = []
        self.names = Names()
        self.process = os.getpid()

    def ask(self, *commands: Command) -> list[Reply]:
        """The answers to the commands; raises StoreFailed or OSError, at the latest after our patience."""
        end = time.monotonic() + self.patience
        line = self.take() or Line(self.address, end, self.names)
        try:
            replies = line.ask(list(commands), end)
        except BaseException:
            line.close()
            # What was open beside it has most likely ended as well.
            self.close()
            raise
        with self.lock:
            self.free.append(line)
        return replies

    def take(self) -> Line | None:
        with self.lock:
            if self.process != os.getpid():
                # Connections of the parent process are left to it.
                self.process, self.free, self.names = os.getpid(), [], Names()
            return self.free.pop() if self.free else None

    def close(self) -> None:
        with self.lock:
            lines, self.free = self.free, []
        for line in lines:
            line.close()
