import logging

from trakyakent_site.operations.recent_errors import LARGEST, RecentErrors, former, latest


def told(path, *messages):
    handler = RecentErrors(path)
    for message in messages:
        handler.handle(logging.LogRecord("pages", logging.ERROR, __file__, 1, message, (), None))


def test_the_newest_come_first_and_only_a_few(tmp_path):
    path = tmp_path / "errors.jsonl"
    told(path, *(f"error {number}" for number in range(30)))

    assert [error["message"] for error in latest(path)] == [f"error {number}" for number in range(29, 19, -1)]


def test_the_file_is_bounded_and_nothing_recent_is_lost(tmp_path):
    path = tmp_path / "errors.jsonl"
    told(path, *(f"{number} {'x' * 1500}" for number in range(600)))

    assert path.stat().st_size + former(path).stat().st_size < 2 * LARGEST + 10_000
    assert [error["message"].split()[0] for error in latest(path)] == [str(number) for number in range(599, 589, -1)]


def test_a_disk_that_cannot_be_written_is_no_error_of_its_own(tmp_path):
    told(tmp_path / "nowhere" / "errors.jsonl", "error")

    assert latest(tmp_path / "nowhere" / "errors.jsonl") == []
