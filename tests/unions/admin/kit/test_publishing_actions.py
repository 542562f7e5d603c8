"""Several entries are published or withdrawn at once, each with its own checks and its own version."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME

from pages.models import Post
from tests import factories as make
from tests.staff_client import address, staff_client
from unions.models import Duty

pytestmark = pytest.mark.django_db
LIST = address("changelist", model=Post)


def act(client, action, rows, **data):
    return client.post(
        LIST, {"action": action, ACTION_CHECKBOX_NAME: [str(row.pk) for row in rows], **data}, follow=True
    )


def test_several_entries_are_published_and_withdrawn_with_a_reason(union, ayse):
    posts = [make.make_post(union=union, title_tr=f"Haber {number}", status="draft") for number in range(3)]

    act(ayse, "publish_selected", posts[:2])
    assert sorted(Post.all_unions.values_list("status", flat=True)) == ["draft", "published", "published"]
    assert posts[0].history.latest().status == "published"

    asked = act(ayse, "withdraw_selected", posts[:2])
    assert asked.context["rows"] == posts[:2] or set(asked.context["rows"]) == set(posts[:2])
    act(ayse, "withdraw_selected", posts[:2], withdraw="1", reason_tr="")
    assert not Post.all_unions.filter(status="withdrawn").exists()
    act(ayse, "withdraw_selected", posts[:2], withdraw="1", reason_tr="Yanlış bilgi", reason_en="Wrong")
    reasons = set(Post.all_unions.filter(status="withdrawn").values_list("withdrawal_reason_tr", flat=True))
    assert reasons == {"Yanlış bilgi"}


def test_only_those_who_may_publish_are_offered_it_and_no_foreign_row_changes(union, theirs, ayse):
    foreign, draft = make.make_post(union=theirs, status="draft"), make.make_post(union=union, status="draft")
    editor = staff_client(union, "editor")

    act(editor, "publish_selected", [draft])
    act(ayse, "publish_selected", [foreign])

    assert set(Post.all_unions.values_list("status", flat=True)) == {"draft"}
    assert "publish_selected" not in ayse.get(address("changelist", model=Duty)).content.decode()


def test_an_entry_with_faults_stays_a_draft_and_says_which(union, ayse):
    sound = make.make_post(union=union, title_tr="Doğru", status="draft")
    faulty = make.make_post(union=union, status="draft", body_tr="<h2>Bölüm</h2><h4>Atlanmış başlık</h4>")

    page = act(ayse, "publish_selected", [sound, faulty]).content.decode()

    assert set(Post.all_unions.filter(status="published")) == {sound}
    assert "Atlanmış başlık" in page
    assert "gerekçe göstermek için kaydı açın" in page
