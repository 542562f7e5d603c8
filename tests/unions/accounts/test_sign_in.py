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
from unions.models import StaffRole, User

pytestmark = pytest.mark.django_db

SECOND_STEP = "/yonetim/giris/ikinci-adim/"
PASSKEY = "/yonetim/giris/gecis-anahtari/"


@pytest.fixture
def person(union):
    return prove(make.make_staff(union, "editor", username="ayse", email="ayse@ornek.test"))


@pytest.mark.parametrize("name", ["ayse", "ayse@ornek.test", "Ayse@Ornek.Test"])
def test_user_name_and_proved_address_open_the_account(union, person, name):
    browser = Visitor(union)

    answer = browser.sign_in(name)

    assert answer["Location"] == "/yonetim/"
    assert browser.is_in


def test_an_address_that_is_not_proved_opens_nothing(union):
    make.make_staff(union, "editor", username="ali", email="ali@ornek.test")

    assert Visitor(union).sign_in("ali@ornek.test").status_code == 200


def test_the_sign_in_wears_the_clothes_of_the_union(union):
    other = make.make_union(code="konya", name="Konya Belediyeler Birliği", accent_hue=200)

    pages = [Visitor(each).get(SIGN_IN).content.decode() for each in [union, other]]

    for each, page in zip([union, other], pages, strict=True):
        assert f"renk-{each.accent_hue}-{each.sign_hue}.css" in page
    assert ["Konya" in page for page in pages] == [False, True]


@pytest.mark.parametrize(
    ("query", "language", "word"),
    [("", "tr", "Giriş yap"), ("?lang=en", "en", "Log in"), ("?lang=xx", "tr", "Giriş yap")],
)
def test_the_sign_in_speaks_both_languages(union, query, language, word):
    answer = Visitor(union).get(SIGN_IN + query)

    assert answer["Content-Language"] == language
    assert word in answer.content.decode()


def test_the_chosen_language_stays_for_the_second_step(union, person):
    set_up_app(person)
    browser = Visitor(union)
    browser.post(f"{SIGN_IN}?lang=en", {"username": "ayse", "password": make.PASSWORD})

    assert "Second step" in browser.get(SECOND_STEP).content.decode()


def test_a_wrong_password_and_a_name_of_nobody_are_answered_alike(union, person):
    texts = {
        Visitor(union).sign_in(name, "yanlış-parola").content.decode().replace(name, "") for name in ["ayse", "kimse"]
    }

    assert len({text.split("csrfmiddlewaretoken")[0] for text in texts}) == 1
    assert "yanlış-parola" not in "".join(texts)


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


@pytest.mark.parametrize("code", ["000000", "", "abcdef", "１２３４５６", "1" * 5000, "\x00", "' OR 1=1"])
def test_a_wrong_code_is_refused_in_words(union, person, code):
    set_up_app(person)
    browser = Visitor(union)
    browser.sign_in("ayse")

    answer = browser.post(SECOND_STEP, {"code": code})

    assert answer.status_code == 200
    assert answer.context["form"].errors["code"]


def test_codes_cannot_be_tried_for_ever(union, person):
    set_up_app(person)
    browser = Visitor(union)
    browser.sign_in("ayse")

    answers = [browser.post(SECOND_STEP, {"code": f"{number:06}"}) for number in range(11)]
    late = browser.post(SECOND_STEP, {"code": code_now()})
    elsewhere = Visitor(union, "198.51.100.7")
    elsewhere.sign_in("ayse")
    elsewhere.post(SECOND_STEP, {"code": code_now()})

    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert late.status_code == 429
    assert int(late["Retry-After"]) > 60
    assert elsewhere.is_in


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


def test_passkeys_cannot_be_tried_for_ever(union):
    answers = [Visitor(union).post(PASSKEY, {"credential": "{}"}) for _time in range(21)]

    assert (answers[-1].status_code, answers[0].status_code) == (429, 302)
    assert int(answers[-1]["Retry-After"]) >= 1


def test_the_sign_in_is_remembered_for_this_union_and_the_week_begins(union, person):
    Visitor(union).sign_in("ayse")

    person.refresh_from_db()
    assert timezone.now() - StaffRole.objects.get(user=person).signed_in_at < timedelta(minutes=1)
    assert person.second_factor_asked_at is not None


def test_nobody_signs_up(union):
    for path in ["/yonetim/hesap/signup/", "/yonetim/giris/signup/", "/accounts/signup/", "/yonetim/signup/"]:
        assert Visitor(union).post(path, {"username": "x", "password1": "y"}).status_code in [302, 403, 404, 405]
    assert not User.objects.filter(username="x").exists()


def test_a_session_begins_with_a_new_key(union, person):
    browser = Visitor(union)
    browser.get(SIGN_IN)
    browser.cookies[settings.SESSION_COOKIE_NAME] = "chosenbysomebodyelse0123456789ab"

    browser.sign_in("ayse")

    assert browser.cookies[settings.SESSION_COOKIE_NAME].value != "chosenbysomebodyelse0123456789ab"
