import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

from tests import factories as make
from tests.staff_client import StaffClient, address, staff_client
from tests.unions.accounts.visitor import Visitor, has_app, mails_to, prove, set_up_app
from unions.models import StaffRole

pytestmark = pytest.mark.django_db


APP = "/yonetim/hesap/ikinci-adim/uygulama/"


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


def test_other_sessions_end_when_a_factor_is_added(union, person, commits_at_once):
    mine, other = Visitor(union), Visitor(union, "198.51.100.9")
    mine.sign_in("ayse")
    other.sign_in("ayse")

    mine.post(APP, {"code": code_of(mine.get(APP))})

    assert (mine.is_in, other.is_in) == (True, False)


def test_removing_the_app_is_told(union, person, commits_at_once):
    client = StaffClient(union, set_up_app(person))

    client.post("/yonetim/hesap/ikinci-adim/uygulama/kaldir/")

    assert not has_app(person)
    assert "kaldırıldı" in mails_to("ayse@ornek.test")[-1].body


FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def signed_in(union, address: str = "203.0.113.9", agent: str = FIREFOX) -> Visitor:
    browser = Visitor(union, address)
    browser.sign_in("ayse", headers={"user-agent": agent})
    return browser


def test_a_change_of_role_ends_the_sessions_of_the_person(union, person):
    browser = signed_in(union)
    manager = staff_client(union)

    manager.save(address("change", StaffRole.objects.get(user=person)), role="auditor")

    assert not browser.is_in
    assert manager.get(reverse("admin:index")).status_code == 200


def test_the_end_of_a_role_ends_the_sessions_at_every_union(union, person):
    other = make.make_union(code="konya")
    make.make_staff(other, "editor", user=person)
    here, there = signed_in(union), signed_in(other)

    staff_client(union).post(address("delete", StaffRole.objects.get(user=person, union=union)), {"post": "yes"})

    assert (here.is_in, there.is_in) == (False, False)
    assert signed_in(other).is_in


def test_a_new_role_at_a_second_union_ends_nothing(union, person):
    browser = signed_in(union)

    make.make_staff(make.make_union(code="konya"), "editor", user=person)

    assert browser.is_in
