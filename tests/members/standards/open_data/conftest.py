import pytest

from tests import factories as make


@pytest.fixture
def member(union):
    municipality = make.make_municipality(
        name="Çorlu", code="59-corlu", latitude="41.16100", longitude="27.80100", population=280_000
    )
    make.make_membership(municipality=municipality, start_date="2004-05")
    make.make_listing(
        municipality=municipality, mayor='=HYPERLINK("x")', phone="+90 282 651 10 20", staff_note="gizli not"
    )
    return municipality
