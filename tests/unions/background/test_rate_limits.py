"""Things that may be done only so often."""

from datetime import timedelta

import pytest
from django.db.models import F, QuerySet
from django.utils import timezone

from unions.background.rate_limits import Limit, delete_full_buckets
from unions.models import Allowance

pytestmark = pytest.mark.django_db

LIMIT = Limit("test", times=3, one_more_after=timedelta(minutes=10))


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
    let_pass(days=1)
    LIMIT.acquire("b")
    let_pass(days=2, hours=1)

    assert (delete_full_buckets(), Allowance.objects.count()) == (1, 1)


def test_what_was_taken_in_vain_is_given_back():
    LIMIT.acquire("a")
    LIMIT.give_back("a")
    LIMIT.give_back("a")

    assert [LIMIT.acquire("a") for _time in range(4)] == [True, True, True, False]


def test_the_pause_until_the_next_use_is_known():
    for _time in range(3):
        LIMIT.acquire("a")
    let_pass(minutes=4)

    assert timedelta(minutes=5, seconds=50) < LIMIT.wait("a") <= timedelta(minutes=6)
    assert LIMIT.wait("nobody") == timedelta(0)


def test_what_proved_to_be_legitimate_fills_its_own_bucket_alone():
    for whom in ["a", "b"]:
        for _time in range(3):
            LIMIT.acquire(whom)

    LIMIT.reset("a")

    assert (LIMIT.acquire("a"), LIMIT.acquire("b")) == (True, False)


def test_where_others_count_all_the_time_the_answer_is_no(monkeypatch):
    LIMIT.acquire("a")
    monkeypatch.setattr(QuerySet, "update", lambda *_rows, **_values: 0)

    assert LIMIT.acquire("a") is False
