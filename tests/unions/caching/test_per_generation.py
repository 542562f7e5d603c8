from datetime import date, timedelta

import pytest
from django.db.models import Exists, OuterRef
from django.template import Context, Template
from django.utils import timezone, translation

from pages.models import Event, Gallery, Post
from tests import factories as make
from tests.cache_observer import KeyCollision
from unions.caching import per_generation
from unions.caching.cache_keys import SelfKeyed
from unions.caching.per_generation import cached_large_value, cached_per_generation
from unions.caching.store import clear_all_stores
from unions.lists.paging import count_of
from unions.models import Decision, Meeting
from unions.tenancy import scope

pytestmark = pytest.mark.django_db(transaction=True)


# Pairs of lists of one model that are counted one after the other; the second must not have the first one's number.
LISTS = {
    "past events, then all": lambda organ: (Event.objects.published().past(), Event.objects.published()),
    "all events, then those to come": lambda organ: (Event.objects.published(), Event.objects.published().upcoming()),
    "news, then announcements": lambda organ: (Post.objects.news().published(), Post.objects.announcements()),
    "decisions of an organ, then of none": lambda organ: (
        Decision.objects.published().narrowed(organ=organ),
        Decision.objects.published(),
    ),
    "decisions of a year, then of another": lambda organ: (
        Decision.objects.narrowed(year=2024),
        Decision.objects.narrowed(year=2026),
    ),
    "public galleries, then all": lambda organ: (Gallery.objects.published(), Gallery.objects.all()),
    "meetings with decisions, then without": lambda organ: (
        Meeting.objects.filter(Exists(Decision.objects.filter(agenda_item__meeting=OuterRef("pk")))),
        Meeting.objects.filter(~Exists(Decision.objects.filter(agenda_item__meeting=OuterRef("pk")))),
    ),
    "the first two, then all": lambda organ: (Decision.objects.all()[:2], Decision.objects.all()),
}


@pytest.mark.parametrize("name", LISTS)
def test_two_lists_of_one_model_are_counted_separately(name, union, request_of):
    now = timezone.now()
    organ, other = make.assembly_of(union), make.make_organ(union=union, kind="executive", decision_series="E")
    for days in (-3, -2, 5):
        make.make_event(union=union, starts_at=now + timedelta(days=days))
    make.make_post(union=union, kind="news")
    for _each in range(2):
        make.make_post(union=union, kind="announcement")
    item = make.make_agenda_item(meeting=make.make_meeting(union=union, organ=organ))
    make.make_meeting(union=union, organ=organ)
    make.make_meeting(union=union, organ=organ)
    make.make_decision(organ=organ, date=date(2024, 3, 1), agenda_item=item)
    make.make_decision(organ=other, date=date(2026, 3, 1))
    make.make_decision(organ=other, date=date(2026, 4, 1))
    make.make_gallery(union=union)
    make.make_gallery(union=union, status="draft")
    rows = LISTS[name](organ)
    expected = [len(each.all()) for each in rows]
    assert expected[0] != expected[1]

    counted = [count_of(request_of(), each) for each in rows]

    assert counted == expected
    assert [count_of(request_of(), each) for each in reversed(LISTS[name](organ))] == expected[::-1]


def test_a_list_is_counted_once_although_time_passes(union, request_of, django_assert_num_queries):
    make.make_event(union=union)
    request = request_of()
    first = count_of(request, Event.objects.published().past())

    with django_assert_num_queries(0):
        assert count_of(request, Event.objects.published().past()) == first


def test_years_and_organs_of_a_list_are_those_of_that_list(union, request_of):
    make.make_decision(date=date(2024, 3, 1))
    make.make_decision(date=date(2026, 3, 1), status="draft")
    request = request_of()

    assert cached_per_generation(request, Decision.objects.published().years) == [2024]
    assert cached_per_generation(request, Decision.objects.years) == [2026, 2024]
    assert cached_per_generation(request, Meeting.objects.years) == []


