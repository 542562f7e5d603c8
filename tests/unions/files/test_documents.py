import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from unions.files.documents import check_document

PDF = b"%PDF-1.4\n%%EOF\n"


def archive(*names: str, size: int = 1) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, b"0" * size)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("butce.pdf", PDF),
        ("BÜTÇE.PDF", PDF),
        ("karar.docx", archive("word/document.xml")),
        ("tablo.ods", archive("content.xml")),
    ],
)
def test_documents_whose_content_matches_their_name_are_accepted(name, content):
    check_document(ContentFile(content, name=name))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("karar.exe", b"MZ", "file_kind"),
        ("karar", PDF, "file_kind"),
        ("sayfa.svg", b"<svg onload='x()'/>", "file_kind"),
        ("karar.pdf", b"<html><script>x()</script>", "file_content"),
        ("karar.pdf", b"", "file_content"),
        ("karar.docx", PDF, "file_content"),
        ("karar.docx", archive("xl/workbook.xml"), "file_content"),
        ("karar.docx", b"PK\x03\x04 broken", "file_content"),
        ("karar.xlsx", archive("xl/workbook.xml", *[f"xl/{number}" for number in range(1001)]), "file_content"),
        ("karar.pdf", PDF + b"0" * 15 * 1024 * 1024, "file_size"),
    ],
)
def test_other_documents_are_refused_with_a_reason(name, content, code):
    with pytest.raises(ValidationError) as refusal:
        check_document(ContentFile(content, name=name))

    assert refusal.value.code == code


def test_an_archive_that_unpacks_to_more_than_it_should_is_refused():
    bomb = archive("word/document.xml", size=201 * 1024 * 1024)

    with pytest.raises(ValidationError):
        check_document(ContentFile(bomb, name="bomba.docx"))
