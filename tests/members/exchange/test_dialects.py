"""One table of values, as each format and language has them, and as the import reads them again."""

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from members.exchange import dialects, exporting, reading, values
from members.exchange.columns import Column, as_phone, as_truth
from tests.tables import table
from unions.publishing import addresses
from unions.text.partial_dates import FIRST_YEAR, PartialDate

LONG = 1234567890123456789
EARLY = {"tr": "16.08.1854", "en": "1854-08-16"}
# A value; the CSV in Turkish and in English; the value, type and format of the cell of a workbook; JSON.
TEXT, NUMBER, DAY, TRUTH = "s", "n", "d", "b"
VALUES = [
    (None, "", "", None, NUMBER, None),
    ("", "", "", None, NUMBER, None),
    (0, "0", "0", 0, NUMBER, 0),
    (294_020, "294020", "294020", 294_020, NUMBER, 294_020),
    (-12, "-12", "-12", -12, NUMBER, -12),
    (10**14, str(10**14), str(10**14), 10**14, NUMBER, 10**14),
    (LONG, str(LONG), str(LONG), str(LONG), TEXT, LONG),
    (Decimal("41.16100"), "41,161", "41.161", 41.161, NUMBER, 41.161),
    (Decimal("-3.50"), "-3,5", "-3.5", -3.5, NUMBER, -3.5),
    (Decimal("100"), "100", "100", 100, NUMBER, 100.0),
    (0.1, "0,1", "0.1", 0.1, NUMBER, 0.1),
    (1e-7, "0,0000001", "0.0000001", 1e-7, NUMBER, 1e-7),
    (True, "evet", "yes", True, TRUTH, True),
    (False, "hayır", "no", False, TRUTH, False),
    (date(2024, 5, 31), "31.05.2024", "2024-05-31", datetime(2024, 5, 31), DAY, "2024-05-31"),
    (PartialDate(2024, 5, 31), "31.05.2024", "2024-05-31", datetime(2024, 5, 31), DAY, "2024-05-31"),
    (date(1900, 3, 1), "01.03.1900", "1900-03-01", datetime(1900, 3, 1), DAY, "1900-03-01"),
    (PartialDate(1854, 8, 16), "16.08.1854", "1854-08-16", EARLY, TEXT, "1854-08-16"),
    (PartialDate(2024, 5), "05.2024", "2024-05", {"tr": "05.2024", "en": "2024-05"}, TEXT, "2024-05"),
    (PartialDate(1978), "1978", "1978", "1978", TEXT, "1978"),
    ("59-corlu", "59-corlu", "59-corlu", "59-corlu", TEXT, "59-corlu"),
    ("007", "007", "007", "007", TEXT, "007"),
    ("12345678901234567890", "12345678901234567890", "12345678901234567890", "12345678901234567890", TEXT, ...),
    ("2025/9", "2025/9", "2025/9", "2025/9", TEXT, "2025/9"),
    ("1,5", "1,5", "1,5", "1,5", TEXT, "1,5"),
    ('a;"b"\nc', 'a;"b"\nc', 'a;"b"\nc', 'a;"b"\nc', TEXT, 'a;"b"\nc'),
    ("=SUM(A1)", "'=SUM(A1)", "'=SUM(A1)", "'=SUM(A1)", TEXT, "=SUM(A1)"),
    ("+1*9", "'+1*9", "'+1*9", "'+1*9", TEXT, "+1*9"),
    ("-2", "'-2", "'-2", "'-2", TEXT, "-2"),
    ("@cmd", "'@cmd", "'@cmd", "'@cmd", TEXT, "@cmd"),
    ("'tis", "''tis", "''tis", "''tis", TEXT, "'tis"),
    ("#N/A", "'#N/A", "'#N/A", "'#N/A", TEXT, "#N/A"),
]  # fmt: skip
LANGUAGES = ["tr", "en"]


def file_of(form: str, column: Column, rows: list) -> bytes:
    sheet = exporting.sheet_of("x", [column, Column("end", "End", "")], [{"a": row, "end": "."} for row in rows])
    file = io.BytesIO()
    if form == "csv":
        exporting.write_csv(sheet, file)
    else:
        exporting.write_xlsx([sheet], file)
    return file.getvalue()


def cell_of(column: Column, value):
    return openpyxl.load_workbook(io.BytesIO(file_of("xlsx", column, [value]))).active["A2"]


def column_of(value) -> Column:
    return Column("a", "A", "", write=as_truth) if isinstance(value, bool) else Column("a", "A", "")


