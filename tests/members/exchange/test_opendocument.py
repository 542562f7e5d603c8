"""Tables of LibreOffice."""

from members.exchange import reading
from members.exchange.tables import DateText
from tests.members.exchange.tables import opendocument

DAY = 'office:value-type="date" office:date-value="2024-05-31"'
DATE = f"<table:table-cell {DAY}><text:p>31.05.24</text:p></table:table-cell>"
PROVINCE = '<table:table-cell table:number-rows-spanned="2"><text:p>Tekirdağ</text:p></table:table-cell>'
COVERED = "<table:covered-table-cell/>"


def test_cells_merged_downwards_dates_and_hidden_rows_are_read_as_they_are():
    cell = "<table:table-cell><text:p>x</text:p></table:table-cell>"
    hidden = f'<table:table-row table:visibility="filter">{cell}</table:table-row>'
    [table] = reading.read(opendocument([PROVINCE, "Çorlu"], [COVERED, "Saray"], hidden, [DATE]))

    assert table.rows == [["Tekirdağ", "Çorlu"], ["Tekirdağ", "Saray"], ["x", ""], ["2024-05-31", ""]]
    assert isinstance(table.rows[3][0], DateText)
    assert table.hidden_rows == {3}
