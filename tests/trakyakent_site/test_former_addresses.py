from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_meeting, make_page, make_post, make_redirect, make_union
from tests.tables import table
from unions.models import UnionName

NOT_FOUND_QUERIES = 7


@pytest.fixture
def page_of_statute(union):
    return make_page(union=union, title_tr="Kuruluş ve Tüzük")


@pytest.fixture
def news(union):
    return make_post(union=union, title_tr="Yeni dönem")


def test_moved_address_leads_on_and_keeps_its_query(reader, union):
    make_redirect(old_path="/tr/eski/", new_path="/tr/yeni/")

    response = reader.get("/tr/eski/?sayfa=2")

    assert response.status_code == 301
    assert response["Location"] == "/tr/yeni/?sayfa=2"


def test_address_of_nothing_any_more_is_gone(reader, union):
    make_redirect(old_path="/tr/eski/", new_path="")

    response = reader.get("/tr/eski/")

    assert response.status_code == 410
    assert str(UnionName.objects.get()) in response.text


def test_address_of_another_union_leads_nowhere(reader, union):
    make_redirect(union=make_union(), old_path="/tr/eski/", new_path="/tr/yeni/")

    assert reader.get("/tr/eski/").status_code == 404


@pytest.mark.parametrize("language", ["tr", "en"])
def test_withdrawn_page_says_why_in_the_language_of_the_page(reader, union, language):
    meeting = make_meeting(
        status="withdrawn", withdrawal_reason_tr="Yanlış yayımlandı", withdrawal_reason_en="Published by mistake"
    )

    response = reader.get(meeting.address(language))

    assert response.status_code == 410
    assert {"tr": "Yanlış yayımlandı", "en": "Published by mistake"}[language] in response.text


def test_reason_without_translation_is_marked_as_turkish(reader, union):
    meeting = make_meeting(status="withdrawn", withdrawal_reason_tr="Yanlış yayımlandı")

    assert '<span lang="tr">Yanlış yayımlandı</span>' in reader.get(meeting.address("en")).text


def test_expired_page_says_until_when_it_was_shown(reader, union):
    ended = timezone.now() - timedelta(days=1)
    meeting = make_meeting(expire_at=ended)

    response = reader.get(meeting.address("en"))

    assert response.status_code == 410
    assert f"{timezone.localtime(ended).year}" in response.text


def test_changed_address_leads_to_the_new_one(reader, union):
    meeting = make_meeting(title_tr="Mayıs")
    old = meeting.address("tr")
    meeting.slug_tr = "mayis-olagan"
    meeting.save()

    response = reader.get(old)

    assert response.status_code == 301
    assert response["Location"] == meeting.address("tr")


def test_unknown_address_is_not_found_in_few_queries(reader, union, django_assert_max_num_queries):
    with django_assert_max_num_queries(NOT_FOUND_QUERIES):
        response = reader.get("/tr/kararlar/2026/99/")

    assert response.status_code == 404
    assert not response.cookies


@table(
    ("asked", "found"),
    [
        ("/tr/üyeler/", "/tr/uyeler/"),
        ("/tr/Üyeler", "/tr/uyeler/"),
        ("/TR/UYELER/", "/tr/uyeler/"),
        ("/tr/u\u0308yeler/", "/tr/uyeler/"),
        ("/tr/haberler/YENİ DÖNEM/", "/tr/haberler/yeni-donem/"),
        ("/en/Open-Data/Dictionary.JSON", "/en/open-data/dictionary.json"),
        ("/tr/Kuruluş ve Tüzük/", "/tr/kurulus-ve-tuzuk/"),
        ("/tr/haberler/Yeni%20Dönem/?sayfa=2", "/tr/haberler/yeni-donem/?sayfa=2"),
    ],
)
def test_an_address_as_people_type_it_leads_to_the_page(reader, union, page_of_statute, news, asked, found):
    answer = reader.get(asked)

    assert (answer.status_code, answer.get("Location")) == (301, found)


@table(
    "asked",
    [
        "/tr/Olmayan Sayfa/",
        "/tr/ŞŞŞ/",
        "/ÜYELER/",
        "/TR/",
        "/tr/.../",
        "/tr/🌻/",
        "/tr/uyeler/ŞEHİR/",
        "/tr/kararlar/2026/E-17/",
    ],
)
def test_an_address_that_leads_nowhere_folded_either_is_not_found(reader, union, page_of_statute, asked):
    assert reader.get(asked).status_code == (301 if asked == "/TR/" else 404)


def test_a_page_that_is_not_there_offers_to_search_for_its_words(reader, union):
    page = reader.get("/tr/haberler/faaliyet-raporu/").text

    assert 'value="faaliyet-raporu"' in page.split("<main")[1]
