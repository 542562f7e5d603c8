"""What can be an emblem."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from unions.files.emblems import check_emblem

RED, WHITE, NEARLY, CLEAR = (200, 30, 30, 255), (255, 255, 255, 255), (250, 250, 245, 255), (0, 0, 0, 0)


def picture(colour, size=(60, 60), dot=None) -> ContentFile:
    image = Image.new("RGBA", size, colour)
    if dot:
        image.paste(dot, (10, 10, 30, 30))
    content = io.BytesIO()
    image.save(content, "PNG")
    return ContentFile(content.getvalue(), "amblem.png")


def test_what_is_seen_on_white_is_taken_and_the_rest_refused_in_words():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path fill="%s" d="M0 0h1v1z"/></svg>'
    expected = {
        "red": (picture(RED), ""),
        "red on nothing": (picture(CLEAR, dot=RED), ""),
        "drawing": (ContentFile(svg % b"#123456", "a.svg"), ""),
        "white": (picture(WHITE), "emblem_white"),
        "white on nothing": (picture(CLEAR, dot=WHITE), "emblem_white"),
        "nearly white": (picture(NEARLY, dot=WHITE), "emblem_white"),
        "nothing at all": (picture(CLEAR), "emblem_white"),
        "white drawing": (ContentFile(svg % b"white", "a.svg"), "emblem_white"),
        "10,000 pixels": (picture(RED, (10_000, 10)), "emblem_pixels"),
        "2 MB": (ContentFile(b"\x89PNG" + b"0" * (2 * 1024 * 1024), "a.png"), "emblem_size"),
        "text": (ContentFile(b"Ege Belediyeler Birligi", "a.png"), "picture_content"),
        "script in the name of a picture": (ContentFile(b"<svg><script>a</script></svg>", "a.png"), "drawing_empty"),
    }
    wrong = {}
    for name, (upload, code) in expected.items():
        try:
            check_emblem(upload)
            got = ""
        except ValidationError as error:
            got = error.code
        if got != code:
            wrong[name] = got

    assert not wrong


def test_a_picture_with_a_bad_beginning_is_no_drawing():
    with pytest.raises(ValidationError):
        check_emblem(ContentFile(b"GIF89a<svg onload=alert(1)>", "a.gif"))
