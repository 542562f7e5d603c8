"""The operator's way back in."""

from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command

from tests import factories as make
from tests.unions.accounts.visitor import NEW_PASSWORD, Visitor, has_app, mails_to, prove, set_up_app
from unions.models import Union

pytestmark = pytest.mark.django_db

TWICE = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}


def reset(who: str, **options) -> str:
    out = StringIO()
    call_command("resetaccess", who, stdout=out, stderr=StringIO(), **options)
    return out.getvalue().strip()


@pytest.fixture
def person(union):
    return prove(make.make_staff(union, "editor", username="ayse", email="ayse@ornek.test"))


@pytest.mark.parametrize("who", ["ayse", "ayse@ornek.test"])
def test_the_printed_link_sets_a_password_once(union, person, who):
    link = urlsplit(reset(who))

    answers = [Visitor(union).post(link.path, TWICE).status_code for _time in range(2)]

    assert link.hostname == "ornek.localhost"
    assert answers == [302, 410]
    assert Visitor(union).sign_in("ayse", NEW_PASSWORD).status_code == 302


def test_the_first_administrator_has_no_password_and_gets_one_by_the_link(union):
    Union.objects.update(is_default=True)
    founder = make.make_superuser(username="yonetici")
    founder.set_unusable_password()
    founder.save()

    link = urlsplit(reset("yonetici", origin="http://ornek.localhost:8123"))
    Visitor(union).post(link.path, TWICE)

    assert link.netloc == "ornek.localhost:8123"
    assert Visitor(union).sign_in("yonetici", NEW_PASSWORD).status_code == 302


def test_the_link_is_mailed_to_the_proved_address_and_not_printed(union, person):
    assert reset("ayse", mail=True) == ""
    assert "/yonetim/parola/" in mails_to("ayse@ornek.test")[0].full_text


def test_nothing_is_mailed_to_an_address_that_is_not_proved(union):
    make.make_staff(union, "editor", username="ali", email="ali@ornek.test")

    with pytest.raises(CommandError, match="no address is proved"):
        reset("ali", mail=True)


def test_a_lost_second_factor_is_removed_and_told(union, person):
    set_up_app(person)

    reset("ayse", remove_second_factor=True)

    assert not has_app(person)
    assert mails_to("ayse@ornek.test")[0].subject == "İkinci adımınız"


def test_the_second_factor_stays_unless_it_is_named(union, person):
    set_up_app(person)

    reset("ayse")

    assert has_app(person)


@pytest.mark.parametrize(
    ("who", "options", "words"),
    [
        ("kimse", {}, "neither"),
        ("kapali", {}, "closed"),
        ("rolsuz", {}, "works for no union"),
        ("ayse", {"origin": "ornek.localhost"}, "no address"),
        ("ayse", {"origin": "ftp://ornek.localhost"}, "no address"),
        ("ayse", {"origin": "http://a:b:c"}, "no address"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(union, person, who, options, words):
    make.make_staff(union, "editor", username="kapali", is_active=False)
    make.make_user(username="rolsuz")

    with pytest.raises(CommandError, match=words):
        reset(who, **options)
