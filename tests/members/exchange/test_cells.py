"""One row of a file by the names of its columns."""

from members.exchange.cells import Cells, answer_key
from members.exchange.columns import Column

COLUMNS = {"seats": Column("seats", "Seats", "", int), "note": Column("note", "Note", "")}


def test_a_dash_and_a_missing_column_are_empty():
    cells = Cells({"seats": "–"}, COLUMNS)

    assert (cells.text("seats"), cells.value("seats")) == ("", None)
    assert (cells.text("note"), cells.value("note")) == ("", None)


def test_a_cell_is_read_by_its_column():
    assert Cells({"seats": "12"}, COLUMNS).value("seats") == 12


def test_a_protecting_apostrophe_does_not_count():
    assert Cells({"note": "'-"}, COLUMNS).text("note") == "-"


def test_the_same_words_get_the_same_answer_whatever_their_letters():
    assert answer_key("municipality", "ÇORLU", "Tekirdağ") == answer_key("municipality", "Çorlu", "TEKİRDAĞ")
    assert answer_key("municipality", "Çorlu") != answer_key("person", "Çorlu")
