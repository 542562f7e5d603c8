"""What is done with an uploaded picture before anything is written, and in which words it is refused."""

import os
import re
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from unions.files import decoder, documents, texts
from unions.files.decoder import DecodedPicture
from unions.files.documents import DOCUMENT_BYTES, extension, refuse_larger, refuse_protected
from unions.files.handlers import refuse_cut
from unions.files.pictures import EXTENSIONS, LONGEST_SIDE, MOST_PIXELS, PictureRefused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import _StrPromise

    from unions.files.fields import PictureFile

PICTURE_BYTES = 10 * 1024 * 1024
# Formats that people send by mistake, and how to make a picture of each.
CONVERT: "dict[str, _StrPromise]" = {
    "heic": _(
        "This is a HEIC picture, which most browsers cannot show. Please save it as JPEG: on an iPhone, share it by "
        "e-mail or choose Settings, Camera, Formats, “Most Compatible”; on a computer, open it and export it as JPEG."
    ),
    "svg": _("This is an SVG drawing, which may contain programs. Please export it as PNG, 1,000 pixels wide or more."),
    "pdf": _("This is a PDF. Please save the page as JPEG or PNG, or attach the PDF as a document."),
    "video": _("This is a video. Please choose a picture: JPEG, PNG or WebP."),
    "unknown": _("This file cannot be shown as a picture. Please use JPEG, PNG or WebP."),
    "empty": _("The file is empty. Please choose it again."),
}
MESSAGES: "dict[str, tuple[str, _StrPromise]]" = {
    "damaged": ("picture_damaged", _("The picture is cut off or damaged. Please send it again.")),
    "moves": (
        "picture_moves",
        _("This picture is animated. Please choose a still one, for example its first frame as PNG."),
    ),
    "pages": (
        "picture_pages",
        _("This file has %(pages)s pages. Please save the page you need as JPEG or PNG, or attach all as a PDF."),
    ),
    "pixels": (
        "picture_pixels",
        _(
            "The picture is too large: %(width)s × %(height)s pixels. At most %(limit)s million pixels and %(side)s on "
            "a side are accepted. Please make it smaller."
        ),
    ),
    "too_costly": (
        "picture_too_costly",
        _("The picture needs too much memory or time. Please save it as JPEG, or make it smaller."),
    ),
    "busy": ("picture_busy", _("Many pictures are being read at the moment. Please save again in a minute.")),
}
NOT_READ = _("The picture could not be read because of a fault on the server. Please save again.")
# Where what was made of an upload is kept for as long as the request lasts.
RESULT = "decoded_picture"
DOCUMENT = "document_text"
# What the trailer of every encrypted PDF names, never compressed.
ENCRYPTION = b"/Encrypt"
# What the name of a stored picture says about its size; the copy is given it anew.
NAMED_SIZE = re.compile(r"-\d+x\d+(?=\.\w+$)")


def check_picture(upload: File) -> None:
    """Raise ValidationError unless the upload is a picture, by decoding all of it as it will be stored."""
    decoded(upload)


def decoded(upload: File) -> DecodedPicture:
    """What is stored of an uploaded picture, decoded once; raises ValidationError."""
    if not hasattr(upload, RESULT):
        try:
            setattr(upload, RESULT, _decode(upload))
        except ValidationError as error:
            setattr(upload, RESULT, error)
    result = getattr(upload, RESULT)
    if isinstance(result, ValidationError):
        raise result
    return cast(DecodedPicture, result)


def _decode(upload: File) -> DecodedPicture:
    refuse_cut(upload)
    refuse_larger(upload, PICTURE_BYTES, _("The picture is %(size)s; the limit is %(limit)s."), code="picture_size")
    try:
        return decoder.decode(upload)
    except PictureRefused as refusal:
        raise in_words(refusal) from refusal
    except decoder.DecodingFailed as error:
        decoder.log.exception("A picture could not be decoded.")
        raise ValidationError(NOT_READ, code="picture_not_read") from error


def copy_of(stored: "PictureFile") -> File:
    """A stored picture for another row. It was made by us, so it is copied and not decoded again."""
    copy = decoder.temporary_file()
    with stored.open("rb") as file:
        for chunk in file.chunks():
            copy.write(chunk)
    copy.flush()
    width, height = stored.dimensions or (0, 0)
    kind = next(kind for kind, ending in EXTENSIONS.items() if stored.name.endswith(f".{ending}"))
    upload = File(copy, name=NAMED_SIZE.sub("", stored.name.rpartition("/")[2]))
    setattr(upload, RESULT, DecodedPicture(copy, kind, width, height))
    return upload


def in_words(refusal: PictureRefused) -> ValidationError:
    """Why a picture is refused, and what to do."""
    if refusal.reason in CONVERT:
        return ValidationError(CONVERT[refusal.reason], code="picture_content")
    code, message = MESSAGES[refusal.reason]
    numbers = {"limit": MOST_PIXELS // 1_000_000, "side": LONGEST_SIDE, **refusal.params}
    params = {name: number_format(value, force_grouping=True) for name, value in numbers.items()}
    return ValidationError(message, code=code, params=params)


def prepare(uploads: "Iterable[Any]", *, reads_documents: bool = False) -> None:
    """Do what takes time with the files of a form: before a transaction is open, so that no other save waits for it.

    Documents that are about to go out are read, since whoever publishes them is told where they have no text; others
    only where they may need a password.
    """
    for upload in uploads:
        is_pdf = bool(upload) and upload.size <= DOCUMENT_BYTES and extension(upload.name or "") == "pdf"
        if is_pdf and (reads_documents or is_encrypted(upload)):
            read_document(upload)
        if upload and upload.size <= PICTURE_BYTES and looks_like_a_picture(upload):
            try:
                decoded(upload)
            except ValidationError:
                # The field says so, at its place.
                continue
        elif path := getattr(upload, "temporary_file_path", None):
            with open(path(), "rb") as file:
                os.fsync(file.fileno())


def read_document(upload: File) -> None:
    """Note what became of reading the text of a PDF; a fault of ours says nothing about the file."""
    try:
        setattr(upload, DOCUMENT, decoder.text_of(upload, "pdf"))
    except (PictureRefused, decoder.DecodingFailed, OSError):
        decoder.log.warning("A document could not be read.", exc_info=True)


def check_document(upload: File) -> None:
    """Raise ValidationError unless the upload is a document that everybody can open; see `documents.check_document`."""
    documents.check_document(upload)
    if extension(upload.name or "") == "pdf" and is_encrypted(upload):
        if not hasattr(upload, DOCUMENT):
            read_document(upload)
        if hasattr(upload, DOCUMENT) and getattr(upload, DOCUMENT).state == texts.ENCRYPTED:
            refuse_protected()


def is_encrypted(upload: File) -> bool:
    """Whether a PDF is encrypted: with a password, or only with rights, which a reader may open without one."""
    before = b""
    try:
        for part in upload.chunks():
            if ENCRYPTION in before + part:
                return True
            before = part[-len(ENCRYPTION) :]
    finally:
        upload.seek(0)
    return False


def looks_like_a_picture(upload: File) -> bool:
    upload.seek(0)
    start = upload.read(16)
    upload.seek(0)
    return not start.startswith((b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0"))
