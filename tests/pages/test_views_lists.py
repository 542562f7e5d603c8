from datetime import date, timedelta

import pytest
from django.utils import timezone

from pages.kinds import KINDS
from pages.models import Document, Event, Gallery, Post
from tests.factories import make_document, make_event, make_gallery, make_post
from tests.pages.addresses import address
from tests.publications import make_many, make_publication

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


@pytest.mark.parametrize("question", ["?year=2024", "?yil=2024"])
def test_posts_of_one_year_can_be_asked_for(client, union, question):
    wanted = make_post(date=date(2024, 12, 31))
    make_post(date=date(2025, 1, 1))

    assert list(client.get(address("news_list", "en") + question).context["page"]) == [wanted]


@pytest.mark.parametrize("year", ["1999", "abc", "-1", "2024.5", "٢٠٢٤", "9" * 500, "%00", "<script>"])
def test_unknown_year_is_answered_with_a_notice_and_the_whole_list(client, union, year):
    post = make_post(date=date(2024, 1, 1))

    response = client.get(f"{address('news_list', 'en')}?year={year}")

    assert response.status_code == 200
    assert list(response.context["page"]) == [post]
    assert bool(response.context["form"].errors) == (year != "%00")
    assert "<script>" not in response.text


def test_documents_can_be_narrowed_by_kind_and_year(client, union):
    wanted = make_document(category="form", date=date(2024, 5, 1))
    make_document(category="form", date=date(2023, 5, 1))
    make_document(category="report", date=date(2024, 5, 1))

    response = client.get(f"{address('document_list', 'en')}?category=form&year=2024")

    assert list(response.context["page"]) == [wanted]


def test_documents_that_fit_no_filter_leave_a_way_back(client, union):
    make_document(category="form", date=date(2024, 5, 1))
    make_document(category="report", date=date(2023, 5, 1))

    response = client.get(f"{address('document_list', 'en')}?category=form&year=2023")

    assert 'class="empty-state"' in response.text
    assert f'href="{address("document_list", "en")}"' in response.text


def test_unknown_kind_of_document_is_answered_with_a_notice(client, union):
    make_document()

    response = client.get(f"{address('document_list', 'en')}?category=poem")

    assert response.status_code == 200
    assert response.context["form"].errors["category"]


def test_filter_stays_when_the_page_is_turned(client, union):
    Post.objects.bulk_create([Post(title_tr=f"Yazı {n}", date=date(2024, 1, 1), status="published") for n in range(13)])

    response = client.get(f"{address('news_list', 'en')}?year=2024")

    assert response.context["pager"]["next_url"] == f"{address('news_list', 'en')}?year=2024&page=2"


def test_events_to_come_stand_before_those_that_are_over(client, union):
    now = timezone.now()
    last_year, last_week, next_week, next_year = [
        make_event(starts_at=now + timedelta(days=days)) for days in [-365, -7, 7, 365]
    ]

    context = client.get(address("event_list")).context

    assert context["upcoming"] == [next_week, next_year]
    assert context["past"] == [last_week, last_year]


def test_event_that_lasts_is_not_over(client, union):
    now = timezone.now()
    event = make_event(starts_at=now - timedelta(days=1), ends_at=now + timedelta(days=1))

    assert client.get(address("event_list")).context["upcoming"] == [event]


def test_gallery_is_listed_with_its_first_photograph_and_their_number(client, union):
    gallery = make_gallery(photos=3)

    listed = client.get(address("gallery_list")).context["page"].object_list[0]

    assert listed.covers == [gallery.photos.first()]
    assert listed.photo_count == 3


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.has_feed], ids=str)
def test_list_names_its_feed_to_programs(client, union, kind):
    response = client.get(address(kind.list_name, "en"))

    assert f'href="{address(kind.feed_name, "en")}"' in response.text


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.has_years], ids=str)
def test_archive_is_narrowed_by_year(client, union, kind):
    wanted, other = [make_publication(kind, date=date(year, 5, 12)) for year in [2024, 2025]]

    whole = client.get(address(kind.list_name, "en")).context["page"]
    narrowed = client.get(address(kind.list_name, "en") + "?year=2024").context["page"]

    assert (list(whole), list(narrowed)) == ([other, wanted], [wanted])
