from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from pages.kinds import KINDS
from tests.factories import (
    make_event,
    make_post,
)
from tests.pages.addresses import address
from tests.pages.reading import ATOM, LANG, entries, feed, fill, parsed
from tests.publications import make_publication
from unions.models import UnionName

FEEDS = [kind.feed_name for kind in KINDS if kind.has_feed]


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
    for kind in KINDS:
        make_publication(kind, title_tr=f"Bir {kind}")

    titles = [[entry.findtext(f"{ATOM}title") for entry in entries(client, name)] for name in FEEDS]

    assert titles == [[f"Bir {name.removesuffix('_feed')}"] for name in FEEDS]


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


def test_events_come_by_their_day_and_none_was_published_after_it(client, union):
    later = make_event(title_tr="Sonraki", starts_at=timezone.now() + timedelta(days=9))
    past = make_event(title_tr="Geçmiş", starts_at=timezone.now() - timedelta(days=900))

    found = entries(client, "event_feed")

    assert [entry.findtext(f"{ATOM}title") for entry in found] == ["Sonraki", "Geçmiş"]
    published = [datetime.fromisoformat(entry.findtext(f"{ATOM}published")) for entry in found]
    assert published == [later.created_at, past.starts_at]


def test_a_feed_and_a_calendar_say_whose_they_are(client, union):
    name = str(UnionName.objects.current().first())

    assert feed(client, "news_feed").findtext(f"{ATOM}title") == f"Haberler – {name}"
    assert f"X-WR-CALNAME:Etkinlikler – {name}" in client.get(address("event_calendar")).text


def test_characters_that_xml_cannot_hold_do_not_break_the_feed(client, union):
    make_post(title_tr="Bir\x0bbaşlık & <b>", summary_tr="Özet\x1f & <b>")

    entry = entries(client)[0]

    assert entry.findtext(f"{ATOM}title") == "Bir başlık & <b>"
    assert entry.findtext(f"{ATOM}summary") == "Özet &amp; &lt;b&gt;"


def test_text_stands_in_for_a_missing_summary(client, union):
    make_post(body_tr="<h2>Başlık</h2><p>İlk <strong>cümle</strong> &amp; son.</p>")

    assert entries(client)[0].findtext(f"{ATOM}summary") == "Başlık İlk cümle &amp; son."


@pytest.mark.parametrize("count", [1, 3, 300])
@pytest.mark.parametrize("name", FEEDS)
def test_feed_costs_two_queries_however_much_there_is(client, union, django_assert_num_queries, name, count):
    fill(count)

    with django_assert_num_queries(2):
        found = entries(client, name)

    assert len(found) == min(count, 20)
