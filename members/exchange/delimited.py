"""Text files as offices send them, and tables that are pasted: the encoding, the delimiter, the cells."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.exchange.letters import DOS, read_as
from members.exchange.tables import Table, empty_table

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DELIMITERS = [";", ",", "\t", "|"]
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd]")
# What Turkish letters of the code page of DOS are in that of Windows, where it has no letter.
DOS_CONTROL = "\x81\x8d\x9e"
OTHER_CONTROL = re.compile("[\x80-\x9f]")

UNKNOWN_LETTERS = _(
    "The character encoding of this file could not be recognised. Open it in Excel and save it again "
    "as “CSV UTF-8 (comma delimited)” or as “Excel workbook (.xlsx)”."
)
WEB_PAGE = _(
    "This file is a web page with the file name of a table. Open it in Excel and save it as “Excel workbook (.xlsx)”."
)
XML_TABLE = _(
    "This file is an XML table of an old version of Excel. Open it in Excel and save it as “Excel workbook (.xlsx)”."
)
OPEN_QUOTE = _(
    "The quotation marks near row %(row)s do not match, so it is not clear where a cell ends. "
    "Correct that row or save the table as “Excel workbook (.xlsx)”."
)
PASTED = _("pasted from the clipboard")
ENCODING_NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1254": "Windows-1254", "cp857": "DOS 857"}
DELIMITER_NAMES = {";": _("semicolons"), ",": _("commas"), "\t": _("tabs"), "|": _("vertical bars")}


def read_text_file(content: bytes, letters: str = "") -> list[Table]:
    """The tables of a text file, one for each delimiter that may be meant."""
    return divide(*decode(content, letters))


def read_pasted(text: str) -> list[Table]:
    """The table that someone has copied in a spreadsheet or a text program; its cells are divided by tabs."""
    if "\t" not in text:
        return divide(text, "")
    try:
        return [rows_of(text, "\t", PASTED)]
    except ValidationError as error:
        if error.code != "quotes":
            raise
        # Text programs do not double the quotation marks in a cell.
        return [rows_of(text, "\t", PASTED, quoting=csv.QUOTE_NONE)]


def decode(content: bytes, letters: str = "") -> tuple[str, str]:
    """The text of a file and the name of its encoding; `letters` is what a person has said of it.

    Raises ValidationError where it is none that is known, or no table.
    """
    if letters == DOS and not is_utf8(content):
        return content.decode("cp857"), "cp857"
    for text, encoding in readings(content):
        if CONTROL.search(text):
            continue
        refuse_markup(text)
        return text, encoding
    raise ValidationError(UNKNOWN_LETTERS, code="encoding")


def is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def refuse_markup(text: str) -> None:
    if re.match(r"\s*(<\?xml[^>]*>\s*)?(<\?mso[^>]*>\s*)?<(\w+:)?Workbook\b", text):
        raise ValidationError(XML_TABLE, code="xml_table")
    if re.match(r"\s*<(!doctype|html|table|meta|head|style|div|\?xml)", text, re.IGNORECASE):
        raise ValidationError(WEB_PAGE, code="web_page")


def readings(content: bytes) -> Iterator[tuple[str, str]]:
    marked = next((name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)), None)
    if marked:
        candidates = [marked]
    elif content[1:40:2].count(0) > 8:
        candidates = ["utf-16-le"]
    elif content[0:40:2].count(0) > 8:
        candidates = ["utf-16-be"]
    else:
        candidates = ["utf-8"]
    for encoding in candidates:
        try:
            yield content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    if candidates == ["utf-8"]:
        text = read_as_windows(content)
        unused = set(OTHER_CONTROL.findall(text))
        if unused <= set(DOS_CONTROL):
            yield text, "cp1254"


def read_as_windows(content: bytes) -> str:
    try:
        return content.decode("cp1254")
    except UnicodeDecodeError:
        return read_as(content, "cp1254")


def divide(text: str, encoding: str) -> list[Table]:
    """The lines divided by each possible delimiter; the headings show later which one is right."""
    hint = re.match(r"sep=(.)\r?\n", text)
    if hint:
        text = text[hint.end() :]
    tables: list[Table] = []
    failure: ValidationError | None = None
    for delimiter in [hint[1]] if hint else [each for each in DELIMITERS if each in text] or [";"]:
        name = DELIMITER_NAMES.get(delimiter, delimiter)
        origin = _("%(encoding)s, separated by %(delimiter)s")
        encoding_name = ENCODING_NAMES.get(encoding, "UTF-16") if encoding else PASTED
        try:
            # Rows are numbered as in the spreadsheet, where the hint is a row, too.
            first = 2 if hint else 1
            tables.append(rows_of(text, delimiter, origin % {"encoding": encoding_name, "delimiter": name}, first))
        except ValidationError as error:
            failure = failure or error
    if not tables and failure:
        raise failure
    return tables


def rows_of(text: str, delimiter: str, origin, first: int = 1, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL) -> Table:
    table = empty_table(origin)
    # Nobody types a tab within a value.
    table.delimiter = delimiter.strip("\t")
    number = first - 1
    lines = io.StringIO(text, newline="")
    try:
        reader = csv.reader(lines, delimiter=delimiter, strict=True, quoting=quoting)
        for number, row in enumerate(reader, first):
            table.add(number, [clean(cell) for cell in row])
    except csv.Error as error:
        raise ValidationError(OPEN_QUOTE, code="quotes", params={"row": number + 1}) from error
    return table


def clean(cell: str) -> str:
    """A cell without blanks around it, its letters whole."""
    return unicodedata.normalize("NFC", cell).strip()
