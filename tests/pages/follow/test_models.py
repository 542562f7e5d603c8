import pytest

from pages.follow.letters import send_letters
from pages.follow.models import PublicSince, Subscription
from tests import factories as make
from tests.pages.follow.following import a_day_later, asks, follows

pytestmark = pytest.mark.django_db


def test_what_was_told_or_withdrawn_is_no_news_when_it_is_published_again(client, union, monkeypatch):
    follows(client)
    post = make.make_post(title_tr="Haber")
    a_day_later(monkeypatch)
    assert send_letters() == 1
    for status in ["withdrawn", "published"]:
        post.status, post.withdrawal_reason = status, "x"
        post.save()
    a_day_later(monkeypatch)

    assert send_letters() == 0


def test_unconfirmed_addresses_go_after_a_week_and_nothing_is_logged_of_others(client, union, monkeypatch):
    asks(client)
    a_day_later(monkeypatch, 8)
    send_letters()

    assert not Subscription.objects.exists()
    assert not PublicSince.objects.exclude(union=union).exists()
