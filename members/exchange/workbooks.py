"""Workbooks of Excel, read from their cells.

What a sheet says of its size is not asked. Both forms of Open XML are read, and workbooks with macros, whose macros are
not looked at. Formulas count with the result that was saved.
"""

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from posixpath import dirname, join, normpath
from typing import IO

from defusedxml.ElementTree import iterparse
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from members.exchange.tables import (
    COLUMNS,
    ROWS,
    DateText,
    FractionText,
    NumberSince1904,
    Table,
    empty_table,
    merged_text,
)

# More sheets than anyone looks through.
SHEETS = 40
# What a cell that is true or false shows; it is no number.
TRUTH = {True: "DOĞRU", False: "YANLIŞ"}
# A formula without a stored result.
NO_RESULT = "#FORMULA!"
WRITTEN_CHARACTER = re.compile(r"_x([0-9A-Fa-f]{4})_")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
# Parts of a format that are shown as they stand.
LITERAL = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.|_.|\*.')

TOO_MANY_SHEETS = _(
    "The workbook has more than %(limit)s sheets. Copy the sheet with the table into a new workbook and choose that "
    "one."
)


@dataclass
class Workbook:
    """What all sheets of a workbook share."""

    archive: zipfile.ZipFile
    epoch: datetime = CALENDAR_WINDOWS_1900
    # Title and part of each visible sheet; titles of the others.
    sheets: list[tuple[str, str]] = field(default_factory=list)
    hidden_sheets: list[str] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    # By number of the style: how a number is shown.
    formats: list[str] = field(default_factory=list)


def read_workbook(archive: zipfile.ZipFile) -> list[Table]:
    """The visible sheets that have cells, and the hidden ones unread."""
    book = opened(archive)
    if len(book.sheets) > SHEETS:
        raise ValidationError(TOO_MANY_SHEETS, code="sheets", params={"limit": SHEETS})
    tables = [read_sheet(book, title, part) for title, part in book.sheets]
    hidden = [Table([], "", name=title, is_hidden=True) for title in book.hidden_sheets]
    return [table for table in tables if table.rows or table.failure] + hidden


def opened(archive: zipfile.ZipFile) -> Workbook:
    main = main_part(archive)
    parts = relations(archive, main)
    book = Workbook(archive)
    for _event, element in parsed(archive, main):
        tag = local(element.tag)
        if tag == "workbookPr" and element.get("date1904") in ["1", "true"]:
            book.epoch = CALENDAR_MAC_1904
        elif tag == "sheet":
            add_sheet(book, element, parts)
    for kind, part in parts.values():
        if kind == "sharedStrings" and part in archive.namelist():
            book.strings = list(shared_strings(archive, part))
        elif kind == "styles" and part in archive.namelist():
            book.formats = number_formats(archive, part)
    return book


def add_sheet(book: Workbook, element, parts: dict[str, tuple[str, str]]) -> None:
    key = next((value for name, value in element.attrib.items() if local(name) == "id" and "}" in name), "")
    kind, part = parts.get(key, ("", ""))
    title = element.get("name", "")
    if kind != "worksheet":
        # Charts and dialogues have no cells.
        return
    if element.get("state", "visible") == "visible":
        book.sheets.append((title, part))
    else:
        book.hidden_sheets.append(title)


def main_part(archive: zipfile.ZipFile) -> str:
    """The part that lists the sheets."""
    if "_rels/.rels" in archive.namelist():
        for kind, part in relations(archive, "").values():
            if kind == "officeDocument":
                return part
    return "xl/workbook.xml"


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """By key: the kind and the name of each part that a part points to."""
    folder, name = dirname(part), part.rpartition("/")[2]
    source = join(folder, "_rels", f"{name}.rels")
    found = {}
    for _event, element in parsed(archive, source):
        if local(element.tag) == "Relationship" and element.get("TargetMode") != "External":
            target = element.get("Target", "")
            target = target[1:] if target.startswith("/") else normpath(join(folder, target))
            found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], target)
    return found


def parsed(archive: zipfile.ZipFile, part: str, events: tuple[str, ...] = ("end",)) -> Iterator:
    with archive.open(part) as source:
        yield from iterparse(source, events=events)


