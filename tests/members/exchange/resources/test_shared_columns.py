"""The columns of a municipality."""

import pytest

from members.exchange.resources.shared_columns import PLACE_NAMES, value_of_place
from tests import factories as make


@pytest.mark.django_db
def test_a_municipality_fills_its_columns():
    konya = make.make_province(name="Konya", plate=42)
    place = make.make_municipality(name="Ereğli", code="42-eregli", province=konya, kind="district")

    assert [value_of_place(place, name) for name in PLACE_NAMES] == [
        "42-eregli",
        "Ereğli",
        "Konya",
        place.get_kind_display(),
        None,
    ]


def test_a_row_without_a_municipality_leaves_them_empty():
    assert [value_of_place(None, name) for name in PLACE_NAMES] == [None] * 5
