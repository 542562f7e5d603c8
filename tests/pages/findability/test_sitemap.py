from datetime import timedelta

import pytest
from django.utils import timezone

from pages.findability import sitemap
from pages.kinds import KINDS
from pages.models import Post
from tests.factories import (
    make_decision,
    make_document,
    make_event,
    make_gallery,
    make_meeting,
    make_membership,
    make_office_holder,
    make_organ,
    make_page,
    make_paper,
    make_person,
    make_post,
    make_union,
)
from tests.pages.addresses import address
from tests.pages.reading import MAP, fill, parsed, parts, places


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
    other = make_union()
    make_post(union=other, title_en="Foreign")
    make_organ(union=other)
    make_membership(union=other)

    assert len(places(client)) == empty


def test_map_names_former_members_and_former_office_holders_who_have_pages(client, union):
    membership = make_membership(start_date="1978", end_date="1999")
    again = make_membership(municipality=membership.municipality, start_date="2004")
    seat = make_office_holder(union=union, start_date="1980", end_date="1984")
    nobody = make_person(union=union)

    found = list(places(client))

    host = f"http://{union.code}.localhost"
    assert found.count(host + address("member_detail", "tr", slug=again.municipality.slug)) == 1
    assert host + address("person_detail", "en", pk=seat.person_id) in found
    assert host + address("person_detail", "tr", pk=nobody.pk) not in found


@pytest.mark.parametrize("count", [1, 3, 300])
def test_map_costs_the_same_queries_however_much_there_is(client, union, django_assert_num_queries, count):
    fill(count)

    # Which union it is, and one for each list that may be long.
    with django_assert_num_queries(1 + len(sitemap.archives())):
        assert len(parts(client)) == 1 + len(KINDS)
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
