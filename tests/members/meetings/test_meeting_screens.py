"""The screens of a meeting are found by its own union only, and lead to each other."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from members.meetings.meeting_screens import links_of, number_in
from tests import factories as make
from tests.members.meetings.office import PRINTED, page, results
from tests.staff_client import staff_client
from tests.tables import table

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union(code="ornek")


@pytest.mark.parametrize("name", ["unions_meeting_results", *PRINTED])
def test_the_meeting_of_another_union_is_not_there(union, name):
    foreign = make.make_meeting(union=make.make_union(code="komsu"))

    assert staff_client(union).get(page(name, foreign)).status_code == 404


@pytest.mark.parametrize("key", ["0", "abc", "9" * 30])
def test_a_meeting_that_never_was_is_not_there(union, key):
    assert staff_client(union).get(reverse("admin:unions_meeting_results", args=[key])).status_code == 404


def test_the_page_of_a_meeting_leads_to_its_screens_and_papers(union, meeting):
    form = staff_client(union).get(page("unions_meeting_change", meeting)).text

    assert [url for url, _label in links_of(meeting)] == [results(meeting), *(page(name, meeting) for name in PRINTED)]
    for url, label in links_of(meeting):
        assert f'<a href="{url}">{label}</a>' in form


@table(("text", "number"), [("12", 12), ("", None), ("-1", None), ("²", None), ("on iki", None), ("9" * 10, None)])
def test_only_a_short_whole_number_is_read_from_an_address(text, number):
    assert number_in(RequestFactory().get("/", {"yil": text}), "yil") == number
