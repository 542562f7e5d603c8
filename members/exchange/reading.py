"""From the bytes of a file to rows of text: CSV and XLSX as offices send them.

Nothing here knows what the columns mean. What cannot be read is refused with what to do about it.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from openpyxl.utils import column_index_from_string

FILE_BYTES = 5 * 1024 * 1024
# The largest table anyone has: all municipalities of the country, many columns, and a few sheets beside it.
UNPACKED_BYTES = 40 * 1024 * 1024
ARCHIVE_MEMBERS = 200
# Real tables shrink to a tenth; what shrinks to less than a hundredth is an attack.
RATIO = 100
RATIO_FREE_BYTES = 2 * 1024 * 1024
ROWS = 5_000
COLUMNS = 80
CELL_LENGTH = 5_000
SHEETS = 10
BLANK_ROWS = 200

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DELIMITERS = [";", ",", "\t", "|"]
ARCHIVE_START = b"PK\x03\x04"
OLD_OFFICE_START = b"\xd0\xcf\x11\xe0"
# What Turkish letters become when UTF-8 is read as Windows-1254 and saved again.
TWICE_ENCODED = re.compile("Ã[¼§¶‡–œ]|Ä[±Ÿ°]|Å[ŸŞž]|â€[™œ“]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd]")
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')

TOO_LARGE = _(
    "The file is %(size)s; the limit is %(limit)s. Delete pictures and sheets you do not need, or "
    "split the list into several files."
)
TOO_MANY_ROWS = _("The table has more than %(limit)s rows. Please split it into several files.")
UNKNOWN_LETTERS = _(
    "The character encoding of this file could not be recognised. Open it in Excel and save it again "
    "as “CSV UTF-8 (comma delimited)” or as “Excel workbook (.xlsx)”."
)
BROKEN_LETTERS = _(
    "The Turkish letters in this file are broken (“%(sample)s”): it was once opened with the wrong "
    "encoding and saved. Save the original table as “CSV UTF-8” or as “Excel workbook (.xlsx)”."
)
NOT_A_TABLE = _(
    "This file cannot be read as a table. Save it as “Excel workbook (.xlsx)” or as “CSV UTF-8” and choose that file."
)
OLD_OFFICE = _(
    "This file is in the old Excel format (.xls) or protected by a password. Open it in Excel, "
    "remove any password and save it as “Excel workbook (.xlsx)”."
)
WEB_PAGE = _(
    "This file is a web page with the file name of a table. Open it in Excel and save it as “Excel workbook (.xlsx)”."
)
BOMB = _(
    "Unpacked, this file would be far larger than any list of municipalities (%(size)s), so it was "
    "not opened. Copy the table into a new workbook and save that one."
)
BROKEN_WORKBOOK = _("This workbook is damaged. Open it in Excel, save it under a new name and choose the new file.")
OPEN_QUOTE = _(
    "The quotation marks near row %(row)s do not match, so it is not clear where a cell ends. "
    "Correct that row or save the table as “Excel workbook (.xlsx)”."
)
EMPTY = _("The file is empty. Choose the file that contains the table.")


@dataclass(frozen=True)
class Table:
    """The rows of a file as text; the first has number 1, as in every spreadsheet."""

    rows: list[list[str]]
    # How it was read, in words for the person who sent it.
    origin: str


def read(content: bytes) -> list[Table]:
    """The tables of a file: one a sheet, or one a delimiter. The content shows which kind of file it is.

    Raises ValidationError where the file cannot be read.
    """
    if not content.strip():
        raise ValidationError(EMPTY, code="empty")
    if len(content) > FILE_BYTES:
        raise too_large(len(content))
    if content.startswith(ARCHIVE_START):
        return list(_sheets(content))
    if content.startswith(OLD_OFFICE_START):
        raise ValidationError(OLD_OFFICE, code="old_office")
    if content.startswith((b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"Rar!", b"\x1f\x8b")):
        raise ValidationError(NOT_A_TABLE, code="not_a_table")
    return _divide(*decode(content))


def too_large(size: int) -> ValidationError:
    params = {"size": filesizeformat(size), "limit": filesizeformat(FILE_BYTES)}
    return ValidationError(TOO_LARGE, code="file_size", params=params)


# Text


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding."""
    for text, encoding in _readings(content):
        if CONTROL.search(text):
            continue
        if re.match(r"\s*<(!doctype|html|table|\?xml)", text, re.IGNORECASE):
            raise ValidationError(WEB_PAGE, code="web_page")
        broken = TWICE_ENCODED.search(text)
        if broken:
            sample = text[max(broken.start() - 4, 0) : broken.end() + 6].split("\n")[0]
            raise ValidationError(BROKEN_LETTERS, code="broken_letters", params={"sample": sample})
        return text, encoding
    raise ValidationError(UNKNOWN_LETTERS, code="encoding")


def _readings(content: bytes) -> Iterator[tuple[str, str]]:
    marked = next((name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)), None)
    if marked:
        candidates = [marked]
    elif content[1:40:2].count(0) > 8:
        candidates = ["utf-16-le"]
    elif content[0:40:2].count(0) > 8:
        candidates = ["utf-16-be"]
    else:
        candidates = ["utf-8", "cp1254"]
    for encoding in candidates:
        try:
            yield content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue


ENCODING_NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1254": "Windows-1254"}
DELIMITER_NAMES = {";": _("semicolons"), ",": _("commas"), "\t": _("tabs"), "|": _("vertical bars")}


