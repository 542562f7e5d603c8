"""The same table in every format, harmless to spreadsheets."""

import io
import json

import openpyxl

from tests.members.standards.open_data.files import file_address, rows_of_csv


def test_the_forms_say_the_same(reader, member):
    [line] = rows_of_csv(reader.get(file_address("uyeler", "csv")))
    [row] = json.loads(reader.get(file_address("uyeler", "json")).content)["rows"]
    [feature] = json.loads(reader.get(file_address("uyeler", "geojson")).content)["features"]
    book = openpyxl.load_workbook(io.BytesIO(reader.get(file_address("uyeler", "xlsx")).content))
    headings, values = book.worksheets[0].iter_rows(values_only=True)

    assert line["Belediye"] == row["municipality"] == "Çorlu"
    assert line["Nüfus"] == str(row["population"]) == "280000"
    assert feature["geometry"] == {"type": "Point", "coordinates": [27.801, 41.161]}
    assert {name: text or "" for name, text in zip(headings, values, strict=True)} == line
    # The workbook explains itself in both languages and says on which terms it may be used.
    explained = list(book.worksheets[1].iter_rows(values_only=True))
    assert ("municipality", "Belediye", "Belediyenin adı.", "Municipality", "Name of the municipality.") in explained
    assert explained[-1][0] == "CC BY 4.0"


def test_formulas_are_harmless_in_spreadsheets_and_plain_in_json(reader, member):
    for language, word in [("tr", "uye-kartlari"), ("en", "listings")]:
        cells = reader.get(file_address(word, "csv", language)).content.decode()
        assert "'=HYPERLINK" in cells
        assert ";=" not in cells
        assert "+90" not in cells
    rows = json.loads(reader.get(file_address("uye-kartlari", "json")).content)["rows"]
    assert (rows[0]["mayor"], rows[0]["phone"]) == ('=HYPERLINK("x")', "+90 282 651 10 20")
