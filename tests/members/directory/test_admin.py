from django.urls import reverse

from tests.factories import make_listing, make_municipality
from tests.staff_client import staff_client


def test_listings_are_found_by_municipality_mayor_and_telephone(union):
    make_listing(municipality=make_municipality(name="Çorlu"), mayor="Ömer Şen", phone="+90 282 111 22 33")
    make_listing(municipality=make_municipality(name="Saray"), mayor="Ayşe Boz")
    clerk = staff_client(union)

    for words in ["Çorlu", "Ömer", "111 22 33"]:
        page = clerk.get(reverse("admin:members_listing_changelist") + f"?q={words}").text
        assert "Ömer Şen" in page
        assert "Ayşe Boz" not in page
