"""How the workers of a machine learn the numbers of a PostgreSQL server: one asks, all know."""

import threading
import time
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection

from tests import factories as make
from trakyakent_site.page_cache import machine_numbers
from trakyakent_site.page_cache.board import Board
from trakyakent_site.page_cache.machine_numbers import (
    CHANNEL,
    GAP,
    INTERVAL,
    NUMBERS,
    UNASKED,
    Asking,
    MachineNumbers,
    board_of,
    parameters_of,
)
from trakyakent_site.postgresql.bounded import BoundedConnection
from unions.models import Generation


class Server:
    """A PostgreSQL that counts how it is asked, and a clock that goes on only while somebody waits."""

    def __init__(self):
        self.numbers = {1: 5}
        self.now = 100.0
        self.asked_at: list[float] = []
        self.proved_at: list[float] = []
        self.listened = False
        self.notices = 0
        # What happens whenever the clock goes on.
        self.happens = lambda: None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def execute(self, statement):
        if statement == f"LISTEN {CHANNEL}":
            self.listened = True
        else:
            assert statement == NUMBERS
            self.asked_at.append(self.now)
        return self

    def fetchall(self):
        return list(self.numbers.items())

    @contextmanager
    def pipeline(self):
        self.proved_at.append(self.now)
        yield self

    def sync(self):
        pass

    def commit(self):
        self.numbers = {1: self.numbers[1] + 1}
        self.notices += 1

    def pass_time(self, seconds: float) -> None:
        self.now += seconds
        if seconds:
            self.happens()

    def notifies(self, timeout, stop_after):
        if not self.notices:
            self.pass_time(timeout)
        told, self.notices = self.notices, 0
        return iter([CHANNEL] * told)


@pytest.fixture
def server(monkeypatch):
    server = Server()
    monkeypatch.setattr(BoundedConnection, "connect", lambda **options: server)
    monkeypatch.setattr(time, "monotonic", lambda: server.now)
    return server


def follow(server, board, seconds: float, *, listens: bool = True) -> None:
    """Runs the thread's work here for so long of the server's time."""
    end = server.now + seconds

    def goes_on(wait: float) -> bool:
        server.pass_time(wait)
        return server.now < end

    Asking(listens=listens).follow(board, goes_on)


def test_while_nothing_is_edited_the_server_proves_that_it_answers_and_is_hardly_asked(server):
    board = Board(None)
    proofs = []
    server.happens = lambda: proofs.append(server.now - board.answered_at)

    follow(server, board, 60)

    assert server.listened
    assert board.read() == {1: 5}
    assert len(server.asked_at) <= 60 / UNASKED + 1
    assert max(proofs) <= 2 * INTERVAL


def test_an_edit_is_known_at_once_and_many_edits_are_asked_for_together(server):
    board = Board(None)
    known = []

    def commit_at_each_moment():
        known.append(server.numbers[1] - board.read().get(1, 0))
        server.commit()

    server.happens = commit_at_each_moment
    follow(server, board, 10)

    # At each moment the board is one edit behind the one that comes just now.
    assert max(known) <= 2
    gaps = [later - earlier for earlier, later in zip(server.asked_at, server.asked_at[1:], strict=False)]
    assert min(gaps) >= GAP - 0.001


def test_where_nobody_may_listen_the_server_is_asked_four_times_a_second(server):
    board = Board(None)

    follow(server, board, 10, listens=False)

    gaps = {round(later - earlier, 6) for earlier, later in zip(server.asked_at, server.asked_at[1:], strict=False)}
    assert not server.listened
    assert gaps == {INTERVAL}


# What requests see


@pytest.fixture
def numbers(server, tmp_path, monkeypatch):
    """The numbers of a process beside another one, which asks."""
    numbers = MachineNumbers(lambda: Board(tmp_path / "numbers"), Asking())
    monkeypatch.setattr(MachineNumbers, "watch", lambda self: None)
    return numbers, Board(tmp_path / "numbers")


def test_a_number_is_trusted_for_a_second_and_a_half_after_the_last_answer(server, numbers):
    mine, board = numbers
    assert (mine.of(1), mine.is_silent) == (None, False)
    board.write({1: 5}, server.now)

    server.now += 1.5
    assert (mine.of(1), mine.is_silent, mine.known()) == (5, False, {1: 5})
    server.now += 0.01
    assert (mine.of(1), mine.is_silent, mine.known()) == (None, True, None)
    board.prove(server.now)
    assert (mine.of(1), mine.is_silent) == (5, False)