def test_a_value_expires_at_the_next_moment_that_staff_have_set(union, request_of, monkeypatch):
    now = timezone.now()
    make.make_post(union=union, kind="news", publish_at=now + timedelta(minutes=5))
    request = request_of()
    assert count_of(request, Post.objects.news().published()) == 0

    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=6))

    assert count_of(request, Post.objects.news().published()) == 1


def test_a_value_expires_with_the_generation(union, request_of):
    assert count_of(request_of(), Post.objects.all()) == 0
    make.make_post(union=union)

    assert count_of(request_of(), Post.objects.all()) == 1


def test_a_value_of_one_union_is_not_that_of_another(union, request_of):
    make.make_post(union=union)
    assert count_of(request_of(), Post.objects.all()) == 1
    other = make.make_union(code="oteki")

    with scope.of(other):
        assert count_of(request_of(), Post.objects.all()) == 0
        assert count_of(request_of(other), Post.objects.all()) == 0


class Careless(SelfKeyed):
    key_parts = ("always the same",)

    def __init__(self, rows):
        self.rows = rows

    def count(self):
        return self.rows.count()


def test_a_second_call_under_a_used_key_fails_in_tests(union, request_of):
    make.make_post(union=union, kind="news")
    request = request_of()
    assert cached_per_generation(request, Careless(Post.objects.news()).count) == 1

    per_generation._values.clear()
    with pytest.raises(KeyCollision):
        cached_per_generation(request, Careless(Post.objects.announcements()).count)


def test_all_values_are_dropped_at_once(union, request_of):
    make.make_post(union=union)
    count_of(request_of(), Post.objects.all())
    assert per_generation.cached_unions() == [union.pk]

    clear_all_stores()

    assert per_generation.cached_unions() == []


def test_a_large_value_is_made_once_and_anew_after_a_change_or_a_moment(union, request_of, monkeypatch):
    now = timezone.now()
    make.make_post(union=union, kind="news", publish_at=now + timedelta(minutes=5))
    news = Post.objects.news().published
    request = request_of()
    first = cached_large_value(request, list, news())

    assert (first, cached_large_value(request, list, news()) is first) == ([], True)
    make.make_post(union=union, kind="news", title_tr="Yeni")
    assert len(cached_large_value(request_of(), list, news())) == 1
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=6))
    assert len(cached_large_value(request_of(), list, news())) == 2


def test_a_large_value_of_one_union_is_not_that_of_another(union, request_of):
    make.make_post(union=union)
    assert len(cached_large_value(request_of(), list, Post.objects.all())) == 1
    other = make.make_union(code="oteki")

    with scope.of(other):
        assert cached_large_value(request_of(), list, Post.objects.all()) == []
        assert cached_large_value(request_of(other), list, Post.objects.all()) == []


def test_of_large_values_only_so_many_are_kept_and_of_each_the_newest(union, request_of):
    for number in range(per_generation.LARGE_VALUES + 5):
        cached_large_value(request_of(), list, Post.objects.all()[: number + 1])
    assert len(per_generation._large_values) == per_generation.LARGE_VALUES

    clear_all_stores()
    for _change in range(3):
        make.make_post(union=union)
        cached_large_value(request_of(), list, Post.objects.all())
    assert len(per_generation._large_values) == 1


def test_a_remembered_part_differs_by_language_and_marks_alone(union, request_of):
    template = Template("{% load unions_tags %}{% remembered 'includes/empty_state.html' mark title=title %}")

    def part(title, mark, language="tr"):
        with translation.override(language):
            return template.render(Context({"request": request_of(), "title": title, "mark": mark}))

    assert "Bir" in part("Bir", 1)
    assert "Two" in part("Two", 1, "en")
    assert "İki" in part("İki", 2)
    per_generation.observer = None
    assert "Bir" in part("something that its mark does not tell", 1)
    make.make_post(union=union)
    assert "Yeni" in part("Yeni", 1)
