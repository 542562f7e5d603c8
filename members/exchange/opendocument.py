"""Spreadsheets of LibreOffice (.ods), read from their cells."""

import unicodedata
import zipfile

from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext_lazy as _

from members.exchange.tables import COLUMNS, ROWS, DateText, FractionText, Table, empty_table, merged_text
from members.exchange.workbooks import local

TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def is_opendocument(archive: zipfile.ZipFile) -> bool:
    return "mimetype" in archive.namelist() and archive.read("mimetype").startswith(TYPE)


def read_opendocument(archive: zipfile.ZipFile) -> list[Table]:
    """The visible sheets that have cells."""
    reader = Reader()
    with archive.open("content.xml") as source:
        for event, element in iterparse(source, events=("start", "end")):
            reader.take(event, local(element.tag), element)
    return [table for table in reader.tables if table.rows or table.is_hidden]


def attribute(element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


class Reader:
    """Collects the cells of all sheets."""

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self.hidden_styles: set[str] = set()
        self.number = self.column = 0
        self.style = ""
        self.depth = 0
        # By place: until which row, and with which text, a cell is merged downwards.
        self.merged: dict[int, tuple[int, str]] = {}

    def take(self, event: str, tag: str, element) -> None:
        if event == "start":
            if tag == "table":
                self.begin(element)
            elif tag == "style":
                self.style = attribute(element, "name")
        elif tag == "table-properties" and attribute(element, "display") == "false":
            self.hidden_styles.add(self.style)
        elif tag == "table":
            self.end()
        elif tag == "table-column" and self.depth == 1:
            self.add_column(element)
        elif tag == "table-row" and self.depth == 1:
            self.add_row(element)
            element.clear()

    def begin(self, element) -> None:
        self.depth += 1
        if self.depth == 1:
            title = attribute(element, "name")
            self.is_hidden = attribute(element, "style-name") in self.hidden_styles
            self.table = empty_table(_("sheet “%(name)s”") % {"name": title}, title)
            self.number = self.column = 0
            self.merged = {}

    def end(self) -> None:
        self.depth -= 1
        if self.depth == 0:
            self.table.pad()
            hidden = Table([], "", name=self.table.name, is_hidden=True)
            self.tables.append(hidden if self.is_hidden else self.table)

    def add_column(self, element) -> None:
        count = min(int(attribute(element, "number-columns-repeated") or 1), COLUMNS)
        if attribute(element, "visibility") in ["collapse", "filter"]:
            self.table.hidden_columns |= set(range(self.column, self.column + count))
        self.column += count

    def add_row(self, element) -> None:
        count = int(attribute(element, "number-rows-repeated") or 1)
        row = self.row_of(element)
        # A row that is repeated is the empty end of a sheet, or the same values again.
        for _repeated in range(min(count, ROWS + 1) if any(row) else 0):
            self.number += 1
            self.table.add(self.number, [*row])
            if attribute(element, "visibility") in ["collapse", "filter"]:
                self.table.hidden_rows.add(self.number)
        if not any(row):
            self.number += count

    def row_of(self, element) -> list[str]:
        row: list[str] = []
        for cell in element:
            if local(cell.tag) not in ["table-cell", "covered-table-cell"]:
                continue
            text = text_of(cell)
            place = len(row)
            last, above = self.merged.get(place, (0, ""))
            if not text and self.number + 1 <= last:
                text = above
            down = int(attribute(cell, "number-rows-spanned") or 1)
            if down > 1:
                text = merged_text(text)
                self.merged[place] = (self.number + down, text)
            across = int(attribute(cell, "number-columns-spanned") or 1)
            if across > 1:
                self.table.spans.setdefault(self.number + 1, []).append((place, place + across - 1))
            repeated = int(attribute(cell, "number-columns-repeated") or 1)
            row += [text] * (min(repeated, COLUMNS + 1) if text else min(repeated, 2 * COLUMNS))
        return row


def text_of(cell) -> str:
    """A cell as one would type it."""
    kind, value = attribute(cell, "value-type"), attribute(cell, "value")
    if kind == "date":
        moment = attribute(cell, "date-value")
        return DateText(moment.removesuffix("T00:00:00").replace("T", " ")[:16])
    if kind == "float" and value:
        number = float(value)
        if number == int(number) and abs(number) < 1e15:
            shown = shown_text(cell)
            return shown if shown.isdecimal() and int(shown) == int(number) else str(int(number))
        return FractionText(f"{number:.15g}".replace(".", ","))
    return shown_text(cell)


def shown_text(cell) -> str:
    lines = ["".join(part.itertext()) for part in cell if local(part.tag) == "p"]
    return unicodedata.normalize("NFC", "\n".join(lines)).strip()
