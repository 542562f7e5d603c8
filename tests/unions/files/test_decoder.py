import io
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from tests.factories import picture_upload
from unions.files import decoder

pytestmark = pytest.mark.django_db


def test_a_worker_stays_small_however_many_pictures_come(union):
    """What a picture takes is taken in the child: a hundred of them leave nothing behind."""
    buffer = io.BytesIO()
    Image.effect_noise((500, 375), 60).resize((2400, 1800)).convert("RGB").save(buffer, "JPEG", quality=70)
    decoder.decode(ContentFile(buffer.getvalue(), name="a.jpg"))
    before = resident()

    for _picture in range(4):
        decoder.decode(ContentFile(buffer.getvalue(), name="a.jpg"))

    # One such picture takes 17 MB once it is decoded.
    assert resident() - before < 10


def resident() -> int:
    """Megabytes that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 // 1_000_000


def test_the_child_that_was_killed_is_replaced(union):
    decoder.decode(picture_upload())
    decoder.decoder.process.kill()
    decoder.decoder.process.wait()

    assert decoder.decode(picture_upload()).kind == "PNG"
