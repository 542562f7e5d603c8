from datetime import date

import pytest
from django import forms
from django.test import RequestFactory
from django.utils import translation

from tests.tables import table
from unions.lists.filters import DayFilter, FilterForm


class DecisionFilter(FilterForm):
    year = forms.IntegerField(label="Year", required=False)
    text = forms.CharField(label="Text", required=False)


def form_of(kind, query, language="tr"):
    return kind(RequestFactory().get(f"/{language}/kararlar/?{query}"))


@pytest.mark.parametrize("query", ["yil=2024", "year=2024"])
def test_a_field_is_read_in_the_words_of_either_language(query):
    assert form_of(DecisionFilter, query).values == {"year": 2024}


def test_nonsense_narrows_nothing_and_is_named_at_its_field():
    form = form_of(DecisionFilter, "yil=dün&s=bütçe")

    assert form.values == {"text": "bütçe"}
    assert list(form.errors) == ["year"]


def test_a_field_is_named_by_the_word_of_the_page_s_language():
    with translation.override("en"):
        assert 'name="q"' in str(form_of(DecisionFilter, "")["text"])
    with translation.override("tr"):
        assert 'name="s"' in str(form_of(DecisionFilter, "")["text"])


def test_the_whole_list_is_offered_only_where_it_is_narrowed():
    assert form_of(DecisionFilter, "yil=2024").clear_url == "/tr/kararlar/"
    assert form_of(DecisionFilter, "utm_source=x").clear_url == ""


def test_what_a_form_shows_differs_with_its_values_and_its_errors():
    shown = {form_of(DecisionFilter, query).shown for query in ["", "yil=2024", "yil=2025", "yil=dün", "utm_source=x"]}

    assert len(shown) == 4
    assert all(hash(value) for value in shown)


@table("text", ["2024-05-31", "31.05.2024", "31/05/2024", "31.5.24", "31 Mayıs 2024", "2024/05/31"])
def test_a_day_is_read_as_either_language_writes_it(text):
    assert form_of(DayFilter, f"tarih={text}").values == {"day": date(2024, 5, 31)}


def test_what_is_no_day_is_quoted_in_the_error():
    form = form_of(DayFilter, "tarih=31.02.2024")

    assert form.values == {}
    assert "31.02.2024" in form.errors["day"][0]


def test_a_day_before_all_records_is_refused():
    assert form_of(DayFilter, "tarih=1899-12-31").errors


def test_a_day_is_asked_for_in_a_line_of_text_and_shown_as_the_language_writes_it():
    with translation.override("tr"):
        html = str(form_of(DayFilter, "tarih=2024-05-31")["day"])

    assert 'type="text"' in html
    assert 'value="31.05.2024"' in html


class ManyFilters(DecisionFilter):
    organ = forms.CharField(label="Organ", required=False)
    letter = forms.CharField(required=False, widget=forms.HiddenInput)


def test_all_but_the_text_is_folded_where_there_is_much_to_choose():
    def seen(kind, query=""):
        form = form_of(kind, query)
        return [field.name for field in form.fields_in_sight], [field.name for field in form.folded_fields]

    assert seen(ManyFilters) == (["text", "letter"], ["year", "organ"])
    assert seen(DecisionFilter) == (["year", "text"], [])
    assert not form_of(ManyFilters, "s=su").is_unfolded
    assert form_of(ManyFilters, "yil=2024").is_unfolded
    assert form_of(ManyFilters, "yil=dün").is_unfolded
