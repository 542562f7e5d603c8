"""A server that takes a connection and never says another word, as one that is stopped does."""

import socket
import threading
import time

import psycopg
import pytest

from tests.tables import table
from trakyakent_site.postgresql.bounded import BoundedConnection, longest_wait


@table(
    ("options", "seconds"),
    [
        ("-c statement_timeout=5000 -c lock_timeout=2000", 6),
        ("-c statement_timeout=5s", 6),
        ("-c statement_timeout=1min", 61),
        # Two of them: the last one holds for the server, too.
        ("-c statement_timeout=5000 -c statement_timeout=2000", 3),
        ("-c statement_timeout=0", None),
        ("-c lock_timeout=2000", None),
        ("", None),
    ],
)
def test_the_client_waits_a_little_longer_than_the_server_works(options, seconds):
    assert longest_wait(options) == seconds


def test_a_server_that_says_nothing_is_given_up():
    """The answers of a server that has just let us in, and then silence."""
    ready = b"R\x00\x00\x00\x08\x00\x00\x00\x00" + b"Z\x00\x00\x00\x05I"
    with socket.create_server(("127.0.0.1", 0)) as server:
        host, port = server.getsockname()
        held = []

        def let_in():
            connection, _address = server.accept()
            held.append(connection)
            connection.recv(1000)
            connection.sendall(ready)

        thread = threading.Thread(target=let_in)
        thread.start()
        connection = BoundedConnection.connect(
            host=host, port=port, user="x", dbname="x", sslmode="disable", gssencmode="disable", connect_timeout=5
        )
        thread.join()
        connection.longest_wait = 0.2
        started = time.monotonic()
        with pytest.raises(psycopg.OperationalError, match="not answered for 0.2 seconds"):
            connection.execute("SELECT 1")

    # Without an end of its own it would wait for the system, which takes minutes.
    assert time.monotonic() - started < 20
    # An answer that comes late must not be taken for that of the next question.
    assert connection.closed
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT 2")
    held[0].close()
