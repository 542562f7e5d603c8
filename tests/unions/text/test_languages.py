import pytest
from django.utils import translation

from tests.factories import make_post
from unions.text.languages import active_language, has_languages, is_borrowed, is_translated, language_of


@pytest.mark.parametrize(("active", "expected"), [("tr", "tr"), ("en-gb", "en"), (None, "tr")])
def test_the_active_language_is_one_of_the_site(active, expected):
    with translation.override(active):
        assert active_language() == expected


def test_a_text_without_a_translation_is_borrowed_from_turkish(union):
    post = make_post(title_tr="Haber", title_en="", body_tr="", body_en="")

    with translation.override("en"):
        assert language_of(post, "title") == "tr"
        assert is_borrowed(post, "title")
        assert not is_borrowed(post, "body")
    with translation.override("tr"):
        assert not is_borrowed(post, "title")


def test_a_field_without_languages_is_in_the_language_of_the_reader(union):
    post = make_post()

    assert has_languages(post, "title")
    assert not has_languages(post, "kind")
    assert language_of(post, "kind", "en") == "en"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"title_en": "News", "body_tr": "Metin", "body_en": "Text"}, True),
        ({"title_en": "News", "body_tr": "Metin", "body_en": ""}, False),
        ({"title_en": "News", "body_tr": "", "body_en": ""}, True),
        ({"title_en": "", "body_tr": "", "body_en": ""}, False),
    ],
)
def test_a_page_is_translated_where_all_that_turkish_says_is_said(union, texts, expected):
    assert is_translated(make_post(title_tr="Haber", **texts), "en") is expected
