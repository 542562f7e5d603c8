"""On which devices a person is signed in, and what ends their sessions."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from tests.tables import table
from tests.unions.accounts.visitor import Visitor
from unions.accounts import sessions
from unions.models import User

pytestmark = pytest.mark.django_db


FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


EDGE = f"{CHROME} Edg/140.0"


SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"


DEVICES, END = "/yonetim/hesap/cihazlar/", "/yonetim/hesap/cihazlar/kapat/"


@pytest.fixture
def person(union):
    return make.make_staff(union, "editor", username="ayse")


def signed_in(union, address: str = "203.0.113.9", agent: str = FIREFOX) -> Visitor:
    browser = Visitor(union, address)
    browser.sign_in("ayse", headers={"user-agent": agent})
    return browser


@table(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox · Linux"),
        (CHROME, "Chrome · Windows"),
        (EDGE, "Edge · Windows"),
        (SAFARI, "Safari · iPhone"),
        ("", "bilinmeyen aygıt"),
        ("<script>", "bilinmeyen aygıt"),
    ],
)
def test_a_device_has_a_name_that_people_know(agent, name):
    assert sessions.device_name(agent) == name


@pytest.mark.parametrize(
    ("address", "shown"),
    [("203.0.113.9", "203.0.113.…"), ("2001:db8:1:2:3::4", "2001:db8:1:…"), ("::ffff:203.0.113.9", "203.0.113.…")],
)
def test_an_address_is_kept_and_shown_in_part_only(settings, address, shown):
    kept = sessions.short_address(RequestFactory().get("/", REMOTE_ADDR=address))

    assert sessions.shown_address(kept) == shown


def test_the_devices_are_listed_this_one_first(union, person):
    mine = signed_in(union)
    signed_in(union, "198.51.100.7", CHROME)

    devices = mine.get(DEVICES).context["devices"]

    assert [(device.name, device.address, device.is_this_one) for device in devices] == [
        ("Firefox · Linux", "203.0.113.…", True),
        ("Chrome · Windows", "198.51.100.…", False),
    ]


def test_one_device_is_ended(union, person):
    mine, other, third = signed_in(union), signed_in(union), signed_in(union)
    chosen = UserSession.objects.get(session_key=other.session.session_key).pk

    mine.post(END, {"device": chosen})

    assert (mine.is_in, other.is_in, third.is_in) == (True, False, True)


def test_all_others_are_ended(union, person):
    mine, other = signed_in(union), signed_in(union)

    mine.post(END, {"device": "others"})

    assert (mine.is_in, other.is_in) == (True, False)
    assert len(mine.get(DEVICES).context["devices"]) == 1


@pytest.mark.parametrize("device", ["", "x", "-1", "9" * 30, "0"])
def test_what_is_no_device_of_ones_own_is_not_found(union, person, device):
    assert signed_in(union).post(END, {"device": device}).status_code == 404


def test_nobody_ends_a_session_of_somebody_else(union, person):
    make.make_staff(union, "manager", username="veli")
    hers = signed_in(union)
    his = Visitor(union)
    his.sign_in("veli")
    number = UserSession.objects.get(session_key=hers.session.session_key).pk

    assert his.post(END, {"device": number}).status_code == 404
    assert hers.is_in


def test_a_session_is_seen_seldom(union, person, django_assert_num_queries):
    browser = signed_in(union)
    before = UserSession.objects.get().last_seen_at
    browser.get(DEVICES)
    early = UserSession.objects.get().last_seen_at
    session = browser.session
    session[sessions.SEEN_KEY] -= 700
    session.save()
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(hours=1))

    browser.get(reverse("admin:index"))

    assert early == before
    assert timezone.now() - UserSession.objects.get().last_seen_at < timedelta(minutes=1)


@pytest.mark.parametrize("change", [{"is_superuser": True}, {"is_active": False}])
def test_a_change_of_the_account_ends_its_sessions(union, person, change):
    browser = signed_in(union)

    User.objects.filter(pk=person.pk).update(**change)

    assert not browser.is_in
