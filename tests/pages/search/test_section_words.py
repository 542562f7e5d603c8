"""The words by which fixed pages are found."""

from django.urls import get_resolver

from pages.search.section_words import SECTION_WORDS, TEXTS, contact, names_of_union
from tests import factories as make
from unions.publishing.addresses import LANGUAGES
from unions.tenancy import scope


def test_words_are_given_for_addresses_that_there_are():
    assert {*SECTION_WORDS, *TEXTS} <= {name for name in get_resolver().reverse_dict if isinstance(name, str)}


def test_every_page_has_words_in_both_languages():
    assert [name for name, words in SECTION_WORDS.items() if set(words) != set(LANGUAGES)] == []


def test_a_union_is_called_by_its_names_and_by_their_letters(db):
    with scope.of(make.make_union(name="Ege Belediyeler Birliği", short_name="Ege Birliği")):
        names = names_of_union()

    assert {"Ege Belediyeler Birliği", "Ege Birliği", "EBB"} <= set(names)
    assert len(names) == len(set(names))


def test_the_contact_page_is_found_by_a_unit_and_who_heads_it(union):
    with scope.of(union):
        make.make_unit(name_tr="Yazı İşleri", head="Ayşe Kaya")

        _short, text = contact(union)

    assert "Yazı İşleri" in text
    assert "Ayşe Kaya" in text
