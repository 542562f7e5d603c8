from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone

from pages.frame.menus import menus_of_union
from pages.models import Post
from tests import factories as make
from unions.caching import same_answers
from unions.caching.per_generation import cached_large_value, cached_per_generation
from unions.caching.same_answers import made_of_rows
from unions.models import Decision, Organ, Union
from unions.tenancy import scope

pytestmark = pytest.mark.django_db(transaction=True)


@made_of_rows
def titles_of_news() -> list[str]:
    return [post.title_tr for post in Post.objects.news().published()]


@made_of_rows
def decisions_of_union() -> list[Decision]:
    return list(Decision.objects.all())


@made_of_rows
def words_about(organ: Organ) -> list[str]:
    return [f"{organ.title_tr}: {decision.title_tr}" for decision in Decision.objects.filter(organ=organ)]


@made_of_rows
def marks_of_union() -> list[str]:
    return [f"{scope.union().mark} {post.title_tr}" for post in Post.objects.all()]


@made_of_rows
def presence_of_organs() -> list[bool]:
    return [Organ.objects.exists()]


def not_said_to_be_made_of_rows() -> list[str]:
    return [post.title_tr for post in Post.objects.all()]


def elsewhere(union) -> None:
    """An edit that none of these values shows."""
    make.make_event(union=union)


def test_a_value_outlives_an_edit_that_does_not_touch_it(union, request_of, django_assert_num_queries):
    make.make_post(union=union, kind="news", title_tr="Bir")
    first = cached_per_generation(request_of(), titles_of_news)
    elsewhere(union)
    request = request_of()

    assert cached_per_generation(request, titles_of_news) is first
    with django_assert_num_queries(0):
        assert cached_per_generation(request, titles_of_news) is first


def test_a_value_ends_with_an_edit_of_a_row_that_it_shows(union, request_of):
    post = make.make_post(union=union, kind="news", title_tr="Bir")
    assert cached_per_generation(request_of(), titles_of_news) == ["Bir"]
    elsewhere(union)
    cached_per_generation(request_of(), titles_of_news)
    post.title_tr = "İki"
    post.save()

    assert cached_per_generation(request_of(), titles_of_news) == ["İki"]


def test_statements_are_asked_again_for_the_moment_of_the_question(union, request_of, monkeypatch):
    make.make_post(union=union, kind="news", title_tr="Bir")
    assert cached_per_generation(request_of(), titles_of_news) == ["Bir"]
    now = timezone.now()
    make.make_post(union=union, kind="news", title_tr="Yarın", publish_at=now + timedelta(seconds=30))
    assert cached_per_generation(request_of(), titles_of_news) == ["Bir"]
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=1))

    assert set(cached_per_generation(request_of(), titles_of_news)) == {"Bir", "Yarın"}


def test_what_a_remembered_row_read_later_is_not_shown_after_it_has_changed(union, request_of):
    organ = make.assembly_of(union)
    make.make_decision(organ=organ)
    [decision] = cached_large_value(request_of(), decisions_of_union)
    assert decision.organ.title_tr == organ.title_tr
    organ.title_tr = "Birlik Meclisi"
    organ.save()

    [decision] = cached_large_value(request_of(), decisions_of_union)

    assert decision.organ.title_tr == "Birlik Meclisi"


def test_a_value_ends_with_a_change_of_the_row_that_it_was_given(union, request_of):
    organ = make.assembly_of(union)
    make.make_decision(organ=organ, title_tr="Bütçe")
    before = cached_per_generation(request_of(), words_about, organ)
    elsewhere(union)
    assert cached_per_generation(request_of(), words_about, Organ.objects.get(pk=organ.pk)) == before
    organ.title_tr = "Birlik Meclisi"
    organ.save()

    assert cached_per_generation(request_of(), words_about, organ) == ["Birlik Meclisi: Bütçe"]


def test_a_value_ends_with_a_change_of_the_union(union, request_of):
    make.make_post(union=union, title_tr="Bir")
    with scope.of(union):
        before = cached_per_generation(request_of(), marks_of_union)
    Union.objects.filter(pk=union.pk).update(mark="star" if union.mark != "star" else "sunflower")
    changed = Union.objects.get(pk=union.pk)

    with scope.of(changed):
        after = cached_per_generation(request_of(), marks_of_union)

    assert (before == after, after) == (False, [f"{changed.mark} Bir"])


def test_a_row_that_is_new_ends_a_value_that_said_there_was_none(union, request_of):
    with scope.everything():
        Organ.all_unions.all().delete()
    assert cached_per_generation(request_of(), presence_of_organs) == [False]
    make.make_organ(union=union)

    assert cached_per_generation(request_of(), presence_of_organs) == [True]


def test_what_is_made_of_remembered_values_ends_with_them(union, request_of):
    @made_of_rows
    def outer():
        return [title.upper() for title in cached_per_generation(request, titles_of_news)]

    outer.__qualname__ = "outer"
    post = make.make_post(union=union, kind="news", title_tr="bir")
    request = request_of()
    cached_per_generation(request, titles_of_news)
    assert cached_per_generation(request, outer) == ["BIR"]
    post.title_tr = "son"
    post.save()
    request = request_of()

    assert cached_per_generation(request, outer) == ["SON"]


def test_what_does_not_say_that_it_is_made_of_rows_is_made_anew(union, request_of):
    make.make_post(union=union, title_tr="Bir")
    first = cached_per_generation(request_of(), not_said_to_be_made_of_rows)
    elsewhere(union)

    again = cached_per_generation(request_of(), not_said_to_be_made_of_rows)

    assert (again == first, again is first) == (True, False)


def test_rows_that_were_read_before_anybody_noted_are_read_again(union, request_of):
    make.make_post(union=union)
    rows = Post.objects.all()
    assert len(rows) == 1
    assert len(cached_per_generation(request_of(), list, rows)) == 1
    make.make_post(union=union)

    assert len(cached_per_generation(request_of(), list, Post.objects.all())) == 2


def test_what_may_ask_later_is_not_compared(union, request_of):
    make.make_post(union=union)
    made = same_answers.make(Post.objects.all().reverse, (), timezone.now() + timedelta(hours=1))

    assert made.asked is None


def test_a_menu_outlives_an_edit_elsewhere_and_ends_with_its_page(union, request_of):
    page = make.make_page(union=union, title_tr="Hakkında")
    make.make_menu_item(union=union, page=page, label_tr="")
    first = cached_per_generation(request_of(), menus_of_union)
    elsewhere(union)
    assert cached_per_generation(request_of(), menus_of_union) is first
    page.status = "draft"
    page.save()

    assert cached_per_generation(request_of(), menus_of_union)["tr"].main == []


def test_a_remembered_part_stands_while_it_is_given_the_same_rows(union, request_of):
    template = Template("{% load unions_tags %}{% remembered 'includes/empty_state.html' 1 title=title %}")
    title = make.make_post(union=union).title_tr

    def part(title):
        return template.render(Context({"request": request_of(), "title": title}))

    assert title in part(title)
    elsewhere(union)
    assert title in part(title)
    elsewhere(union)
    assert "Başka" in part("Başka")
