"""What each role can do in the admin, and how people come by their roles."""

import re

import pytest
from django.urls import reverse

from pages.models import Gallery, Page, Post
from tests import factories as make
from tests.staff_client import StaffClient, address, errors, staff_client, superuser_client
from unions.models import Headquarters, Meeting, Organ, StaffRole, Union, UnionHost, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union(code="trakya")


# Publishing


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
def test_an_editor_reads_what_is_public_and_is_told_why_it_is_closed(union, status):
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


def test_an_editor_cannot_move_a_page_with_public_pages_beneath(union):
    draft = make.make_page(union=union, status="draft")
    make.make_page(parent=draft, title_tr="Açık sayfa")
    target = make.make_page(union=union, title_tr="Hedef")
    move = reverse("admin:pages_page_move", args=[draft.pk])

    answer = staff_client(union, "editor").post(move, {"where": "last", "target": target.pk})

    assert answer.status_code == 403


# The other roles


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


# Giving roles


def give_role(manager, **fields):
    person = {"first_name": "Zeynep", "last_name": "Kaya", "email": "zeynep@ornek.test", "role": "editor"}
    return manager.save(address("add", model=StaffRole), **{**person, **fields})


def link_in(response) -> str:
    return re.search(r'value="http://[^/]+(/yonetim/parola/[^"]+)"', response.content.decode())[1]


def test_a_new_colleague_gets_an_account_and_a_link_that_is_shown_once(union):
    manager = staff_client(union)

    answer = give_role(manager)

    role = StaffRole.all_unions.get(user__email="zeynep@ornek.test")
    assert (role.union, role.role, role.user.first_name) == (union, "editor", "Zeynep")
    assert not role.user.has_usable_password()
    assert (role.user.is_superuser, role.user.is_staff) == (False, False)
    assert link_in(answer)
    assert "/parola/" not in manager.get(address("change", role)).content.decode()


def test_the_link_sets_the_password_and_then_opens_nothing(union, client):
    link = link_in(give_role(staff_client(union)))
    here = {"host": "trakya.localhost"}

    form = client.get(link, headers=here)
    done = client.post(form["Location"], {"new_password1": make.PASSWORD, "new_password2": make.PASSWORD}, headers=here)
    signed_in = client.post(
        reverse("admin:login"),
        {"username": "zeynep@ornek.test", "password": make.PASSWORD, "next": "/yonetim/"},
        headers=here,
    )
    client.logout()
    again = client.get(link, headers=here, follow=True)

    assert done["Location"] == reverse("admin:login")
    assert signed_in["Location"] == "/yonetim/"
    assert 'name="new_password1"' not in again.content.decode()


def test_the_link_opens_nothing_at_another_union(union, client):
    make.make_union(code="konya")
    link = link_in(give_role(staff_client(union)))

    page = client.get(link, headers={"host": "konya.localhost"}, follow=True).content.decode()

    assert 'name="new_password1"' not in page
    assert "zeynep" not in page


def test_a_weak_password_is_refused_at_its_field(union, client):
    link = link_in(give_role(staff_client(union)))
    here = {"host": "trakya.localhost"}
    form = client.get(link, headers=here)

    answer = client.post(form["Location"], {"new_password1": "12345", "new_password2": "12345"}, headers=here)

    assert answer.context["form"].errors["new_password2"]


def test_a_person_with_an_account_gets_the_role_and_no_link(union):
    known = make.make_user(username="ali", email="Ali@Ornek.test", first_name="Ali", last_name="Veli")

    answer = give_role(staff_client(union), email="ali@ornek.test", first_name="Başka", last_name="Ad")

    known.refresh_from_db()
    assert answer.status_code == 302
    assert StaffRole.all_unions.get(user=known).role == "editor"
    assert (known.first_name, known.check_password(make.PASSWORD)) == ("Ali", True)


def test_a_second_role_for_the_same_person_is_a_complaint_at_the_address(union):
    manager = staff_client(union)
    give_role(manager)

    answer = give_role(manager, role="manager")

    assert answer.status_code == 200
    assert list(errors(answer)) == ["email"]


def test_a_closed_account_is_not_opened_by_a_role(union):
    make.make_user(username="ali", email="ali@ornek.test", is_active=False)

    answer = give_role(staff_client(union), email="ali@ornek.test")

    assert list(errors(answer)) == ["email"]
    assert not StaffRole.all_unions.filter(user__username="ali").exists()


def test_a_new_link_is_made_only_for_those_who_never_set_a_password(union):
    manager = staff_client(union)
    give_role(manager)
    invited = StaffRole.all_unions.get(user__email="zeynep@ornek.test")
    established = StaffRole.all_unions.get(user=staff_client(union, "editor").user)

    answers = [manager.post(reverse("admin:unions_staffrole_link", args=[role.pk])) for role in [invited, established]]

    assert [answer.status_code for answer in answers] == [200, 403]
    assert link_in(answers[0])


def test_no_link_is_made_for_somebody_another_union_has_invited(union):
    other = make.make_union(code="konya")
    give_role(staff_client(other))
    manager = staff_client(union)
    give_role(manager)
    role = StaffRole.all_unions.get(union=union, user__email="zeynep@ornek.test")

    assert manager.post(reverse("admin:unions_staffrole_link", args=[role.pk])).status_code == 403


