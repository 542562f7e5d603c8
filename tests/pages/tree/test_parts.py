import pytest

from pages.models import Page
from unions.institution.founding import equip

pytestmark = pytest.mark.django_db


def test_other_pages_have_no_such_part(union, reader):
    equip(union)

    joining = reader.get(Page.objects.get(source_key="site:joining").address("tr")).text

    assert 'id="personal-data"' not in joining
