import pytest

from tests import factories as make
from tests.unions.accounts.visitor import Visitor, prove
from unions.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(union):
    return prove(make.make_staff(union, "editor", username="ayse", email="ayse@ornek.test"))


@pytest.mark.parametrize("name", ["ayse", "ayse@ornek.test", "Ayse@Ornek.Test"])
def test_user_name_and_proved_address_open_the_account(union, person, name):
    browser = Visitor(union)

    answer = browser.sign_in(name)

    assert answer["Location"] == "/yonetim/"
    assert browser.is_in


def test_an_address_that_is_not_proved_opens_nothing(union):
    make.make_staff(union, "editor", username="ali", email="ali@ornek.test")

    assert Visitor(union).sign_in("ali@ornek.test").status_code == 200


def test_nobody_signs_up(union):
    for path in ["/yonetim/hesap/signup/", "/yonetim/giris/signup/", "/accounts/signup/", "/yonetim/signup/"]:
        assert Visitor(union).post(path, {"username": "x", "password1": "y"}).status_code in [302, 403, 404, 405]
    assert not User.objects.filter(username="x").exists()
