"""The same table in every format, harmless to spreadsheets."""

import io
import json

import openpyxl
from django.utils import translation

from members.exchange import dialects
from tests import factories as make
from tests.members.standards.open_data.files import file_address, rows_of_csv


def test_the_forms_say_the_same(reader, member):
    translation.activate("tr")
    [line] = rows_of_csv(reader.get(file_address("uyeler", "csv")))
    [row] = json.loads(reader.get(file_address("uyeler", "json")).content)["rows"]
    [feature] = json.loads(reader.get(file_address("uyeler", "geojson")).content)["features"]
    book = openpyxl.load_workbook(io.BytesIO(reader.get(file_address("uyeler", "xlsx")).content))
    headings, values = book.worksheets[0].iter_rows(values_only=True)

    assert line["Belediye"] == row["municipality"] == "Çorlu"
    assert line["Nüfus"] == str(row["population"]) == "280000"
    assert feature["geometry"] == {"type": "Point", "coordinates": [27.801, 41.161]}
    cells = dict(zip(headings, values, strict=True))
    assert {name: dialects.written(value) for name, value in cells.items()} == line
    assert (cells["Nüfus"], cells["Nüfusun yılı"], cells["Enlem"]) == (280_000, 2025, 41.161)
    # The workbook explains itself in both languages and says on which terms it may be used.
    explained = list(book.worksheets[1].iter_rows(values_only=True))
    assert ("municipality", "Belediye", "Belediyenin adı.", "Municipality", "Name of the municipality.") in explained
    assert explained[-1][0] == "CC BY 4.0"


def test_formulas_are_harmless_in_spreadsheets_and_plain_in_json(reader, member):
    for language, word in [("tr", "uye-kartlari"), ("en", "listings")]:
        cells = reader.get(file_address(word, "csv", language)).content.decode()
        assert "'=HYPERLINK" in cells
        assert ";=" not in cells
        # Digits in groups are no sum, so that a telephone number needs no apostrophe.
        assert ";+90 282 651 10 20;" in cells
    rows = json.loads(reader.get(file_address("uye-kartlari", "json")).content)["rows"]
    assert (rows[0]["mayor"], rows[0]["phone"]) == ('=HYPERLINK("x")', "+90 282 651 10 20")


def test_the_months_of_an_organ_are_no_decimal_number(reader, union):
    make.make_organ(meeting_months="4,11")

    [line] = rows_of_csv(reader.get(file_address("organlar", "csv")))
    [row] = json.loads(reader.get(file_address("organlar", "json")).content)["rows"]

    assert line["Olağan toplantı ayları"] == "4, 11"
    assert row["months"] == "4,11"
