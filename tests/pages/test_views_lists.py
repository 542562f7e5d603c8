from datetime import date, timedelta

import pytest
from django.utils import timezone

from pages.kinds import KINDS
from pages.models import Document, Event, Gallery, Post
from tests.factories import make_document, make_gallery, make_post
from tests.pages.addresses import address
from tests.publications import make_many

LISTS = {kind.list_name: kind for kind in KINDS}


def fill(name, count):
    """As many public rows of a list as asked for."""

    def words(number):
        return {
            "title_tr": "Başlık",
            "slug_tr": f"baslik-{number}",
            "slug_en": f"title-{number}",
            "status": "published",
        }

    now, numbers = timezone.now(), range(count)
    if name == "event_list":
        moments = [now + timedelta(days=number - count // 2, hours=1) for number in numbers]
        Event.objects.bulk_create(Event(starts_at=m, ends_at=m, **words(number)) for number, m in enumerate(moments))
    elif name == "document_list":
        file = make_document().file.name
        Document.objects.bulk_create(Document(file=file, **words(number)) for number in numbers[1:])
    elif name == "gallery_list":
        make_gallery(photos=2)
        Gallery.objects.bulk_create(Gallery(**words(number)) for number in numbers[1:])
    elif LISTS[name].model is not Post:
        make_many(LISTS[name], count)
    else:
        kind = name.removesuffix("_list")
        days = [date(2020 + number % 5, 1, 1) for number in numbers]
        Post.objects.bulk_create(Post(kind=kind, date=days[number], **words(number)) for number in numbers)


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("name", LISTS)
def test_empty_list_says_that_it_is_empty(client, union, name, language):
    response = client.get(address(name, language))

    assert response.status_code == 200
    assert 'class="empty-state"' in response.text


@pytest.mark.parametrize("count", [1, 3, 300])
@pytest.mark.parametrize("name", LISTS)
def test_list_costs_seven_queries_however_long(client, union, django_assert_max_num_queries, name, count):
    fill(name, count)

    with django_assert_max_num_queries(7):
        response = client.get(address(name))

    assert response.status_code == 200
    assert len(response.context["page"].object_list) == min(count, response.context["page"].paginator.per_page)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("number", ["0", "-1", "2", "many", "1e9", "99999999999999999999"])
def test_unknown_page_number_is_not_found(client, union, name, number):
    assert client.get(f"{address(name, 'en')}?page={number}").status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_page_number_may_be_asked_for_in_either_language(client, union, name):
    fill(name, 30)

    assert client.get(f"{address(name, 'en')}?page=2").status_code == 200
    assert client.get(f"{address(name, 'en')}?sayfa=2").context["page"].number == 2
    assert client.get(f"{address(name)}?sayfa=2").context["page"].number == 2


def test_drafts_and_scheduled_and_withdrawn_rows_are_not_listed(client, union):
    tomorrow = timezone.now() + timedelta(days=1)
    yesterday = timezone.now() - timedelta(days=1)
    make_post(title_tr="Taslak", status="draft")
    make_post(title_tr="Yarın", publish_at=tomorrow)
    make_post(title_tr="Geri çekilmiş", status="withdrawn")
    make_post(title_tr="Süresi dolmuş", expire_at=yesterday)
    public = make_post(title_tr="Açık", publish_at=yesterday, expire_at=tomorrow)

    response = client.get(address("news_list"))

    assert list(response.context["page"]) == [public]


def test_rows_of_another_union_are_not_listed(client, union, other_union):
    make_post(union=other_union, title_tr="Başkasının haberi")

    response = client.get(address("news_list"))

    assert list(response.context["page"]) == []
    assert "Başkasının" not in response.text


def test_news_and_announcements_are_kept_apart(client, union):
    news = make_post(kind="news")
    announcement = make_post(kind="announcement")

    assert list(client.get(address("news_list")).context["page"]) == [news]
    assert list(client.get(address("announcement_list")).context["page"]) == [announcement]


def test_posts_stand_in_order_of_their_dates(client, union):
    older = make_post(date=date(2024, 1, 1))
    newer = make_post(date=date(2025, 1, 1))

    assert list(client.get(address("news_list")).context["page"]) == [newer, older]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.has_feed], ids=str)
def test_list_names_its_feed_to_programs(client, union, kind):
    response = client.get(address(kind.list_name, "en"))

    assert f'href="{address(kind.feed_name, "en")}"' in response.text
