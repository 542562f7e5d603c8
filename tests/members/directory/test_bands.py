import pytest

from members.directory.bands import band_in_words, band_of, bands_of
from members.membership.models import Membership
from members.membership.rows import membership_rows
from tests.factories import make_membership, make_municipality


@pytest.mark.parametrize(
    ("population", "band"),
    [(None, "unknown"), (0, "0-2000"), (1_999, "0-2000"), (2_000, "2000-5000"), (499_999, "100000-500000")],
)
def test_band_begins_with_its_first_number(population, band):
    assert band_of(population) == band


def test_last_band_is_open():
    assert band_in_words(band_of(10**9)) == "500.000 ve üzeri"


def test_only_bands_with_members_are_offered_and_the_unknown_comes_last(union):
    for population in [None, 60_000, 1_500]:
        make_membership(municipality=make_municipality(population=population))

    rows = membership_rows(Membership.objects.all())

    assert [band for band, _words in bands_of(rows)] == ["0-2000", "50000-100000", "unknown"]
