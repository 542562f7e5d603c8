"""What a heading means, as offices write it."""

import pytest

from members.exchange.resources import RESOURCES
from members.exchange.vocabulary import Vocabulary, heading_key, heading_year
from tests.tables import table

HEADINGS = {
    "listings": {
        "WEB SİTESİ": "website", "Web Sitesi Adresi": "website", "İNTERNET SİTESİ": "website", "web": "website",
        "Web Sayfası": "website", "İnternet Adresi": "website", "TELEFONU": "phone", "Telefon No": "phone",
        "TELEFON NUMARASI": "phone", "Tel.": "phone", "Tel. No": "phone", "TEL NO:": "phone", "Telefon (santral)":
        "phone", "Telefonları": "phone", "İLETİŞİM": "phone", "FAKSI": "fax", "FAX NO": "fax", "Fax": "fax",
        "Faks Numarası": "fax", "Belgegeçer": "fax", "FAKS (varsa)": "fax", "E-Posta Adresi": "email",
        "E POSTA": "email", "e-mail": "email", "E-MAİL ADRESİ": "email", "MAİL": "email", "Elektronik Posta": "email",
        "Mail Adresi": "email", "ADRESİ": "address", "Adres": "address", "AÇIK ADRESİ": "address",
        "Adres (posta kodu ile)": "address", "BAŞKANI": "mayor", "Belediye Başkanı": "mayor",
        "BELEDİYE BAŞKANININ ADI SOYADI": "mayor", "Başkan Adı Soyadı": "mayor", "BELEDİYENİN İSMİ": "municipality",
        "Belediyenin Adı": "municipality", "BELEDİYE ADI": "municipality", "Belediye İsmi": "municipality",
        "BELEDİYESİ": "municipality", "Belediyeler": "municipality", "Belediye (İlçe)": "municipality",
        "Üye Belediye": "municipality", "ÜYE BELEDİYENİN ADI": "municipality", "Belediye*": "municipality",
        "İLİ": "province", "İl Adı": "province", "BULUNDUĞU İL": "province", "İl (plaka)": "province",
        "İL KODU": "province", "PLAKA": "province", "İlin Adı": "province", "STATÜSÜ": "kind", "Belediye Türü": "kind",
        "Belediye Kodu": "code", "S.No": None, "Sıra No": None, "NO": None, "Açıklama": None, "Cep Telefonu": None,
        "Nüfus": None, "Posta Kodu": None, "Düşünceler": None, "Parti": None,
    },
    "population": {
        "NÜFUSU": "population", "Toplam Nüfus": "population", "Nüfus (kişi)": "population", "TOPLAM": "population",
        "Belediye Nüfusu": "population", "YILI": "year", "Yıl": "year", "Nüfus Yılı": "year", "Kaynak": "source",
        "İLÇE": "district", "İlçesi": "district", "İlçe Nüfusu": None, "Mahalle": None, "Köy": None, "Erkek": None,
        "Kadın": None, "Yüzölçümü": None,
    },
    "memberships": {
        "GİRİŞ TARİHİ": "start_date", "Üyelik Tarihi": "start_date", "Üyeliğe Kabul Tarihi": "start_date",
        "KATILIM TARİHİ": "start_date", "Birliğe Katılım Tarihi": "start_date", "Üyelik Başlangıç Tarihi": "start_date",
        "ÇIKIŞ TARİHİ": "end_date", "Ayrılış Tarihi": "end_date", "Ayrılma Tarihi": "end_date",
        "KARAR NO": "council_decision_number", "Meclis Karar Tarihi": "council_decided_on",
        "Meclis Kararının Tarihi": "council_decided_on",
    },
    "office-holders": {
        "ADI SOYADI": "person", "Adı ve Soyadı": "person", "AD SOYAD": "person", "İsim": "person", "ÜNVANI": "title",
        "GÖREVİ": "role", "Birlikteki Görevi": "role", "ORGAN": "organ", "ASIL/YEDEK": "seat",
        "TEMSİL ETTİĞİ BELEDİYE": "municipality", "SEÇİLDİĞİ TARİH": "start_date", "Görev Dönemi": "term",
    },
}  # fmt: skip


@table(
    ("kind", "text", "name"), [(kind, text, name) for kind, table in HEADINGS.items() for text, name in table.items()]
)
def test_a_heading_means_a_column_whatever_its_endings_and_remarks(kind, text, name):
    resource = RESOURCES[kind]()
    meaning = Vocabulary(resource.all_columns, with_years=resource.takes_years).meaning(text)

    assert (meaning.column.name if meaning else None) == name


def test_more_than_sixty_headings_are_tried():
    assert sum(len(table) for table in HEADINGS.values()) > 100


@table(
    "text", ["2023", "2023 Yılı", "2023 NÜFUSU", "Nüfus (2023)", "2023 yılı toplam nüfusu", "31.12.2023", "ADNKS 2023"]
)
def test_a_year_is_read_from_a_heading(text):
    assert heading_year(text) == 2023


@pytest.mark.parametrize("text", ["2023 Erkek", "2022-2023 Artışı", "Nüfus", "Karar 2023", "1850"])
def test_other_headings_are_no_year(text):
    assert heading_year(text) is None


@pytest.mark.parametrize("kind", RESOURCES)
def test_no_two_columns_share_a_heading(kind):
    columns = RESOURCES[kind]().all_columns
    owners: dict[str, set[str]] = {}
    for column in columns:
        for spelling in column.known_as():
            owners.setdefault(spelling, set()).add(column.name)

    assert [spelling for spelling, names in owners.items() if len(names) > 1] == []


def test_endings_of_words_make_no_difference():
    assert heading_key("Belediyenin İsmi") == heading_key("BELEDİYE ADI")
    assert heading_key("Telefonu") == heading_key("TEL.")
    assert heading_key("Web Sitesi") == heading_key("web site")
