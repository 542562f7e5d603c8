from datetime import date

import pytest

from members.directory.member_list import MemberList, letters_of, members_on, provinces_of
from tests.factories import make_membership, make_municipality, make_province

TODAY = date(2026, 5, 1)


def member(name, *, province=None, start_date=None, end_date=None, **fields):
    municipality = make_municipality(name=name, province=province or make_province(), **fields)
    return make_membership(municipality=municipality, start_date=start_date, end_date=end_date)


def names(**choice):
    return [row.name for row in MemberList(members_on(TODAY), choice).rows]


@pytest.mark.parametrize("words", ["igneada", "İĞNEADA", "ığneada", "kırklareli igne", "  iğne  "])
def test_search_disregards_case_dots_and_accents(union, words):
    member("İğneada", province=make_province(name="Kırklareli"))
    member("Vize")

    assert names(text=words) == ["İğneada"]


def test_choices_narrow_together(union):
    edirne = make_province(name="Edirne", slug="edirne")
    member("Havsa", province=edirne, population=18_000)
    member("Keşan", province=edirne, population=84_000)
    member("Hayrabolu", population=18_000)

    assert names(province="edirne", letter="H", band="5000-20000") == ["Havsa"]


def test_members_are_sorted_by_population_with_the_unknown_last(union):
    member("Az", population=10)
    member("Bilinmeyen")
    member("Çok", population=1_000)

    assert names(order="population") == ["Çok", "Az", "Bilinmeyen"]


def test_members_are_sorted_by_joining_with_the_unknown_last(union):
    member("Bilinmeyen")
    member("Yeni", start_date="2020-05")
    member("Eski", start_date="1978")

    assert names(order="joined") == ["Eski", "Yeni", "Bilinmeyen"]


def test_former_members_are_on_the_list_of_their_days(union):
    member("Eski", start_date="2000", end_date="2010-05-01")

    assert names() == []
    assert [row.name for row in members_on(date(2010, 5, 1))] == ["Eski"]


def test_provinces_and_letters_stand_in_alphabetical_order(union):
    for name, province in [("Zile", "Tokat"), ("Çorlu", "Tekirdağ"), ("Ilgın", "Konya")]:
        member(name, province=make_province(name=province, slug=province.lower()))
    rows = members_on(TODAY)

    assert [name for _slug, name in provinces_of(rows)] == ["Konya", "Tekirdağ", "Tokat"]
    assert letters_of(rows) == ["Ç", "I", "Z"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Çorlu Belediyesi", ["Çorlu"]),
        ("T.C. Çorlu Belediye Başkanlığı", ["Çorlu"]),
        ("Çorlu İlçe Belediyesi", ["Çorlu"]),
        ("Tekirdağ Büyükşehir Belediyesi", ["Tekirdağ"]),
        ("tekirdag bsb", ["Tekirdağ"]),
        ("Marmara Ereğlisi Belediyesi", ["Marmaraereğlisi"]),
        ("Süleyman Paşa", ["Süleymanpaşa"]),
        ("59 Çorlu", ["Çorlu"]),
        ("Çorlu (59)", ["Çorlu"]),
        ("büyükşehir", ["Tekirdağ"]),
        ("Enez Belediyesi", []),
        ("Çorlu Köyü", []),
    ],
)
def test_members_are_found_as_offices_write_them(union, words, found):
    tekirdag = make_province(name="Tekirdağ", plate=59)
    member("Tekirdağ", province=tekirdag, kind="metropolitan")
    for name in ["Çorlu", "Marmaraereğlisi", "Süleymanpaşa"]:
        member(name, province=tekirdag, kind="metropolitan_district")

    assert names(text=words) == found
