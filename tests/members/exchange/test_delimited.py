"""Text files and pasted tables."""

import pytest
from django.core.exceptions import ValidationError

from members.exchange.delimited import decode, read_pasted


def test_a_table_pasted_from_a_spreadsheet_keeps_its_cells():
    [table] = read_pasted('Belediye\tAdres\nÇorlu\t"Kat 1\nNo ""2"""\nSaray\t\n')

    assert table.rows == [["Belediye", "Adres"], ["Çorlu", 'Kat 1\nNo "2"'], ["Saray", ""]]


def test_quotation_marks_of_a_text_program_are_text():
    [table] = read_pasted('Belediye\tAdres\nÇorlu\t"Öz" Apt.\n')

    assert table.rows[1] == ["Çorlu", '"Öz" Apt.']


def test_pasted_lines_without_tabs_are_divided_like_a_file():
    assert ["Belediye", "Adres"] in [table.rows[0] for table in read_pasted("Belediye;Adres\nÇorlu;a\n")]


def test_the_code_page_of_dos_is_read_where_it_was_said():
    content = "Çorlu;Şükrü Ağır".encode("cp857")

    assert decode(content, "dos")[0] == "Çorlu;Şükrü Ağır"
    assert decode(content)[0] != "Çorlu;Şükrü Ağır"
    # Whoever has said so of another file is not believed against the file.
    assert decode("Çorlu".encode(), "dos")[0] == "Çorlu"


def test_an_unknown_encoding_is_refused():
    with pytest.raises(ValidationError) as caught:
        decode(b"Belediye;\x90\x9d\x8f")

    assert caught.value.code == "encoding"
