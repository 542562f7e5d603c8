import re
from datetime import timedelta

import pytest
from django.utils import timezone

from pages.follow.letters import send_letters
from tests import factories as make
from tests.pages.follow.following import a_day_later, asks, follows, mails, path_in
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def test_a_letter_holds_what_became_public_since_the_last_and_is_so_still(client, union, monkeypatch):
    make.make_post(title_tr="Eski haber")
    follows(client)
    make.make_post(title_tr="Yeni haber")
    make.make_post(title_tr="Taslak haber", status="draft")
    make.make_post(title_tr="Geri çekilen haber", status="withdrawn", withdrawal_reason="Yanlıştı")
    make.make_post(title_tr="Yarınki haber", publish_at=timezone.now() + timedelta(days=30))
    assert send_letters() == 0, "The first letter comes a day later."

    a_day_later(monkeypatch)
    assert send_letters() == 1
    text = mails()[-1].full_text
    assert "Yeni haber" in text
    assert "http" in text
    for other in ["Eski haber", "Taslak haber", "Geri çekilen haber", "Yarınki haber"]:
        assert other not in text
    a_day_later(monkeypatch)
    assert send_letters() == 0, "Nothing is new, and no letter comes."


def test_english_letters_and_pages_are_english(client, union, monkeypatch):
    asks(client, what="/en/news/", path="/en/follow/")
    assert client.post(path_in(mails()[0])).status_code == 200
    make.make_post(title_tr="Haber", title_en="News item")
    a_day_later(monkeypatch)
    send_letters()

    letter = mails()[-1]
    assert letter.subject == "New at Union of Thrace"
    assert "News item" in letter.full_text
    assert "/en/news/" in letter.full_text
    assert not re.search("[ğışçöü]", letter.full_text.replace("Örnek", ""))


def test_letters_of_one_union_say_nothing_of_another(client, union, monkeypatch):
    follows(client)
    other = make.make_union(code="baska")
    with scope.of(other):
        make.make_post(union=other, title_tr="Başkasının haberi")
    a_day_later(monkeypatch)

    assert send_letters() == 0
