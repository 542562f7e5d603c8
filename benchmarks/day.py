"""Readers of a realistic day: `python -m benchmarks.day PORT SECONDS SEED`, a process of its own.

It keeps some connections and parses no more of an answer than it must, so that it takes little from the machine that it
measures. It prints one line of JSON: how many pages of each kind were asked for, how many of them were hits, how many
answers were errors, and how long they took.
"""

import json
import random
import selectors
import socket
import sys
import time
from array import array

CONNECTIONS = 8
UNIONS = 20
SECTIONS = ["", "haberler/", "duyurular/", "uyeler/", "birlik/", "organlar/", "belgeler/"]
KINDS = ["hot", "long tail", "search", "not found"]
# As a proxy asks on behalf of a browser.
REQUEST = "GET {path} HTTP/1.1\r\nHost: birlik-{union}.localhost\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n"


def choose(chance: random.Random, unions: int = UNIONS, posts: int = 100, words: int = 300) -> tuple[int, str, int]:
    """80 % hot pages, 15 % of the long tail, 3 % searches, 2 % that do not exist; each of any of the unions."""
    union, kind = chance.randrange(unions), chance.random()
    if kind < 0.8:
        return 0, f"/tr/{chance.choice(SECTIONS)}", union
    if kind < 0.95:
        number = chance.randrange(posts)
        return 1, chance.choice([f"/tr/haberler/haber-{number}/", f"/en/news/news-{number}/"]), union
    if kind < 0.98:
        return 2, f"/tr/kararlar/?s=kelime{chance.randrange(words)}", union
    return 3, f"/tr/yok-{chance.randrange(10_000)}/", union


class Connection:
    """One connection that is kept and has one question out at a time."""

    def __init__(self, port: int):
        self.port = port
        self.open()

    def open(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, kind: int, path: str, union: int) -> None:
        self.kind, self.received, self.missing = kind, b"", -1
        self.started = time.perf_counter()
        self.socket.sendall(REQUEST.format(path=path, union=union).encode())

    def receive(self) -> bool:
        """Takes what has come; whether the answer is complete."""
        chunk = self.socket.recv(262_144)
        if not chunk:
            raise ConnectionResetError
        if self.missing >= 0:
            self.missing -= len(chunk)
            return self.missing <= 0
        self.received += chunk
        head, end, body = self.received.partition(b"\r\n\r\n")
        if not end:
            return False
        self.head = head
        length = head.lower().partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0]
        self.missing = int(length) - len(body)
        return self.missing <= 0

    @property
    def status(self) -> int:
        return int(self.head[9:12])

    @property
    def is_hit(self) -> bool:
        note = self.head.lower().partition(b"\r\ncache-status:")[2].partition(b"\r\n")[0]
        return b"; hit" in note and b"stale" not in note

    @property
    def is_last(self) -> bool:
        return b"\r\nconnection: close" in self.head.lower()


def read(port: int, seconds: float, seed: int) -> dict:
    chance = random.Random(seed)
    asked, hits, errors = [0] * len(KINDS), [0] * len(KINDS), 0
    times = [array("f") for _kind in KINDS]
    chooser = selectors.DefaultSelector()
    for _connection in range(CONNECTIONS):
        connection = Connection(port)
        chooser.register(connection.socket, selectors.EVENT_READ, connection)
        connection.send(*choose(chance))
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for key, _events in chooser.select(timeout=1):
            connection = key.data
            try:
                if not connection.receive():
                    continue
                asked[connection.kind] += 1
                hits[connection.kind] += connection.is_hit
                errors += connection.status >= 500
                times[connection.kind].append(1000 * (time.perf_counter() - connection.started))
                is_closed = connection.is_last
            except OSError:
                errors += 1
                is_closed = True
            if is_closed:
                chooser.unregister(connection.socket)
                connection.socket.close()
                connection.open()
                chooser.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send(*choose(chance))
    return {
        "asked": dict(zip(KINDS, asked, strict=True)),
        "hits": dict(zip(KINDS, hits, strict=True)),
        "errors": errors,
        "times": {
            name: [round(slowest(each, share), 2) for share in (0.5, 0.99)]
            for name, each in [*zip(KINDS, times, strict=True), ("all", sum(times, array("f")))]
        },
        "own": time.process_time(),
    }


def slowest(times: array, share: float) -> float:
    return sorted(times)[int(share * (len(times) - 1))] if times else 0


if __name__ == "__main__":
    print(json.dumps(read(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))))
