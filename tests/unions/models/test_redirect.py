"""Addresses that have changed."""

import pytest

from unions.models import PathRedirect

pytestmark = pytest.mark.django_db


def redirects() -> dict[str, str]:
    return dict(PathRedirect.all_unions.values_list("old_path", "new_path"))


def test_visitors_of_older_addresses_are_sent_straight_to_the_newest(union):
    PathRedirect.record(union, "/tr/bir/", "/tr/iki/")
    PathRedirect.record(union, "/tr/iki/", "/tr/uc/")

    assert redirects() == {"/tr/bir/": "/tr/uc/", "/tr/iki/": "/tr/uc/"}


def test_an_address_that_goes_back_and_forth_leads_to_no_circle(union):
    PathRedirect.record(union, "/tr/bir/", "/tr/iki/")
    PathRedirect.remove(union, "/tr/bir/")
    PathRedirect.record(union, "/tr/iki/", "/tr/bir/")

    assert redirects() == {"/tr/iki/": "/tr/bir/"}


def test_a_page_that_stands_again_is_led_away_from_no_more(union):
    PathRedirect.record(union, "/tr/bir/", "")

    PathRedirect.remove(union, "/tr/bir/")

    assert redirects() == {}
