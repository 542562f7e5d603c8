"""Exported tables: CSV, XLSX, JSON and GeoJSON, the same bytes for the same records, with harmless formulas."""

import csv
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import openpyxl
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from members.exchange import values
from unions.text.cleaning import carried, carried_in

# Larger files are written to the disk and sent from there.
IN_MEMORY_BYTES = 1024 * 1024
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "geojson": "application/geo+json",
    "txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True)
class Sheet:
    """A table to write: a title, headings, and rows of texts that are already harmless."""

    title: str
    headings: list[str]
    rows: Iterable[list[str]]


def spooled():
    return tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)


def write_csv(sheet: Sheet, file) -> None:
    """UTF-8 with a byte order mark and semicolons: what Excel opens with one click in Turkey, and all else reads."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(sheet.headings)
    writer.writerows([carried(text) for text in row] for row in sheet.rows)
    text.detach()


def write_xlsx(sheets: list[Sheet], file) -> None:
    """A workbook whose cells are all texts, so that no telephone number loses its zero."""
    workbook = openpyxl.Workbook(write_only=True)
    for sheet in sheets:
        page = workbook.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", sheet.title)[:31])
        page.freeze_panes = "A2"
        for place, heading in enumerate(sheet.headings, 1):
            page.column_dimensions[get_column_letter(place)].width = min(max(len(heading) + 2, 12), 40)
        page.append([text_cell(page, heading, is_bold=True) for heading in sheet.headings])
        for row in sheet.rows:
            page.append([text_cell(page, text) if text else None for text in row])
    with spooled() as made:
        workbook.save(made)
        made.seek(0)
        without_time(made, file)


def text_cell(page, text: str, *, is_bold: bool = False) -> Cell:
    cell = WriteOnlyCell(page, value=carried(text))
    # Never a formula, whatever it begins with.
    cell.data_type = "s"
    if is_bold:
        cell.font = Font(bold=True)
    return cell


def without_time(made, file) -> None:
    """Copy a workbook without the moment at which it was written: the same records give the same checksum."""
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", content)
            info = zipfile.ZipInfo(name, FIRST_MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)


def write_json(head: dict, rows: Iterable[dict], file) -> None:
    """One object: what the data are, then the rows, one a line."""
    _write_document(head, "rows", rows, file)


def write_geojson(head: dict, features: Iterable[dict], file) -> None:
    _write_document({"type": "FeatureCollection", **head}, "features", features, file)


def _write_document(head: dict, name: str, rows: Iterable[dict], file) -> None:
    file.write(json.dumps(carried_in(head), ensure_ascii=False, indent=1)[:-2].encode())
    file.write(f',\n "{name}": ['.encode())
    for number, row in enumerate(rows):
        file.write((",\n  " if number else "\n  ").encode())
        file.write(json.dumps(carried_in(row), ensure_ascii=False).encode())
    file.write(b"\n ]\n}\n")


def plain_value(value):
    """A value as JSON has it: dates as far as they are known, nothing as null."""
    if value is None or value == "":
        return None
    if isinstance(value, bool | int | float | str):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def cells_of(columns, values_by_name: dict) -> list[str]:
    """One row of texts, harmless in any spreadsheet."""
    return [
        values.defuse("" if values_by_name[column.name] is None else column.write(values_by_name[column.name]))
        for column in columns
    ]


def harmless(texts: list[str]) -> list[str]:
    """Cells of an uploaded file that are returned: one that has an apostrophe already needs no second."""
    return [f"'{text}" if text[:1] and text[0] in values.FORMULA_SIGNS else text for text in texts]


def chunks(file) -> Iterator[bytes]:
    file.seek(0)
    while part := file.read(64 * 1024):
        yield part
    file.close()
