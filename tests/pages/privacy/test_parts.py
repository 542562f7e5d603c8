"""The privacy page and the export for VERBİS follow from the inventory."""

import csv
import io

import pytest

from pages.models import Page
from tests.staff_client import staff_client
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


def test_other_pages_have_no_such_part(union, reader):
    equip(union)

    joining = reader.get(Page.objects.get(source_key="site:joining").address("tr")).text

    assert 'id="personal-data"' not in joining


def test_register_export_has_a_line_an_activity(union):
    answer = staff_client(union, "auditor").get("/yonetim/pages/dutyrecord/verbis.csv")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(inventory().activities) + 1
    assert all("" not in row for row in rows)
    assert rows[1][0] == inventory().activities[0].title["tr"]
