"""The page of former addresses."""

import pytest

from tests.staff_client import address
from tests.unions.admin.reading import complaint
from unions.models import PathRedirect

pytestmark = pytest.mark.django_db


def test_a_redirect_that_leads_to_itself_is_refused(manager):
    answer = manager.save(address("add", model=PathRedirect), old_path="/tr/a/", new_path="/tr/a/")

    assert complaint(answer)


@pytest.mark.parametrize("new_path", ["//baska.example/", r"/\baska.example/", "https://baska.example/", "tr/b/"])
def test_a_redirect_that_leads_to_another_site_is_refused(manager, new_path):
    answer = manager.save(address("add", model=PathRedirect), old_path="/tr/a/", new_path=new_path)

    assert "bu sitenin bir sayfası" in str(complaint(answer))
    assert not PathRedirect.all_unions.exists()
