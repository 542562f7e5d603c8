"""Somebody follows a page by mail: asks, confirms, gets letters, changes and leaves."""

from urllib.parse import urlsplit

import pytest

from pages.follow.letters import send_letters
from pages.follow.models import Subscription, token_of
from tests import factories as make
from tests.pages.follow.following import LIST, a_day_later, asks, follows, mails, path_in
from unions.background.mail_worker import compose
from unions.models import OutgoingMail

pytestmark = pytest.mark.django_db


def test_nothing_comes_before_the_mailbox_has_confirmed(client, union, monkeypatch):
    page = client.get("/tr/takip/", {"adres": LIST}).content.decode()
    assert "Haberler" in page
    assert "/tr/haberler/akis/" in page
    assert "6698" in page

    assert "posta kutunuza" in asks(client).content.decode().lower()
    row = Subscription.objects.get()
    assert "ayse" not in f"{row.encrypted_email}{row.follower}{row.what}".lower()
    assert row.email == "Ayse@posta.example"
    (first,) = mails()
    assert first.is_personal
    assert "/onay/" not in first.body

    make.make_post(title_tr="Yeni haber")
    a_day_later(monkeypatch)
    assert send_letters() == 0
    assert client.get(path_in(first)).status_code == 200
    assert Subscription.objects.get().confirmed_at is None


def test_a_letter_is_left_by_one_click_of_a_mail_program(client, union, monkeypatch):
    mine = follows(client)
    make.make_post(title_tr="Yeni haber")
    a_day_later(monkeypatch)
    send_letters()
    letter = mails()[-1]
    headers = compose(letter).extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    way_out = headers["List-Unsubscribe"].strip("<>")
    assert way_out.startswith("http")
    assert "List-Unsubscribe" not in compose(mails()[0]).extra_headers

    path = urlsplit(way_out).path
    assert client.get(path).status_code == 200
    assert Subscription.objects.exists(), "A program that follows links leaves nothing."
    left = client.post(path, {"List-Unsubscribe": "One-Click"}, headers={"sec-fetch-site": "cross-site"})
    assert left.status_code == 200
    assert not Subscription.objects.exists()
    assert not OutgoingMail.all_unions.filter(to__icontains="ayse").exists()
    assert client.get(mine).status_code == 410
    assert client.post(path).status_code == 200


def test_the_page_of_a_follower_changes_the_rhythm_and_leaves_one_or_all(client, union, monkeypatch):
    mine = follows(client)
    follows(client, what="/tr/duyurular/", rhythm="weekly")
    page = client.get(mine)
    assert page["Cache-Control"].startswith("no-store")
    assert not page.cookies
    assert {row.rhythm for row in Subscription.objects.all()} == {"daily", "weekly"}

    client.post(mine, {"rhythm": "weekly"})
    assert {row.rhythm for row in Subscription.objects.all()} == {"weekly"}
    make.make_post(title_tr="Yeni haber")
    a_day_later(monkeypatch, 2)
    assert send_letters() == 0
    a_day_later(monkeypatch, 7)
    assert send_letters() == 1

    one, other = Subscription.objects.order_by("pk")
    client.post(mine, {"leave": str(one.pk)})
    assert list(Subscription.objects.all()) == [other]
    client.post(mine, {"leave": "x"})
    client.post(mine, {"leave": "9" * 30})
    assert list(Subscription.objects.all()) == [other]
    assert "silindi" in client.post(mine, {"all": "1"}).content.decode()
    assert not Subscription.objects.exists()


def test_links_of_others_open_nothing(client, union):
    mine = follows(client)
    row = Subscription.objects.get()
    other = make.make_union(code="baska")
    for token in ["x", "-", "x" * 3000, token_of(other.pk, row.follower), token_of(union.pk, "x" * 64)]:
        for page in ["onay", "izlediklerim", "ayril"]:
            assert client.get(f"/tr/takip/{page}/{token}/").status_code in {404, 410}, token
            client.post(f"/tr/takip/{page}/{token}/", {"all": "1"})
    assert Subscription.objects.count() == 1
    assert client.get(mine).status_code == 200
