"""Which municipality is meant by what stands in a cell."""

import pytest

from members.municipalities.matching import Register
from members.municipalities.models import Municipality, Province
from members.municipalities.reference_data import municipalities, provinces
from unions.text.turkish import sort_key, upper

KINDS = Municipality.Kind


@pytest.fixture(scope="module")
def country():
    """The municipalities of the register, not stored anywhere."""
    by_plate = {row.plate: Province(plate=row.plate, name=row.name) for row in provinces()}
    return [
        Municipality(
            pk=number, code=row.code, name=row.name, province=by_plate[row.plate], kind=row.kind,
            district_name=row.district, sort_key=sort_key(row.name),
        )
        for number, row in enumerate(municipalities(), 1)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def register(country):
    return Register(country)


@pytest.mark.parametrize(
    ("name", "province", "code"),
    [
        ("ISPARTA", "", "32"), ("Isparta", "", "32"), ("isparta", "", "32"), ("ÇORLU", "Tekirdağ", "59-corlu"),
        ("Corlu", "", "59-corlu"), ("Çorlu Belediyesi", "", "59-corlu"),
        ("T.C. Çorlu Belediye Başkanlığı", "", "59-corlu"),
        ("Çorlu/Tekirdağ", "", "59-corlu"), ("Ereğli (Konya)", "", "42-eregli"), ("EREĞLİ", "KONYA", "42-eregli"),
        ("Ereğli", "42", "42-eregli"), ("İĞNEADA", "Kırklareli", "39-igneada"),
        ("Tekirdağ Büyükşehir Belediyesi", "", "59"), ("Edirne Merkez", "", "22"), ("Merkez", "Edirne", "22"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(register, name, province, code):
    match = register.find(name, province)

    assert match.municipality is not None, [str(each) for each in match.offered]
    assert match.municipality.code == code


def test_a_name_that_several_provinces_have_is_offered_with_all_of_them(register):
    match = register.find("Ereğli")

    assert match.municipality is None
    assert match.is_ambiguous
    assert {"Konya", "Zonguldak"} <= {each.province.name for each in match.offered}


def test_of_several_the_one_that_belongs_to_the_union_is_meant(country):
    konya = next(each for each in country if each.code == "42-eregli")

    assert Register(country, preferred={konya.pk}).find("EREĞLİ").municipality == konya


@pytest.mark.parametrize(
    ("name", "province", "first"),
    [("Çorlı", "", "Çorlu"), ("Cihanbyli", "Konya", "Cihanbeyli"), ("Süleymanpşa", "", "Süleymanpaşa")],
)
def test_near_names_are_offered_and_never_taken(register, name, province, first):
    match = register.find(name, province)

    assert match.municipality is None
    assert not match.is_ambiguous
    assert match.offered[0].name == first


def test_a_name_in_the_wrong_province_is_offered_where_it_is(register):
    match = register.find("Çorlu", "Konya")

    assert match.municipality is None
    assert match.offered[0].name == "Çorlu"


def test_a_name_like_no_other_is_offered_nothing(register):
    assert register.find("Yokkasabacık Xyz").offered == []


def test_every_municipality_is_found_by_name_province_and_kind(country, register):
    missed = [
        each.code
        for each in country
        if register.find(upper(each.name), each.province.name, each.kind).municipality != each
    ]

    # Towns that share name and province; for them there is the code.
    assert missed == []


def test_a_closed_municipality_is_meant_only_where_no_open_one_is(country):
    name = "Kapanmışkasaba"
    province = country[0].province
    closed = Municipality(pk=90_001, code="k1", name=name, province=province, kind="town", closed_on="2014")
    still_open = Municipality(pk=90_002, code="k2", name=name, province=province, kind="town")

    assert Register([closed]).find(name).municipality == closed
    assert Register([closed, still_open]).find(name).municipality == still_open
