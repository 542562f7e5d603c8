from tests.factories import (
    make_legal_basis,
    make_meeting,
    make_membership,
    make_municipality,
    make_province,
)
from tests.pages.addresses import address


def test_identity_names_founding_gazette_members_people_and_next_meeting(client, union):
    union.founded_on = "2000-10-13"
    union.save()
    make_legal_basis(kind="decree", is_founding_act=True, gazette_number=24244, gazette_date="2000-11-28")
    make_membership(municipality=make_municipality(population=61_000))
    make_membership(municipality=make_municipality(population=250_500))
    make_membership(municipality=make_municipality(population=1_000_000), start_date="1978", end_date="2010")
    meeting = make_meeting()

    response = client.get(address("home", "en"))

    identity = response.context["identity"]
    assert (identity.member_count, identity.population, identity.next_meeting) == (2, 311_500, meeting)
    for fact in ["13 October 2000", "24244", "28 November 2000", "311,500"]:
        assert fact in response.text.replace("\u00a0", " ")


def test_stated_number_of_members_is_shown_while_the_list_is_incomplete(client, union):
    union.stated_member_count = 39
    union.save()
    make_membership(municipality=make_municipality(population=61_000))

    identity = client.get(address("home")).context["identity"]

    assert identity.member_count == 39
    assert identity.population is None


def test_population_is_unknown_while_that_of_one_member_is(client, union):
    make_membership(municipality=make_municipality(population=61_000))
    make_membership(municipality=make_municipality(population=None))

    assert client.get(address("home")).context["identity"].population is None


def test_nobody_is_counted_twice_in_the_population(client, union):
    province = make_province(name="Tekirdağ")
    make_membership(municipality=make_municipality(province=province, kind="metropolitan", population=1_000_000))
    make_membership(municipality=make_municipality(province=province, kind="metropolitan_district", population=300_000))
    other = make_province(name="Edirne")
    district = make_municipality(province=other, name="Keşan", population=80_000, population_of="district")
    make_membership(municipality=district)
    make_membership(
        municipality=make_municipality(province=other, kind="town", district_name="Keşan", population=5_000)
    )
    make_membership(municipality=make_municipality(province=other, kind="town", district_name="Enez", population=3_000))

    assert client.get(address("home")).context["identity"].population == 1_083_000
