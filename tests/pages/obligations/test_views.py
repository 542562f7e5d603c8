"""The page of the duties to publish."""

import pytest

from tests.pages.addresses import address
from unions.institution.founding import equip

pytestmark = pytest.mark.django_db


def test_each_duty_is_named_with_its_ground_and_its_place_or_not_yet(union, reader):
    equip(union)

    turkish = reader.get(address("obligations")).content.decode()
    english = reader.get(address("obligations", "en")).content.decode()

    assert "4982" in turkish
    assert "/tr/bilgi-edinme/" in turkish
    assert "Not yet published." in english
    assert "/en/information-requests/" in english
