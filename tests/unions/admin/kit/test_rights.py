"""What each role may do to a row, beyond its kind."""

import pytest
from django.urls import reverse

from pages.models import Gallery, Post
from tests import factories as make
from tests.staff_client import address, staff_client, superuser_client
from unions.models import Headquarters, StaffRole, Union, UnionHost, User

pytestmark = pytest.mark.django_db


def test_an_editor_prepares_a_draft(union):
    answer = staff_client(union, "editor").save(address("add", model=Post), title_tr="Taslak", status="published")

    assert answer.status_code == 302
    assert Post.all_unions.get().status == "draft"


def test_an_editor_cannot_publish(union):
    draft = make.make_post(union=union, status="draft")
    editor = staff_client(union, "editor")

    editor.save(address("change", draft), status="published", publish_at_0="2020-01-01", publish_at_1="00:00")

    draft.refresh_from_db()
    assert (draft.status, draft.publish_at) == ("draft", None)


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_an_editor_reads_what_is_public_and_sees_why_it_is_closed(union, status):
    post = make.make_post(union=union, title_tr="Başlık", status=status)
    editor = staff_client(union, "editor")

    shown, sent = editor.get(address("change", post)), editor.post(address("change", post), {"title_tr": "Başka"})

    assert shown.status_code == 200
    assert shown.context["is_public_and_closed"]
    assert 'name="title_tr"' not in shown.content.decode()
    assert sent.status_code == 403
    post.refresh_from_db()
    assert post.title_tr == "Başlık"


def test_an_editor_cannot_change_a_part_of_what_is_public(union):
    gallery = make.make_gallery(union=union, photos=1)
    photo = gallery.photos.get()
    editor = staff_client(union, "editor")

    answers = [
        editor.post(address("change", gallery), {"photos-0-caption_tr": "x"}),
        editor.post(address("change", photo), {"caption_tr": "x"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert Gallery.all_unions.get().photos.get().caption_tr == "Açılış"


def test_a_publisher_publishes_and_withdraws(union):
    post = make.make_post(union=union, status="draft")
    publisher = staff_client(union, "publisher")

    publisher.save(address("change", post), status="published")
    publisher.save(address("change", post), status="withdrawn", withdrawal_reason_tr="Yanlıştı")

    assert [record.status for record in post.history.order_by("history_id")] == ["draft", "published", "withdrawn"]


def test_an_editor_cannot_bring_a_published_state_back(union):
    post = make.make_post(union=union, title_tr="Eski", status="published")
    staff_client(union, "publisher").save(address("change", post), status="draft", title_tr="Yeni")
    record = post.history.earliest()

    answer = staff_client(union, "editor").post(reverse("admin:pages_post_record", args=[post.pk, record.history_id]))

    assert answer.status_code == 302
    post.refresh_from_db()
    assert (post.title_tr, post.status) == ("Eski", "draft")


def test_an_auditor_sees_everything_and_changes_nothing(union):
    draft = make.make_post(union=union, status="draft", title_tr="Taslak")
    auditor = staff_client(union, "auditor")

    seen = [auditor.get(address(page, draft)) for page in ["change", "history"]]
    refused = [
        auditor.post(address("change", draft), {"title_tr": "x"}),
        auditor.get(address("add", model=Post)),
        auditor.get(address("delete", draft)),
    ]

    assert [answer.status_code for answer in seen] == [200, 200]
    assert "Taslak" in seen[0].content.decode()
    assert [answer.status_code for answer in refused] == [403, 403, 403]


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_only_managers_keep_the_record_of_the_union(union, role):
    seat = make.make_headquarters(union=union)
    person = staff_client(union, role)

    assert person.get(address("change", seat)).status_code == 200
    assert person.post(address("change", seat), {}).status_code == 403
    assert person.get(address("change", union)).status_code == 403
    assert person.get(address("changelist", model=StaffRole)).status_code == 403


def test_a_manager_changes_the_telephone_of_the_headquarters(union):
    seat = make.make_headquarters(union=union, phone="+90 282 111 11 11")

    answer = staff_client(union).save(address("change", seat), **{"contact_points-0-value": "+90 282 999 99 99"})

    assert answer.status_code == 302
    assert Headquarters.all_unions.get().contact_points.get().value == "+90 282 999 99 99"


def test_a_manager_edits_the_facts_of_the_own_union_but_neither_code_nor_hosts(union):
    answer = staff_client(union).save(
        address("change", union),
        reach_tr="Üç il",
        code="baska",
        is_default="",
        **{"unionhost-TOTAL_FORMS": "1", "unionhost-INITIAL_FORMS": "0", "unionhost-0-host": "kotu.localhost"},
    )

    assert answer.status_code == 302
    union.refresh_from_db()
    assert (union.code, union.reach_tr, union.is_default) == ("trakya", "Üç il", True)
    assert [host.host for host in UnionHost.all_unions.all()] == ["trakya.localhost"]


def test_only_those_who_run_the_installation_add_unions_and_accounts(union):
    manager, administrator = staff_client(union), superuser_client(union)

    assert [manager.get(address("add", model=model)).status_code for model in [Union, User]] == [403, 403]
    assert [administrator.get(address("add", model=model)).status_code for model in [Union, User]] == [200, 200]
