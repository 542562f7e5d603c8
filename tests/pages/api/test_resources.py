import pytest

from pages.api.resources import FIELDS
from pages.kinds import KINDS
from tests import factories as make
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def test_each_page_type_says_which_of_its_fields_programs_get():
    assert {kind.name for kind in KINDS} == set(FIELDS)


def test_only_what_is_public_in_this_union_is_told(ask, union):
    with scope.of(union):
        draft = make.make_post(status="draft")

    assert [item["title"] for item in ask("/api/v1/news").json()["items"]] == ["Haber"]
    assert len(ask("/api/v1/members").json()["items"]) == 1
    assert ask(f"/api/v1/news/{draft.pk}", status=404)["Content-Type"] == "application/problem+json"
