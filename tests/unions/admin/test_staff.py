"""How people come by their roles."""

import re

import pytest
from django.urls import reverse

from pages.models import Post
from tests import factories as make
from tests.staff_client import StaffClient, address, errors, staff_client
from unions.models import StaffRole, User

pytestmark = pytest.mark.django_db


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
