"""Every value of every filter has a word in the language of the page, and every other word leads on to it."""

import pytest
from django.forms import ChoiceField
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import translation

from tests import factories as make
from unions.lists import parameters
from unions.lists.filters import FilterForm, choices_of

pytestmark = [pytest.mark.django_db, pytest.mark.above_database]
# Their values are numbers, ranges, letters and the address words of rows, which have a word a language of their own.
NO_WORDS = {"year", "organ", "province", "letter", "subject"}


@pytest.fixture
def lists(reader, union):
    """The addresses of all lists that can be narrowed, by language, with their forms."""
    for number, kind in enumerate(["metropolitan", "metropolitan_district", "district", "town", "province"]):
        place = make.make_municipality(name=f"Köy {number}", kind=kind)
        make.make_membership(municipality=place)
        if number:
            make.make_population_figure(municipality=place, population=10**number)
    make.make_decision()
    make.make_meeting()
    found = {}
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    for language in ("tr", "en"):
        with translation.override(language):
            for name in sorted(names):
                try:
                    path = reverse(name)
                except NoReverseMatch:
                    continue
                if not path.startswith(f"/{language}/"):
                    continue
                response = reader.get(path)
                form = response.context["form"] if response.context and "form" in response.context else None
                if isinstance(form, FilterForm):
                    found[language, name] = path, form
    return found


def filtered(lists):
    for (language, name), (path, form) in lists.items():
        for field_name, field in form.fields.items():
            if isinstance(field, ChoiceField) and field_name not in NO_WORDS:
                values = [str(value) for value, _label in choices_of(field) if value]
                yield language, name, path, field_name, values


def test_every_value_has_a_word_in_each_language(lists):
    assert {name for _language, name in lists} >= {"decision_list", "document_list", "member_list", "tender_list"}
    missing = {
        (name, field, value)
        for _language, name, _path, field, values in filtered(lists)
        for value in values
        if value.replace("_", "").isalpha() and set(parameters.VALUES.get(field, {}).get(value, {})) != {"tr", "en"}
    }

    assert not missing


def test_lists_write_their_own_words_and_others_lead_on_to_them(reader, lists):
    wrong = []
    for language, name, path, field, values in filtered(lists):
        other = {"tr": "en", "en": "tr"}[language]
        for value in values:
            own, foreign = (parameters.written(field, value, code) for code in (language, other))
            parameter = parameters.word(field, language)
            address = f"{path}?{parameter}={own}"
            page = reader.get(address)
            switch = f"?{parameters.word(field, other)}={foreign}"
            if page.status_code != 200 or page.context["form"].values.get(field) != value or switch not in page.text:
                wrong.append((address, page.status_code))
            for word in {value, foreign} - {own}:
                moved = reader.get(f"{path}?{parameters.word(field, other)}={word}")
                if (moved.status_code, moved.get("Location")) != (301, address):
                    wrong.append((language, name, word, moved.status_code, moved.get("Location")))

    assert not wrong


def test_options_of_a_form_are_words_of_the_page(lists):
    for language, name in lists:
        _path, form = lists[language, name]
        with translation.override(language):
            for field, others in parameters.VALUES.items():
                html = str(form[field]) if field in form.fields and field not in NO_WORDS else ""
                strange = [
                    value for value, words in others.items() if value != words[language] and f'value="{value}"' in html
                ]
                assert not strange, (language, name, field, strange)


def test_the_search_names_kinds_in_the_language_of_the_page(reader, union):
    make.make_decision(title_tr="Bisiklet", title_en="Bicycle")
    make.make_post(title_tr="Bisiklet yolu", title_en="Bicycle route")

    page = reader.get("/tr/ara/?s=bisiklet&tur=kararlar").text
    assert "/en/search/?q=bisiklet&amp;category=decisions" in page
    moved = reader.get("/tr/ara/?s=bisiklet&tur=decisions")
    assert (moved.status_code, moved["Location"]) == (301, "/tr/ara/?s=bisiklet&tur=kararlar")
