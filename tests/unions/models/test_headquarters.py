"""Where a union sits, and the ways to reach it there."""

import pytest
from django.core.exceptions import ValidationError

from tests import factories as make
from tests.tables import table
from unions.models import ContactPoint, Headquarters

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"district": "Süleymanpaşa", "province": "Tekirdağ"}, "Süleymanpaşa / Tekirdağ"),
        ({"district": "", "province": "Tekirdağ"}, "Tekirdağ"),
        ({"district": "", "province": ""}, ""),
    ],
)
def test_district_and_province_stand_at_the_end_of_an_address(fields, place):
    assert Headquarters(**fields).place == place


@table(
    ("kind", "value", "href"),
    [
        ("phone", "+90 (282) 000 00 01", ""),
        ("website", "www.ornek.test", "https://www.ornek.test"),
        ("website", "javascript:alert(1)", ""),
        ("fax", "+90 282 000 00 02", ""),
        ("email", "bilgi@ornek.test", "mailto:bilgi@ornek.test"),
        ("kep", "ornek@hs01.kep.tr", "mailto:ornek@hs01.kep.tr"),
        ("uets", "35775-12345-67890", ""),
        ("website", "https://ornek.test/", "https://ornek.test/"),
        ("social", "https://sosyal.test/ornek", "https://sosyal.test/ornek"),
    ],
)
def test_a_click_follows_what_can_be_followed(kind, value, href):
    assert ContactPoint(kind=kind, value=value).href == href


@pytest.mark.parametrize(
    ("kind", "value"), [("fax", "yok"), ("kep", "kep adresi"), ("social", "ftp://sosyal.test/"), ("phone", "12345")]
)
def test_a_value_that_its_kind_cannot_have_is_refused_at_the_value(union, kind, value):
    with pytest.raises(ValidationError) as refusal:
        ContactPoint(kind=kind, value=value).clean()

    assert list(refusal.value.message_dict) == ["value"]


def test_telephones_are_those_of_one_seat_and_no_other_kind(union):
    seat, former = make.make_headquarters(union=union), make.make_headquarters(union=union, end_date="2010")
    telephone = make.make_contact_point(headquarters=seat, kind="phone")
    make.make_contact_point(headquarters=seat, kind="email", value="bilgi@ornek.test")
    make.make_contact_point(headquarters=former, kind="phone")

    assert list(ContactPoint.all_unions.telephones_of(seat)) == [telephone]
