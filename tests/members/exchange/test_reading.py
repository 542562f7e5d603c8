"""Tables as offices really have them, and files that are none."""

import io
import zipfile

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from members.exchange import reading
from members.exchange.headings import find_heading
from members.exchange.resources import RESOURCES
from members.exchange.workbooks import NO_RESULT
from tests.members.exchange.tables import archive_of, bomb, csv_file, saved, workbook
from tests.tables import table

ROWS = [["Belediye", "Başkan", "Adres"], ["Çorlu", "İğdır Şengül", "Atatürk Cad., No: 1"], ["ISPARTA", "Ağır Ümit", ""]]
LISTINGS = RESOURCES["listings"]().all_columns


def rows_of(content: bytes) -> list[list[str]]:
    heading = find_heading(reading.read(content), LISTINGS)
    return heading.table.rows[heading.row :]


def refusal(content: bytes) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        reading.read(content)
    return caught.value


@table("encoding", ["utf-8", "utf-8-sig", "cp1254", "utf-16", "utf-16-le", "utf-16-be"])
@table("delimiter", [";", "\t", "|"])
def test_every_encoding_and_delimiter_gives_the_same_rows(encoding, delimiter):
    assert rows_of(csv_file(*ROWS, encoding=encoding, delimiter=delimiter)) == ROWS


def test_commas_divide_where_cells_with_commas_are_quoted():
    assert rows_of('Belediye,Başkan,Adres\nÇorlu,Ali,"Atatürk Cad., No: 1"\n'.encode()) == [
        ["Belediye", "Başkan", "Adres"],
        ["Çorlu", "Ali", "Atatürk Cad., No: 1"],
    ]


def test_the_line_that_names_the_delimiter_is_no_row_but_counts():
    [table] = reading.read("sep=;\r\nBelediye;Adres\r\nÇorlu;a,b\r\n".encode("cp1254"))

    assert table.rows == [["Belediye", "Adres"], ["Çorlu", "a,b"]]
    assert table.numbers == [2, 3]


def test_a_cell_may_hold_lines():
    assert rows_of('Belediye;Adres\nÇorlu;"Kat 1\nNo 2"\n'.encode())[1] == ["Çorlu", "Kat 1\nNo 2"]


def test_a_workbook_gives_its_cells_as_one_would_type_them():
    from datetime import date, datetime

    content = workbook(
        ["Belediye", "Başkan", "Adres"], ["Çorlu", 12345.0, 12.5], ["Vize", date(2024, 5, 31), datetime(2024, 5, 31)]
    )

    assert rows_of(content)[1:] == [["Çorlu", "12345", "12,5"], ["Vize", "2024-05-31", "2024-05-31"]]


def test_titles_above_the_table_empty_rows_and_other_sheets_are_passed_over():
    content = workbook(["ÜYE LİSTESİ"], [], ["Belediye", "Başkan"], ["Çorlu", "Ali"], sheets=("Açıklama",))
    heading = find_heading(reading.read(content), LISTINGS)

    assert heading.rows() == [(4, ["Çorlu", "Ali"])]


def test_a_cell_merged_downwards_counts_for_each_of_its_rows_and_a_title_for_none():
    content = workbook(
        ["Üyeler", None, None],
        ["İl", "Belediye", "Başkan"],
        ["Tekirdağ", "Çorlu", "Ali"],
        [None, "Saray", "Veli"],
        ["Edirne", "Keşan", "Can"],
        merged=("A1:C1", "A3:A4"),
    )
    heading = find_heading(reading.read(content), LISTINGS)

    assert [row[0] for _number, row in heading.rows()] == ["Tekirdağ", "Tekirdağ", "Edirne"]
    assert heading.table.rows[0] == ["Üyeler", "", ""]


def test_a_formula_counts_with_its_result_and_says_so_where_none_was_saved():
    content = workbook(["Belediye", "Başkan"], ["Çorlu", '=CONCATENATE("A","li")'])

    assert rows_of(content)[1] == ["Çorlu", NO_RESULT]

    with_result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(with_result, "w") as target:
        for name in source.namelist():
            part = source.read(name).replace(b'r="B2"', b'r="B2" t="str"').replace(b"<v />", b"<v>Ali</v>")
            target.writestr(name, part)
    assert rows_of(with_result.getvalue())[1] == ["Çorlu", "Ali"]


def test_a_stray_format_far_below_is_no_row():
    book = openpyxl.Workbook()
    book.active.append(["Belediye", "Başkan"])
    book.active.append(["Çorlu", "Ali"])
    book.active.cell(60_000, 1).number_format = "0.00"

    assert len([row for row in rows_of(saved(book)) if any(row)]) == 2


OTHERS = {
    "empty": b" \r\n",
    "file_size": b"x" * (20 * 1024 * 1024),
    "bomb": bomb(),
    "old_office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "protected": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    "text_document": b"{\\rtf1 x}",
    "pdf": b"%PDF-1.7 ...",
    "picture": b"\x89PNG\r\n\x1a\n",
    "packed": archive_of({"uyeler.xlsx": "x"}),
    "binary_workbook": archive_of({"xl/workbook.bin": "x"}),
    "apple_table": archive_of({"Index/Document.iwa": "x"}),
    "xml_table": b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:x"/>',
    "not_a_table": archive_of({"a/b.bin": "x"}),
    "columns": b"a" + b";a" * 81,
    "web_page": b"<html><table><tr><td>x</td></tr></table></html>",
    "encoding": b"Belediye;Ba\x9fkan\x9d\x90\n",
    "quotes": 'Belediye;Adres\n"Çorlu;a\nSaray;b\n'.encode(),
    "rows": b"Belediye\n" + b"a\n" * 5_001,
    "broken_workbook": workbook(["Belediye"], ["Çorlu"])[:-200],
}


@table("code", OTHERS)
def test_what_is_no_table_is_refused_with_what_to_do_in_turkish(code):
    with translation.override("tr"):
        error = refusal(OTHERS[code])
        [message] = error.messages

    assert error.code == code
    assert any(
        word in message for word in ["seçin", "isteyin", "yapıştırın", "kaydedin", "kaydedip", "bölün", "düzeltin"]
    ), message


def test_a_bomb_is_refused_without_being_unpacked():
    import tracemalloc

    content = OTHERS["bomb"]
    tracemalloc.start()
    refusal(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 5 * 1024 * 1024


def test_an_archive_that_is_no_workbook_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")

    assert refusal(buffer.getvalue()).code == "text_document"
