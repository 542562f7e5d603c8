"""A forgotten password: a link to the proved address, and the same answer for everybody."""

import pytest

from tests import factories as make
from tests.unions.accounts.visitor import NEW_PASSWORD, Visitor, code_now, link_to, mails_to, prove, set_up_app
from unions.models import OutgoingMail

pytestmark = pytest.mark.django_db


EMAIL = "ayse@ornek.test"


ASK = "/yonetim/parola/"


TWICE = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}


@pytest.fixture
def person(union):
    return prove(make.make_staff(union, "editor", username="ayse", email=EMAIL))


def test_a_link_sets_a_new_password_once(union, person):
    browser = Visitor(union)
    browser.post(ASK, {"email": "Ayse@ornek.test"})
    link = link_to(EMAIL)

    page = browser.get(link)
    done = browser.post(link, TWICE)
    again = browser.post(link, {"password1": "baska-bir-sey-daha", "password2": "baska-bir-sey-daha"})

    assert EMAIL in page.content.decode()
    assert done["Location"] == "/yonetim/login/"
    assert again.status_code == 410
    assert Visitor(union).sign_in("ayse", NEW_PASSWORD).status_code == 302
    assert Visitor(union).sign_in("ayse").status_code == 200


def test_the_answer_is_the_same_for_everybody(union, person):
    other = make.make_union(code="konya")
    prove(make.make_staff(other, "manager", email="komsu@konya.test"))
    make.make_staff(union, "editor", email="kanitsiz@ornek.test")
    prove(make.make_staff(union, "editor", email="kapali@ornek.test", is_active=False))
    texts = set()

    for number, email in enumerate(
        [EMAIL, "komsu@konya.test", "kanitsiz@ornek.test", "kapali@ornek.test", "kimse@x.test"]
    ):
        answer = Visitor(union, f"203.0.113.{number}").post(ASK, {"email": email})
        texts.add((answer.status_code, answer.content.decode().split("<main")[1]))

    assert len(texts) == 1
    assert [mail.to for mail in OutgoingMail.all_unions.all()] == [EMAIL]


def test_the_second_factor_stays(union, person):
    set_up_app(person)
    Visitor(union).post(ASK, {"email": EMAIL})
    Visitor(union).post(link_to(EMAIL), TWICE)
    browser = Visitor(union)

    answer = browser.sign_in("ayse", NEW_PASSWORD)
    browser.post(answer["Location"], {"code": code_now()})

    assert answer["Location"] == "/yonetim/giris/ikinci-adim/"
    assert browser.is_in


def test_all_sessions_end_and_the_person_is_told(union, person):
    browser = Visitor(union)
    browser.sign_in("ayse")
    Visitor(union).post(ASK, {"email": EMAIL})

    Visitor(union).post(link_to(EMAIL), TWICE)

    assert not browser.is_in
    assert mails_to(EMAIL)[-1].subject == "Parolanız değişti"


def test_mail_to_one_person_is_bounded_and_the_answer_stays_the_same(union, person):
    answers = [Visitor(union, f"203.0.113.{number}").post(ASK, {"email": EMAIL}).status_code for number in range(6)]

    assert answers == [200] * 6
    assert len(mails_to(EMAIL)) == 3


def test_asking_for_many_is_told_to_wait(union, person):
    answers = [Visitor(union).post(ASK, {"email": f"kisi{number}@x.test"}) for number in range(11)]

    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert int(answers[-1]["Retry-After"]) > 60


@pytest.mark.parametrize(
    "email", ["", "x", "ayşe@ornek.test", "a@b\r\nBcc: c@d.test", "a" * 300 + "@x.test", "\x00@x.test"]
)
def test_what_is_no_address_is_said_at_its_field(union, person, email):
    answer = Visitor(union).post(ASK, {"email": email})

    assert list(answer.context["form"].errors) == ["email"]


@pytest.mark.parametrize(
    "password", ["kisa", "aaaaaaaaaaaa", "123456789012", "ornek-birlik-2026", "password1234", "x" * 300]
)
def test_a_weak_password_is_refused_and_the_link_stays_good(union, person, password):
    Visitor(union).post(ASK, {"email": EMAIL})

    answer = Visitor(union).post(link_to(EMAIL), {"password1": password, "password2": password})

    assert answer.context["form"].errors["password1"]
    assert Visitor(union).post(link_to(EMAIL), TWICE).status_code == 302
