from datetime import timedelta

import pytest
from django.utils import timezone

from pages.api.resources import resources
from tests import factories as make
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def test_changes_tell_what_was_written_and_what_is_gone_but_nothing_of_drafts(ask, union):
    with scope.of(union):
        post = make.make_post(title_tr="Geri çekilecek")
        draft = make.make_post(status="draft")
        since = timezone.now()
        post.status, post.withdrawal_reason_tr = "withdrawn", "Yanlış"
        post.save()
        draft.title_tr = "Hâlâ taslak"
        draft.save()
        new = make.make_post(title_tr="Yeni")
        deleted = make.make_document(title_tr="Silinecek")
        key = deleted.pk
        deleted.delete()
    found = ask(f"/api/v1/changes?since={since.isoformat().replace('+', '%2B')}").json()["items"]

    told = {(item["resource"], item["id"]): item["state"] for item in found}
    assert told == {("news", post.pk): "gone", ("news", new.pk): "public", ("documents", key): "gone"}


def test_changes_are_told_page_by_page(ask):
    path, seen = "/api/v1/changes?since=2020-01-01T00:00:00Z&limit=4", []
    while path:
        page = ask(path).json()
        seen += [(item["resource"], item["id"]) for item in page["items"]]
        path = page["next"]

    assert len(seen) == len(set(seen))
    assert {name for name, _key in seen} == set(resources())
    later = (timezone.now() + timedelta(days=1)).isoformat().replace("+", "%2B")
    assert ask(f"/api/v1/changes?since={later}").json()["items"] == []
