"""The writer of every table that leaves the site: CSV, XLSX, JSON and GeoJSON.

The same records give the same bytes. Texts that a spreadsheet would compute come behind an apostrophe.
"""

import csv
import io
import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import openpyxl
from django.http import HttpResponse
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from members.exchange import dialects, values
from members.exchange.columns import WHOLE, Column
from members.exchange.dialects import Value
from unions.text.cleaning import carried, carried_in
from unions.text.partial_dates import PartialDate

# Larger files are written to the disk and sent from there.
IN_MEMORY_BYTES = 1024 * 1024
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
# Workbooks count days from 1900, and believe that it was a leap year.
FIRST_DAY = date(1900, 3, 1)
DIGITS_KEPT = 15
LEAST_WIDTH = 12
HEADING_FONT = Font(bold=True)
HEADING_FILL = PatternFill("solid", fgColor="E7ECEF")
HEADING_ALIGNMENT = Alignment(wrap_text=True, vertical="top")

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "geojson": "application/geo+json",
    "txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True)
class Sheet:
    """A table to write: a title, headings, and rows of values; texts among them are already harmless."""

    title: str
    headings: list[str]
    rows: Iterable[Sequence[Value]]
    # The widths of the columns of a workbook, and how they show whole numbers; both have a default.
    widths: Sequence[int] = ()
    number_formats: Sequence[str] = ()
    # The first cell that moves when the sheet is scrolled.
    frozen_before: str = "A2"


def sheet_of(title: str, columns: Sequence[Column], rows: Iterable[dict], frozen_before: str = "A2") -> Sheet:
    """The table of these columns; each row has its values by the names of the columns."""
    return Sheet(
        title,
        [str(column.heading) for column in columns],
        (cells_of(columns, row) for row in rows),
        [column.width for column in columns],
        [column.number_format for column in columns],
        frozen_before,
    )


def spooled():
    return tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)


def write_csv(sheet: Sheet, file) -> None:
    """UTF-8 with a byte order mark and semicolons: what Excel opens with one click in Turkey, and all else reads.

    Numbers and days are written as the active language has them.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(sheet.headings)
    writer.writerows([carried(dialects.written(value)) for value in row] for row in sheet.rows)
    text.detach()


def write_xlsx(sheets: list[Sheet], file) -> None:
    """A workbook with typed cells, row by row: numbers that can be added, days, and texts that keep their zeros."""
    workbook = openpyxl.Workbook(write_only=True)
    for sheet in sheets:
        write_page(workbook.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", sheet.title)[:31]), sheet)
    with spooled() as made:
        workbook.save(made)
        made.seek(0)
        without_time(made, file)


def download(sheet: Sheet, ending: str, name: str, *others: Sheet) -> HttpResponse:
    """The table as a file to save, of a name without its ending; a workbook has the other sheets too."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    response = HttpResponse(content_type=CONTENT_TYPES[ending], headers=headers)
    if ending == "csv":
        write_csv(sheet, response)
    else:
        write_xlsx([sheet, *others], response)
    return response


def write_page(page, sheet: Sheet) -> None:
    page.freeze_panes = sheet.frozen_before
    for place, heading in enumerate(sheet.headings):
        width = max(min(len(heading) + 2, 40), sheet.widths[place] if sheet.widths else LEAST_WIDTH)
        page.column_dimensions[get_column_letter(place + 1)].width = width
    page.append([heading_cell(page, heading) for heading in sheet.headings])
    formats = sheet.number_formats or [WHOLE] * len(sheet.headings)
    day_format = dialects.dialect().day_format
    for row in sheet.rows:
        page.append([typed_cell(page, value, shown, day_format) for value, shown in zip(row, formats, strict=True)])


def heading_cell(page, text: str) -> Cell:
    cell = text_cell(page, text)
    cell.font, cell.fill, cell.alignment = HEADING_FONT, HEADING_FILL, HEADING_ALIGNMENT
    return cell


def typed_cell(page, value: Value, number_format: str, day_format: str) -> Cell | bool | float | Decimal | None:
    """A number, a truth or a whole day as what it is; all else as text."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, PartialDate) and value.day:
        value = value.earliest
    if isinstance(value, date) and value >= FIRST_DAY:
        return formatted_cell(page, value, day_format)
    if isinstance(value, int | float | Decimal) and is_exact(value):
        return formatted_cell(page, value, number_format) if isinstance(value, int) else value
    return text_cell(page, dialects.written(value))


def is_exact(value: float | Decimal) -> bool:
    """Whether a workbook keeps every digit of a number: it has room for fifteen."""
    return len(dialects.number(value).replace(".", "").strip("-0")) <= DIGITS_KEPT


def formatted_cell(page, value, number_format: str) -> Cell:
    cell = WriteOnlyCell(page, value=value)
    cell.number_format = number_format
    return cell


def text_cell(page, text: str) -> Cell:
    cell = WriteOnlyCell(page, value=carried(text))
    # Never a formula, whatever it begins with.
    cell.data_type = "s"
    return cell


def without_time(made, file) -> None:
    """Copy a workbook without the moment at which it was written: the same records give the same checksum."""
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, FIRST_MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            if name == "docProps/core.xml":
                moments = rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*"
                target.writestr(info, re.sub(moments, rb"\g<1>1980-01-01T00:00:00Z", source.read(name)))
                continue
            # A sheet may be larger than what should be in memory.
            with source.open(name) as part, target.open(info, "w") as copy:
                shutil.copyfileobj(part, copy)


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
    """A value as JSON has it: numbers as numbers, dates as far as they are known, nothing as null."""
    if value is None or value == "":
        return None
    if isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def cells_of(columns: Iterable[Column], values_by_name: dict) -> list[Value]:
    """One row of values whose texts are harmless in any spreadsheet."""
    return [column.cell(values_by_name[column.name]) for column in columns]


def harmless(texts: list[str]) -> list[str]:
    """Cells of an uploaded file that are returned: one that has an apostrophe already needs no second."""
    return [f"'{text}" if text[:1] and text[0] in values.FORMULA_SIGNS else text for text in texts]


def chunks(file) -> Iterator[bytes]:
    file.seek(0)
    while part := file.read(64 * 1024):
        yield part
    file.close()
