"""What a page says of its union when the database cannot be asked."""

from types import SimpleNamespace

import pytest
from django.http import HttpResponse

from tests import factories as make
from trakyakent_site.failures import faces
from unions.caching.store import clear_all_stores


def asked(host: str, union=None):
    return SimpleNamespace(META={"HTTP_HOST": host}, **({"union": union} if union else {}))


@pytest.fixture
def known(union):
    """A union whose name a page has read."""
    union.mark, union.accent_hue = "star", 120
    assert union.current_name.name
    return union


def test_the_face_is_that_of_the_last_page_that_was_made_at_the_host(known):
    faces.remember(asked("bir.example", known), HttpResponse())

    face = faces.face_of(asked("bir.example"))
    assert (face.names, face.mark, face.accent_hue) == (
        {"tr": "Örnek Belediyeler Birliği", "en": "Example Union of Municipalities"}, "star", 120
    )  # fmt: skip
    assert faces.face_of(asked("iki.example")).names == {}


def test_a_page_that_read_no_name_keeps_the_one_that_is_known_and_no_failure_says_anything(known):
    faces.remember(asked("bir.example", known), HttpResponse())
    faces.remember(asked("bir.example", type(known).objects.get(pk=known.pk)), HttpResponse())
    faces.remember(asked("bir.example", make.make_union(code="komsu")), HttpResponse(status=500))

    assert faces.face_of(asked("bir.example")).names["tr"] == "Örnek Belediyeler Birliği"


def test_a_page_about_another_union_lends_no_name(known):
    response = HttpResponse()
    response.context_data = {"original": make.make_union(code="komsu")}

    faces.remember(asked("bir.example", known), response)

    assert faces.face_of(asked("bir.example")).names == {}


def test_faces_are_forgotten_with_all_that_is_remembered(known):
    faces.remember(asked("bir.example", known), HttpResponse())
    clear_all_stores()

    assert faces.face_of(asked("bir.example")) == faces.Face({})
