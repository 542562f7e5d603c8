"""The emblem as it is stored and served."""

import pytest
from django.core.files.base import ContentFile

from tests.pages.addresses import address
from unions.models import Emblem

pytestmark = pytest.mark.django_db

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" onload="a()"><script>a()</script>'
    b'<path fill="#147" d="M0 0h1v1z"/></svg>'
)


def test_a_drawing_is_stored_clean_served_inert_and_stands_on_every_page(union, reader):
    emblem = Emblem(picture=ContentFile(SVG, "logo.svg"))
    emblem.full_clean(exclude=["union"])
    emblem.save()

    page = reader.get(address("home")).content.decode()
    answer = reader.get(emblem.picture.url)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content

    assert page.count(emblem.picture.url) >= 3
    assert (answer["Content-Type"], b"script" in content, b"onload" in content) == ("image/svg+xml", False, False)
    assert "sandbox" in answer["Content-Security-Policy"]
