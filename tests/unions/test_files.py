import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from pages.models import Document, Photo
from tests.factories import make_gallery, make_union
from unions.files import check_document, check_picture, dimensions, owner_of, rendition_widths

PDF = b"%PDF-1.4\n%%EOF\n"


def picture(width=900, height=600, kind="JPEG", **options) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "seagreen").save(buffer, kind, **options)
    return buffer.getvalue()


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
def test_documents_that_are_what_they_say_are_taken(name, content):
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
def test_documents_that_are_not_are_refused_with_a_reason(name, content, code):
    with pytest.raises(ValidationError) as refusal:
        check_document(ContentFile(content, name=name))

    assert refusal.value.code == code


def test_an_archive_that_unpacks_to_more_than_it_should_is_refused():
    bomb = archive("word/document.xml", size=201 * 1024 * 1024)

    with pytest.raises(ValidationError):
        check_document(ContentFile(bomb, name="bomba.docx"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (PDF, "picture_content"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture_content"),
        (picture()[:200], "picture_content"),
        (b"", "picture_content"),
        (b"GIF89a" + b"\x00" * 40, "picture_content"),
    ],
)
def test_what_is_no_picture_is_refused(content, code):
    with pytest.raises(ValidationError) as refusal:
        check_picture(ContentFile(content, name="resim.jpg"))

    assert refusal.value.code == code


def test_a_picture_too_large_to_decode_is_refused_by_its_header():
    with pytest.raises(ValidationError) as refusal:
        check_picture(ContentFile(picture(8000, 6000, "PNG"), name="dev.png"))

    assert refusal.value.code == "picture_pixels"


@pytest.mark.django_db
def test_a_stored_picture_has_narrower_copies_and_no_camera_data():
    exif = Image.Exif()
    exif[0x010F] = "camera"
    upload = ContentFile(picture(exif=exif), name="Şenlik Resmi.JPEG")

    photo = Photo.objects.create(gallery=make_gallery(), picture=upload)

    assert photo.picture.name.endswith("/senlik-resmi-900x600.jpg")
    assert dimensions(photo.picture.name) == (900, 600)
    assert rendition_widths(photo.picture.name) == [320, 640]
    folder = photo.picture.name.rsplit("/", 1)[0]
    assert sorted(default_storage.listdir(folder)[1]) == ["senlik-resmi-900x600.jpg", "w320.webp", "w640.webp"]
    with default_storage.open(photo.picture.name) as file, Image.open(file) as stored:
        assert not stored.getexif()


@pytest.mark.django_db
def test_a_disguised_file_is_refused_even_where_no_form_looks():
    with pytest.raises(ValidationError):
        Document.objects.create(union=make_union(), title_tr="x", file=ContentFile(b"<script>", name="x.pdf"))


@pytest.mark.django_db
def test_the_owner_of_a_file_is_found_by_its_path_alone():
    union = make_union(code="trakya")
    document = Document.objects.create(union=union, title_tr="x", file=ContentFile(PDF, name="Bütçe 2026.pdf"))

    assert document.file.name.startswith("trakya/pages.document/")
    assert document.file.name.endswith("/butce-2026.pdf")
    assert owner_of(document.file.name, rows=lambda model: model.objects.all()) == document


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["", "a", "../../etc/passwd", "t/pages.document/x/y", "t/auth.user/" + "0" * 32 + "/y"]
)
def test_a_path_that_belongs_to_no_row_has_no_owner(path):
    assert owner_of(path, rows=lambda model: model.objects.all()) is None
