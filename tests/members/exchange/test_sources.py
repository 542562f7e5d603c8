"""Which table of a file is read."""

import pytest

from members.exchange.sources import ranges, without_hidden
from members.exchange.tables import Table


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([5], "5"), ([3, 4, 5, 9], "3–5, 9"), (range(1, 60, 2), "1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 …")],
)
def test_numbers_of_rows_are_said_in_short(numbers, text):
    assert ranges(numbers) == text


def test_hidden_cells_are_left_out_and_named_and_read_where_that_was_said():
    table = Table([["a", "b"], ["1", "2"], ["3", "4"]], "", hidden_rows={2}, hidden_columns={1, 7})
    shown, whole = without_hidden(table, {}), without_hidden(table, {"hidden-rows": "read", "hidden-columns": "read"})

    assert (shown.table.rows, shown.table.numbers) == ([["a", ""], ["3", ""]], [1, 3])
    assert (shown.hidden_rows, shown.hidden_columns) == ([2], ["b"])
    assert whole.table.rows == table.rows