def test_a_board_of_before_the_machine_was_started_is_not_believed(server, numbers):
    mine, board = numbers
    board.write({1: 5}, server.now + 5000)

    assert mine.of(1) is None
    assert not mine.is_silent
    server.now += 2
    assert mine.is_silent


def test_what_a_request_has_read_itself_counts_until_the_board_knows_more(server, numbers):
    mine, board = numbers
    board.write({1: 5, 2: 7}, server.now)
    assert mine.of(1) == 5

    mine.notice(1, 6)
    mine.notice(2, 3)
    assert [mine.of(1), mine.of(2)] == [6, 7]
    board.write({1: 8, 2: 7}, server.now)
    assert [mine.of(1), mine.of(2)] == [8, 7]


def test_a_server_that_is_not_there_is_silent_after_a_moment(tmp_path, monkeypatch):
    monkeypatch.setattr(MachineNumbers, "PATIENCE", 0.05)
    monkeypatch.setattr(machine_numbers, "INTERVAL", 0.01)
    numbers = MachineNumbers(lambda: Board(tmp_path / "numbers"), Asking(host=str(tmp_path), dbname="none"))

    assert numbers.of(1) is None
    waiting = threading.Event()
    while not numbers.is_silent:
        waiting.wait(0.01)
    numbers.stop()
    assert numbers.of(1) is None


def test_a_folder_that_cannot_be_written_is_told_and_each_asks_by_itself(settings, tmp_path, caplog):
    settings.DATA_DIR = tmp_path / "missing"

    board = board_of({"dbname": "site"})()

    assert board.path is None
    assert "by itself" in caplog.text


def test_another_database_has_another_board(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    boards = [board_of({"dbname": name, "password": word})() for name, word in [("a", "x"), ("a", "y"), ("b", "x")]]

    assert boards[0].path == boards[1].path != boards[2].path


# A real server


@pytest.fixture
def of_server(tmp_path):
    """Two processes' ways to learn numbers on one machine, on a real server."""
    if connection.vendor != "postgresql":
        pytest.skip("Only a server is asked by a thread.")
    parameters = parameters_of(connection.settings_dict)
    pair = [MachineNumbers(lambda: Board(tmp_path / "numbers"), Asking(**parameters)) for _process in range(2)]
    yield pair
    for numbers in pair:
        numbers.stop()


def until(fits) -> None:
    deadline = time.monotonic() + 60
    while not fits():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def listeners() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE query = %s AND datname = current_database()", [NUMBERS]
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_an_edit_is_known_to_all_by_one_who_asks(of_server):
    union = make.make_union()
    first, second = of_server
    until(lambda: first.of(union.pk) and second.of(union.pk))
    assert listeners() == 1

    for _edit in range(5):
        union.save()
        number = Generation.objects.get(union=union).number
        until(lambda number=number: first.of(union.pk) == second.of(union.pk) == number)


@pytest.mark.django_db(transaction=True)
def test_whoever_asked_is_followed_by_another(of_server):
    union = make.make_union()
    first, second = of_server
    until(lambda: first.of(union.pk))
    assert second.of(union.pk)
    first.stop()

    union.save()
    until(lambda: second.of(union.pk) == Generation.objects.get(union=union).number)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_ended_is_made_anew(of_server):
    union = make.make_union()
    until(lambda: of_server[0].of(union.pk))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = %s", [NUMBERS])
    union.save()

    until(lambda: of_server[0].of(union.pk) == Generation.objects.get(union=union).number)


@pytest.mark.django_db(transaction=True)
def test_a_proof_of_life_is_no_query_for_the_server():
    if connection.vendor != "postgresql":
        pytest.skip("Only a server is asked.")
    with psycopg.connect(**parameters_of(connection.settings_dict), autocommit=True) as other:
        mine = "SELECT query, query_start FROM pg_stat_activity WHERE pid = %s"
        other.execute("SELECT 'the last query'")
        with connection.cursor() as cursor:
            before = cursor.execute(mine, [other.info.backend_pid]).fetchone()
            with other.pipeline() as pipeline:
                pipeline.sync()
            assert cursor.execute(mine, [other.info.backend_pid]).fetchone() == before
