"""Which municipality is meant by what stands in a cell."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.municipalities.matching import Register
from members.municipalities.models import Municipality, Province
from members.municipalities.names import joined
from members.municipalities.reference_data import municipalities, provinces
from tests.members.municipalities import spellings
from tests.tables import table
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


@table("text", spellings.CERTAIN)
def test_a_name_is_found_however_it_is_written(register, text):
    match = register.find(text)

    assert match.municipality is not None, [str(each) for each in match.offered]
    assert match.municipality.code == spellings.CERTAIN[text]


@table("text", spellings.QUESTIONS)
def test_what_is_not_understood_is_a_question(register, text):
    match = register.find(text)

    assert match.municipality is None
    if spellings.QUESTIONS[text]:
        assert match.offered[0].code == spellings.QUESTIONS[text]


@table(("cells", "code"), spellings.IN_COLUMNS)
def test_other_columns_tell_and_limit_what_a_name_means(register, cells, code):
    municipality = register.find(*cells).municipality

    assert (municipality.code if municipality else None) == code


def test_more_than_two_hundred_spellings_are_tried():
    assert len(spellings.CERTAIN) + len(spellings.QUESTIONS) + len(spellings.IN_COLUMNS) > 250


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


def test_a_name_like_no_other_is_offered_the_nearest(register):
    assert 0 < len(register.find("Yokkasabacık Xyz").offered) <= 5


def test_every_municipality_is_found_beside_its_province_in_either_order(country, register):
    frames = ["{name} ({province})", "{province}/{name}", "T.C. {province} {name} Belediye Başkanlığı"]
    missed = [
        (each.code, frame)
        for each in country
        for frame in frames
        if register.find(frame.format(name=upper(each.name), province=each.province.name)).municipality != each
    ]

    assert missed == []


def test_no_name_is_taken_for_another(country, register):
    wrong = [each.code for each in country if register.find(each.name).municipality not in [each, None]]

    assert wrong == []


@given(data=st.data())
def test_a_name_with_a_letter_changed_is_never_taken_for_another_one(country, register, data):
    each = data.draw(st.sampled_from(country))
    place = data.draw(st.integers(0, len(each.name) - 1))
    letter = data.draw(st.sampled_from("abcçdefgğhıijklmnoöprsştuüvyz"))
    written = each.name[:place] + letter + each.name[place + 1 :]
    municipality = register.find(written, each.province.name).municipality

    # The changed name may be that of a neighbour; then that one is written.
    assert municipality is None or joined(municipality.name) == joined(written)


def test_thousands_of_unknown_names_cost_a_few_seconds(register):
    start = time.process_time()
    for number in range(3_000):
        register.find(f"Yok{number}kasaba")

    assert time.process_time() - start < 15


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


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Enez", "district"), ("Enez Köyü", "village"), ("Enez Köyü (Edirne)", "village"), ("Edirne", "province"),
        ("Edirne İl Özel İdaresi", "special_administration"), ("EDİRNE ÖZEL İDARESİ", "special_administration"),
        ("Edirne Belediyesi", "province"), ("Enez köyü muhtarlığı", "village"),
    ],
)  # fmt: skip
def test_villages_and_provincial_administrations_are_meant_only_where_that_is_written(country, text, kind):
    edirne = next(each.province for each in country if each.code == "22-enez")
    others = [
        Municipality(pk=90_001, code="k1", name="Enez Köyü", province=edirne, kind="village"),
        Municipality(
            pk=90_002, code="k2", name="Edirne İl Özel İdaresi", province=edirne, kind="special_administration"
        ),
    ]

    assert Register([*country, *others]).find(text).municipality.kind == kind
