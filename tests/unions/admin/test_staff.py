"""How people come by their roles, as the screens of a manager show it."""

import pytest
from django.urls import reverse

from pages.models import Post
from tests import factories as make
from tests.staff_client import StaffClient, address, errors, staff_client, superuser_client
from tests.unions.accounts.visitor import mails_to, prove, set_up_app
from unions.models import Invitation, OutgoingMail, StaffRole, User

pytestmark = pytest.mark.django_db

EMAIL = "zeynep@ornek.test"


def invite(manager, **fields):
    return manager.save(address("add", model=Invitation), **{"email": EMAIL, "role": "editor", **fields})


def test_an_invitation_makes_no_account_and_no_role(union):
    answer = invite(staff_client(union))

    invitation = Invitation.objects.get()
    assert answer.status_code == 302
    assert (invitation.email, invitation.role, invitation.state) == (EMAIL, "editor", "sent")
    assert not StaffRole.all_unions.filter(user__email=EMAIL).exists()
    assert not User.objects.filter(email=EMAIL).exists()


def test_the_inviting_person_never_sees_the_link(union):
    manager = staff_client(union)
    answer = invite(manager)
    [mail] = mails_to(EMAIL)
    secret = mail.full_text.split("/davet/")[1].split("/")[0]
    row = Invitation.objects.get()

    pages = [
        answer,
        manager.get(answer["Location"]),
        *(manager.get(address(page, row)) for page in ["change", "history"]),
        *(manager.get(address(page, mail)) for page in ["change", "history"]),
        manager.get(reverse("admin:index")),
    ]

    assert all(secret not in page.content.decode() for page in pages)
    assert secret not in str(list(Invitation.all_unions.values()) + list(OutgoingMail.all_unions.values()))


def test_the_screen_says_the_same_whether_or_not_the_address_has_an_account(union):
    other = make.make_union(code="konya")
    prove(make.make_staff(other, "manager", first_name="Saklı", last_name="Kişi", email="gizli@konya.test"))
    make.make_user(username="kapali", email="kapali@konya.test", is_active=False)
    make.make_user(username="kanitsiz@konya.test", email="kanitsiz@konya.test")
    manager = staff_client(union)
    told = set()

    for email in ["gizli@konya.test", "kapali@konya.test", "kanitsiz@konya.test", "yeni@konya.test"]:
        answer = invite(manager, email=email)
        text = manager.get(answer["Location"]).content.decode()
        row = Invitation.objects.get(email=email)
        page = manager.get(address("change", row)).content.decode()
        [mail] = mails_to(email)
        assert "Saklı" not in text + page
        told.add((answer.status_code, answer["Location"], row.state, mail.subject, mail.body.replace(email, "")))

    assert len(told) == 1


def test_somebody_of_this_union_is_not_invited_again(union):
    prove(make.make_staff(union, "editor", email="ali@ornek.test"))

    answer = invite(staff_client(union), email="ALI@ornek.test")

    assert list(errors(answer)) == ["email"]
    assert not mails_to("ali@ornek.test")


def test_an_open_invitation_is_sent_again_and_not_made_twice(union):
    manager = staff_client(union)
    invite(manager)

    answer = invite(manager, role="manager")

    assert answer.status_code == 200
    assert Invitation.objects.get().role == "editor"
    assert len(mails_to(EMAIL)) == 1


@pytest.mark.parametrize("email", ["zeynep@örnek.test", "zeynepı@ornek.test", "zeynep@ornek", "zeynep", "a@b"])
def test_an_address_that_is_none_is_refused_at_its_field(union, email):
    answer = invite(staff_client(union), email=email)

    assert list(errors(answer)) == ["email"]
    assert not OutgoingMail.all_unions.exists()


def test_sending_again_ends_the_former_link(union):
    manager = staff_client(union)
    invite(manager)
    row = Invitation.objects.get()

    answer = manager.post(reverse("admin:unions_invitation_resend", args=[row.pk]))

    first, second = mails_to(EMAIL)
    changed = Invitation.objects.get()
    assert answer.status_code == 302
    assert changed.digest != row.digest
    assert first.full_text != second.full_text


