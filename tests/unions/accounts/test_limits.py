"""Guessing becomes slow, and the owner always gets in."""

from datetime import timedelta

import pytest
from django.db.models import F

from tests import factories as make
from tests.unions.accounts.visitor import Visitor, prove
from unions.accounts import limits
from unions.accounts.limits import TooFast
from unions.models import Allowance

pytestmark = pytest.mark.django_db

TOO_MANY = "Çok fazla deneme"


def let_pass(**time) -> None:
    Allowance.objects.update(counted_at=F("counted_at") - timedelta(**time))


def guess(union, name: str, address: str = "203.0.113.9", times: int = 1) -> list:
    return [Visitor(union, address).sign_in(name, "yanlış") for _time in range(times)]


@pytest.fixture
def person(union):
    return make.make_staff(union, "editor", username="ayse")


def test_a_guesser_is_told_to_wait_with_the_status_and_the_seconds(union, person):
    answers = guess(union, "ayse", times=6)

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert TOO_MANY in answers[-1].content.decode()
    assert 0 < int(answers[-1]["Retry-After"]) <= 31


def test_the_pause_grows(union, person):
    guess(union, "ayse", times=5)
    tried = 0
    for _half_minute in range(20):
        let_pass(seconds=30)
        tried += guess(union, "ayse")[0].status_code == 200
    late = guess(union, "ayse")[0]

    # Fifteen in the first ten minutes, then one each quarter of an hour.
    assert 8 <= tried <= 11
    assert int(late["Retry-After"]) > 60


def test_capitals_and_marks_in_the_name_are_not_another_account(union, person):
    guess(union, "ayse", times=5)

    assert guess(union, "AYŞE ")[0].status_code == 429


@pytest.mark.parametrize("times", [10, 60])
def test_wrong_passwords_from_elsewhere_do_not_close_the_account(union, person, times):
    for number in range(times):
        guess(union, "ayse", f"198.51.100.{number}")

    assert Visitor(union, "203.0.113.50").sign_in("ayse").status_code == 302


def test_an_account_under_attack_gives_each_new_place_one_attempt(union, person):
    for number in range(52):
        guess(union, "ayse", f"198.51.100.{number}")

    answers = guess(union, "ayse", "203.0.113.80", times=3)

    assert [answer.status_code for answer in answers] == [200, 429, 429]


def test_a_browser_that_is_known_gets_in_from_the_attackers_own_network(union, person):
    browser = Visitor(union)
    browser.sign_in("ayse")
    browser.post("/yonetim/logout/")
    guess(union, "ayse", times=20)

    assert Visitor(union).sign_in("ayse").status_code == 429
    assert browser.sign_in("ayse").status_code == 302


def test_a_known_browser_is_known_for_its_own_accounts_only(union, person):
    make.make_staff(union, "editor", username="veli")
    browser = Visitor(union)
    browser.sign_in("ayse")
    browser.post("/yonetim/logout/")

    guess(union, "veli", times=20)

    assert browser.sign_in("veli").status_code == 429


def test_a_made_up_cookie_makes_no_browser_known(union, person):
    guess(union, "ayse", times=20)
    browser = Visitor(union)
    for value in ["x", "e30:1:x", f"{{'{person.pk}': 'a'}}"]:
        browser.cookies[limits.DEVICE_COOKIE] = value

        assert browser.sign_in("ayse").status_code == 429


def test_an_unknown_account_gets_the_same_answer(union, person):
    known = [answer.status_code for answer in guess(union, "ayse", "203.0.113.1", times=7)]
    unknown = [answer.status_code for answer in guess(union, "yok", "203.0.113.2", times=7)]

    assert known == unknown


def test_one_place_cannot_try_many_accounts(union):
    answers = [guess(union, f"kisi{number}")[0].status_code for number in range(21)]

    assert answers == [200] * 20 + [429]


def test_a_right_password_in_between_gives_a_guesser_nothing_back(union, person):
    """Whoever has an account of their own does not empty the counter of their place with it."""
    make.make_staff(union, "editor", username="hain")
    answers = []
    for number in range(30):
        answers += guess(union, f"kisi{number}")
        Visitor(union).sign_in("hain")

    assert answers[-1].status_code == 429


def test_an_office_that_signs_in_all_day_is_never_stopped(union, person):
    assert {Visitor(union).sign_in("ayse").status_code for _time in range(25)} == {302}


def test_a_customer_of_a_provider_with_ipv6_is_one_place(union, person):
    addresses = [f"2001:db8:1:2::{number}" for number in range(6)]

    answers = [guess(union, "ayse", address)[0].status_code for address in addresses]

    assert answers[-1] == 429
    assert guess(union, "ayse", "2001:db8:1:3::1")[0].status_code == 200


def test_visitors_behind_our_proxies_are_counted_apart(union, person, settings):
    settings.TRUSTED_PROXIES = limits_networks("10.0.0.0/8")

    def behind(address):
        return Visitor(union, "10.1.2.3").sign_in("ayse", "yanlış", headers={"x-forwarded-for": f"1.1.1.1, {address}"})

    statuses = [behind("203.0.113.1").status_code for _time in range(6)]

    assert statuses[-1] == 429
    assert behind("203.0.113.2").status_code == 200


def limits_networks(text):
    from unions.background.proxies import parse_networks

    return parse_networks(text)


def test_all_limits_are_taken_or_none(union):
    full, free = limits.CODES, limits.FROM_A_PLACE
    for _time in range(full.times):
        full.acquire("a")

    with pytest.raises(TooFast) as refusal:
        limits.acquire([(free, "b"), (full, "a")])

    assert refusal.value.minutes >= 1
    assert [free.acquire("b") for _time in range(free.times + 1)] == [True] * free.times + [False]


def test_both_names_of_an_account_open_it_and_the_counters_survive_a_clock_set_back(union, person):
    prove(person, "ayse@ornek.test")
    Allowance.objects.all().delete()
    guess(union, "ayse@ornek.test", times=5)
    let_pass(seconds=-3600)

    assert guess(union, "ayse@ornek.test")[0].status_code == 429