def _divide(text: str, encoding: str) -> list[Table]:
    """The lines divided by each possible delimiter; the headings show later which one is right."""
    hint = re.match(r"sep=(.)\r?\n", text)
    if hint:
        text = text[hint.end() :]
    tables: list[Table] = []
    failure: ValidationError | None = None
    for delimiter in [hint[1]] if hint else [each for each in DELIMITERS if each in text] or [";"]:
        try:
            rows = list(_csv_rows(text, delimiter))
        except ValidationError as error:
            failure = failure or error
            continue
        name = DELIMITER_NAMES.get(delimiter, delimiter)
        origin = _("%(encoding)s, separated by %(delimiter)s")
        # Rows are numbered as in the spreadsheet, where the hint is a row, too.
        rows = [[], *rows] if hint else rows
        encoding_name = ENCODING_NAMES.get(encoding, "UTF-16")
        tables.append(Table(rows, origin % {"encoding": encoding_name, "delimiter": name}))
    if not tables and failure:
        raise failure
    return tables


def _csv_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    number = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            yield _within_limits(number, [cell.strip() for cell in row])
    except csv.Error as error:
        raise ValidationError(OPEN_QUOTE, code="quotes", params={"row": number + 1}) from error


def _within_limits(number: int, row: list[str]) -> list[str]:
    if number > ROWS:
        raise ValidationError(TOO_MANY_ROWS, code="rows", params={"limit": ROWS})
    return [cell[: CELL_LENGTH + 1] for cell in row[:COLUMNS]] if any(row) else []


# Workbooks


def _sheets(content: bytes) -> Iterator[Table]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bombs(archive, len(content))
            names = archive.namelist()
            if "xl/workbook.xml" not in names:
                raise ValidationError(NOT_A_TABLE, code="not_a_table")
            workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            results = None
            for sheet in workbook.worksheets[:SHEETS]:
                if sheet.sheet_state != "visible":
                    continue
                rows, has_formulas = _sheet_rows(sheet)
                if has_formulas:
                    results = results or openpyxl.load_workbook(
                        io.BytesIO(content), read_only=True, data_only=True, keep_links=False
                    )
                    rows = _with_results(rows, _sheet_rows(results[sheet.title])[0])
                _fill_merged(rows, archive.read(sheet._worksheet_path))  # type: ignore[attr-defined]  # inner to openpyxl
                yield Table(_without_empty_columns(rows), _("sheet “%(name)s”") % {"name": sheet.title})
    except ValidationError:
        raise
    except Exception as error:
        # On a damaged workbook the libraries raise almost anything.
        raise ValidationError(BROKEN_WORKBOOK, code="broken_workbook") from error


def _refuse_bombs(archive: zipfile.ZipFile, size: int) -> None:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    is_bomb = unpacked > RATIO_FREE_BYTES and unpacked > RATIO * size
    if is_bomb or unpacked > UNPACKED_BYTES or len(members) > ARCHIVE_MEMBERS:
        raise ValidationError(BOMB, code="bomb", params={"size": filesizeformat(unpacked)})


# Stands for a formula until its result is known; spreadsheets cannot store this character.
FORMULA = "\x00formula"
NO_RESULT = "#FORMULA!"


def _sheet_rows(sheet) -> tuple[list[list[str]], bool]:
    rows, has_formulas, filled = [], False, 0
    for cells in sheet.iter_rows(max_col=min(sheet.max_column or COLUMNS, COLUMNS)):
        row = [FORMULA if cell.data_type == "f" else cell_text(cell.value, cell.number_format) for cell in cells]
        has_formulas = has_formulas or FORMULA in row
        filled += any(row)
        rows.append(_within_limits(filled, row))
        if len(rows) > BLANK_ROWS and not any(rows[-BLANK_ROWS:]):
            # Below so many empty rows there is only stray formatting.
            break
    return rows, has_formulas


def _with_results(rows: list[list[str]], results: list[list[str]]) -> list[list[str]]:
    """The rows with the results of their formulas; a formula without a stored result says so."""
    blanks = [""] * COLUMNS
    return [
        [(result or NO_RESULT) if cell == FORMULA else cell for cell, result in zip(row, other or blanks, strict=False)]
        for row, other in zip(rows, results, strict=True)
    ]


def cell_text(value, number_format: str = "General") -> str:
    """A cell as one would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float | Decimal):
        return _number(value, number_format)
    return str(value).strip()


def _number(value: int | float | Decimal, number_format: str) -> str:
    if value == int(value):
        # Codes keep their zeros: 05 shown by the format "00".
        zeros = len(number_format) if set(number_format) == {"0"} else 0
        return str(int(value)).zfill(zeros)
    return format(Decimal(str(value)), "f").replace(".", ",")


def _without_empty_columns(rows: list[list[str]]) -> list[list[str]]:
    """The rows without the thousands of empty columns that a sheet may have at its right."""
    width = max((place for row in rows for place, text in enumerate(row, 1) if text), default=0)
    return [row[:width] for row in rows]


def _fill_merged(rows: list[list[str]], sheet: bytes) -> None:
    """Give every row of a merged cell the text that the first one shows.

    Downwards only: a province merged over its municipalities counts for each of them, a title merged over the columns
    is no value of theirs.
    """
    for first_column, first, _last_column, last in MERGED.findall(sheet):
        column, top = column_index_from_string(first_column.decode()) - 1, int(first) - 1
        if top >= len(rows) or column >= len(rows[top]):
            continue
        for row in rows[top + 1 : int(last)]:
            if column < len(row) and not row[column]:
                row[column] = rows[top][column]