def test_an_invitation_is_withdrawn(union):
    manager = staff_client(union)
    invite(manager)
    row = Invitation.objects.get()

    manager.post(reverse("admin:unions_invitation_withdraw", args=[row.pk]))
    manager.post(reverse("admin:unions_invitation_resend", args=[row.pk]))

    assert Invitation.objects.get().state == "withdrawn"
    assert len(mails_to(EMAIL)) == 1


@pytest.mark.parametrize("word", ["resend", "withdraw"])
def test_an_invitation_of_another_union_is_out_of_reach(union, word):
    other = make.make_union(code="konya")
    invite(staff_client(other))
    row = Invitation.all_unions.get()

    answer = staff_client(union).post(reverse(f"admin:unions_invitation_{word}", args=[row.pk]))

    assert answer.status_code == 404
    assert Invitation.all_unions.get().state == "sent"
    assert len(mails_to(EMAIL)) == 1


@pytest.mark.parametrize("role", ["editor", "publisher", "auditor"])
def test_only_managers_invite(union, role):
    visitor = staff_client(union, role)

    assert visitor.get(address("add", model=Invitation)).status_code == 403
    assert visitor.post(address("add", model=Invitation), {"email": EMAIL, "role": "editor"}).status_code == 403
    assert not Invitation.objects.exists()


def test_invitations_cannot_be_mailed_without_end(union):
    manager = staff_client(union)
    invite(manager)
    row = Invitation.objects.get()

    for _time in range(6):
        manager.post(reverse("admin:unions_invitation_resend", args=[row.pk]))

    assert len(mails_to(EMAIL)) == 4


def test_a_manager_mails_a_password_link_and_does_not_see_it(union):
    colleague = prove(make.make_staff(union, "editor", email="ali@ornek.test"))
    manager = staff_client(union)
    role = StaffRole.objects.get(user=colleague)

    answer = manager.post(reverse("admin:unions_staffrole_link", args=[role.pk]))

    [mail] = mails_to("ali@ornek.test")
    assert answer.status_code == 302
    assert mail.is_personal
    assert "/parola/" not in manager.get(answer["Location"]).content.decode()
    assert manager.get(address("change", mail)).status_code == 404
    assert "ali@ornek.test" not in manager.get(address("changelist", model=OutgoingMail)).content.decode()


def test_no_password_link_goes_to_an_address_that_nobody_has_proved(union):
    role = StaffRole.objects.get(user=make.make_staff(union, "editor", email="ali@ornek.test"))

    staff_client(union).post(reverse("admin:unions_staffrole_link", args=[role.pk]))

    assert not OutgoingMail.all_unions.exists()


def test_a_manager_sees_whose_second_factor_is_missing(union):
    set_up_app(make.make_staff(union, "editor", first_name="Zeynep", last_name="A"))
    make.make_staff(union, "editor", first_name="Ali", last_name="B")

    page = staff_client(union, last_name="C").get(address("changelist", model=StaffRole))

    shown = {
        role.user.first_name: page.context["cl"].model_admin.has_second_factor(role)
        for role in page.context["cl"].result_list
    }
    assert (shown["Zeynep"], shown["Ali"]) == (True, False)


def test_what_somebody_does_at_another_union_is_not_told(union, client):
    other = make.make_union(code="konya")
    person = make.make_staff(union, "editor", username="ayse")
    make.make_staff(other, "editor", user=person)
    client.post(
        reverse("admin:login"), {"username": "ayse", "password": make.PASSWORD}, headers={"host": "konya.localhost"}
    )

    role = StaffRole.all_unions.get(user=person, union=union)
    page = staff_client(union).get(address("change", role))

    person.refresh_from_db()
    assert person.last_login is not None
    assert role.signed_in_at is None
    assert str(person.last_login.year) not in page.content.decode()


def test_people_are_added_by_nobody_without_their_consent(union):
    for client in [staff_client(union), superuser_client(union)]:
        assert client.get(address("add", model=StaffRole)).status_code == 403


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
