"""Headings and words of a table in either language, whatever their letters."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from members.exchange import reading
from members.exchange.columns import find_heading
from members.exchange.resources import RESOURCES
from tests.members.exchange.tables import csv_file

LISTINGS = RESOURCES["listings"].columns


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
    heading = find_heading(reading.read(csv_file(headings, ["x", "y", "z", "w"])), LISTINGS)

    assert [column.name for column in heading.columns.values()] == ["municipality", "province", "phone", "email"]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["a", "b"], ["1", "2"]], "no_headings"),
        ([["Telefon", "E-posta"], ["1", "2"]], "column_missing"),
        ([["Belediye", "Telefon", "Tel"], ["x", "1", "2"]], "column_twice"),
        ([["Belediye", "Telefon"]], "no_rows"),
    ],
)
def test_wrong_columns_are_named_with_what_to_do(rows, code):
    with translation.override("tr"), pytest.raises(ValidationError) as caught:
        find_heading(reading.read(csv_file(*rows)), LISTINGS)

    assert caught.value.code == code
    assert any(word in caught.value.messages[0] for word in ["Şablon", "şablon", "silin", "satır yok"])


def test_columns_of_years_are_read_as_years():
    columns = RESOURCES["population"].columns
    table = reading.read(csv_file(["İl", "Belediye", "2023 Nüfusu", "2024", "Artış"], ["a", "b", "1", "2", "3"]))
    heading = find_heading(table, columns, with_years=True)

    assert heading.years == {2: 2023, 3: 2024}
    assert heading.unread == ["Artış"]


@pytest.mark.parametrize(
    ("column", "typed", "read"),
    [
        ("role", "BİRLİK BAŞKANI", "president"), ("role", "Kâtip", "clerk"), ("role", "üye", "member"),
        ("role", "1. Başkan Vekili", "first_deputy"),
        ("role", "President", "president"), ("role", "asıl üye", "member"), ("seat", "Doğal Üye", "ex_officio"),
        ("seat", "yedek", "substitute"), ("seat", "elected", "elected"), ("is_outsider", "EVET", True),
        ("is_outsider", "hayır", False), ("position", "3", 3),
    ],
)  # fmt: skip
def test_words_of_a_list_are_known_in_either_language(column, typed, read):
    columns = {each.name: each for each in RESOURCES["office-holders"].columns}

    assert columns[column].read(typed) == read


def test_an_unknown_word_is_told_the_known_ones():
    role = next(column for column in RESOURCES["office-holders"].columns if column.name == "role")

    with translation.override("tr"), pytest.raises(ValidationError) as caught:
        role.read("padişah")

    assert "başkan" in caught.value.messages[0]
