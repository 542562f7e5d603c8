"""Things that may be done only so often, and the sign-in that is one of them."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from unions.background.rate_limits import Limit, delete_full_buckets
from unions.models import Allowance

pytestmark = pytest.mark.django_db

LIMIT = Limit("test", times=3, one_more_after=timedelta(minutes=10))
SIGN_IN = reverse("admin:login")


def let_pass(**time) -> None:
    Allowance.objects.update(counted_at=F("counted_at") - timedelta(**time))


def test_tokens_are_refilled_one_by_one():
    taken = [LIMIT.acquire("a") for _time in range(5)]
    let_pass(minutes=9)
    early = LIMIT.acquire("a")
    let_pass(minutes=1)

    assert taken == [True, True, True, False, False]
    assert (early, LIMIT.acquire("a"), LIMIT.acquire("a")) == (False, True, False)


def test_a_bucket_never_holds_more_than_the_limit():
    LIMIT.acquire("a")
    let_pass(days=2)

    assert [LIMIT.acquire("a") for _time in range(4)] == [True, True, True, False]


def test_everybody_has_a_bucket_of_their_own_and_nobody_is_named():
    for _time in range(3):
        LIMIT.acquire("kurban@x.example")

    assert LIMIT.acquire("baska@x.example")
    assert "kurban" not in str(list(Allowance.objects.values()))


def test_a_clock_that_is_set_back_does_not_refill_a_bucket():
    for _time in range(3):
        LIMIT.acquire("a")
    Allowance.objects.update(counted_at=timezone.now() + timedelta(days=1))

    assert not LIMIT.acquire("a")


def test_buckets_that_are_full_again_are_deleted():
    LIMIT.acquire("a")
    let_pass(days=4)
    LIMIT.acquire("b")

    assert (delete_full_buckets(), Allowance.objects.count()) == (1, 1)


# Signing in


def sign_in(name: str, password: str, address: str = "203.0.113.9"):
    return Client(headers={"host": "ornek.localhost"}).post(
        SIGN_IN, {"username": name, "password": password}, REMOTE_ADDR=address
    )


def test_passwords_of_an_account_cannot_be_tried_for_ever_from_many_places(union):
    person = make.make_staff(union, "editor", username="ayse")

    pages = [sign_in("ayse", "yanlış", f"203.0.113.{number}").content.decode() for number in range(11)]
    late = sign_in("AYSE", make.PASSWORD, "203.0.113.99").content.decode()
    let_pass(minutes=6)

    assert "Çok fazla giriş denemesi" not in pages[9]
    assert "Çok fazla giriş denemesi" in pages[10]
    assert "Çok fazla giriş denemesi" in late
    assert sign_in(person.username, make.PASSWORD).status_code == 302


def test_an_unknown_account_gets_the_same_answer(union):
    make.make_staff(union, "editor", username="ayse")

    known = [sign_in("ayse", "yanlış", "203.0.113.1").status_code for _time in range(11)]
    unknown = sign_in("yok", "yanlış", "203.0.113.2").content.decode()
    for _time in range(10):
        unknown = sign_in("yok", "yanlış", "203.0.113.2").content.decode()

    assert set(known) == {200}
    assert "Çok fazla giriş denemesi" in unknown


def test_one_place_cannot_try_many_accounts(union):
    pages = [sign_in(f"kisi{number}", "yanlış").content.decode() for number in range(21)]

    assert ["Çok fazla" in page for page in pages] == [False] * 20 + [True]


def test_an_office_that_signs_in_all_day_is_never_stopped(union):
    make.make_staff(union, "editor", username="ayse")

    assert {sign_in("ayse", make.PASSWORD).status_code for _time in range(25)} == {302}
