"""The bounds of a table."""

import pytest
from django.core.exceptions import ValidationError

from members.exchange.tables import COLUMNS, ROWS, empty_table


def test_empty_rows_keep_the_numbers_of_the_others():
    table = empty_table("")
    for number, row in [(1, ["a"]), (2, ["", ""]), (9, ["b"])]:
        table.add(number, row)

    assert (table.rows, table.numbers) == ([["a"], ["b"]], [1, 9])


def test_a_value_beyond_the_last_column_is_refused_and_not_dropped():
    with pytest.raises(ValidationError) as caught:
        empty_table("").add(7, [""] * COLUMNS + ["x"])

    assert caught.value.code == "columns"


def test_one_row_too_many_is_refused():
    table = empty_table("")
    for number in range(ROWS):
        table.add(number + 1, ["a"])

    with pytest.raises(ValidationError):
        table.add(ROWS + 1, ["a"])
