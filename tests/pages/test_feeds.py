from datetime import date, datetime, timedelta
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from pages.findability import sitemap
from pages.models import Event, Gallery, Post
from tests.factories import (
    make_decision,
    make_document,
    make_event,
    make_gallery,
    make_meeting,
    make_membership,
    make_organ,
    make_page,
    make_paper,
    make_post,
    make_union,
)
from tests.pages.addresses import address

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FEEDS = ["news_feed", "announcement_feed", "event_feed"]


def parsed(response):
    return ElementTree.fromstring(response.content)  # noqa: S314 - made by ourselves a moment ago


def feed(client, name="news_feed", language="tr"):
    return parsed(client.get(address(name, language)))


def entries(client, name="news_feed", language="tr"):
    return feed(client, name, language).findall(f"{ATOM}entry")


def calendar(client, language="tr"):
    return Calendar.from_ical(client.get(address("event_calendar", language)).content)


def parts(client):
    """The addresses of the parts of the map."""
    return [part.findtext(f"{MAP}loc") for part in parsed(client.get("/sitemap.xml"))]


def places(client):
    """The addresses of the map of the site, each with its alternates by language; no two parts name the same."""
    urls = [url for part in parts(client) for url in parsed(client.get(part.partition(".localhost")[2]))]
    found = {
        url.findtext(f"{MAP}loc"): {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
        for url in urls
    }
    assert len(found) == len(urls)
    return found


# Feeds


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("name", FEEDS)
def test_feed_without_entries_is_still_a_feed(client, union, name, language):
    response = client.get(address(name, language))

    assert response["content-type"] == "application/atom+xml; charset=utf-8"
    root = parsed(response)
    assert root.get(LANG) == language
    assert root.findall(f"{ATOM}entry") == []


def test_addresses_in_a_feed_are_whole_and_of_the_host_that_was_asked(client, union):
    post = make_post(title_tr="Başlık", title_en="Title")

    root = feed(client, "news_feed", "en")

    host = f"http://{union.code}.localhost"
    assert [link.get("href") for link in root.iter(f"{ATOM}link")] == [
        f"{host}{address('news_list', 'en')}",
        f"{host}{address('news_feed', 'en')}",
        f"{host}{post.address('en')}",
    ]


def test_each_feed_holds_its_own_kind_only(client, union):
    make_post(title_tr="Haber")
    make_post(kind="announcement", title_tr="Duyuru")
    make_event(title_tr="Etkinlik")

    titles = [[entry.findtext(f"{ATOM}title") for entry in entries(client, name)] for name in FEEDS]

    assert titles == [["Haber"], ["Duyuru"], ["Etkinlik"]]


def test_feed_holds_only_what_is_public_in_this_union(client, union, other_union):
    make_post(status="draft")
    make_post(publish_at=timezone.now() + timedelta(days=1))
    make_post(union=other_union)

    assert entries(client) == []


def test_entry_keeps_its_id_when_its_address_changes(client, union):
    post = make_post(title_tr="Başlık")
    before = entries(client)[0].findtext(f"{ATOM}id")
    post.slug_tr = "yeni-adres"
    post.save()

    after = entries(client)[0]

    assert after.findtext(f"{ATOM}id") == before
    assert after.find(f"{ATOM}link").get("href").endswith("/yeni-adres/")


def test_no_two_entries_share_an_id(client, union):
    make_post()
    make_post()
    make_event()

    found = [
        element.text
        for language in ["tr", "en"]
        for name in FEEDS
        for element in feed(client, name, language).iter(f"{ATOM}id")
    ]

    assert len(set(found)) == len(found) == 2 * (len(FEEDS) + 3)


def test_untranslated_entry_is_marked_as_turkish(client, union):
    make_post(title_tr="Yalnız Türkçe", date=date(2024, 1, 1))
    make_post(title_tr="Türkçe", title_en="English", date=date(2024, 1, 2))

    assert [entry.get(LANG) for entry in entries(client, "news_feed", "en")] == [None, "tr"]
    assert [entry.get(LANG) for entry in entries(client, "news_feed", "tr")] == [None, None]


def test_entry_tells_when_it_was_published_and_changed(client, union):
    post = make_post(date=date(2024, 5, 12))

    entry = entries(client)[0]

    assert entry.findtext(f"{ATOM}published") == "2024-05-12T00:00:00+03:00"
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) == post.updated_at