@table(("value", "turkish", "english", "cell", "kind", "plain"), VALUES, ids=repr)
def test_each_value_has_one_form_in_each_format_and_language(value, turkish, english, cell, kind, plain):
    for language, text in [("tr", turkish), ("en", english)]:
        with translation.override(language):
            content = file_of("csv", column_of(value), [value])
            found = cell_of(column_of(value), value)

        assert content.startswith(b"\xef\xbb\xbf")
        assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))[1][0] == text
        expected = cell[language] if isinstance(cell, dict) else cell
        assert (found.value, found.data_type) == (expected, kind)
        if kind == DAY:
            assert found.number_format == {"tr": "dd.mm.yyyy", "en": "yyyy-mm-dd"}[language]
    written = json.loads(json.dumps(exporting.plain_value(value)))
    assert written == (value if plain is ... else plain)
    assert type(written) is type(value if plain is ... else plain)


@table("language", LANGUAGES)
@table("form", ["csv", "xlsx"])
@table("value", [row[0] for row in VALUES if isinstance(row[0], date | PartialDate)], ids=str)
def test_days_are_read_again_as_the_same(value, form, language):
    with translation.override(language):
        content = file_of(form, Column("a", "A", ""), [value])
        texts = [table.rows[1][0] for table in reading.read(content) if table.rows[0][:2] == ["A", "End"]]

    assert [str(values.partial_date(text)) for text in texts] == [str(value)]


@table("stored", ["+90 282 651 10 20", "+90 282 651 10 20;ext=4", "444 1 959", "+49 30 1234567", "112"])
@table("language", LANGUAGES)
def test_a_telephone_number_is_text_without_an_apostrophe(stored, language):
    with translation.override(language):
        cell = cell_of(Column("a", "A", "", values.phone, as_phone), stored)

    assert (cell.data_type, cell.value[0]) == ("s", stored[0])
    assert values.phone(cell.value) == stored


@table("stored", ["+90/2", "+1-1", "=1", "@x", "+90282", "+90 282 1;+1*2", "-1 2"])
def test_a_telephone_column_is_no_way_in_for_formulas(stored):
    assert Column("a", "A", "", values.phone, as_phone).cell(stored) == f"'{stored}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_column_of_numbers_can_be_added(language):
    numbers = [294_020, None, 51_224, Decimal("0.5")]
    with translation.override(language):
        page = openpyxl.load_workbook(io.BytesIO(file_of("xlsx", Column("a", "A", ""), numbers))).active

    # What SUM adds: cells that are numbers.
    assert sum(cell.value for cell in page["A"] if cell.data_type == "n" and cell.value) == 345_244.5


def test_the_heading_is_bold_stays_in_sight_and_nothing_is_merged():
    page = openpyxl.load_workbook(io.BytesIO(file_of("xlsx", Column("a", "A", "", width=30), ["x"]))).active

    assert page["A1"].font.b
    assert page["A1"].fill.fgColor.rgb.endswith("E7ECEF")
    assert (page.freeze_panes, page.column_dimensions["A"].width) == ("A2", 30)
    assert not page.merged_cells.ranges


NASTY = st.text(st.sampled_from("abçğıİöşü =+-@'\"#;,|/?.0123456789\n"), max_size=24).map(str.strip)
ANY = st.one_of(
    NASTY.filter(lambda text: "\n" not in text or all(text.split("\n"))),
    st.integers(0, 10**14),
    st.integers(-(10**6), -1),
    st.from_regex(r"0[0-9]{3,18}", fullmatch=True),
    st.decimals(-1000, 1000, places=5),
    st.dates(min_value=date(1927, 1, 1), max_value=date(2100, 1, 1)).map(PartialDate.from_date),
    st.integers(FIRST_YEAR, 9999).map(PartialDate),
)


def read_again(text: str, value):
    """The text of a cell, read as what the value is."""
    if isinstance(value, PartialDate):
        return values.partial_date(text)
    if isinstance(value, int | Decimal):
        return type(value)(text.replace(",", "."))
    return values.undefuse(text)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(ANY, min_size=1, max_size=6), st.sampled_from(["csv", "xlsx"]), st.sampled_from(LANGUAGES))
def test_whatever_is_written_is_read_again(written, form, language):
    with translation.override(language):
        content = file_of(form, Column("a", "A", ""), written)
        found = [table.rows[1:] for table in reading.read(content) if table.rows[0][:2] == ["A", "End"]]

    for rows in found:
        assert [read_again(row[0], value) for row, value in zip(rows, written, strict=True)] == written
    assert found


def test_every_language_of_the_site_has_a_dialect():
    assert dialects.DIALECTS.keys() == set(addresses.LANGUAGES)
