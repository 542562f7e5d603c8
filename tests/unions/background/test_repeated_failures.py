import logging

import pytest
from django.db import OperationalError, ProgrammingError

from unions.background.repeated_failures import REMINDER, RepeatedFailure


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def failure(clock, caplog):
    caplog.set_level(logging.DEBUG)
    return RepeatedFailure("The database", clock)


def test_an_outage_is_told_when_it_begins_and_when_it_ends(failure, clock, caplog):
    for _second in range(60):
        failure.failed(OperationalError("connection refused\n\tIs the server running?"))
        clock.now += 1
    failure.recovered()
    failure.recovered()

    assert caplog.messages == [
        "The database has failed: OperationalError: connection refused Is the server running?",
        "The database answers again, after 60 s and 60 failures.",
    ]
    assert not any(record.exc_info for record in caplog.records)


def test_one_that_lasts_is_told_each_hour(failure, clock, caplog):
    for _minute in range(150):
        failure.failed(OperationalError("gone"))
        clock.now += 60

    assert len(caplog.messages) == 1 + 150 * 60 // REMINDER


def test_a_slip_of_ours_comes_once_with_the_place_at_which_it_happened(failure, caplog):
    for _time in range(5):
        failure.failed(OperationalError("gone"))
        failure.failed(ProgrammingError("no such column"))

    assert len(caplog.messages) == 2
    assert caplog.records[1].exc_info


def test_the_next_outage_is_told_anew(failure, caplog):
    failure.failed(OperationalError("gone"))
    failure.recovered()
    failure.failed(OperationalError("gone"))

    assert len(caplog.messages) == 3


def test_what_has_not_failed_does_not_recover(failure, caplog):
    failure.recovered()

    assert caplog.messages == []
