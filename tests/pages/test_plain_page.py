"""A page type without templates of its own is shown by what it declares."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from pages.kinds import DOCUMENTS, EVENTS, VACANCIES
from pages.page_kind import PageKind
from pages.plain_page import facts_of
from tests import factories as make
from tests.publications import make_publication
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bound(union):
    with scope.of(union), translation.override("en"):
        yield union


def shown(kind, row):
    return {fact.label: str(fact.value) for fact in facts_of(kind, row)}


def test_fields_are_shown_in_their_words_and_empty_ones_left_out():
    vacancy = make_publication(VACANCIES, post_tr="Mühendis", last_day=date(2999, 5, 12), date=date(2026, 5, 1))

    facts = shown(VACANCIES, vacancy)

    assert facts["last day to apply"] == '<time datetime="2999-05-12">12\xa0May\xa02999</time>'
    assert facts["State"] == "Open for applications"
    # Without a translation the text is marked as Turkish.
    assert facts["post to be filled"] == '<span lang="tr">Mühendis</span>'
    event = make.make_event(place_tr="", is_cancelled=False)
    assert not {"place", "cancelled"} & set(shown(EVENTS, event))


def test_a_choice_is_shown_by_its_label():
    assert "Form" in shown(DOCUMENTS, make.make_document(category="form")).values()


def test_what_an_editor_wrote_stays_text():
    vacancy = make_publication(VACANCIES, post_tr="<b>Usta</b>")

    assert "<b>" not in shown(VACANCIES, vacancy)["post to be filled"]


def test_the_plain_templates_show_list_and_page(client, bound, monkeypatch):
    row = make_publication(VACANCIES, title_tr="Usta aranıyor", title_en="Craftsman wanted", summary_tr="Özet")
    monkeypatch.setattr(PageKind, "list_template", "pages/none_list.html")
    monkeypatch.setattr(PageKind, "page_template", "pages/none_detail.html")
    monkeypatch.setitem(vars(VACANCIES), "lead", "What stands here.")

    listed, page = client.get(reverse("vacancy_list")).text, client.get(row.get_absolute_url()).text

    assert "Craftsman wanted" in listed
    assert "What stands here." in listed
    assert "<dt>Last day to apply</dt>" in page
