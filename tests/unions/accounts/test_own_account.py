"""The pages on which people keep their own account."""

import pytest
from django.urls import reverse

from tests import factories as make
from tests.staff_client import StaffClient
from tests.unions.accounts.visitor import NEW_PASSWORD, Visitor, link_to, mails_to, prove
from unions.models import AccountLink, User

pytestmark = pytest.mark.django_db


OLD, NEW = "ayse@ornek.test", "yeni@ornek.test"


ADDRESS = "/yonetim/hesap/adres/"


@pytest.fixture
def person(union):
    return prove(make.make_staff(union, "editor", username="ayse", email=OLD))


def test_the_overview_says_what_is_missing(union):
    person = make.make_staff(union, "editor", email=OLD)

    page = StaffClient(union, person).get(reverse("account_index")).content.decode()

    assert "henüz doğrulanmadı" in page
    assert "eksik" in page


def test_a_new_address_counts_when_its_mail_was_opened(union, person):
    browser = Visitor(union)
    browser.sign_in("ayse")

    browser.post(ADDRESS, {"email": "Yeni@Ornek.test"})
    before = person.proved_address
    link = link_to(NEW)
    page = browser.get(link)
    still = person.proved_address
    browser.post(link)

    person.refresh_from_db()
    assert (before, still, person.proved_address, person.email) == (OLD, OLD, NEW, NEW)
    assert page.status_code == 200
    assert [mail.body.splitlines()[2][:20] for mail in mails_to(OLD)] == [
        "Hesabınız için yeni ",
        "Hesabınızın e-posta ",
    ]
    assert Visitor(union).sign_in(NEW).status_code == 302
    assert Visitor(union).sign_in(OLD).status_code == 200


def test_an_unproved_address_is_proved_the_same_way(union):
    person = make.make_staff(union, "editor", email=OLD)
    client = StaffClient(union, person)

    client.post(ADDRESS, {"email": OLD})
    client.post(link_to(OLD))

    assert person.proved_address == OLD
    assert len(mails_to(OLD)) == 1


def test_an_address_of_somebody_else_is_answered_alike_and_gets_nothing(union, person):
    prove(make.make_staff(make.make_union(code="konya"), "manager", email=NEW))
    clients = [StaffClient(union, each) for each in [person, make.make_staff(union, "editor")]]

    answers = [
        client.post(ADDRESS, {"email": email}) for client, email in zip(clients, [NEW, "bos@ornek.test"], strict=True)
    ]

    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    assert not mails_to(NEW)
    assert mails_to("bos@ornek.test")


def test_an_address_that_was_proved_meanwhile_is_not_taken(union, person):
    StaffClient(union, person).post(ADDRESS, {"email": NEW})
    other = prove(make.make_user(), NEW)

    StaffClient(union, person).post(link_to(NEW))

    assert User.objects.with_proved_address(NEW).get() == other
    assert person.proved_address == OLD


def test_other_sessions_end_with_a_new_address(union, person):
    mine, other = Visitor(union), Visitor(union)
    mine.sign_in("ayse")
    other.sign_in("ayse")
    mine.post(ADDRESS, {"email": NEW})

    mine.post(link_to(NEW))

    assert (mine.is_in, other.is_in) == (True, False)


def test_addresses_cannot_be_mailed_without_end(union, person):
    client = StaffClient(union, person)

    answers = [client.post(ADDRESS, {"email": f"yeni{number}@ornek.test"}).status_code for number in range(4)]

    assert answers == [302, 302, 302, 429]


def test_changing_the_password_ends_other_sessions_and_links_and_is_told(union, person):
    mine, other = Visitor(union), Visitor(union)
    mine.sign_in("ayse")
    other.sign_in("ayse")
    Visitor(union).post("/yonetim/parola/", {"email": OLD})

    mine.post(
        reverse("admin:password_change"),
        {"old_password": make.PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD},
    )

    assert (mine.is_in, other.is_in) == (True, False)
    assert not AccountLink.objects.unused().exists()
    assert "Parolanız değişti" in [mail.subject for mail in mails_to(OLD)]
    assert len(mine.get(reverse("account_devices")).context["devices"]) == 1
