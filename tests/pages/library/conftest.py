import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from tests.staff_client import staff_client
from unions.tenancy import scope


@pytest.fixture
def bound(union):
    with scope.of(union):
        yield union


@pytest.fixture
def manager(bound):
    return staff_client(bound)


@pytest.fixture
def picture_file():
    """A picture of one colour, which is another picture for every colour."""

    def make(colour: str, name: str = "resim.png", width: int = 64) -> ContentFile:
        buffer = io.BytesIO()
        Image.new("RGB", (width, 48), colour).save(buffer, "PNG")
        return ContentFile(buffer.getvalue(), name=name)

    return make
