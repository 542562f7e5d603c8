from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.directory.models import Listing
from tests import factories as make


@pytest.fixture
def member(union):
    municipality = make.make_municipality(name="Çorlu", slug="corlu", kind="district")
    make.make_listing(municipality=municipality)
    return make.make_membership(municipality=municipality, start_date="2010")


def test_a_confirmation_older_than_a_year_says_so(member, reader):
    today = timezone.localdate()
    address = reverse("member_detail", args=["corlu"])
    Listing.objects.update(confirmed_on=today - timedelta(days=365))
    young = reader.get(address).content.decode()
    Listing.objects.update(confirmed_on=today - timedelta(days=366))

    assert "bir yıldan fazla" not in young
    assert "bir yıldan fazla" in reader.get(address).content.decode()
    assert not Listing.objects.confirmed().exists()
