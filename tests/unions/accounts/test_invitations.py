"""An address is proved by the mail that was opened, and a role begins with consent."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import IntegrityError
from django.test import RequestFactory
from django.utils import timezone

from tests import factories as make
from tests.unions.accounts.visitor import NEW_PASSWORD, Visitor, code_now, link_to, prove, set_up_app
from unions.accounts import invitations
from unions.accounts.links import Origin
from unions.models import Invitation, StaffRole, User
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


EMAIL = "zeynep@ornek.test"


ABOUT_ME = {
    "first_name": "Zeynep",
    "last_name": "Kaya",
    "password1": NEW_PASSWORD,
    "password2": NEW_PASSWORD,
    "answer": "yes",
}


def invite(union, email: str = EMAIL, role: str = "editor") -> Invitation:
    with scope.of(union):
        invitation = Invitation(union=union, email=email, role=role)
        invitations.send(invitation, Origin("http", f"{union.code}.localhost"))
    return invitation


@pytest.fixture
def konya(db):
    return make.make_union(code="konya")


def test_a_newcomer_says_who_they_are_and_is_in(union):
    invite(union)
    browser = Visitor(union)

    page = browser.get(link_to(EMAIL)).content.decode()
    answer = browser.post(link_to(EMAIL), ABOUT_ME)

    person = User.objects.get(email=EMAIL)
    assert 'name="password1"' in page
    assert answer["Location"] == "/yonetim/"
    assert browser.is_in
    assert (person.first_name, person.proved_address, person.check_password(NEW_PASSWORD)) == ("Zeynep", EMAIL, True)
    assert StaffRole.objects.get(user=person).role == "editor"
    assert (person.is_superuser, person.is_staff) == (False, False)
    assert Invitation.objects.get().state == "accepted"


def test_opening_the_link_changes_nothing(union):
    invite(union)
    before = (Invitation.objects.values().get(), User.objects.count(), Session.objects.count())

    for _scanner in range(3):
        assert Visitor(union).get(link_to(EMAIL)).status_code == 200
        assert Visitor(union).head(link_to(EMAIL)).status_code == 200

    assert (Invitation.objects.values().get(), User.objects.count(), Session.objects.count()) == before


def test_a_link_works_once(union):
    invite(union)
    Visitor(union).post(link_to(EMAIL), ABOUT_ME)

    other = {"password1": "başka-bir-parola-1", "password2": "başka-bir-parola-1"}
    again = Visitor(union).post(link_to(EMAIL), {**ABOUT_ME, **other})

    assert again.status_code == 410
    assert User.objects.get(email=EMAIL).check_password(NEW_PASSWORD)


@pytest.mark.parametrize(
    "times",
    [{"expires_at": -1}, {"issued_at": 60, "expires_at": 3600}, {"withdrawn_at": -5}],
    ids=["expired", "future", "withdrawn"],
)
def test_a_link_that_is_over_opens_nothing(union, times):
    invite(union)
    link = link_to(EMAIL)
    Invitation.objects.update(**{name: timezone.now() + timedelta(seconds=value) for name, value in times.items()})

    answers = [Visitor(union).get(link), Visitor(union).post(link, ABOUT_ME)]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert not User.objects.filter(email=EMAIL).exists()


def test_a_link_opens_nothing_at_another_union_or_host(union, konya):
    invite(union)

    answer = Visitor(konya).post(link_to(EMAIL), ABOUT_ME)

    assert answer.status_code == 404
    assert "Örnek" not in answer.content.decode()
    assert not User.objects.filter(email=EMAIL).exists()


@pytest.mark.parametrize(
    "password", ["kisa", "123456789012", "zeynepkaya2026!", "ornek2026ornek", "parola123456", "şifre-2026-şifre"]
)
def test_a_weak_password_is_refused_at_its_field_and_the_link_stays_good(union, password):
    invite(union)

    answer = Visitor(union).post(link_to(EMAIL), {**ABOUT_ME, "password1": password, "password2": password})

    assert answer.context["form"].errors["password1"]
    assert Invitation.objects.get().state == "sent"


def test_what_was_typed_stays_when_the_passwords_differ(union):
    invite(union)

    answer = Visitor(union).post(link_to(EMAIL), {**ABOUT_ME, "password2": "x"})

    assert 'value="Zeynep"' in answer.content.decode()
    assert list(answer.context["form"].errors) == ["password2"]


def test_a_known_person_signs_in_and_consents(union, konya):
    person = prove(make.make_staff(konya, "manager", email=EMAIL))
    invite(union)
    browser = Visitor(union)

    sign_in = browser.post(link_to(EMAIL), {"answer": "yes"})["Location"]
    browser.post(sign_in, {"username": EMAIL, "password": make.PASSWORD, "next": link_to(EMAIL)})
    before = StaffRole.objects.of(person).count()
    page = browser.get(link_to(EMAIL)).content.decode()
    answer = browser.post(link_to(EMAIL), {"answer": "yes"})

    assert before == 0
    assert 'name="password1"' not in page
    assert answer["Location"] == "/yonetim/"
    assert browser.is_in
    assert StaffRole.objects.get(user=person).role == "editor"
    assert StaffRole.all_unions.get(user=person, union=konya).role == "manager"


def test_a_known_person_without_consent_has_no_right(union, konya):
    person = prove(make.make_staff(konya, "manager", email=EMAIL))
    invite(union, role="manager")
    browser = Visitor(union)

    sign_in = browser.post(link_to(EMAIL), {"answer": "yes"})["Location"]
    browser.post(sign_in, {"username": EMAIL, "password": make.PASSWORD, "next": link_to(EMAIL)})

    assert not browser.is_in
    for path in ["/yonetim/unions/staffrole/", "/yonetim/unions/invitation/add/", "/yonetim/hesap/"]:
        assert browser.get(path).status_code == 302
    assert not StaffRole.objects.of(person).exists()


def test_a_known_person_is_not_asked_for_a_new_password(union, konya):
    person = prove(make.make_staff(konya, "manager", email=EMAIL, first_name="Asıl"))
    invite(union)

    Visitor(union).post(link_to(EMAIL), ABOUT_ME)

    person.refresh_from_db()
    assert person.check_password(make.PASSWORD)
    assert person.first_name == "Asıl"
    assert not StaffRole.objects.of(person).exists()


def test_the_second_factor_is_asked_for_on_the_way(union, konya):
    set_up_app(prove(make.make_staff(konya, "manager", email=EMAIL)))
    invite(union)
    browser = Visitor(union)
    sign_in = browser.post(link_to(EMAIL), {"answer": "yes"})["Location"]

    second = browser.post(sign_in, {"username": EMAIL, "password": make.PASSWORD, "next": link_to(EMAIL)})
    early = browser.post(link_to(EMAIL), {"answer": "yes"})
    browser.post(second["Location"], {"code": code_now()})
    browser.post(link_to(EMAIL), {"answer": "yes"})

    assert second["Location"] == "/yonetim/giris/ikinci-adim/"
    assert early["Location"].startswith("/yonetim/giris/")
    assert browser.is_in


def test_somebody_elses_account_cannot_take_the_role(union, konya):
    prove(make.make_staff(konya, "manager", email=EMAIL))
    stranger = prove(make.make_staff(union, "auditor", email="baska@ornek.test"))
    invite(union, role="manager")
    browser = Visitor(union)
    browser.sign_in("baska@ornek.test")

    page = browser.get(link_to(EMAIL)).content.decode()
    answers = [browser.post(link_to(EMAIL), {"answer": answer}) for answer in ["yes", "no"]]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert EMAIL not in page
    assert StaffRole.objects.get(user=stranger).role == "auditor"
    assert Invitation.objects.get().state == "sent"


def test_coming_by_an_invitation_signs_nobody_else_in(union, konya):
    prove(make.make_staff(konya, "manager", email=EMAIL))
    prove(make.make_staff(konya, "manager", username="oteki", email="oteki@konya.test"))
    invite(union)
    browser = Visitor(union)
    sign_in = browser.post(link_to(EMAIL), {"answer": "yes"})["Location"]

    answer = browser.post(sign_in, {"username": "oteki", "password": make.PASSWORD})

    assert answer.status_code == 200


def test_an_account_that_never_proved_its_address_gets_nothing_by_being_named(union, konya):
    """Whoever made an account in a colleague's name does not come in when that colleague is invited."""
    impostor = make.make_staff(konya, "manager", username=EMAIL, email=EMAIL)
    invite(union, role="manager")
    Visitor(union).post(link_to(EMAIL), ABOUT_ME)

    owner = User.objects.with_proved_address(EMAIL).get()
    assert owner != impostor
    assert not StaffRole.objects.of(impostor).exists()
    assert Visitor(union).sign_in(EMAIL, make.PASSWORD).status_code == 200
    assert Visitor(union).sign_in(EMAIL, NEW_PASSWORD).status_code == 302