def test_signs_that_xml_cannot_hold_do_not_break_the_feed(client, union):
    make_post(title_tr="Bir\x0bbaşlık & <b>", summary_tr="Özet\x1f & <b>")

    entry = entries(client)[0]

    assert entry.findtext(f"{ATOM}title") == "Birbaşlık & <b>"
    assert entry.findtext(f"{ATOM}summary") == "Özet &amp; &lt;b&gt;"


def test_text_stands_in_for_a_missing_summary(client, union):
    make_post(body_tr="<h2>Başlık</h2><p>İlk <strong>cümle</strong> &amp; son.</p>")

    assert entries(client)[0].findtext(f"{ATOM}summary") == "Başlık İlk cümle &amp; son."


@pytest.mark.parametrize("count", [1, 3, 300])
@pytest.mark.parametrize("name", FEEDS)
def test_feed_costs_three_queries_however_much_there_is(client, union, django_assert_num_queries, name, count):
    fill(count)

    with django_assert_num_queries(3):
        found = entries(client, name)

    assert len(found) == min(count, 20)


def fill(count):
    def words(kind, number):
        return {
            "title_tr": "Başlık",
            "slug_tr": f"{kind}-{number}",
            "slug_en": f"{kind}-{number}",
            "status": "published",
        }

    now, numbers = timezone.now(), range(count)
    for kind in ["news", "announcement"]:
        Post.objects.bulk_create(Post(kind=kind, **words(kind, number)) for number in numbers)
    Event.objects.bulk_create(Event(starts_at=now, ends_at=now, **words("event", number)) for number in numbers)
    Gallery.objects.bulk_create(Gallery(**words("gallery", number)) for number in numbers)


# The calendar


def test_calendar_without_events_is_still_a_calendar(client, union):
    response = client.get(address("event_calendar"))

    assert response["content-type"] == "text/calendar; charset=utf-8"
    assert Calendar.from_ical(response.content).events == []


