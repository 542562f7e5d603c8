from datetime import date

import pytest
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation

from tests.factories import (
    make_decision,
    make_meeting,
    make_membership,
    make_municipality,
    make_organ,
    make_paper,
    make_post,
    make_union,
)
from tests.tables import table
from unions.publishing import alternates

HOST = "http://ornek.localhost"


def alternates_of(path, subject=None, language="tr", union=None):
    with translation.override(language):
        request = RequestFactory().get(path, headers={"host": "ornek.localhost"})
        request.resolver_match = resolve(request.path)
        request.union = union
        return alternates.of(request, subject)


def test_page_without_a_subject_stands_in_every_language(union):
    found = alternates_of("/tr/birlik/gorevler/")

    assert found.canonical == f"{HOST}/tr/birlik/gorevler/"
    assert found.alternates == [
        ("tr", f"{HOST}/tr/birlik/gorevler/"),
        ("en", f"{HOST}/en/union/duties/"),
        ("x-default", f"{HOST}/tr/birlik/gorevler/"),
    ]
    assert [(link.code, link.is_current, link.is_missing) for link in found.language_links] == [
        ("tr", True, False),
        ("en", False, False),
    ]


def test_filters_are_carried_over_in_the_words_of_the_language(union):
    found = alternates_of("/tr/kararlar/?s=b%C3%BCt%C3%A7e&yil=2024&sayfa=2&fbclid=x")

    assert found.language_links[1].url == "/en/decisions/?page=2&q=b%C3%BCt%C3%A7e&year=2024"
    # What is found by a text is indexed already; the page stands for the whole list.
    assert found.canonical == f"{HOST}/tr/kararlar/"


@pytest.fixture
def lists(union):
    """Lists with something to choose, and one with a second page."""
    organ = make_organ(title_tr="Meclis", title_en="Assembly")
    make_decision(organ=organ, date=date(2024, 5, 1))
    make_membership()
    for _number in range(13):
        make_post(date=date(2024, 5, 1))


@table(
    ("asked", "canonical", "other"),
    [
        # Each page of a list is one of its own, the first one without its number.
        ("/tr/haberler/?sayfa=2", "/tr/haberler/?sayfa=2", "/en/news/?page=2"),
        ("/tr/haberler/?page=2", "/tr/haberler/?sayfa=2", "/en/news/?page=2"),
        ("/tr/haberler/?sayfa=1", "/tr/haberler/", "/en/news/"),
        # So is a list narrowed by one choice that it offers, in the words of each language.
        ("/tr/haberler/?yil=2024", "/tr/haberler/?yil=2024", "/en/news/?year=2024"),
        ("/tr/haberler/?year=2024&utm_source=x", "/tr/haberler/?yil=2024", "/en/news/?year=2024"),
        ("/tr/kararlar/?organ=meclis", "/tr/kararlar/?organ=meclis", "/en/decisions/?organ=assembly"),
        ("/tr/kararlar/?organ=assembly", "/tr/kararlar/?organ=meclis", "/en/decisions/?organ=assembly"),
        ("/en/decisions/?organ=meclis", "/en/decisions/?organ=assembly", "/tr/kararlar/?organ=meclis"),
        # All else stands for the whole list: a choice that is not offered, several, a text, a day, an order, a view.
        ("/tr/haberler/?yil=1950", "/tr/haberler/", "/en/news/"),
        ("/tr/kararlar/?organ=yok", "/tr/kararlar/", "/en/decisions/"),
        ("/tr/kararlar/?organ=meclis&yil=2024", "/tr/kararlar/", "/en/decisions/"),
        ("/tr/kararlar/?s=karar", "/tr/kararlar/", "/en/decisions/"),
        ("/tr/uyeler/?gorunum=tablo", "/tr/uyeler/", "/en/members/"),
        ("/tr/uyeler/?sira=nufus", "/tr/uyeler/", "/en/members/"),
        ("/tr/uyeler/?tarih=2020-01-01", "/tr/uyeler/", "/en/members/"),
    ],
)
def test_search_engines_keep_each_list_under_one_address(reader, union, lists, asked, canonical, other):
    page = reader.get(asked).text

    host = f"http://{union.code}.localhost"
    assert f'<link rel="canonical" href="{host}{canonical}">' in page
    code = "tr" if asked.startswith("/en/") else "en"
    assert f'<link rel="alternate" hreflang="{code}" href="{host}{other}">' in page


def test_row_is_found_under_its_own_word_in_each_language(union):
    meeting = make_meeting(title_tr="Mayıs toplantısı", title_en="May meeting")

    found = alternates_of(meeting.address("tr"), meeting)

    assert [url for _code, url in found.alternates] == [HOST + meeting.address(code) for code in ["tr", "en", "tr"]]
    assert meeting.address("en").endswith("/may-meeting/")


def test_untranslated_row_is_no_alternate_but_keeps_the_switch(union):
    meeting = make_meeting(title_tr="Mayıs toplantısı")

    found = alternates_of(meeting.address("en"), meeting, language="en")

    assert found.alternates == []
    assert found.canonical == HOST + meeting.address("tr")
    assert [(link.code, link.is_missing) for link in found.language_links] == [("tr", False), ("en", True)]
    assert found.language_links[1].url == meeting.address("en")


def test_row_with_a_translated_title_and_a_turkish_text_is_not_translated(union):
    decision = make_decision(title_tr="Bütçe", title_en="Budget", text_tr="<p>Metin</p>")

    assert alternates_of(decision.address("tr"), decision).alternates == []


@pytest.mark.parametrize("make", [make_paper, make_municipality])
def test_rows_of_facts_alone_stand_in_every_language(union, make):
    row = make()
    with translation.override("tr"):
        path = row.get_absolute_url()

    assert [code for code, _url in alternates_of(path, row).alternates] == ["tr", "en", "x-default"]


def test_addresses_for_search_engines_are_those_of_the_main_host(union):
    found = alternates_of("/tr/kararlar/", union=make_union(host="birlik.gov.tr", default_language="en"))

    assert found.canonical == "http://birlik.gov.tr/tr/kararlar/"
    assert dict(found.alternates)["x-default"] == "http://birlik.gov.tr/en/decisions/"


def test_address_that_leads_nowhere_has_the_home_pages(union):
    request = RequestFactory().get("/tr/yok/", headers={"host": "ornek.localhost"})
    request.resolver_match = None

    assert [link.url for link in alternates.of(request).language_links] == ["/tr/", "/en/"]


def test_switch_on_a_real_page_leads_to_the_same_thing(reader, union):
    post = make_post(title_tr="Eğitim", title_en="Training")

    html = reader.get(post.address("tr")).text

    assert f'href="{post.address("en")}" lang="en" hreflang="en"' in html


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_home_of_a_language_is_a_page_of_the_site(language):
    with translation.override(language):
        assert resolve(alternates.home_path(language)).view_name == "home"
