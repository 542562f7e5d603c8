"""The privacy page and the export for VERBİS follow from the inventory."""

import pytest

from pages.models import Page
from unions.institution.founding import equip
from unions.privacy.inventory import inventory

pytestmark = pytest.mark.django_db


def test_privacy_page_lists_every_activity_below_the_text_of_the_staff(union, reader):
    equip(union)
    page = Page.objects.get(source_key="site:privacy")
    page.body_tr = "<p>Birliğin kendi sözü.</p>"
    page.save()

    turkish = reader.get(page.address("tr")).text
    english = reader.get(page.address("en")).text

    assert "Birliğin kendi sözü." in turkish
    for activity in inventory().activities:
        assert activity.title["tr"] in turkish
        assert activity.purpose["en"] in english
    page.refresh_from_db()
    assert page.body_tr == "<p>Birliğin kendi sözü.</p>"
