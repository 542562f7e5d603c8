"""A link and its session: good for one union, one host and one use."""

import pytest

from members.checks import links, views
from members.checks.models import CheckLink
from tests import factories as make
from tests.members.checks.walkthrough import newest_link, opened, visitor_of
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def test_two_people_who_press_the_button_at_the_same_moment_get_one_session(check_round):
    link = CheckLink.objects.get()

    sessions = [links.start_session(link, "ornek.localhost"), links.start_session(link, "ornek.localhost")]

    assert [bool(session) for session in sessions] == [True, False]


def test_a_link_is_good_for_its_host_and_its_union_only(check_round, union):
    token = newest_link().strip("/").rsplit("/", 1)[1]
    make.make_host(union=union, host="baska.localhost")
    other = make.make_union(code="komsu")

    found = [links.link_of(token, host) for host in ["ornek.localhost", "baska.localhost"]]
    with scope.of(other):
        found.append(links.link_of(token, "ornek.localhost"))

    assert [link is not None for link in found] == [True, False, False]
    # Another name of the same union leads to the main one.
    led = visitor_of("baska.localhost").get(newest_link())
    assert (led.status_code, led["Location"]) == (301, f"http://ornek.localhost{newest_link()}")


def test_a_session_is_good_for_its_host_only(check_round, union, visitor):
    make.make_host(union=union, host="baska.localhost")
    opened(visitor)
    secret = visitor.cookies[views.COOKIE].value

    assert links.link_of_session(secret, "ornek.localhost")
    assert links.link_of_session(secret, "baska.localhost") is None
