"""Page types as searches find them."""

import pytest

from pages.kinds import KINDS
from pages.search.page_types import publication_files, publication_sources, publication_words
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_every_page_type_is_found():
    assert {source.model for source in publication_sources()} == {kind.model for kind in KINDS}


def test_the_place_of_an_event_is_searched(union):
    event = make.make_event(union=union, title_tr="Eğitim", place_tr="Edirne Belediyesi")

    words = publication_words(event)

    assert words["title"] == "Eğitim"
    assert "Edirne Belediyesi" in words["summary"]
    assert words["date"] == words["date"][:10]


def test_the_text_of_a_document_is_that_of_its_file(union):
    document = make.make_document(union=union)

    assert document.file in publication_files(document)
