"""Which column is meant by a heading, as offices write them."""

import pytest
from django.utils import translation

from members.exchange import reading
from members.exchange.headings import find_heading
from members.exchange.resources import RESOURCES
from tests.members.exchange.tables import csv_file


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
