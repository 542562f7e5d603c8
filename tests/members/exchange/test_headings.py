"""Which column is meant by a heading, as offices write them."""

import pytest
from django.utils import translation

from members.exchange import reading
from members.exchange.headings import Vocabulary, find_heading, heading_key, heading_year
from members.exchange.resources import RESOURCES
from tests.members.exchange.tables import csv_file
from tests.tables import table

LISTINGS = RESOURCES["listings"]().all_columns


def heading_of(*rows, kind: str = "listings", **answers):
    resource = RESOURCES[kind]()
    return find_heading(
        reading.read(csv_file(*rows)), resource.all_columns, with_years=resource.takes_years, answers=answers
    )


@pytest.mark.parametrize(
    "headings",
    [
        ["BELEDİYE ADI", "İLİ", "TEL.", "E-MAİL"],
        ["belediye adi", "ili", "tel no", "Eposta"],
        ["Municipality", "Province", "Telephone", "E-mail"],
        ["Üye Belediye", "Bulunduğu İl", "Telefon Numarası", "E-Posta Adresi"],
    ],
)
def test_headings_are_known_in_either_language_whatever_their_letters(headings):
    heading = heading_of(headings, ["x", "y", "z", "w"])

    assert [column.name for column in heading.columns.values()] == ["municipality", "province", "phone", "email"]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["a", "b"], ["1", "2"]], "no_headings"),
        ([["Telefon", "E-posta"], ["1", "2"]], "column_missing"),
        ([["Belediye", "Telefon", "Telefonu"], ["x", "1", "2"], ["y", "3", "3"]], None),
        ([["Belediye", "Tel", "Telefon"], ["x", "1", "2"]], "column_twice"),
    ],
)
def test_wrong_columns_are_named_with_what_to_do(rows, code):
    with translation.override("tr"):
        problems = heading_of(*rows).problems

    assert [problem.code for problem in problems] == ([code] if code else [])
    assert all("aşağıda" in problem.messages[0] for problem in problems)


def test_columns_of_years_are_read_as_years():
    heading = heading_of(
        ["İl", "Belediye", "2023 Nüfusu", "2024", "Artış"], ["a", "b", "1", "2", "3"], kind="population"
    )

    assert heading.years == {2: 2023, 3: 2024}
    assert heading.unread == ["Artış"]


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


def test_plate_number_and_name_of_a_province_stand_together():
    heading = heading_of(["İL KODU", "İL ADI", "Belediye"], ["59", "Tekirdağ", "Çorlu"])

    assert heading.problems == []
    assert heading.cells(heading.rows()[0][1])["province"] == "Tekirdağ 59"


def test_the_better_of_two_columns_is_read_and_the_other_one_named():
    heading = heading_of(["Belediye", "İletişim", "Telefon"], ["Çorlu", "Ali Bey", "0282 651 10 20"])

    assert heading.problems == []
    assert heading.cells(heading.rows()[0][1])["phone"] == "0282 651 10 20"
    assert heading.unread == ["İletişim"]


def test_name_and_surname_are_one_person():
    rows = [["ADI", "SOYADI", "ORGAN"], ["Ali", "Ak", "Meclis"]]
    heading = heading_of(*rows, kind="office-holders")

    assert heading.cells(heading.rows()[0][1])["person"] == "Ali Ak"


def test_a_surname_beside_a_whole_name_is_left_out():
    heading = heading_of(["Adı Soyadı", "Soyadı", "Organ"], ["Ali Ak", "Ak", "Meclis"], kind="office-holders")

    assert heading.cells(heading.rows()[0][1])["person"] == "Ali Ak"
    assert heading.unread == ["Soyadı"]


def test_the_district_stands_for_a_municipality_only_where_no_other_column_is_one():
    alone = heading_of(["İl", "İlçe", "Tel"], ["Tekirdağ", "Çorlu", ""])
    beside = heading_of(["İl", "İlçe", "Belediye", "Tel"], ["Kırklareli", "Babaeski", "Alpullu", ""])

    assert alone.cells(alone.rows()[0][1])["municipality"] == "Çorlu"
    assert beside.cells(beside.rows()[0][1])["municipality"] == "Alpullu"
    assert [
        problem.code for problem in heading_of(["İl", "İlçe", "Nüfus"], ["a", "b", "1"], kind="population").problems
    ] == ["column_missing"]


def test_a_person_says_what_a_column_is():
    rows = [["Kurumumuz", "Aranacak", "Telefon"], ["Çorlu", "0282 651 10 20", "yok"]]
    answers = {"column:kurumumuz": "municipality", "column:aranacak": "phone", "column:telefon": "skip"}
    heading = heading_of(*rows, **answers)

    assert heading.problems == []
    assert heading.cells(heading.rows()[0][1]) == {"municipality": "Çorlu", "phone": "0282 651 10 20"}
    assert heading.unread == ["Telefon"]


def test_a_heading_may_have_two_lines():
    heading = heading_of(["Belediye", "Başkan", ""], ["", "Adı", "Soyadı"], ["Çorlu", "Ali", "Ak"])

    assert heading.problems == []
    assert heading.rows() == [(3, ["Çorlu", "Ali", "Ak"])]
    assert heading.cells(heading.rows()[0][1]) == {"municipality": "Çorlu", "mayor": "Ali Ak"}
