from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories import make_meeting, make_post, make_union
from unions.caching.next_change import moments, next_change, next_moment, stable_interval
from unions.models import Meeting, OutgoingMail

NOON = timezone.make_aware(datetime(2026, 5, 12, 12, 0))
MIDNIGHT = timezone.make_aware(datetime(2026, 5, 13))


def mark(union):
    return union.pk, union.generation.number


def test_pages_change_when_the_next_row_appears(union):
    make_post(publish_at=NOON + timedelta(hours=3))
    make_meeting(starts_at=NOON + timedelta(hours=2))
    union.refresh_from_db()

    assert next_moment(union.pk, NOON) == NOON + timedelta(hours=2)
    assert next_change(mark(union), NOON) == NOON + timedelta(hours=2)


def test_without_any_such_row_pages_change_at_midnight(union):
    make_post(publish_at=NOON + timedelta(days=3))
    union.refresh_from_db()

    assert next_change(mark(union), NOON) == MIDNIGHT


def test_rows_of_another_union_change_nothing(union):
    make_post(union=make_union(), publish_at=NOON + timedelta(hours=3))

    assert next_moment(union.pk, NOON) is None


def test_an_interval_begins_before_now_and_ends_after_it(union):
    interval = stable_interval(mark(union), NOON)

    assert interval.since <= NOON < interval.until


def test_moments_that_only_staff_see_are_left_out():
    assert (Meeting, "starts_at") in moments()
    assert OutgoingMail not in {model for model, _field in moments()}


@pytest.mark.django_db(transaction=True)
def test_the_interval_is_looked_up_once_for_a_generation(union, django_assert_num_queries):
    number = mark(union)
    stable_interval(number, NOON)

    with django_assert_num_queries(0):
        stable_interval(number, NOON + timedelta(minutes=5))
    with django_assert_num_queries(1):
        stable_interval((number[0], number[1] + 1), NOON + timedelta(minutes=5))
