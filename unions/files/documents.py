"""Whether an uploaded document is what its name says, can be opened by everybody, and does nothing by itself."""

import re
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NoReturn

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from unions.files.handlers import refuse_cut

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

DOCUMENT_BYTES = 15 * 1024 * 1024
UNPACKED_BYTES = 200 * 1024 * 1024
ARCHIVE_MEMBER_LIMIT = 1000
# Readers of PDF accept bytes before the mark, which printers and mail programs put there, as far as this.
PDF_MARK_WITHIN = 1024
PDF_TAIL = 64 * 1024

# What the archive of each office format holds.
OFFICE_MEMBERS = {"docx": "word/", "xlsx": "xl/", "odt": "content.xml", "ods": "content.xml"}
OFFICE_TYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
KINDS = ["docx", "ods", "odt", "pdf", "xlsx"]
# The container of Word 97 and of files that a password protects.
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACROS = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|macrosheets/.*)$|^(Basic|Scripts)/.", re.IGNORECASE)
# What may stand before the mark of a PDF is text of printers, never something that another program runs.
RUNNABLE = re.compile(rb"<\s*(!doctype|html|head|body|script|svg|iframe|\?php|\?xml)", re.IGNORECASE)
OTHER_FILES = (b"MZ", b"PK", b"GIF8", b"\x7fELF", b"\x89PNG", b"\xff\xd8", b"RIFF", b"#!", OLD_OFFICE)


def extension(name: str) -> str:
    return PurePosixPath(name.strip()).suffix.lower().lstrip(".")


def check_document(upload: File) -> None:
    """Raise ValidationError unless the upload is a PDF or office document by its content, and not too large."""
    refuse_cut(upload)
    kind = extension(upload.name or "")
    if kind not in KINDS:
        raise ValidationError(
            _("This file type is not accepted. Please use one of these: %(kinds)s."),
            code="file_kind",
            params={"kinds": ", ".join(KINDS)},
        )
    refuse_larger(upload, DOCUMENT_BYTES, _("The file is %(size)s; the limit is %(limit)s."), code="file_size")
    try:
        check_pdf(upload) if kind == "pdf" else check_office_file(upload, kind)
    finally:
        upload.seek(0)


def refuse_larger(upload: File, limit: int, message: "str | _StrPromise", *, code: str) -> None:
    """Raise ValidationError for an upload of more than `limit` bytes; the message names both sizes."""
    if upload.size > limit:
        params = {"size": filesizeformat(upload.size), "limit": filesizeformat(limit)}
        raise ValidationError(message, code=code, params=params)


def mismatch(kind: str) -> ValidationError:
    return ValidationError(
        _("The file's content does not match its extension (.%(kind)s). Please save it again in that format."),
        code="file_content",
        params={"kind": kind},
    )


def check_pdf(upload: File) -> None:
    """Raise ValidationError unless the file is a whole PDF."""
    upload.seek(0)
    start = upload.read(PDF_MARK_WITHIN + len(b"%PDF-"))
    before, mark, _rest = start.partition(b"%PDF-")
    if not mark or RUNNABLE.search(before) or before.startswith(OTHER_FILES):
        raise mismatch("pdf")
    upload.seek(max(upload.size - PDF_TAIL, 0))
    tail = upload.read()
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise ValidationError(_("The PDF is cut off. Please send the file again."), code="file_cut_off")


def check_office_file(upload: File, kind: str) -> None:
    """Raise ValidationError unless the file is an office document without password and macros."""
    upload.seek(0)
    if upload.read(len(OLD_OFFICE)) == OLD_OFFICE:
        raise ValidationError(
            _(
                "The file is protected by a password or saved in an old format. Please save it as .%(kind)s without "
                "a password."
            ),
            code="file_protected",
            params={"kind": kind},
        )
    try:
        with zipfile.ZipFile(upload) as archive:
            check_archive(archive, upload.size, kind)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise mismatch(kind) from error


def check_archive(archive: zipfile.ZipFile, size: int, kind: str) -> None:
    members = archive.infolist()
    if not is_sound(members, size) or not any(row.filename.startswith(OFFICE_MEMBERS[kind]) for row in members):
        raise mismatch(kind)
    content_type = start_of(archive, "mimetype", 200).strip()
    if content_type and kind in OFFICE_TYPES and content_type != OFFICE_TYPES[kind]:
        raise mismatch(kind)
    is_encrypted = any(row.flag_bits & 0x1 for row in members)
    if is_encrypted or b"encryption-data" in start_of(archive, "META-INF/manifest.xml", 1024 * 1024):
        refuse_protected()
    has_macros = any(MACROS.search(row.filename) for row in members)
    if has_macros or b"macroEnabled" in start_of(archive, "[Content_Types].xml", 1024 * 1024):
        raise ValidationError(
            _("The file contains macros. Please save it without them, or as PDF."), code="file_macros"
        )


def refuse_protected() -> NoReturn:
    raise ValidationError(
        _("The file is protected by a password, so no one could open it. Please save it without one."),
        code="file_protected",
    )


def is_sound(members: list[zipfile.ZipInfo], size: int) -> bool:
    """Whether unpacking the archive gives what a document holds: not too much, and nothing outside its own folder."""
    tests: list[Callable[[zipfile.ZipInfo], bool]] = [
        lambda row: ".." not in row.filename.replace("\\", "/").split("/"),
        lambda row: not row.filename.startswith(("/", "\\")) and ":" not in row.filename[:3],
    ]
    return (
        len(members) <= ARCHIVE_MEMBER_LIMIT
        and sum(row.file_size for row in members) <= UNPACKED_BYTES
        # Members that overlap would unpack to much more than they say.
        and sum(row.compress_size for row in members) <= size
        and all(test(row) for row in members for test in tests)
    )


def start_of(archive: zipfile.ZipFile, name: str, length: int) -> bytes:
    """The first bytes of a member; nothing if there is no such member."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return b""
    if info.flag_bits & 0x1:
        return b""
    with archive.open(info) as file:
        return file.read(length)
