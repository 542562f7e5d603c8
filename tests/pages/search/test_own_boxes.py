"""The boxes of lists, asked as people type."""

from datetime import date

import pytest

from members.models import Municipality
from tests import factories as make
from tests.addresses import address

pytestmark = pytest.mark.django_db
PARAMETER = {"tr": "s", "en": "q"}
DOCUMENTS = [
    ("Bütçe hazırlama rehberi", "Guide to preparing the budget"),
    ("Eğitim başvuru formu", "Training application form"),
    ("Ortak alım ihtiyaç formu", "Joint purchasing form"),
    ("Tüzük", "Statute"),
]
# By list and language: what is typed, and the Turkish titles of the rows that are meant.
MEANT = {
    ("document_list", "tr"): {
        "büçte": ["Bütçe hazırlama rehberi"],
        "eğtim": ["Eğitim başvuru formu"],
        "başvru": ["Eğitim başvuru formu"],
        "formlar": ["Eğitim başvuru formu", "Ortak alım ihtiyaç formu"],
        "formlarimiz": ["Eğitim başvuru formu", "Ortak alım ihtiyaç formu"],
        "tuzugu": ["Tüzük"],
        "ana tüzük": ["Tüzük"],
        "egitm basvurusu": ["Eğitim başvuru formu"],
    },
    ("document_list", "en"): {
        "budgte": ["Bütçe hazırlama rehberi"],
        "trainig": ["Eğitim başvuru formu"],
        "aplication forms": ["Eğitim başvuru formu"],
        "bylaws": ["Tüzük"],
        # Typed in the other language.
        "eğtim": ["Eğitim başvuru formu"],
    },
    ("decision_list", "tr"): {
        "büçte": ["2027 yılı bütçesinin kabulü"],
        "komsyon": ["Komisyon üyelerinin seçimi"],
        "aidat": ["Katılım paylarının belirlenmesi"],
        "03.06.2026": ["2027 yılı bütçesinin kabulü"],
    },
    ("meeting_list", "tr"): {
        "hazirann": ["Haziran 2026 olağan toplantısı"],
        "olagn": ["Haziran 2026 olağan toplantısı"],
    },
    ("event_list", "tr"): {"seminr": ["Gelir semineri"], "geliri": ["Gelir semineri"], "çalştay": []},
    ("news_list", "tr"): {"bisklet": ["Bisiklet yolu açıldı"], "bisikletliler": ["Bisiklet yolu açıldı"]},
}


@pytest.fixture
def library(union):
    for title_tr, title_en in DOCUMENTS:
        make.make_document(title_tr=title_tr, title_en=title_en)
    organ = make.make_organ()
    make.make_decision(organ=organ, title_tr="2027 yılı bütçesinin kabulü", date=date(2026, 6, 3))
    make.make_decision(organ=organ, title_tr="Komisyon üyelerinin seçimi", date=date(2026, 6, 4))
    make.make_decision(organ=organ, title_tr="Katılım paylarının belirlenmesi", date=date(2026, 6, 5))
    make.make_meeting(organ=organ, title_tr="Haziran 2026 olağan toplantısı")
    make.make_event(title_tr="Gelir semineri")
    make.make_post(title_tr="Bisiklet yolu açıldı")
    make.make_post(title_tr="Satranç turnuvası")


def asked(reader, name: str, language: str, text: str):
    return reader.get(address(name, language), {PARAMETER[language]: text})


def titles(response) -> list[str]:
    return sorted(row.title_tr for row in response.context["page"])


def test_boxes_of_lists_find_what_was_meant(reader, library):
    found = {
        (name, language): {text: titles(asked(reader, name, language, text)) for text in rows}
        for (name, language), rows in MEANT.items()
    }

    assert found == MEANT


def test_what_was_meant_is_said_in_the_letters_of_the_texts_and_leads_to_the_whole_search(reader, library):
    html = asked(reader, "document_list", "tr", "büçte").text

    assert 'Burada “<bdi lang="" translate="no">büçte</bdi>” geçen bir şey yok' in html
    assert "“bütçe”" in html
    assert 'href="/tr/ara/?s=b%C3%BC%C3%A7te"' in html


def test_a_list_without_the_word_offers_what_the_rest_of_the_site_has(reader, library):
    html = asked(reader, "event_list", "tr", "bisklet").text

    assert '<a href="/tr/ara/?s=bisiklet" rel="nofollow">bisiklet</a>' in html
    assert 'href="/tr/ara/?s=bisklet"' in html


def test_a_word_that_a_row_has_is_not_mended(reader, library):
    response = asked(reader, "document_list", "tr", "form")

    assert response.context["found"].understood is None
    assert "found-otherwise" not in response.text


def test_other_filters_still_hold(reader, library):
    response = reader.get(address("decision_list"), {"s": "büçte", "yil": "2026"})
    assert titles(response) == ["2027 yılı bütçesinin kabulü"]

    response = reader.get(address("document_list"), {"s": "büçte", "tur": "form"})
    assert titles(response) == []


def test_members_are_found_by_what_the_search_knows_of_them(reader, union):
    corlu, other = (make.make_membership(municipality=make.make_municipality(name=name)) for name in ("Çorlu", "Saray"))
    make.make_listing(municipality=corlu.municipality, mayor="Gülnihal Karaselvi")
    assert Municipality.objects.count() == 2

    def names(text: str) -> list[str]:
        return [card.row.name for card in asked(reader, "member_list", "tr", text).context["cards"]]

    assert names("çrolu") == ["Çorlu"]
    assert names("gülnihal karaselvi") == ["Çorlu"]
    assert names("Gülnhal Karaselvi") == ["Çorlu"]
    assert other.municipality.name == "Saray"
    assert 'href="/tr/ara/?s=xyzzyq"' in asked(reader, "member_list", "tr", "xyzzyq").text


def test_a_box_is_shown_where_there_is_much_to_look_through(reader, union):
    for number in range(12):
        make.make_event(title_tr=f"Etkinlik {number}")
        if number == 10:
            assert 'id="id_s"' not in reader.get(address("event_list")).text
    assert 'name="s"' in reader.get(address("event_list")).text.partition("<main")[2]


def test_odd_input_is_answered_by_every_box(reader, library):
    odd = ["", "%", "_", '"', "''; DROP TABLE x", "a" * 10_000, "\x00", "😀", "مرحبا", "a", "AND OR NOT", "*", "“”"]
    names = ["document_list", "decision_list", "meeting_list", "event_list", "news_list", "member_list"]

    wrong = {(name, text[:9]) for name in names for text in odd if asked(reader, name, "tr", text).status_code != 200}

    assert not wrong
