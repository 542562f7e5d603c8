import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageCms

from pages.demo import stored
from pages.models import Photo
from tests.factories import make_gallery
from tests.unions.files.sample_texts import pdf
from unions.background.picture_worker import PictureWorker
from unions.files import uploads
from unions.files.uploads import check_document, check_picture, decoded

PDF = b"%PDF-1.4\n%%EOF\n"


def picture(width=900, height=600, kind="JPEG", **options) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "seagreen").save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (PDF, "picture_content"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture_content"),
        (picture()[:200], "picture_damaged"),
        (b"", "picture_content"),
        (b"GIF89a" + b"\x00" * 40, "picture_damaged"),
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


def told_by_cameras() -> dict:
    """What a picture may say besides its dots: who took it with what, and where."""
    exif = Image.Exif()
    exif[0x010F] = "camera"
    exif.get_ifd(0x8825)[1] = "N"
    return {"exif": exif, "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()}


def noise(width: int, height: int) -> Image.Image:
    """Like a photograph in that no dot follows from the one beside it."""
    return Image.effect_noise((width // 8, height // 8), 90).resize((width, height)).convert("RGB")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_stored_picture_has_narrower_copies_and_says_nothing_but_its_dots(kind):
    upload = io.BytesIO()
    noise(900, 600).save(upload, kind, **told_by_cameras())

    photo = Photo.objects.create(gallery=make_gallery(), picture=ContentFile(upload.getvalue(), name="Şenlik Resmi.x"))
    PictureWorker().step()

    name = photo.picture.name
    assert "/senlik-resmi-900x600." in name
    folder = name.rsplit("/", 1)[0]
    kept = default_storage.listdir(folder)[1]
    assert sorted(set(kept) - {name.rsplit("/", 1)[1]}) == ["w320.avif", "w640.avif", "w640.webp", "w900.avif"]
    sizes = set()
    for each in kept:
        with default_storage.open(f"{folder}/{each}") as file, Image.open(file) as stored:
            assert not stored.getexif()
            assert not {"exif", "icc_profile", "xmp"} & set(stored.info)
            sizes.add(stored.size)
    assert sizes == {(900, 600), (640, 427), (320, 213)}


@pytest.mark.django_db
def test_a_drawing_that_is_smaller_as_webp_is_kept_as_that():
    upload = io.BytesIO()
    with Image.open(stored.picture("portal-noon")) as drawing:
        drawing.save(upload, "JPEG", quality=85)
    upload = ContentFile(upload.getvalue(), name="afiş.jpg")

    photo = Photo.objects.create(gallery=make_gallery(), picture=upload)
    PictureWorker().step()

    kept = default_storage.listdir(photo.picture.name.rsplit("/", 1)[0])[1]
    assert sorted(kept) == ["afis-768x512.jpg", "w320.webp", "w640.webp", "w768.webp"]


def test_colours_that_nobody_understands_are_taken_as_they_are():
    upload = ContentFile(picture(8, 8, "PNG", icc_profile=b"no profile at all"), name="a.png")

    with Image.open(decoded(upload).file.name) as stored:
        assert stored.getpixel((0, 0)) == (46, 139, 87)


def test_a_pdf_that_asks_for_a_password_is_refused_as_a_word_file_is():
    secret = ContentFile(pdf(["gizli metin burada"], password="sifre"), name="karar.PDF")

    with pytest.raises(ValidationError) as refusal:
        check_document(secret)

    assert refusal.value.code == "file_protected"
    assert secret.tell() == 0


@pytest.mark.parametrize(
    "content",
    [pdf(["herkes okur"], owner="yazdirma-yok"), pdf(["/Encrypt yazan metin"]), pdf(["düz metin"])],
    ids=["rights without a password", "the word in a text", "plain"],
)
def test_a_pdf_that_everybody_opens_is_accepted(content):
    upload = ContentFile(content, name="karar.pdf")

    check_document(upload)

    assert upload.read() == content


def test_a_pdf_that_cannot_be_read_for_a_fault_of_ours_is_accepted(monkeypatch):
    def fail(*_arguments):
        raise uploads.decoder.DecodingFailed

    monkeypatch.setattr(uploads.decoder, "text_of", fail)

    check_document(ContentFile(pdf(["gizli metin"], password="sifre"), name="karar.pdf"))


def test_what_may_need_a_password_is_looked_at_before_a_transaction_is_open():
    upload = ContentFile(pdf(["gizli metin burada"], password="sifre"), name="karar.pdf")

    uploads.prepare([upload])

    assert getattr(upload, uploads.DOCUMENT).state == "encrypted"
