import pytest
from django.urls import reverse
from django.utils import translation

from tests.staff_client import address, staff_client

pytestmark = pytest.mark.django_db


def test_a_form_and_a_deletion_say_what_links_there_and_lead_to_the_list(union, things):
    client = staff_client(union)
    with translation.override("tr"):
        pages = [client.get(address(page, things)).text for page in ["change", "delete"]]
        listed = client.get(reverse("admin:pages_links_here", args=[f"page-{things.pk}"])).text

    assert all("Buraya bir bağlantı var" in page for page in pages)
    assert "Yeni itfaiye araçları" in listed
    assert 'href="/yonetim/pages/post/' in listed
