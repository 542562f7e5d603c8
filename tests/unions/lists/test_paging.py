from datetime import date

import pytest
from django.http import Http404
from django.test import RequestFactory

from tests.factories import make_decision, make_meeting
from tests.tables import table
from unions.lists import index_steps, paging
from unions.lists.paging import following, from_place, key_of, page_of, pager, place_of
from unions.models import Decision, Meeting


def request(query, language="tr"):
    return RequestFactory().get(f"/{language}/kararlar/?{query}")


@table("number", ["0", "-1", "4", "1.5", "son", "²", "9" * 60])
def test_page_that_does_not_exist_is_not_found(number):
    with pytest.raises(Http404):
        page_of(request(f"sayfa={number}"), list(range(50)))


def test_empty_list_has_a_first_page():
    assert list(page_of(request(""), [])) == []


def test_pager_keeps_the_filters():
    asked = request("sayfa=2&s=bütçe&yil=2024")
    page = page_of(asked, list(range(50)))

    links = pager(asked, page)

    assert links["previous_url"] == "/tr/kararlar/?s=b%C3%BCt%C3%A7e&yil=2024"
    assert links["next_url"] == "/tr/kararlar/?sayfa=3&s=b%C3%BCt%C3%A7e&yil=2024"
    assert [link["number"] for link in links["links"]] == [1, 2, 3]
    assert [link["is_current"] for link in links["links"]] == [False, True, False]


def test_pager_leaves_gaps_in_long_lists():
    asked = request("sayfa=10")
    page = page_of(asked, list(range(400)))

    links = pager(asked, page)["links"]

    assert [bool(link["url"]) for link in links] == [True, False, True, True, True, False, True]


def test_known_count_is_not_counted_again(django_assert_num_queries, union):
    make_meeting()

    with django_assert_num_queries(1):
        page = list(page_of(request(""), Meeting.objects.all(), count=1))

    assert len(page) == 1


def test_the_key_of_a_row_leads_to_the_rows_after_it(union):
    for number in [1, 2, 3]:
        make_decision(date=date(2026, 5, number), number=number)
    rows = Decision.objects.all()
    place = place_of(rows, key_of(rows, rows[1]))

    assert [row.number for row in following(rows, place)] == [1]
    assert [row.number for row in following(rows.reverse(), place)] == [3]
    assert [row.number for row in from_place(rows, place)] == [2, 1]


def test_a_list_longer_than_what_is_counted_says_so(union, monkeypatch):
    for module in [index_steps, paging]:
        monkeypatch.setattr(module, "COUNT_LIMIT", 2)
    for number in [1, 2, 3]:
        make_decision(number=number)

    page = page_of(request(""), Decision.objects.all(), size=1)

    assert page.count_in_words == "2'den çok"
    assert pager(request(""), page)["text"] == "1. sayfa"
