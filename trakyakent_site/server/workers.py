"""gunicorn's workers: each listens at a socket of its own, and nobody is lost when one of them ends.

With gunicorn's `reuse_port` a worker opens its socket itself and closes it when it ends, and with it the connections
that wait there; while all are being replaced, visitors are refused. Here the master holds the sockets: what waits at
one is answered by the worker that comes after, or by a neighbour.

On a reload gunicorn stops the old workers as soon as the new processes exist, long before these can answer. Here an old
worker goes on until its successor at the same socket is ready.
"""

import mmap
import socket
import sys
import time
from collections import Counter
from contextlib import suppress

from gunicorn.workers.gthread import ThreadWorker

from trakyakent_site.server import counters

# How often a worker looks after its neighbours' sockets; one that does its work has nobody waiting there.
LOOK = 0.25
# How long a worker that should go waits for the one that comes after it.
PATIENCE = 20
MOST_SOCKETS = 256
# How long a worker that stops listens to connections on which nothing has been asked: what a browser is just sending
# arrives by then, and a browser that has only opened one cannot hold up the stop.
LINGER = 0.5

# For each socket the age of the worker that came to it last, and after all of these, of the one that was ready last;
# a page of memory that all processes share.
ages = memoryview(mmap.mmap(-1, 2 * 8 * MOST_SOCKETS)).cast("Q")


def when_ready(server):
    """Open as many sockets as there are workers, where visitors come by a network."""
    if not has_one_address(server):
        return
    first = server.LISTENERS[0]
    first.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    while len(server.LISTENERS) < min(server.cfg.workers, MOST_SOCKETS):
        further = socket.socket(first.FAMILY, socket.SOCK_STREAM)
        for option in (socket.SO_REUSEADDR, socket.SO_REUSEPORT):
            further.setsockopt(socket.SOL_SOCKET, option, 1)
        further.bind(first.getsockname())
        server.LISTENERS.append(type(first)(first.cfg_addr, server.cfg, server.log, fd=further.detach()))


def has_one_address(server) -> bool:
    """Whether the kernel can share visitors out: only Linux does, and only those of one address of a network."""
    families = {listener.FAMILY for listener in server.LISTENERS}
    names = {listener.getsockname() for listener in server.LISTENERS}
    return sys.platform == "linux" and len(names) == 1 and families <= {socket.AF_INET, socket.AF_INET6}


def pre_fork(server, worker):
    """Give the worker that is about to start the socket at which the fewest listen."""
    if not has_one_address(server):
        return
    workers_at = Counter(other.place for other in server.WORKERS.values())
    worker.place = min(range(len(server.LISTENERS)), key=lambda place: workers_at[place])
    worker.sockets = [server.LISTENERS[worker.place]]
    worker.neighbours = [listener for listener in server.LISTENERS if listener not in worker.sockets]
    ages[worker.place] = worker.age


class Worker(ThreadWorker):
    """A worker with threads at a place of its own; without one it is gunicorn's."""

    place = None
    neighbours = ()
    looked_at = 0.0
    goes_at = None
    stops_at = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        counters.take_row(self.age)
        # Connections from which a request is to be read, or has been read in part.
        self.unread = set()

    def run(self):
        if self.place is not None:
            ages[MOST_SOCKETS + self.place] = self.age
        super().run()

    def is_waited_for(self) -> bool:
        """Whether another worker has come to this place that cannot answer yet."""
        if self.place is None:
            return False
        came, is_ready = ages[self.place], ages[MOST_SOCKETS + self.place]
        return came > self.age and is_ready < came

    def handle_exit(self, sig, frame):
        # The second signal ends it at once.
        if self.goes_at is None and self.is_waited_for():
            self.goes_at = time.monotonic() + PATIENCE
        else:
            super().handle_exit(sig, frame)

    def wait_for_and_dispatch_events(self, timeout):
        super().wait_for_and_dispatch_events(min(timeout, LOOK))
        now = time.monotonic()
        if self.goes_at is not None and (now > self.goes_at or not self.is_waited_for()):
            self.alive = False
        if self.alive and now - self.looked_at >= LOOK:
            self.looked_at = now
            self.help_neighbours()
            self.leave_if_database_was_replaced()
        if not self.alive:
            self.close_unread(now)

    def leave_if_database_was_replaced(self):
        """A worker that comes after reads the new file; pages and connections of the old one end with this worker."""
        # Django is there only now.
        from trakyakent_site.operations import database_file

        if database_file.is_successor_ready():
            self.log.warning("Another database file stands in the place of the open one; the worker begins anew.")
            self.alive = False

    def enqueue_req(self, conn):
        self.unread.add(conn)
        super().enqueue_req(conn)

    def handle_request(self, req, conn):
        self.unread.discard(conn)
        return super().handle_request(req, conn)

    def finish_request(self, conn, fs):
        self.unread.discard(conn)
        super().finish_request(conn, fs)

    def close_unread(self, now):
        """End what gunicorn would wait for in vain when it stops, up to `graceful_timeout`: silent connections."""
        if self.stops_at is None:
            self.stops_at = now + LINGER
        if now < self.stops_at:
            return
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, now)
        for conn in list(self.unread):
            # Its thread reads the end, as if the visitor had gone.
            with suppress(OSError):
                conn.sock.shutdown(socket.SHUT_RD)

    def _cap_keepalive(self, deadline):
        super()._cap_keepalive(min(deadline, time.monotonic() + LINGER))

    def help_neighbours(self):
        for listener in self.neighbours:
            before = -1
            while before < self.nr_conns < self.worker_connections:
                before = self.nr_conns
                self.accept(listener)
