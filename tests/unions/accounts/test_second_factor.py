"""The second factor: how it is set up, how it is demanded, how it is taken away."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from tests.staff_client import StaffClient, address, staff_client
from tests.unions.accounts.visitor import Visitor, code_now, has_app, mails_to, prove, set_up_app
from unions.accounts import second_factor
from unions.models import User

pytestmark = pytest.mark.django_db


SET_UP = "/yonetim/hesap/ikinci-adim/"


APP = "/yonetim/hesap/ikinci-adim/uygulama/"


def asked_days_ago(user: User, days: float) -> User:
    User.objects.filter(pk=user.pk).update(second_factor_asked_at=timezone.now() - timedelta(days=days))
    return user


def code_of(page) -> str:
    secret = re.search(r'class="secret"[^>]*>([A-Z2-7]+)<', page.content.decode())[1]
    *_before, current, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, current))


@pytest.fixture
def commits_at_once(monkeypatch):
    """What follows a commit happens within the request, as it does where no test holds the transaction open."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda callback, *_args, **_options: callback())


@pytest.fixture
def person(union):
    return prove(make.make_staff(union, "editor", username="ayse", email="ayse@ornek.test"))


def test_an_app_is_set_up_and_gives_recovery_codes(union, person, commits_at_once):
    client = StaffClient(union, person)
    page = client.get(APP)

    answer = client.post(APP, {"code": code_of(page)})
    codes = client.get(answer["Location"]).content.decode()

    assert "data:image/svg+xml;base64," in page.content.decode()
    assert has_app(person)
    assert len(re.findall(r"<code>\d{8}</code>", codes)) == 10
    assert "doğrulama uygulaması" in mails_to("ayse@ornek.test")[0].body


def test_secrets_are_not_stored_as_they_are(union, person):
    client = StaffClient(union, person)
    page = client.get(APP)
    secret = re.search(r'class="secret"[^>]*>([A-Z2-7]+)<', page.content.decode())[1]

    client.post(APP, {"code": code_of(page)})

    assert secret not in str(list(Authenticator.objects.values()))


def test_a_wrong_first_code_sets_nothing_up_and_keeps_the_secret(union, person):
    client = StaffClient(union, person)
    page = client.get(APP)

    again = client.post(APP, {"code": "000000"})

    assert not has_app(person)
    assert code_of(again) == code_of(page)


def test_asking_again_cannot_be_guessed_for_ever(union, person):
    client = StaffClient(union, person)

    answers = [client.post("/yonetim/hesap/yeniden/parola/", {"password": "x"}).status_code for _time in range(6)]

    assert answers == [200] * 5 + [429]


def test_recovery_codes_are_made_anew(union, person, commits_at_once):
    client = StaffClient(union, person)
    client.post(APP, {"code": code_of(client.get(APP))})
    before = client.get("/yonetim/hesap/ikinci-adim/kodlar/indir/").content

    client.post("/yonetim/hesap/ikinci-adim/kodlar/yeni/")
    after = client.get("/yonetim/hesap/ikinci-adim/kodlar/indir/")

    assert after["Content-Type"].startswith("text/plain")
    assert after.content != before


@pytest.mark.parametrize(("days", "left"), [(0, 7), (1, 6), (5.5, 2), (6.9, 1)])
def test_a_banner_counts_the_days(union, person, days, left):
    client = StaffClient(union, asked_days_ago(person, days))

    page = client.get(reverse("admin:index")).content.decode()

    assert ("bir gün kaldı" if left == 1 else f"{left} gün kaldı") in page
    assert SET_UP in page


def test_a_new_account_is_usable_at_once(union):
    assert staff_client(union).get(reverse("admin:index")).status_code == 200


def test_after_a_week_every_page_of_the_admin_leads_to_the_set_up(union):
    client = StaffClient(union, asked_days_ago(make.make_superuser(), 7.1))
    pages = [address(page, model=model) for model in admin.site._registry for page in ["changelist", "add"]] + [
        reverse("admin:index"),
        reverse("admin:app_list", args=["pages"]),
    ]

    answers = {path: client.get(path) for path in pages}

    assert {answer.headers.get("Location") for answer in answers.values()} == {SET_UP}
    assert client.get(SET_UP).status_code == 200
    assert client.get(APP).status_code == 200
    assert client.get(reverse("admin:password_change")).status_code == 200
    assert client.post(reverse("admin:logout")).status_code == 200


def test_nothing_is_written_after_the_week(union):
    client = StaffClient(union, asked_days_ago(make.make_staff(union, "editor"), 8))
    session = client.client.session

    answer = client.post("/yonetim/pages/post/add/", {"title_tr": "Haber"})

    assert session.session_key
    assert answer["Location"] == SET_UP


def test_a_form_that_was_opened_in_time_is_still_taken(union):
    person = make.make_staff(union, "editor")
    client = StaffClient(union, person)
    session = client.client.session
    session["account_authentication_methods"] = [{"method": "password", "at": timezone.now().timestamp() - 3600}]
    session.save()
    asked_days_ago(person, 7.01)

    assert client.post("/yonetim/pages/post/add/", {}).status_code == 200
    assert client.get("/yonetim/pages/post/add/").status_code == 302


def test_whoever_has_a_factor_is_left_alone(union, person):
    client = StaffClient(union, asked_days_ago(set_up_app(person), 30))

    page = client.get(reverse("admin:index"))

    assert page.status_code == 200
    assert SET_UP not in page.content.decode()


def test_recovery_codes_alone_are_no_factor(union, person):
    Authenticator.objects.create(user=person, type="recovery_codes", data={})

    assert StaffClient(union, asked_days_ago(person, 8)).get(reverse("admin:index"))["Location"] == SET_UP


def test_a_demonstration_asks_nobody(union, person, settings):
    settings.SECOND_FACTOR = "optional"

    page = StaffClient(union, asked_days_ago(person, 30)).get(reverse("admin:index"))

    assert page.status_code == 200
    assert SET_UP not in page.content.decode()


def test_an_old_account_has_its_week_from_the_first_sign_in(union, person):
    User.objects.filter(pk=person.pk).update(date_joined=timezone.now() - timedelta(days=900))
    browser = Visitor(union)

    browser.sign_in("ayse")

    assert browser.is_in
    person.refresh_from_db()
    assert second_factor.days_left(second_factor.deadline(person)) == 7


def test_the_operator_removes_all_factors_and_the_person_is_told(union, person):
    set_up_app(person)
    browser = Visitor(union)
    browser.sign_in("ayse")
    browser.post("/yonetim/giris/ikinci-adim/", {"code": code_now()})
    asked_days_ago(person, 30)

    removed = second_factor.remove(person)

    assert removed == 1
    assert not browser.is_in
    assert "ikinci adımınızı kaldırdı" in mails_to("ayse@ornek.test")[-1].body
    browser.sign_in("ayse")
    assert browser.get(reverse("admin:index"))["Location"] == SET_UP