def test_event_in_the_calendar_is_at_its_hour_in_turkey(client, union):
    event = make_event(
        title_tr="İmar eğitimi; 1, 2\n3",
        place_tr="Çorlu",
        starts_at=datetime(2026, 11, 30, 7, 0, tzinfo=ZoneInfo("UTC")),
        ends_at=datetime(2026, 11, 30, 9, 30, tzinfo=ZoneInfo("UTC")),
    )

    found = calendar(client)

    entry = found.events[0]
    assert entry.start == datetime(2026, 11, 30, 10, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
    assert entry["dtstart"].params["TZID"] == "Europe/Istanbul"
    assert [str(zone["tzid"]) for zone in found.timezones] == ["Europe/Istanbul"]
    assert entry["summary"] == "İmar eğitimi; 1, 2\n3"
    assert entry["location"] == "Çorlu"
    assert entry["status"] == "CONFIRMED"
    assert entry["url"] == f"http://{union.code}.localhost{event.address('tr')}"


def test_cancelled_event_stays_in_the_calendar_and_says_so(client, union):
    make_event(is_cancelled=True)

    assert calendar(client).events[0]["status"] == "CANCELLED"


def test_changed_event_replaces_its_entry_in_the_readers_calendar(client, union):
    event = make_event()
    before = calendar(client).events[0]
    event.title_tr = "Yeni ad"
    event.slug_tr = "yeni-ad"
    event.save()

    after = calendar(client, "en").events[0]

    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["dtstamp"].dt == event.updated_at.replace(microsecond=0)


def test_calendar_holds_only_public_events_of_the_union_and_forgets_after_a_year(client, union, other_union):
    make_event(status="draft")
    make_event(union=other_union)
    make_event(starts_at=timezone.now() - timedelta(days=400))
    recent = make_event(starts_at=timezone.now() - timedelta(days=300))

    assert [entry["uid"] for entry in calendar(client).events] == [f"event-{recent.pk}@{union.code}"]


@pytest.mark.parametrize("count", [1, 3, 300])
def test_calendar_costs_two_queries_however_much_there_is(client, union, django_assert_num_queries, count):
    fill(count)

    with django_assert_num_queries(2):
        assert len(calendar(client).events) == count


# The map of the site


def test_map_holds_every_public_page_in_both_languages(client, union):
    organ = make_organ(title_tr="Meclis", title_en="Assembly")
    membership = make_membership()
    words = {"title_tr": "Türkçe", "title_en": "English"}
    rows = [
        organ,
        make_page(**words),
        make_post(**words),
        make_post(kind="announcement", **words),
        make_event(**words),
        make_document(**words),
        make_gallery(**words),
        make_meeting(organ=organ, **words),
        make_decision(organ=organ, **words),
        make_paper(),
    ]
    host = f"http://{union.code}.localhost"

    found = places(client)

    for row in rows:
        alternates = {language: host + row.address(language) for language in ["tr", "en"]}
        assert [found[path] for path in alternates.values()] == [alternates, alternates], row
    assert host + address("member_detail", "en", slug=membership.municipality.slug) in found


def test_map_names_the_pages_that_every_union_has(client, union):
    found = places(client)

    for name in ["home", "union_detail", "organ_list", "paper_grid", "news_list", "gallery_list"]:
        assert f"http://{union.code}.localhost{address(name, 'tr')}" in found


def test_map_leaves_out_what_is_not_translated_in_that_language(client, union):
    post = make_post(title_tr="Yalnız Türkçe")
    host = f"http://{union.code}.localhost"

    found = places(client)

    assert found[host + post.address("tr")] == {}
    assert host + post.address("en") not in found


def test_map_leaves_out_what_is_not_public_or_not_of_this_union(client, union):
    empty = len(places(client))
    make_post(status="draft", title_en="Draft")
    make_page(status="withdrawn", title_en="Withdrawn")
    make_document(publish_at=timezone.now() + timedelta(days=1), title_en="Tomorrow")
    make_membership(start_date="1978", end_date="1999")
    other = make_union()
    make_post(union=other, title_en="Foreign")
    make_organ(union=other)
    make_membership(union=other)

    assert len(places(client)) == empty


@pytest.mark.parametrize("count", [1, 3, 300])
def test_map_costs_the_same_queries_however_much_there_is(client, union, django_assert_num_queries, count):
    fill(count)

    with django_assert_num_queries(9):
        assert len(parts(client)) == 5
    with django_assert_num_queries(2):
        client.get("/sitemap.xml?part=news")


def test_map_is_split_where_it_is_long(client, union, monkeypatch):
    fill(7)
    whole = places(client)
    monkeypatch.setattr(sitemap, "ROWS", 3)

    split = [part for part in parts(client) if "=news_" in part]
    assert places(client) == whole
    assert len(split) == 3
    # A part that begins with a row that has gone begins with the next.
    second = parsed(client.get(split[1].partition(".localhost")[2]))
    first_of_it = Post.objects.news().reverse()[3]
    first_of_it.delete()
    rest = parsed(client.get(split[1].partition(".localhost")[2]))
    assert [url.findtext(f"{MAP}loc") for url in rest][:-1] == [url.findtext(f"{MAP}loc") for url in second][1:]


@pytest.mark.parametrize("part", ["none", "none_1", "news_2026-01-01", "news_x_1", "news_1_2026-01-01", "members_x"])
def test_a_part_that_the_map_has_not_is_not_found(client, union, part):
    make_post()

    answer = client.get(f"/sitemap.xml?part={part}")

    assert answer.status_code == 404


def test_robots_are_kept_from_the_admin_and_shown_the_map(client, union):
    response = client.get("/robots.txt")

    assert response["content-type"] == "text/plain; charset=utf-8"
    assert "Disallow: /yonetim/" in response.text
    assert f"Sitemap: http://{union.code}.localhost/sitemap.xml" in response.text