def test_nobody_changes_or_removes_their_own_role(union):
    manager = staff_client(union)
    role = StaffRole.all_unions.get(user=manager.user)

    answers = [
        manager.post(address("change", role), {"role": "auditor", "version": "1"}),
        manager.post(address("delete", role), {"post": "yes"}),
        manager.post(
            address("changelist", model=StaffRole),
            {"action": "delete_selected", "_selected_action": [role.pk], "post": "yes"},
        ),
    ]

    assert [answer.status_code for answer in answers[:2]] == [403, 403]
    role.refresh_from_db()
    assert role.role == "manager"


def test_a_manager_changes_the_role_of_a_colleague(union):
    manager = staff_client(union)
    role = StaffRole.all_unions.get(user=staff_client(union, "editor").user)

    manager.save(address("change", role), role="publisher", user=manager.user.pk)

    role.refresh_from_db()
    assert role.role == "publisher"
    assert role.user != manager.user


def test_no_role_makes_anybody_a_superuser(union):
    give_role(staff_client(union), role="superuser")
    give_role(staff_client(union), is_superuser="on", email="biri@ornek.test")

    assert not User.objects.filter(is_superuser=True).exists()


def test_the_list_of_staff_shows_nobody_of_another_union(union):
    other = make.make_union(code="konya")
    make.make_staff(other, "editor", first_name="Gizli", email="gizli@konya.test")
    make.make_user(username="roleless", email="rolsuz@ornek.test")

    page = staff_client(union).get(address("changelist", model=StaffRole)).content.decode()

    assert "gizli@konya.test" not in page
    assert "rolsuz@ornek.test" not in page


def test_a_person_may_hold_different_roles_at_two_unions(union):
    other = make.make_union(code="konya")
    person = make.make_staff(union, "auditor")
    make.make_staff(other, "editor", user=person)

    assert StaffClient(union, person).get(address("add", model=Post)).status_code == 403
    assert StaffClient(other, person).get(address("add", model=Post)).status_code == 200


# Moving pages


def test_moving_a_page_takes_its_addresses_along(union):
    old, new = make.make_page(union=union, title_tr="Eski"), make.make_page(union=union, title_tr="Yeni")
    page = make.make_page(parent=old, title_tr="Sayfa")
    child = make.make_page(parent=page, title_tr="Alt")
    publisher = staff_client(union, "publisher")

    answer = publisher.post(reverse("admin:pages_page_move", args=[page.pk]), {"where": "last", "target": new.pk})

    assert answer.status_code == 302
    assert Page.all_unions.get(pk=child.pk).path_tr == "yeni/sayfa/alt"
    old_page = publisher.client.get("/tr/eski/sayfa/alt/")
    assert (old_page.status_code, old_page["Location"]) == (301, "/tr/yeni/sayfa/alt/")


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("before", ["Bir", "Dört", "İki", "Üç"]),
        ("after", ["Bir", "İki", "Dört", "Üç"]),
    ],
)
def test_a_page_is_put_beside_another(union, where, expected):
    pages = {
        title: make.make_page(union=union, title_tr=title, position=position)
        for position, title in enumerate(["Bir", "İki", "Üç", "Dört"], start=1)
    }

    staff_client(union).post(
        reverse("admin:pages_page_move", args=[pages["Dört"].pk]), {"where": where, "target": pages["İki"].pk}
    )

    assert [page.title for page in Page.all_unions.order_by("position")] == expected


def test_a_page_cannot_be_put_beneath_itself(union):
    page = make.make_page(union=union)
    child = make.make_page(parent=page, title_tr="Alt")

    answer = staff_client(union).post(
        reverse("admin:pages_page_move", args=[page.pk]), {"where": "last", "target": child.pk}
    )

    assert answer.status_code == 200
    assert answer.context["form"].errors["target"]


def test_a_page_whose_address_is_taken_there_stays_where_it_is(union):
    parent = make.make_page(union=union, title_tr="Üst")
    make.make_page(parent=parent, title_tr="Sayfa")
    page = make.make_page(union=union, title_tr="Sayfa")

    answer = staff_client(union).post(
        reverse("admin:pages_page_move", args=[page.pk]), {"where": "last", "target": parent.pk}
    )

    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()
    page.refresh_from_db()
    assert page.parent is None


def test_a_page_is_not_moved_beneath_a_page_of_another_union(union):
    page = make.make_page(union=union)
    foreign = make.make_page(union=make.make_union(code="konya"), title_tr="Gizli")
    manager = staff_client(union)
    move = reverse("admin:pages_page_move", args=[page.pk])

    shown, sent = manager.get(move), manager.post(move, {"where": "last", "target": foreign.pk})

    assert "Gizli" not in shown.content.decode()
    assert sent.status_code == 200
    assert manager.get(reverse("admin:pages_page_move", args=[foreign.pk])).status_code == 404


def test_the_stock_way_to_move_a_page_does_not_exist(union):
    assert staff_client(union).post("/yonetim/pages/page/move-node/", follow=True).status_code == 404


def test_unused_organs_and_meetings_may_go(union):
    organ = make.make_organ(union=union)
    meeting = make.make_meeting(organ=organ, agenda=["Bir"])
    manager = staff_client(union)

    manager.post(address("delete", meeting), {"post": "yes"})
    manager.post(address("delete", organ), {"post": "yes"})

    assert not Meeting.all_unions.exists()
    assert not Organ.all_unions.exists()