def test_a_closed_account_is_not_opened_by_an_invitation(union):
    prove(make.make_user(email=EMAIL, is_active=False))
    invite(union)

    answer = Visitor(union).post(link_to(EMAIL), ABOUT_ME)

    assert answer.status_code == 403
    assert not StaffRole.objects.exists()


@pytest.mark.parametrize("is_known", [False, True])
def test_an_invitation_can_be_declined(union, konya, is_known):
    if is_known:
        prove(make.make_staff(konya, "manager", email=EMAIL))
    invite(union)

    answer = Visitor(union).post(link_to(EMAIL), {"answer": "no"})

    assert answer.status_code == 200
    assert Invitation.objects.get().state == "withdrawn"
    assert not StaffRole.objects.exists()


def test_two_accounts_never_prove_the_same_address():
    prove(make.make_user(email=EMAIL))

    with pytest.raises(IntegrityError):
        EmailAddress.objects.create(user=make.make_user(), email=EMAIL, verified=True, primary=True)


def test_the_history_says_that_the_person_consented(union):
    invite(union)
    Visitor(union).post(link_to(EMAIL), ABOUT_ME)

    role = StaffRole.objects.get(user__email=EMAIL)
    assert role.history.get().history_user == role.user


def test_a_session_that_holds_nonsense_expects_nobody(union):
    request = RequestFactory().get("/")
    for value in [None, "1", [], 10**20, -1]:
        request.session = {invitations.SESSION_KEY: value}
        try:
            assert not invitations.is_expected(request, make.make_user())
        except OverflowError:
            pytest.fail(f"{value} was asked of the database")
