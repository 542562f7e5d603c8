import pytest
from django.http import Http404, QueryDict
from django.test import RequestFactory
from django.utils import translation

from tests.factories import make_meeting
from unions.lists import parameters
from unions.lists.paging import page_of, pager
from unions.models import Meeting


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


def test_unprintable_signs_are_left_out():
    assert parameters.read(QueryDict("s=%00%0Aa%07b+"), "text") == "ab"


def test_endless_text_is_cut():
    assert len(parameters.read(QueryDict("s=" + "a" * 5000), "text")) == 200


def test_known_parameters_are_written_in_another_language():
    known = parameters.values_in(QueryDict("yil=2024&organ=meclis&utm_source=x"))

    assert parameters.query_string(known, "en") == "?year=2024&organ=meclis"


def test_nothing_is_written_as_nothing():
    assert parameters.query_string({"page": "", "text": None}) == ""


def test_no_word_means_two_things():
    words = [(word, name) for name, spellings in parameters.WORDS.items() for word in set(spellings.values())]

    assert len({word for word, _name in words}) == len(words)


def request(query, language="tr"):
    return RequestFactory().get(f"/{language}/kararlar/?{query}")


@pytest.mark.parametrize("number", ["0", "-1", "4", "1.5", "son", "²", "9" * 60])
def test_page_that_does_not_exist_is_not_found(number):
    with pytest.raises(Http404):
        page_of(request(f"sayfa={number}"), list(range(50)))


def test_empty_list_has_a_first_page():
    assert list(page_of(request(""), [])) == []


def test_pager_keeps_the_filters():
    asked = request("sayfa=2&s=bütçe&yil=2024")
    page = page_of(asked, list(range(50)))

    links = pager(asked, page)

    assert links["previous_url"] == "/tr/kararlar/?s=b%C3%BCt%C3%A7e&yil=2024"
    assert links["next_url"] == "/tr/kararlar/?sayfa=3&s=b%C3%BCt%C3%A7e&yil=2024"
    assert [link["number"] for link in links["links"]] == [1, 2, 3]
    assert [link["is_current"] for link in links["links"]] == [False, True, False]


def test_pager_leaves_gaps_in_long_lists():
    asked = request("sayfa=10")
    page = page_of(asked, list(range(400)))

    links = pager(asked, page)["links"]

    assert [bool(link["url"]) for link in links] == [True, False, True, True, True, False, True]


def test_known_count_is_not_counted_again(django_assert_num_queries, union):
    make_meeting()

    with django_assert_num_queries(1):
        page = list(page_of(request(""), Meeting.objects.all(), count=1))

    assert len(page) == 1


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
