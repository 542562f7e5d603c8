import pytest

from tests import factories as make
from tests.unions.accounts.visitor import Visitor, prove

pytestmark = pytest.mark.django_db


APP = "/yonetim/hesap/ikinci-adim/uygulama/"


@pytest.fixture
def person(union):
    return prove(make.make_staff(union, "editor", username="ayse", email="ayse@ornek.test"))


def test_a_session_that_was_opened_long_ago_is_asked_again(union, person):
    browser = Visitor(union)
    browser.sign_in("ayse")
    session = browser.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    session.save()

    first = browser.get(APP)
    wrong = browser.post(first["Location"], {"password": "x", "next": APP})
    right = browser.post(first["Location"], {"password": make.PASSWORD, "next": APP})

    assert first["Location"].startswith("/yonetim/hesap/yeniden/parola/")
    assert wrong.status_code == 200
    assert right["Location"] == APP
    assert browser.get(APP).status_code == 200
