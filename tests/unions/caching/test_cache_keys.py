from datetime import timedelta

import pytest
from django.utils import timezone

from pages.kinds import GALLERIES, KINDS
from pages.models import Post, RequestLogEntry
from unions.caching.cache_keys import NoCacheKey, SelfKeyed, cache_key
from unions.caching.next_change import Interval
from unions.caching.per_generation import cached_per_generation
from unions.models import Decision, Meeting, Organ, Paper

pytestmark = pytest.mark.django_db(transaction=True)


def key_of(ask, *arguments):
    now = timezone.now()
    return cache_key(ask, arguments, Interval(1, now - timedelta(seconds=5), now + timedelta(hours=1)))


def test_a_function_that_sees_more_than_its_arguments_has_no_key(union, request_of):
    year = 2024

    def hidden():
        return year

    for ask in [hidden, lambda: 1, [].append]:
        with pytest.raises(NoCacheKey):
            cached_per_generation(request_of(), ask)
    with pytest.raises(NoCacheKey):
        key_of(len, object())


def test_values_that_are_equal_in_python_may_still_have_different_keys(union):
    assert len({key_of(str, value) for value in [1, True, "1", 1.0, None, (1,), [1], Organ(pk=1), Meeting(pk=1)]}) == 9


def test_the_same_query_asked_a_moment_later_has_the_same_key(union):
    first = key_of(Post.objects.published().count)

    assert key_of(Post.objects.published().count) == first
    assert key_of(Post.objects.published().filter(pk=1).count) != first
    assert key_of(Post.objects.published().filter(pk=2).count) != key_of(Post.objects.published().filter(pk=1).count)


def test_a_row_that_has_not_been_saved_has_no_key(union):
    with pytest.raises(NoCacheKey):
        key_of(str, Organ())


def test_an_object_may_name_what_identifies_it():
    class Sum(SelfKeyed):
        def __init__(self, *parts):
            self.key_parts = (sum(parts),)

        def total(self):
            return self.key_parts[0]

    assert key_of(Sum(1, 2).total) == key_of(Sum(3).total)
    assert key_of(Sum(1, 2).total) != key_of(Sum(4).total)


def test_a_query_of_which_others_have_run_has_the_key_that_it_had_before(union):
    queries = [
        Post.objects.news().published(),
        Meeting.objects.published().with_organ(),
        Meeting.objects.published().upcoming(),
        Decision.objects.published().with_organ(),
        Paper.objects.published().with_decision(),
        RequestLogEntry.objects.with_request(),
        # The type of a calculated column that does not name it is known only afterwards: such a list is read twice.
        *(kind.for_list(kind.rows().published()) for kind in KINDS if kind.name != GALLERIES.name),
    ]
    for rows in queries:
        before = key_of(list, rows)

        # What is made of it shares its conditions.
        assert len(rows.all()) == rows.count()

        assert key_of(list, rows.all()) == before, rows.model
