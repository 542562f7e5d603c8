import io

import pytest
from PIL import Image

from tests.tables import table
from unions.files.renditions import SMALL_STEPS, STEPS, dimensions, make_copies, stand_ins, usual_width, widths


@table(
    ("name", "steps", "expected"),
    [
        ("a-2000x1000.jpg", STEPS, [320, 640, 960, 1280]),
        ("a-1280x720.jpg", STEPS, [320, 640, 960, 1280]),
        ("a-500x400.jpg", STEPS, [320, 500]),
        ("a-64x48.png", SMALL_STEPS, [64]),
        ("a-2000x20000.jpg", STEPS, [320]),
        ("a-100x9000.png", STEPS, []),
        ("a-0x10.jpg", STEPS, []),
        ("nameless.jpg", STEPS, []),
    ],
)
def test_no_copy_is_wider_than_the_picture_or_too_long_to_be_made(name, steps, expected):
    assert widths(name, steps) == expected


def test_the_name_of_a_picture_tells_its_size():
    assert dimensions("trakya/pages.post/a/resim-900x600.jpg") == (900, 600)
    assert dimensions("resim.jpg") is None


def test_a_missing_copy_is_replaced_by_wider_ones_and_at_last_by_the_picture():
    name = "folder/a-900x600.jpg"

    assert stand_ins(name, "folder/w640.avif") == [
        "folder/w640.webp",
        "folder/w960.webp",
        "folder/w1280.webp",
        name,
    ]


@pytest.mark.parametrize("path", ["folder/w641.avif", "folder/w640.png", "folder/secret.pdf"])
def test_a_width_that_was_never_offered_is_replaced_by_nothing(path):
    assert stand_ins("folder/a-900x600.jpg", path) == []


def test_copies_are_made_in_the_offered_widths_with_the_usual_one_as_webp():
    picture = Image.effect_noise((112, 75), 90).resize((900, 600)).convert("RGB")

    copies = dict(make_copies(picture, "folder/a-900x600.jpg", STEPS))

    assert usual_width("folder/a-900x600.jpg", STEPS) == 640
    assert "folder/w640.webp" in copies
    sizes = {Image.open(io.BytesIO(content)).width for content in copies.values()}
    assert sizes == {320, 640, 900}
