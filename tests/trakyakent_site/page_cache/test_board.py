"""What one process has read is seen by all others of the machine, whole or not at all."""

import multiprocessing
import os
import signal
import struct

from trakyakent_site.page_cache.board import HEAD, MOST, Board


def test_what_one_writes_others_read(tmp_path):
    writer, reader = Board(tmp_path / "numbers"), Board(tmp_path / "numbers")
    assert (reader.read(), reader.written, reader.answered_at) == ({}, 0, 0.0)

    writer.write({1: 5, 2: 2**40}, 12.5)
    assert (reader.read(), reader.written, reader.answered_at) == ({1: 5, 2: 2**40}, 1, 12.5)

    writer.write({1: 5, 2: 2**40}, 12.75)
    assert (reader.written, reader.answered_at) == (1, 12.75)
    writer.write({1: 6}, 13.0)
    assert (reader.read(), reader.written) == ({1: 6}, 2)
    writer.prove(13.25)
    assert (reader.written, reader.answered_at) == (2, 13.25)


def test_numbers_that_are_half_written_are_not_read(tmp_path):
    board = Board(tmp_path / "numbers")
    board.write({1: 5, 2: 7}, 1.0)
    board.memory[HEAD : HEAD + 16] = struct.pack("qq", 1, 6)

    assert board.read() is None


def test_more_unions_than_it_holds_are_left_out_and_harm_nothing(tmp_path):
    board = Board(tmp_path / "numbers")
    board.write(dict.fromkeys(range(MOST + 10), 1), 1.0)

    assert len(board.read()) == MOST


def test_a_board_without_a_place_is_that_of_the_process(tmp_path):
    one, other = Board(None), Board(None)
    one.write({1: 5}, 1.0)

    assert [one.take(), other.take()] == [True, True]
    assert [one.read(), other.read()] == [{1: 5}, {}]


def hold(path, ready):
    board = Board(path)
    board.take()
    ready.set()
    signal.pause()


def test_one_process_writes_and_another_follows_when_it_is_killed(tmp_path):
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    process = context.Process(target=hold, args=[tmp_path / "numbers", ready])
    process.start()
    assert ready.wait(60)
    board = Board(tmp_path / "numbers")
    assert not board.take()

    os.kill(process.pid, signal.SIGKILL)
    process.join(60)

    assert board.take()
    assert board.take()
    assert not Board(tmp_path / "numbers").take()
    board.leave()
    assert Board(tmp_path / "numbers").take()
