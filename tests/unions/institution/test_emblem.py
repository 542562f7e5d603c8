"""The initials that stand in for an emblem."""

import pytest

from tests.pages.addresses import address
from unions.institution.emblem import drawing_of, initials_of
from unions.models import Union


def test_initials_are_those_of_the_words_in_turkish_capitals():
    names = {
        "Ege Belediyeler Birliği": "EBB",
        "Doğu-Batı Trakya Belediyeler Birliği": "DBT",
        "iğde ve ıhlamur birliği": "İIB",
        "Çukurova": "Ç",
        "1 2 3": "B",
        "Ω": "B",
        "": "B",
    }

    assert {name: initials_of(name) for name in names} == names


def test_the_drawing_has_the_hue_of_the_union():
    assert drawing_of(30, "EBB") != drawing_of(150, "EBB")
    assert ">EBB<" in drawing_of(30, "EBB")


@pytest.mark.django_db
def test_a_union_without_emblem_shows_its_initials_and_nothing_else_is_drawn(union, reader):
    Union.objects.update(mark="plain")

    page = reader.get(address("home")).content.decode()
    drawn = reader.get("/amblem-200-ÖBB.svg")

    assert "amblem-200-%C3%96BB.svg" in page
    assert drawn["Content-Type"] == "image/svg+xml"
    assert reader.get("/favicon.ico").status_code == 302
    refused = [reader.get(f"/amblem-{path}.svg").status_code for path in ["400-A", "20-ABCD", "20-a", "20-<b>"]]
    assert refused == [404] * 4
