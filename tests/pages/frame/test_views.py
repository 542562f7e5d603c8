from datetime import timedelta

import pytest
from django.utils import timezone

from pages.models import Event, Post
from tests.factories import (
    make_decision,
    make_event,
    make_meeting,
    make_membership,
    make_organ,
    make_post,
)
from tests.pages.addresses import address
from unions.models import Decision, Meeting


def words_of(number):
    return {
        "title_tr": f"Başlık {number}",
        "slug_tr": f"baslik-{number}",
        "slug_en": f"title-{number}",
        "status": "published",
    }


def fill(count):
    """A home page on which every part has `count` rows to choose from."""
    now, numbers = timezone.now(), range(count)
    organs = [make_organ(), make_organ(kind="executive")]
    Meeting.objects.bulk_create(
        Meeting(organ=organs[0], starts_at=now + timedelta(days=number + 1), **words_of(number)) for number in numbers
    )
    Event.objects.bulk_create(
        Event(starts_at=now, ends_at=now + timedelta(days=number + 1), **words_of(number)) for number in numbers
    )
    Post.objects.bulk_create(Post(kind="news", **words_of(number)) for number in numbers)
    Post.objects.bulk_create(Post(kind="announcement", **words_of(count + number)) for number in numbers)
    values = {"date": now.date(), "title_tr": "Karar", "status": "published"}
    Decision.objects.bulk_create(Decision(organ=organs[number % 2], number=number + 1, **values) for number in numbers)
    for _number in range(min(count, 40)):
        make_membership()


@pytest.mark.parametrize("language", ["tr", "en"])
def test_home_of_a_union_that_has_nothing_draws_no_empty_part(client, union, language):
    response = client.get(address("home", language))

    assert response.status_code == 200
    assert response.text.count("<h1") == 1
    assert "<h2" not in response.text.split("</main>")[0]
    for part in ["empty-state", "identity-strip", "home-map", "home-pair", "home-part", "reach-us"]:
        assert part not in response.text, part


@pytest.mark.parametrize("count", [1, 3, 300])
def test_home_costs_twelve_queries_however_much_there_is(client, union, django_assert_max_num_queries, count):
    fill(count)

    with django_assert_max_num_queries(12):
        response = client.get(address("home"))

    assert response.status_code == 200


def test_home_leads_to_what_people_ask_for_most(client, union):
    executive = make_organ(kind="executive")
    first_day = client.get(address("home", "en")).text.partition("<main")[2].partition("</main")[0]
    make_post()

    text = client.get(address("home", "en")).text

    # Before anything is published nothing leads to an empty list.
    for name in ["union_legal_basis", "union_duties", "member_list", "decision_list"]:
        assert f'href="{address(name, "en")}"' not in first_day
    for name in ["organ_list", "union_detail", "information_request", "paper_grid"]:
        assert f'href="{address(name, "en")}"' in first_day
    for path in [
        address("union_legal_basis", "en"),
        executive.address("en"),
        address("union_duties", "en"),
        address("member_list", "en"),
        address("decision_list", "en"),
        address("paper_grid", "en"),
    ]:
        assert f'href="{path}"' in text


def test_home_shows_what_comes_next_meetings_and_events_together(client, union):
    now = timezone.now()
    event = make_event(starts_at=now + timedelta(days=2))
    meeting = make_meeting(starts_at=now + timedelta(days=1))
    later = make_meeting(starts_at=now + timedelta(days=3))
    make_meeting(starts_at=now - timedelta(days=1))

    assert client.get(address("home")).context["coming"] == [meeting, event, later]


def test_home_shows_only_what_is_public(client, union):
    make_post(status="draft", title_tr="Gizli haber")
    make_event(status="draft", title_tr="Gizli etkinlik")
    make_meeting(status="draft", title_tr="Gizli toplantı")
    make_decision(status="draft", title_tr="Gizli karar")

    assert "Gizli" not in client.get(address("home")).text


def test_home_shows_nothing_of_another_union(client, union, other_union):
    make_post(union=other_union, title_tr="Yabancı haber")
    make_meeting(union=other_union, title_tr="Yabancı toplantı")
    make_membership(union=other_union)

    response = client.get(address("home"))

    assert "Yabancı" not in response.text
    assert response.context["identity"].member_count == 0


@pytest.mark.parametrize("language", ["tr", "en"])
def test_entrance_leads_to_the_first_language_of_the_union(client, union, language):
    union.default_language = language
    union.save()

    response = client.get("/", headers={"accept-language": "de, en;q=0.9, tr;q=0.1"})

    assert response.status_code == 302
    assert response["location"] == f"/{language}/"
