import pytest

from tests import factories as make
from tests.unions.accounts.visitor import Visitor, code_now, prove, set_up_app

pytestmark = pytest.mark.django_db


SECOND_STEP = "/yonetim/giris/ikinci-adim/"


PASSKEY = "/yonetim/giris/gecis-anahtari/"


@pytest.fixture
def person(union):
    return prove(make.make_staff(union, "editor", username="ayse", email="ayse@ornek.test"))


def test_a_wrong_password_and_a_name_of_nobody_are_answered_alike(union, person):
    texts = {
        Visitor(union).sign_in(name, "yanlış-parola").content.decode().replace(name, "") for name in ["ayse", "kimse"]
    }

    assert len({text.split("csrfmiddlewaretoken")[0] for text in texts}) == 1
    assert "yanlış-parola" not in "".join(texts)


@pytest.mark.parametrize("code", ["000000", "", "abcdef", "１２３４５６", "1" * 5000, "\x00", "' OR 1=1"])
def test_a_wrong_code_is_refused_in_words(union, person, code):
    set_up_app(person)
    browser = Visitor(union)
    browser.sign_in("ayse")

    answer = browser.post(SECOND_STEP, {"code": code})

    assert answer.status_code == 200
    assert answer.context["form"].errors["code"]


def test_codes_cannot_be_tried_for_ever(union, person):
    set_up_app(person)
    browser = Visitor(union)
    browser.sign_in("ayse")

    answers = [browser.post(SECOND_STEP, {"code": f"{number:06}"}) for number in range(11)]
    late = browser.post(SECOND_STEP, {"code": code_now()})
    elsewhere = Visitor(union, "198.51.100.7")
    elsewhere.sign_in("ayse")
    elsewhere.post(SECOND_STEP, {"code": code_now()})

    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert late.status_code == 429
    assert int(late["Retry-After"]) > 60
    assert elsewhere.is_in


def test_passkeys_cannot_be_tried_for_ever(union):
    answers = [Visitor(union).post(PASSKEY, {"credential": "{}"}) for _time in range(21)]

    assert (answers[-1].status_code, answers[0].status_code) == (429, 302)
    assert int(answers[-1]["Retry-After"]) >= 1