def local(tag: str) -> str:
    """The name of an element without its namespace, which differs between the two forms."""
    return tag.rpartition("}")[2]


def shared_strings(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    for _event, element in parsed(archive, part):
        if local(element.tag) == "si":
            yield text_of(element)
            element.clear()


def text_of(element) -> str:
    """The text of a cell, without the hints for pronunciation that East Asian texts have."""
    parts = []
    for child in element:
        tag = local(child.tag)
        if tag == "t":
            parts.append(child.text or "")
        elif tag == "r":
            parts += [each.text or "" for each in child if local(each.tag) == "t"]
    return clean("".join(parts))


def clean(text: str) -> str:
    """A text as it is shown: whole letters, no control characters, no blanks around it."""
    text = WRITTEN_CHARACTER.sub(lambda match: chr(int(match[1], 16)), text)
    text = CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", text).strip()


def number_formats(archive: zipfile.ZipFile, part: str) -> list[str]:
    own, formats, is_in_cells = {}, [], False
    for event, element in parsed(archive, part, ("start", "end")):
        tag = local(element.tag)
        if tag == "cellXfs":
            is_in_cells = event == "start"
        elif event == "start":
            continue
        elif tag == "numFmt":
            own[element.get("numFmtId")] = element.get("formatCode", "")
        elif tag == "xf" and is_in_cells:
            key = element.get("numFmtId", "0")
            formats.append(own.get(key) or builtin_format(int(key)))
    return formats


def builtin_format(number: int) -> str:
    # Dates that differ with the language of the computer.
    if 27 <= number <= 36 or 50 <= number <= 58:
        return "yyyy-mm-dd"
    return BUILTIN_FORMATS.get(number, "General")


# Cells


def read_sheet(book: Workbook, title: str, part: str) -> Table:
    table = empty_table(_("sheet “%(name)s”") % {"name": title}, title)
    reader = SheetReader(book, table)
    try:
        with book.archive.open(part) as source:
            reader.read(source)
    except ValidationError as error:
        table.failure = error
        return table
    fill_merged(table, reader.merged)
    table.pad()
    return table


class SheetReader:
    """Reads the cells of one sheet."""

    def __init__(self, book: Workbook, table: Table):
        self.book, self.table = book, table
        # Corners of merged cells: first column, first row, last column, last row.
        self.merged: list[tuple[int, int, int, int]] = []
        self.number = 0

    def read(self, source: IO[bytes]) -> None:
        rows = None
        for event, element in iterparse(source, events=("start", "end")):
            tag = local(element.tag)
            if event == "start":
                rows = element if tag == "sheetData" else rows
            elif tag == "row":
                self.add_row(element)
                if rows is not None:
                    rows.clear()
            elif tag == "col":
                self.add_column(element)
            elif tag == "mergeCell":
                self.add_merged(element.get("ref", ""))

    def add_column(self, element) -> None:
        if is_on(element.get("hidden")) or element.get("width") in ["0", "0.0"]:
            last = min(int(element.get("max", 0)), COLUMNS)
            self.table.hidden_columns |= set(range(int(element.get("min", 1)) - 1, last))

    def add_row(self, element) -> None:
        self.number = int(element.get("r") or self.number + 1)
        row: list[str] = []
        place = -1
        for cell in element:
            if local(cell.tag) != "c":
                continue
            reference = REFERENCE.fullmatch(cell.get("r", ""))
            place = column_index_from_string(reference[1]) - 1 if reference else place + 1
            text = self.text(cell)
            if text:
                row += [""] * (place + 1 - len(row))
                row[place] = text
        self.table.add(self.number, row)
        if row and (is_on(element.get("hidden")) or element.get("ht") in ["0", "0.0"]):
            self.table.hidden_rows.add(self.number)

    def add_merged(self, area: str) -> None:
        corners = [REFERENCE.fullmatch(corner) for corner in area.split(":")]
        if len(corners) == 2 and corners[0] and corners[1]:
            (left, top), (right, bottom) = corners[0].groups(), corners[1].groups()
            columns = column_index_from_string(left) - 1, column_index_from_string(right) - 1
            self.merged.append((columns[0], int(top), columns[1], int(bottom)))

    def text(self, cell) -> str:
        """A cell as one would type it."""
        kind = cell.get("t", "n")
        value, formula, inline = None, None, None
        for child in cell:
            tag = local(child.tag)
            if tag == "v":
                value = child.text
            elif tag == "f":
                formula = child
            elif tag == "is":
                inline = child
        if inline is not None:
            return text_of(inline)
        if value is None or value == "":
            # The result of a formula may be an empty text.
            return NO_RESULT if formula is not None and kind != "str" else ""
        if kind == "s":
            return self.book.strings[int(value)]
        if kind == "b":
            return TRUTH[is_on(value)]
        if kind in ["str", "e"]:
            return clean(value)
        if kind == "d":
            return moment_text(datetime.fromisoformat(value.removesuffix("Z")), "yyyy-mm-dd")
        style = int(cell.get("s", 0))
        number_format = self.book.formats[style] if style < len(self.book.formats) else "General"
        return number_text(value.strip(), number_format, self.book.epoch)


def is_on(text: str | None) -> bool:
    return text in ["1", "true"]


def number_text(written: str, number_format: str, epoch: datetime) -> str:
    """A number as it is shown: 45323 as a date where the cell is formatted as one."""
    value = float(written)
    if is_date_format(number_format) and not is_timedelta_format(number_format):
        moment = moment_of(value, epoch)
        if moment is not None:
            return moment_text(moment, number_format)
    if "%" in LITERAL.sub("", number_format):
        return f"{value * 100:.10g}%".replace(".", ",")
    if value == int(value) and abs(value) < 1e15:
        # Codes keep their zeros: 05 shown by the format "00".
        zeros = len(number_format) if set(number_format) == {"0"} else 0
        text = str(int(value)).zfill(zeros)
        return NumberSince1904(text) if epoch == CALENDAR_MAC_1904 else text
    return FractionText(f"{value:.15g}".replace(".", ","))


def moment_of(value: float, epoch: datetime) -> datetime | date | time | None:
    try:
        moment = from_excel(value, epoch)
    except (ValueError, OverflowError):
        return None
    return moment if isinstance(moment, datetime | date | time) else None


def moment_text(moment: datetime | date | time, number_format: str) -> str:
    """A date as far as it is shown: May 1978 where the cell shows no day, which is then the first."""
    if isinstance(moment, time):
        return f"{moment:%H:%M}"
    if isinstance(moment, datetime):
        if moment.time() != time():
            return DateText(f"{moment:%Y-%m-%d %H:%M}")
        moment = moment.date()
    shown = LITERAL.sub("", number_format.split(";")[0]).casefold()
    if "d" not in shown and moment.day == 1:
        has_month = "m" in shown or moment.month > 1
        return DateText(f"{moment.year}-{moment.month:02}" if has_month else str(moment.year))
    return DateText(moment.isoformat())


def fill_merged(table: Table, merged: list[tuple[int, int, int, int]]) -> None:
    """Give every row of a merged cell the text that the first one shows.

    Downwards only: a province merged over its municipalities counts for each of them, a title merged over the columns
    is no value of theirs. Each cell is filled once, however many merged cells claim it.
    """
    places = {number: index for index, number in enumerate(table.numbers)}
    filled: dict[int, int] = {}
    for left, top, right, bottom in sorted(merged, key=lambda area: (area[0], area[1], area[3])):
        if right > left:
            table.spans.setdefault(top, []).append((left, right))
        first = places.get(top)
        if first is None or left >= len(table.rows[first]) or top <= filled.get(left, 0):
            continue
        filled[left] = bottom
        text = table.rows[first][left]
        for index in range(first + 1, min(len(table.rows), first + 1 + ROWS)):
            if table.numbers[index] > bottom or not text:
                break
            row = table.rows[index]
            row += [""] * (left + 1 - len(row))
            row[left] = row[left] or merged_text(text)
            table.rows[first][left] = merged_text(text)
