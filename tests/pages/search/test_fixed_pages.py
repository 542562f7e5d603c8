"""The pages that every union has, as searches find them."""

import pytest
from django.urls import reverse
from django.utils import translation

from pages.search.fixed_pages import Sections

pytestmark = pytest.mark.django_db


def test_each_stands_once_in_each_language_with_its_address_and_a_title(union):
    entries = list(Sections().entries(union, None))

    assert len({(entry.language, entry.key) for entry in entries}) == len(entries)
    assert {entry.language for entry in entries} == {"tr", "en"}
    assert all(entry.title and entry.path.startswith(f"/{entry.language}") for entry in entries)
    with translation.override("tr"):
        assert reverse("open_data") in {entry.path for entry in entries}
