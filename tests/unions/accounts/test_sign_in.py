"""Signing in: with a password, with a second factor, with a passkey."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.utils import timezone

from tests import factories as make
from tests.unions.accounts.visitor import SIGN_IN, Visitor, code_now, prove, set_up_app
from unions.models import StaffRole

pytestmark = pytest.mark.django_db


SECOND_STEP = "/yonetim/giris/ikinci-adim/"


PASSKEY = "/yonetim/giris/gecis-anahtari/"


@pytest.fixture
def person(union):
    return prove(make.make_staff(union, "editor", username="ayse", email="ayse@ornek.test"))


def test_the_chosen_language_stays_for_the_second_step(union, person):
    set_up_app(person)
    browser = Visitor(union)
    browser.post(f"{SIGN_IN}?lang=en", {"username": "ayse", "password": make.PASSWORD})

    assert "Second step" in browser.get(SECOND_STEP).content.decode()


def test_the_password_alone_does_not_open_an_account_with_a_second_factor(union, person):
    set_up_app(person)
    browser = Visitor(union)

    answer = browser.sign_in("ayse")

    assert answer["Location"] == SECOND_STEP
    assert not browser.is_in


@pytest.mark.parametrize("spaces", [False, True])
def test_the_code_of_the_app_opens_it(union, person, spaces):
    set_up_app(person)
    browser = Visitor(union)
    browser.sign_in("ayse")
    code = code_now()

    answer = browser.post(SECOND_STEP, {"code": f"{code[:3]} {code[3:]} " if spaces else code})

    assert answer["Location"] == "/yonetim/"
    assert browser.is_in


def test_a_code_is_good_once(union, person):
    set_up_app(person)
    code = code_now()
    browsers = [Visitor(union), Visitor(union)]
    for browser in browsers:
        browser.sign_in("ayse")
        browser.post(SECOND_STEP, {"code": code})

    assert [browser.is_in for browser in browsers] == [True, False]


def test_a_recovery_code_is_good_once(union, person):
    set_up_app(person)
    code = RecoveryCodes.activate(person).generate_codes()[0]
    browsers = [Visitor(union), Visitor(union)]
    for browser in browsers:
        browser.sign_in("ayse")
        browser.post(SECOND_STEP, {"code": code})

    assert [browser.is_in for browser in browsers] == [True, False]


def test_a_secret_that_cannot_be_read_is_said_in_words(union, person):
    Authenticator.objects.create(user=person, type="totp", data={"secret": "of another key"})
    browser = Visitor(union)
    browser.sign_in("ayse")

    answer = browser.post(SECOND_STEP, {"code": "123456"})

    assert answer.context["form"].errors.as_data()["code"][0].code == "unreadable"


def test_going_back_begins_anew(union, person):
    set_up_app(person)
    browser = Visitor(union)
    browser.sign_in("ayse")

    assert browser.get(SIGN_IN).status_code == 200
    assert browser.get(SECOND_STEP)["Location"].startswith("/yonetim/")
    assert browser.post(SECOND_STEP, {"code": code_now()}).status_code == 302
    assert not browser.is_in


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "x",
        "null",
        "[]",
        "{}",
        '{"id": 1}',
        json.dumps({"id": "a", "rawId": "a", "type": "public-key", "response": {"userHandle": "MQ"}}),
        json.dumps(
            {"id": "a", "response": {"userHandle": "9" * 400, "clientDataJSON": "e30", "authenticatorData": "AA"}}
        ),
    ],
)
def test_a_made_up_passkey_opens_nothing(union, person, credential):
    browser = Visitor(union)
    browser.get(PASSKEY, headers={"accept": "application/json"})

    answer = browser.post(PASSKEY, {"credential": credential})
    set_up_app(person)
    browser.sign_in("ayse")
    second = browser.post(SECOND_STEP, {"credential": credential})

    assert answer["Location"] == SIGN_IN
    assert second.status_code in [200, 302]
    assert not browser.is_in


def test_the_sign_in_is_remembered_for_this_union_and_the_week_begins(union, person):
    Visitor(union).sign_in("ayse")

    person.refresh_from_db()
    assert timezone.now() - StaffRole.objects.get(user=person).signed_in_at < timedelta(minutes=1)
    assert person.second_factor_asked_at is not None


def test_a_session_begins_with_a_new_key(union, person):
    browser = Visitor(union)
    browser.get(SIGN_IN)
    browser.cookies[settings.SESSION_COOKIE_NAME] = "chosenbysomebodyelse0123456789ab"

    browser.sign_in("ayse")

    assert browser.cookies[settings.SESSION_COOKIE_NAME].value != "chosenbysomebodyelse0123456789ab"
