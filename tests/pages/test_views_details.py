from datetime import timedelta

import pytest
from django.utils import timezone

from pages.models import Photo, Post
from tests.factories import make_document, make_event, make_gallery, make_photo, make_post

MAKERS = [make_post, make_event, make_document, make_gallery]


def make_announcement(**fields):
    return make_post(kind="announcement", **fields)


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


def test_photographs_without_words_are_still_links_with_a_name(client, union):
    gallery = make_gallery()
    make_photo(gallery=gallery, caption_tr="", picture_alt_tr="")

    text = client.get(gallery.address("en")).text

    assert "Photograph 1 at full size" in text


def test_news_is_not_found_among_the_announcements(client, union):
    news, announcement = make_post(title_tr="Haber"), make_announcement(title_tr="Duyuru")

    response = client.get(announcement.address("tr").replace(announcement.slug_tr, news.slug_tr))

    assert response.status_code == 404


@pytest.mark.parametrize("slug", ["yok", "a" * 500, "0"])
@pytest.mark.parametrize("make", MAKERS)
def test_unknown_slug_is_not_found(client, union, make, slug):
    row = make()

    assert client.get(row.address("en").replace(row.slug_en, slug)).status_code == 404


@pytest.mark.parametrize("place", [0, 1, 4])
def test_beside_a_post_stand_the_three_newest_of_its_kind_without_itself(client, union, place):
    posts = [make_post(title_tr=f"Haber {number}", date=f"2026-05-{20 - number}") for number in range(5)]
    make_post(status="draft", date="2026-06-01")
    make_announcement(date="2026-06-01")
    read = posts[place]

    others = client.get(read.address("tr")).context["others"]

    assert list(others) == [post for post in posts if post != read][:3]
