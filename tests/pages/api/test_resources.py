import pytest

from tests import factories as make
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def test_only_what_is_public_in_this_union_is_told(ask, union):
    with scope.of(union):
        draft = make.make_post(status="draft")

    assert [item["title"] for item in ask("/api/v1/news").json()["items"]] == ["Haber"]
    assert len(ask("/api/v1/members").json()["items"]) == 1
    assert ask(f"/api/v1/news/{draft.pk}", status=404)["Content-Type"] == "application/problem+json"
