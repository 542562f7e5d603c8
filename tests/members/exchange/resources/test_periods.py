"""Which recorded period a row means, and which periods exclude each other."""

from types import SimpleNamespace

import pytest

from members.exchange.resources.periods import duplicates, nearest, within
from unions.text.partial_dates import PartialDate


def day(text: str | None):
    return PartialDate.parse(text) if text else None


def period(start: str | None, end: str | None = None):
    return SimpleNamespace(start_date=day(start), end_date=day(end))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2004", "2010", 0),
        ("2015", None, 1),
        ("2015-03-01", None, 1),
        (None, None, 1),
        ("1990", None, None),
    ],
    ids=["same days", "same start", "more exact start", "no dates", "another start"],
)
def test_a_row_means_the_period_that_no_date_contradicts(start, end, expected):
    periods = [period("2004", "2010"), period("2015")]

    assert nearest(periods, day(start), day(end)) is (None if expected is None else periods[expected])


def test_a_day_lies_within_its_month_and_its_year():
    assert within(day("2004"), day("2004-05"))
    assert within(day("2004-05"), day("2004-05-12"))
    assert not within(day("2004-05"), day("2004"))
    assert not within(day("2004-05"), day("2004-06-01"))


def test_rows_that_share_a_key_are_refused_and_an_empty_key_is_none():
    first, second, other, ended = "a1", "a2", "b1", "-"

    def key(row):
        return "" if row == "-" else row[0]

    assert duplicates([first, second, other, ended, ended], [first, other, ended], key, "twice") == [
        (first, "twice", [first, second])
    ]
