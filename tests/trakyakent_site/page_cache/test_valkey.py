"""The server of pages is asked in its own protocol, and never waited for longer than allowed."""

import os
import socket
import time

import pytest

from tests.tables import table
from tests.trakyakent_site.page_cache.store_server import PATIENT, answering
from trakyakent_site.page_cache import valkey
from trakyakent_site.page_cache.valkey import Address, Names, Refused, StoreFailed, Valkey, address_of

# Well above what a busy machine needs to notice it.
SOON = 10.0


def hang(connection: socket.socket) -> None:
    connection.recv(1000)
    time.sleep(60)


def drip(connection: socket.socket) -> None:
    """A length, and then a letter now and then: each of them comes in time."""
    connection.recv(1000)
    connection.sendall(b"$1000000\r\n")
    while True:
        connection.sendall(b"a")
        time.sleep(0.01)


def saying(answer: bytes):
    def script(connection: socket.socket) -> None:
        while connection.recv(1000):
            connection.sendall(answer)

    return script


@pytest.mark.parametrize("script", [hang, drip])
def test_a_server_that_hangs_or_drips_costs_no_more_than_the_patience(script):
    with answering(script) as address:
        began = time.monotonic()
        with pytest.raises((StoreFailed, TimeoutError, ConnectionError)):
            Valkey(address, 0.05).ask(["GET", "a"])

        assert time.monotonic() - began < SOON


@table(
    "answer",
    [
        b"$99999999999\r\n",
        b"$9999999999999999999999999\r\n",
        b"$-7\r\n",
        b"$x\r\n",
        b"*1\r\n$1\r\na\r\n",
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"a" * 5000,
        b"\r\n",
    ],
)
def test_what_is_no_answer_of_the_protocol_is_refused_unread(answer):
    with answering(saying(answer)) as address, pytest.raises((StoreFailed, TimeoutError, ConnectionError)):
        Valkey(address, 2).ask(["GET", "a"])


def test_a_server_that_hangs_up_is_asked_on_a_new_connection_next_time():
    left = [b"", b"$1\r\nb\r\n"]

    def script(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(left.pop(0))
        connection.close()

    with answering(script) as address:
        server = Valkey(address, PATIENT)
        with pytest.raises((StoreFailed, TimeoutError, ConnectionError)):
            server.ask(["GET", "a"])

        assert server.ask(["GET", "a"]) == [b"b"]


def test_answers_come_in_the_order_of_the_commands(store_server):
    server = Valkey(store_server.address, PATIENT)

    first = server.ask(["SET", "a", b"bir\r\niki"], ["GET", "a"], ["GET", "b"], ["DEL", "a"], ["NONSENSE"])

    assert first[:4] == ["OK", b"bir\r\niki", None, 1]
    assert isinstance(first[4], Refused)
    assert server.ask(["GET", "a"]) == [None]
    assert len(server.free) == 1
    server.close()


def test_one_who_does_not_know_the_password_is_told_nothing(private_store):
    with pytest.raises(StoreFailed, match="invalid|NOAUTH|WRONGPASS"):
        Valkey(Address("127.0.0.1", private_store.port, False, "", "wrong", 0), PATIENT).ask(["GET", "a"])

    known = Valkey(Address("127.0.0.1", private_store.port, False, "", "gizli söz", 3), PATIENT)
    assert known.ask(["SET", "a", "b"], ["GET", "a"]) == ["OK", b"b"]
    known.close()


def test_connections_of_the_parent_process_are_left_to_it(store_server, monkeypatch):
    server = Valkey(store_server.address, PATIENT)
    server.ask(["PING"])
    [line] = server.free
    parent = os.getpid()
    monkeypatch.setattr(valkey.os, "getpid", lambda: parent + 1)

    server.ask(["PING"])

    assert line not in server.free
    line.close()
    server.close()


def test_a_name_service_that_hangs_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(valkey.socket, "getaddrinfo", lambda *arguments, **options: time.sleep(2) or [])
    began = time.monotonic()

    with pytest.raises(StoreFailed, match="name service"):
        Names().numeric(address_of("valkey://store.internal"), 0.01)

    assert time.monotonic() - began < 1.5


def test_an_address_is_read_with_all_its_parts():
    address = address_of("valkeys://site:s%40z%3A1@store.birlik.example:7000/2")

    assert address == Address("store.birlik.example", 7000, True, "site", "s@z:1", 2)
    assert address_of("redis://10.0.0.5") == Address("10.0.0.5", 6379, False, "", "", 0)
