import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import translation

from unions.lists import parameters
from unions.publishing.lookup import Moved


@pytest.mark.parametrize(("language", "word"), [("tr", "s"), ("en", "q")])
def test_word_is_of_the_page_s_language(language, word):
    with translation.override(language):
        assert parameters.word("text") == word


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("query", ["sayfa=3", "page=3"])
def test_words_of_both_languages_are_read(language, query):
    with translation.override(language):
        assert parameters.read(QueryDict(query), "page") == "3"


def test_own_language_goes_first():
    with translation.override("en"):
        assert parameters.read(QueryDict("s=bir&q=two"), "text") == "two"


def test_unprintable_characters_are_left_out():
    assert parameters.read(QueryDict("s=%00%0Aa%07b+"), "text") == "ab"


def test_endless_text_is_cut():
    assert len(parameters.read(QueryDict("s=" + "a" * 5000), "text")) == 200


def test_known_parameters_are_written_in_another_language():
    known = parameters.values_in(QueryDict("yil=2024&organ=meclis&utm_source=x"))

    assert parameters.query_string(known, "en") == "?year=2024&organ=meclis"


def test_empty_parameters_are_left_out():
    assert parameters.query_string({"page": "", "text": None}) == ""


def test_no_word_means_two_things():
    words = [(word, name) for name, spellings in parameters.WORDS.items() for word in set(spellings.values())]

    assert len({word for word, _name in words}) == len(words)


def test_an_app_above_adds_a_parameter_of_its_own(monkeypatch):
    monkeypatch.setattr(parameters, "WORDS", dict(parameters.WORDS))

    parameters.add("colour", {"tr": "renk", "en": "colour"})
    # Two page types may share one.
    parameters.add("colour", {"tr": "renk", "en": "colour"})

    assert parameters.word("colour", "tr") == "renk"


@pytest.mark.parametrize("words", [{"tr": "yil", "en": "vintage"}, {"tr": "renk", "en": "year"}])
def test_a_word_with_two_meanings_is_refused(words):
    with pytest.raises(ValueError, match="would mean two things"):
        parameters.add("vintage", words)


def test_a_parameter_has_one_word_a_language():
    with pytest.raises(ValueError, match="would mean two things"):
        parameters.add("year", {"tr": "sene", "en": "year"})


def test_a_value_has_a_word_in_each_language_and_is_read_by_either():
    with translation.override("tr"):
        assert [parameters.read(QueryDict(f"sonuc={word}"), "outcome") for word in ("ret", "rejected")] == [
            "rejected"
        ] * 2
        assert parameters.query_string({"outcome": "rejected"}) == "?sonuc=ret"
    with translation.override("en"):
        assert parameters.query_string({"outcome": "rejected"}) == "?outcome=rejected"


@pytest.mark.parametrize("words", [{"tr": "ret", "en": "refusal"}, {"tr": "baska", "en": "rejected"}])
def test_a_value_s_word_that_means_another_value_is_refused(monkeypatch, words):
    monkeypatch.setattr(parameters, "VALUES", {name: dict(values) for name, values in parameters.VALUES.items()})

    with pytest.raises(ValueError, match="would mean two things"):
        parameters.add_values("outcome", {"refused": words})


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("sonuc=ret", ""),
        ("sonuc=rejected&sayfa=2", "/tr/kararlar/?sayfa=2&sonuc=ret"),
        ("outcome=accepted", "/tr/kararlar/?sonuc=kabul"),
        ("sonuc=nonsense", ""),
        ("yil=2024&s=rejected", ""),
    ],
)
def test_an_address_with_another_language_s_value_leads_on(asked, led):
    with translation.override("tr"):
        request = RequestFactory().get(f"/tr/kararlar/?{asked}")
        try:
            parameters.lead_on(request)
            path = ""
        except Moved as moved:
            path = moved.path

    assert path == led
