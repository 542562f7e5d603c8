"""What becomes of pictures as people send them: each comes out looking like itself, or is refused in words."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from tests.tables import table
from tests.unions.files.sample_pictures import HEIGHT, PLACES, WIDTH, refused, taken
from unions.files.uploads import decoded

# Of 255: what loss and rounding may change of a plain field.
TOLERANCE = 12

TAKEN = list(taken())
REFUSED = list(refused())


def stored(content: bytes, name: str = "resim.jpg") -> Image.Image:
    """The picture as it is stored."""
    result = decoded(ContentFile(content, name=name))
    with Image.open(result.file.name) as picture:
        picture.load()
    assert (result.width, result.height) == picture.size
    return picture


@table(("content", "colours", "is_clear"), [row[1:] for row in TAKEN], ids=[row[0] for row in TAKEN])
def test_a_picture_looks_like_itself_and_says_nothing_else(content, colours, is_clear):
    picture = stored(content)

    assert picture.format in {"JPEG", "PNG", "WEBP"}
    assert picture.mode in {"RGB", "RGBA"}
    assert picture.size == (WIDTH, HEIGHT)
    assert not picture.getexif()
    assert not {"exif", "icc_profile", "xmp", "transparency", "gamma"} & set(picture.info)
    pixels = [picture.convert("RGBA").getpixel(place) for place in PLACES]
    assert [pixel[3] for pixel in pixels] == [255, 255, 255, 0 if is_clear else 255]
    for pixel, colour in list(zip(pixels, colours, strict=True))[: 3 if is_clear else 4]:
        assert max(abs(a - b) for a, b in zip(pixel, colour, strict=False)) <= TOLERANCE, (pixel, colour)


@table(("content", "code"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_cannot_be_shown_is_refused_with_its_reason(content, code):
    with pytest.raises(ValidationError) as refusal:
        decoded(ContentFile(content, name="resim.jpg"))

    assert refusal.value.code == code
    assert len(refusal.value.messages[0]) > 20


def test_the_tables_are_as_long_as_was_promised():
    assert len(TAKEN) + len(REFUSED) >= 80
