"""From the bytes of a file to rows of text: CSV, Excel and LibreOffice as offices send them.

Nothing here knows what the columns mean. What cannot be read is refused with what to do about it.
"""

import io
import zipfile

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from members.exchange import tables
from members.exchange.delimited import read_text_file
from members.exchange.opendocument import is_opendocument, read_opendocument
from members.exchange.tables import Table
from members.exchange.workbooks import read_workbook

FILE_BYTES = 5 * 1024 * 1024
# The largest table anyone has: all municipalities of the country, many columns, and a few sheets beside it.
UNPACKED_BYTES = 40 * 1024 * 1024
ARCHIVE_MEMBERS = 200
# Real tables shrink to a tenth; what shrinks to less than a hundredth is an attack.
RATIO = 100
RATIO_FREE_BYTES = 2 * 1024 * 1024

ARCHIVE_START = b"PK\x03\x04"
OLD_OFFICE_START = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLD_WORD = "WordDocument".encode("utf-16-le")

TOO_LARGE = _(
    "The file is %(size)s; the limit is %(limit)s. Delete pictures and sheets you do not need, or "
    "split the list into several files."
)
NOT_A_TABLE = _(
    "This file cannot be read as a table. Save it as “Excel workbook (.xlsx)” or as “CSV UTF-8” and choose that file."
)
OLD_OFFICE = _("This file is in the old Excel format (.xls). Open it in Excel and save it as “Excel workbook (.xlsx)”.")
PROTECTED = _(
    "This file is protected by a password. Open it in Excel, remove the password (File, Info, Protect Workbook) "
    "and save it as “Excel workbook (.xlsx)”."
)
BINARY_WORKBOOK = _(
    "This file is a binary Excel workbook (.xlsb). Open it in Excel and save it as “Excel workbook (.xlsx)”."
)
TEXT_DOCUMENT = _(
    "This file is a text document, not a table. Copy the table in it and paste it into the field below, or into a "
    "new workbook that you save."
)
PRINTED = _(
    "This file is a PDF document, from which no table can be read for certain. Ask for the table it was made from, or "
    "copy the table into a workbook and save it as “Excel workbook (.xlsx)”."
)
PICTURE = _("This file is a picture. Choose the table itself, saved as “Excel workbook (.xlsx)” or as “CSV UTF-8”.")
PACKED = _("This file is a packed folder. Unpack it and choose the table in it.")
APPLE_TABLE = _(
    "This file is a table of Numbers. Export it as an Excel workbook (File, Export To, Excel) and choose that file."
)
BOMB = _(
    "Unpacked, this file would be far larger than any list of municipalities (%(size)s), so it was "
    "not opened. Copy the table into a new workbook and save that one."
)
BROKEN_WORKBOOK = _("This workbook is damaged. Open it in Excel, save it under a new name and choose the new file.")
EMPTY = _("The file is empty. Choose the file that contains the table.")
NO_CELLS = _("The visible sheets of this workbook are empty. Choose the file that contains the table.")

# How a file that is no table begins, and what is said of it.
STARTS = {
    b"%PDF-": (PRINTED, "pdf"),
    b"\x89PNG": (PICTURE, "picture"),
    b"\xff\xd8\xff": (PICTURE, "picture"),
    b"GIF8": (PICTURE, "picture"),
    b"BM": (PICTURE, "picture"),
    b"{\\rtf": (TEXT_DOCUMENT, "text_document"),
    b"Rar!": (PACKED, "packed"),
    b"\x1f\x8b": (PACKED, "packed"),
    b"7z\xbc\xaf": (PACKED, "packed"),
}


def read(content: bytes, letters: str = "") -> list[Table]:
    """The tables of a file: one a sheet, or one a delimiter. The content shows which kind of file it is.

    `letters` is what a person has said of broken letters. Raises ValidationError where the file cannot be read.
    """
    if not content.strip():
        raise ValidationError(EMPTY, code="empty")
    if len(content) > FILE_BYTES:
        raise too_large(len(content))
    if content.startswith(ARCHIVE_START):
        return sheets(content)
    if content.startswith(OLD_OFFICE_START):
        raise old_office(content)
    for start, (message, code) in STARTS.items():
        if content.startswith(start) and not (start == b"BM" and b"\x00" not in content[:64]):
            raise ValidationError(message, code=code)
    return read_text_file(content, letters)


def too_large(size: int) -> ValidationError:
    return tables.too_large(size, FILE_BYTES, TOO_LARGE)


def old_office(content: bytes) -> ValidationError:
    if ENCRYPTED in content:
        return ValidationError(PROTECTED, code="protected")
    if OLD_WORD in content:
        return ValidationError(TEXT_DOCUMENT, code="text_document")
    return ValidationError(OLD_OFFICE, code="old_office")


def sheets(content: bytes) -> list[Table]:
    """The tables of a packed file, one a sheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            refuse_bombs(archive, len(content))
            refuse_others(archive)
            found = read_opendocument(archive) if is_opendocument(archive) else read_workbook(archive)
    except ValidationError:
        raise
    except Exception as error:
        # On a damaged workbook the libraries raise almost anything.
        raise ValidationError(BROKEN_WORKBOOK, code="broken_workbook") from error
    if all(table.is_hidden for table in found):
        raise ValidationError(NO_CELLS, code="empty")
    return found


def refuse_bombs(archive: zipfile.ZipFile, size: int) -> None:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    is_bomb = unpacked > RATIO_FREE_BYTES and unpacked > RATIO * size
    if is_bomb or unpacked > UNPACKED_BYTES or len(members) > ARCHIVE_MEMBERS:
        raise ValidationError(BOMB, code="bomb", params={"size": filesizeformat(unpacked)})


def refuse_others(archive: zipfile.ZipFile) -> None:
    """Refuse a packed file that is neither of the two kinds of workbook, by what it is."""
    names = archive.namelist()
    if any(member.flag_bits & 1 for member in archive.infolist()) or is_locked_opendocument(archive):
        raise ValidationError(PROTECTED, code="protected")
    if "xl/workbook.bin" in names:
        raise ValidationError(BINARY_WORKBOOK, code="binary_workbook")
    if any(name.startswith(("word/", "ppt/")) for name in names) or is_text_opendocument(archive):
        raise ValidationError(TEXT_DOCUMENT, code="text_document")
    if any(name.endswith(".iwa") for name in names):
        raise ValidationError(APPLE_TABLE, code="apple_table")
    if is_opendocument(archive) or any(name.startswith("xl/") for name in names):
        return
    if any(name.lower().endswith((".xlsx", ".xls", ".csv", ".ods", ".xlsm", ".txt")) for name in names):
        raise ValidationError(PACKED, code="packed")
    raise ValidationError(NOT_A_TABLE, code="not_a_table")


def is_text_opendocument(archive: zipfile.ZipFile) -> bool:
    return "mimetype" in archive.namelist() and not is_opendocument(archive) and "content.xml" in archive.namelist()


def is_locked_opendocument(archive: zipfile.ZipFile) -> bool:
    return "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml")
