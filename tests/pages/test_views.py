"""The lists of page types, and the pages of their rows."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from pages.kinds import KINDS
from pages.models import Document, Event, Gallery, Photo, Post
from tests.factories import make_document, make_event, make_gallery, make_photo, make_post
from tests.pages.addresses import address
from tests.publications import make_many, make_publication

LISTS = {kind.list_name: kind for kind in KINDS}


def words_of(number):
    return {
        "title_tr": "Başlık",
        "slug_tr": f"baslik-{number}",
        "slug_en": f"title-{number}",
        "status": "published",
    }


def fill(name, count):
    """As many public rows of a list as asked for."""
    now, numbers = timezone.now(), range(count)
    if name == "event_list":
        moments = [now + timedelta(days=number - count // 2, hours=1) for number in numbers]
        Event.objects.bulk_create(Event(starts_at=m, ends_at=m, **words_of(number)) for number, m in enumerate(moments))
    elif name == "document_list":
        file = make_document().file.name
        Document.objects.bulk_create(Document(file=file, **words_of(number)) for number in numbers[1:])
    elif name == "gallery_list":
        make_gallery(photos=2)
        Gallery.objects.bulk_create(Gallery(**words_of(number)) for number in numbers[1:])
    elif LISTS[name].model is not Post:
        make_many(LISTS[name], count)
    else:
        kind = name.removesuffix("_list")
        days = [date(2020 + number % 5, 1, 1) for number in numbers]
        Post.objects.bulk_create(Post(kind=kind, date=days[number], **words_of(number)) for number in numbers)


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


# The pages of rows

MAKERS = [make_post, make_event, make_document, make_gallery]


def make_announcement(**fields):
    return make_post(kind="announcement", **fields)


def maker_of(kind):
    """Makes rows of a page type that has no factory of its own."""

    def make(**fields):
        return make_publication(kind, **{"title_tr": "Başlık", **fields})

    make.__name__ = f"make_{kind}"
    return make


MAKERS += [maker_of(kind) for kind in KINDS if kind.model not in [Post, Event, Document, Gallery]]
ALL = [*MAKERS, make_announcement]


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("make", ALL)
def test_public_row_has_a_page_in_each_language(client, union, make, language):
    row = make(title_tr="Türkçe başlık", title_en="English title")

    response = client.get(row.address(language))

    title = {"tr": "Türkçe başlık", "en": "English title"}[language]
    assert response.status_code == 200
    assert f"<h1>{title}</h1>" in response.text
    assert f"<title>{title} – " in response.text


@pytest.mark.parametrize("make", ALL)
def test_draft_is_not_found(client, union, make):
    assert client.get(make(status="draft").address("tr")).status_code == 404


@pytest.mark.parametrize("make", ALL)
def test_scheduled_row_is_not_found_until_its_moment(client, union, make):
    tomorrow = make(publish_at=timezone.now() + timedelta(days=1))
    yesterday = make(publish_at=timezone.now() - timedelta(days=1))

    assert client.get(tomorrow.address("tr")).status_code == 404
    assert client.get(yesterday.address("tr")).status_code == 200


@pytest.mark.parametrize(
    "how", [{"status": "withdrawn"}, {"expire_at": timezone.now() - timedelta(days=1)}], ids=["withdrawn", "expired"]
)
@pytest.mark.parametrize("make", ALL)
def test_what_has_been_withdrawn_is_gone_and_says_why(client, union, make, how):
    row = make(withdrawal_reason_tr="Yanlış yayımlandı.", **how)

    response = client.get(row.address("tr"))

    assert response.status_code == 410
    assert "Yanlış yayımlandı." in response.text


@pytest.mark.parametrize("make", ALL)
def test_row_of_another_union_is_not_found(client, union, other_union, make):
    assert client.get(make(union=other_union).address("tr")).status_code == 404


@pytest.mark.parametrize("make", ALL)
def test_slug_of_the_other_language_leads_to_the_right_address(client, union, make):
    row = make(title_tr="Türkçe başlık", title_en="English title")

    mixed = row.address("en").replace(row.slug_en, row.slug_tr)
    response = client.get(mixed)

    assert response.status_code == 301
    assert response["location"] == row.address("en")


@pytest.mark.parametrize("make", ALL)
def test_changed_address_leads_on(client, union, make):
    row = make(title_tr="Eski ad")
    before = row.address("tr")
    row.slug_tr = "yeni-ad"
    row.save()

    response = client.get(before)

    assert response.status_code == 301
    assert response["location"] == row.address("tr")


@pytest.mark.parametrize("make", MAKERS)
def test_untranslated_row_is_shown_in_turkish_and_says_so(client, union, make):
    row = make(title_tr="Yalnız Türkçe", title_en="")

    response = client.get(row.address("en"))

    assert '<span lang="tr">Yalnız Türkçe</span>' in response.text
    assert response.text.count('class="notice"') == 1
    assert "hreflang" not in response.text.split("</head>")[0]
    assert f'rel="canonical" href="http://{union.code}.localhost{row.address("tr")}"' in response.text


@pytest.mark.parametrize("make", MAKERS)
def test_translated_row_names_both_addresses_to_search_engines(client, union, make):
    row = make(title_tr="Türkçe", title_en="English")

    head = client.get(row.address("en")).text.split("</head>")[0]

    for language in ["tr", "en"]:
        assert f'hreflang="{language}" href="http://{union.code}.localhost{row.address(language)}"' in head
    assert 'class="notice"' not in head


@pytest.mark.parametrize("make", ALL)
def test_language_switch_stays_on_the_row(client, union, make):
    row = make(title_tr="Türkçe", title_en="English")

    assert f'href="{row.address("en")}" lang="en"' in client.get(row.address("tr")).text


@pytest.mark.parametrize("count", [1, 3, 300])
@pytest.mark.parametrize("make", ALL)
def test_page_of_a_row_costs_eight_queries_however_many_there_are(
    client, union, django_assert_max_num_queries, make, count
):
    row = make(body_tr="<p>Metin</p>") if make in [make_post, make_event] else make()
    if make is make_gallery:
        picture = make_photo(gallery=row).picture.name
        Photo.objects.bulk_create(Photo(gallery=row, picture=picture, position=n) for n in range(count - 1))
    else:
        Post.objects.bulk_create(
            Post(kind=kind, title_tr="Yazı", slug_tr=f"yazi-{kind}-{n}", slug_en=f"post-{kind}-{n}", status="published")
            for kind in ["news", "announcement"]
            for n in range(count - 1)
        )

    with django_assert_max_num_queries(8):
        assert client.get(row.address("tr")).status_code == 200


def test_cancelled_event_says_so_first(client, union):
    event = make_event(is_cancelled=True, title_tr="Eğitim")

    assert 'class="alert"' in client.get(event.address("tr")).text


def test_text_that_passed_by_the_forms_runs_no_script(client, union):
    post = make_post(body_tr="<p>Metin</p>")
    Post.objects.filter(pk=post.pk).update(body_tr="<p>Metin</p><script>alert(1)</script><img src=x onerror=alert(1)>")

    text = client.get(post.address("tr")).text

    assert "<p>Metin</p>" in text
    assert "alert(1)" not in text


def test_news_is_not_found_among_the_announcements(client, union):
    news, announcement = make_post(title_tr="Haber"), make_announcement(title_tr="Duyuru")

    response = client.get(announcement.address("tr").replace(announcement.slug_tr, news.slug_tr))

    assert response.status_code == 404


@pytest.mark.parametrize("slug", ["yok", "a" * 500, "0"])
@pytest.mark.parametrize("make", MAKERS)
def test_unknown_slug_is_not_found(client, union, make, slug):
    row = make()

    assert client.get(row.address("en").replace(row.slug_en, slug)).status_code == 404
