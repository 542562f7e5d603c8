from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from tests.unions.accounts.visitor import NEW_PASSWORD, Visitor, link_to, mails_to, prove
from unions.models import AccountLink, OutgoingMail

pytestmark = pytest.mark.django_db


EMAIL = "ayse@ornek.test"


ASK = "/yonetim/parola/"


TWICE = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}


@pytest.fixture
def person(union):
    return prove(make.make_staff(union, "editor", username="ayse", email=EMAIL))


def test_links_are_stored_as_a_hash_and_waiting_mail_is_encrypted(union, person):
    Visitor(union).post(ASK, {"email": EMAIL})
    secret = link_to(EMAIL).split("/")[-2]

    assert secret not in str(list(AccountLink.objects.values()) + list(OutgoingMail.all_unions.values()))


@pytest.mark.parametrize(
    "times", [{"expires_at": -1}, {"issued_at": 60, "expires_at": 3600}], ids=["expired", "future"]
)
def test_a_link_that_is_over_opens_nothing(union, person, times):
    Visitor(union).post(ASK, {"email": EMAIL})
    link = link_to(EMAIL)
    AccountLink.objects.update(**{name: timezone.now() + timedelta(seconds=value) for name, value in times.items()})

    assert [Visitor(union).get(link).status_code, Visitor(union).post(link, TWICE).status_code] == [410, 410]
    assert Visitor(union).sign_in("ayse").status_code == 302


def test_a_newer_link_ends_the_older(union, person):
    for _time in range(2):
        Visitor(union).post(ASK, {"email": EMAIL})
    older = mails_to(EMAIL)[0].full_text.split("/yonetim")[1].split()[0]

    assert Visitor(union).post(f"/yonetim{older}", TWICE).status_code == 410


def test_a_link_opens_nothing_at_another_union(union, person):
    other = make.make_union(code="konya")
    make.make_staff(other, "editor", user=person)
    Visitor(union).post(ASK, {"email": EMAIL})

    assert Visitor(other).post(link_to(EMAIL), TWICE).status_code == 410


def test_a_link_of_another_purpose_sets_no_password(union, person):
    browser = Visitor(union)
    browser.sign_in("ayse")
    browser.post("/yonetim/hesap/adres/", {"email": "yeni@ornek.test"})
    secret = link_to("yeni@ornek.test").split("/")[-2]

    assert browser.post(f"/yonetim/parola/{secret}/", TWICE).status_code == 410
