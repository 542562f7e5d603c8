"""Values of rows: numbers that no other row has, files to upload."""

import io
from itertools import count

from django.core.files.base import ContentFile
from PIL import Image

from unions.publishing.states import Publishable

PUBLISHED = Publishable.Status.PUBLISHED

_numbers = count(1)


def number() -> int:
    """A number that no other row of this test run has."""
    return next(_numbers)


def pdf_upload(name: str = "belge.pdf", remark: str = "") -> ContentFile:
    """A document of nothing; with a remark of its own it is another file than the rest."""
    head = f"%PDF-1.4\n% {remark}\n" if remark else "%PDF-1.4\n"
    body = b"1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    return ContentFile(head.encode() + body, name=name)


def picture_upload(name: str = "resim.png", width: int = 64, height: int = 48) -> ContentFile:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "seagreen").save(buffer, "PNG")
    return ContentFile(buffer.getvalue(), name=name)
