"""A table of values is one test that loses none of its rows."""

import pytest

from tests.factories import make_union
from tests.tables import Chosen, table
from unions.models import Union


def tried(test, **fixtures) -> int:
    """How many rows the test tries."""
    before = Chosen.tried
    test(**fixtures)
    return Chosen.tried - before


def test_every_wrong_row_is_named_and_all_are_tried():
    seen = []

    @table(("number", "is_even"), [(2, True), (3, True), (5, False), (7, True)], ids=["two", "three", "five", "seven"])
    def numbers(number, is_even):
        seen.append(number)
        assert (number % 2 == 0) == is_even

    with pytest.raises(AssertionError) as failure:
        numbers()

    assert seen == [2, 3, 5, 7]
    assert "2 of 4 rows are wrong" in str(failure.value)
    assert "[three] tests/test_tables.py:" in str(failure.value)
    assert "[seven] tests/test_tables.py:" in str(failure.value)


def test_an_expected_error_that_does_not_come_is_a_wrong_row():
    @table("text", ["1", "x"])
    def refused(text):
        with pytest.raises(ValueError, match="invalid"):
            int(text)

    with pytest.raises(AssertionError, match=r"(?s)1 of 2 rows.*\[1\]"):
        refused()


def test_tables_above_each_other_try_every_combination():
    seen = set()

    @table("one", [1, 2, 3])
    @table("other", lambda: ["a", "b"])
    def pairs(one, other, fixture):
        seen.add((one, other, fixture))

    assert tried(pairs, fixture="shared") == 6
    assert len(seen) == 6


def test_a_table_without_rows_is_wrong():
    @table("text", [])
    def nothing(text): ...

    with pytest.raises(AssertionError, match="no rows"):
        nothing()


@pytest.mark.above_database
def test_what_a_row_writes_is_taken_back(db):
    @table("code", ["bir", "iki"])
    def unions(code):
        assert not Union.objects.exists()
        make_union(code=code)

    assert tried(unions) == 2
    assert not Union.objects.exists()
