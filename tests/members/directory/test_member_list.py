from datetime import date

import pytest

from members.directory.bands import band_in_words, band_of
from members.directory.member_list import Directory, members_on
from members.membership.models import Membership
from members.membership.rows import letter_of, membership_rows
from tests.factories import make_membership, make_municipality, make_province

TODAY = date(2026, 5, 1)


def member(name, *, province=None, start_date=None, end_date=None, **fields):
    municipality = make_municipality(name=name, province=province or make_province(), **fields)
    return make_membership(municipality=municipality, start_date=start_date, end_date=end_date)


def names(**choice):
    return [row.name for row in Directory(members_on(TODAY), choice).found]


@pytest.mark.parametrize(
    ("name", "letter"), [("İpsala", "İ"), ("Ilgın", "I"), ("ispir", "İ"), ("Çorlu", "Ç"), ("Âlâ", "A"), ("şile", "Ş")]
)
def test_letter_is_one_of_the_turkish_alphabet(name, letter):
    assert letter_of(name) == letter


@pytest.mark.parametrize(
    ("population", "band"),
    [(None, "unknown"), (0, "0-2000"), (1_999, "0-2000"), (2_000, "2000-5000"), (499_999, "100000-500000")],
)
def test_band_begins_with_its_first_number(population, band):
    assert band_of(population) == band


def test_last_band_is_open():
    assert band_in_words(band_of(10**9)) == "500.000 ve üzeri"


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


def test_people_of_a_district_in_its_metropolitan_municipality_are_counted_once(union):
    tekirdag = make_province(name="Tekirdağ")
    member("Tekirdağ", province=tekirdag, kind="metropolitan", population=1_000)
    member("Çorlu", province=tekirdag, kind="metropolitan_district", population=300)
    member("Vize", population=50)
    member("Ergene")

    inhabitants = Directory(members_on(TODAY), {}).inhabitants

    assert (inhabitants.number, inhabitants.unknown) == (1_050, 1)


def test_municipality_that_was_closed_is_no_member_any_more(union):
    member("Velimeşe", closed_on="2014-03-30", start_date="2000")

    assert names() == []
    assert [row.name for row in members_on(date(2014, 3, 30))] == ["Velimeşe"]
    assert not Membership.objects.get().is_current
    assert list(Membership.objects.past()) == list(Membership.objects.all())


def test_row_of_a_list_ends_with_its_municipality(union):
    member("Velimeşe", closed_on="2014-03-30", start_date="2000")
    [row] = membership_rows(Membership.objects.all())

    assert row.is_on(date(2014, 3, 30))
    assert not row.is_on(date(2014, 3, 31))
    assert row.ended_by_closure
