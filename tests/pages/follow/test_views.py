"""Somebody follows a page by mail: asks, confirms, gets letters, changes and leaves."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from pages.follow.letters import send_letters
from pages.follow.models import PublicSince, Subscription, token_of
from pages.follow.topics import topic_of
from tests import factories as make
from tests.pages.requests.filling import browser, opened_before
from unions.background.mail_worker import compose
from unions.models import OutgoingMail
from unions.tenancy import scope

pytestmark = pytest.mark.django_db
LIST = "/tr/haberler/"
LINK = re.compile(r"https?://\S+")


@pytest.fixture
def client(union):
    make.make_host(host="ornek.localhost", union=union)
    return browser(union)


def asks(client, what: str = LIST, email: str = "Ayse@posta.example", rhythm: str = "daily", path: str = "/tr/takip/"):
    return client.post(path, {"what": what, "email": email, "rhythm": rhythm, "opened": opened_before("follow")})


def mails() -> list[OutgoingMail]:
    return list(OutgoingMail.all_unions.order_by("pk"))


def path_in(mail: OutgoingMail) -> str:
    links = [link for link in LINK.findall(mail.full_text) if "/takip/" in link or "/follow/" in link]
    return urlsplit(links[-1]).path


def a_day_later(monkeypatch, days: float = 1) -> None:
    later = timezone.now() + timedelta(days=days)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)


def follows(client, **asked) -> str:
    """Ask and confirm; returns the path of the follower's own page."""
    asks(client, **asked)
    confirm = path_in(mails()[-1])
    assert client.post(confirm).status_code == 200
    return confirm.replace("/onay/", "/izlediklerim/")


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


def test_wrong_and_strange_addresses_are_said_so_and_mail_no_one(client, union):
    for what in [
        "",
        "/",
        "/tr/yok/",
        "https://baska.example/tr/haberler/",
        "/tr/haberler/?x=" + "y" * 600,
        "\x00",
        "//x/tr/",
    ]:
        assert asks(client, what=what).status_code == 422, what
    for email in ["", "ayse", "a@b@c", "ayşe@posta.example\nBcc: x@y.example"]:
        assert asks(client, email=email).status_code == 422, email
    assert asks(client, rhythm="hourly").status_code == 422
    assert not mails()
    for times in range(8):
        assert asks(client, what="/tr/haberler/" + f"?yil={2000 + times}").status_code in {200, 429}
    assert len(mails()) == 5, "Nobody's mailbox is filled by typing their address."


def test_lists_members_organs_data_and_searches_can_be_followed(client, union, monkeypatch):
    organ = make.make_organ(kind="executive", title_tr="Encümen", title_en="Executive committee")
    membership = make.make_membership()
    member = membership.municipality
    meeting = make.make_meeting(organ=organ)
    path = organ.get_absolute_url()
    wanted = {
        "/tr/": "Yayımlanan her şey",
        "/en/news/": "News",
        "/tr/haberler/?yil=2026&sayfa=3": "Haberler: 2026",
        "/tr/haberler/?yil=x": "Haberler",
        "/tr/kararlar/?s=bütçe&organ=encumen": "Kararlar: Encümen, “bütçe”",
        "/tr/toplantilar/": "Toplantılar",
        "/tr/belgeler/yillik/": "Yıllık evrak",
        path: "Encümen",
        member.get_absolute_url(): str(member),
        "/tr/uyeler/": "Üyeler",
        "/tr/acik-veri/": "Açık veri",
        "/tr/acik-veri/uyeler.csv": "Açık veri: Üyeler",
        "/tr/ara/?s=bisiklet": "Arama: “bisiklet”",
    }
    assert {what: getattr(topic_of(union, what), "title", None) for what in wanted} == wanted
    assert topic_of(union, path).calendar.endswith(".ics")
    assert topic_of(union, "/tr/haberler/?yil=2026").feed == ""
    assert [topic_of(union, what) for what in ["/tr/ara/", "/tr/iletisim/", "/admin/", "/tr/organlar/yok/"]] == [
        None
    ] * 4

    feed = client.get("/tr/takip/akis/", {"adres": path})
    assert feed.status_code == 200
    assert meeting.title in feed.content.decode()
    assert client.get("/tr/takip/akis/", {"adres": "/tr/yok/"}).status_code == 404

    for what in [path, member.get_absolute_url(), "/tr/uyeler/", "/tr/acik-veri/", "/tr/ara/?s=bisiklet"]:
        Subscription.objects.create(
            union=union, follower="f" * 64, encrypted_email=sealed_for_test(), what=what, language="tr", rhythm="daily",
            origin="http://ornek.localhost", confirmed_at=timezone.now(),
        )  # fmt: skip
    send_letters()
    make.make_decision(organ=organ, title_tr=f"{member.name} için bisiklet yolu")
    new = make.make_membership().municipality
    a_day_later(monkeypatch)
    assert send_letters() == 1
    text = mails()[-1].full_text
    assert text.count("bisiklet yolu") == 3, "From the organ, the member and the search."
    assert f"Yeni üye: {new}" in text
    assert "Veriler değişti: Açık veri" in text


def test_what_is_renamed_takes_its_followers_along_and_what_is_deleted_tells_them(client, union, monkeypatch):
    organ = make.make_organ(kind="executive", title_tr="Encümen", title_en="Executive committee")
    other = make.make_organ(kind="committee", title_tr="Komisyon", title_en="Committee")
    paths = [organ.get_absolute_url(), other.get_absolute_url()]
    for what in paths:
        Subscription.objects.create(
            union=union, follower="f" * 64, encrypted_email=sealed_for_test(), what=what, language="tr", rhythm="daily",
            origin="http://ornek.localhost", confirmed_at=timezone.now(),
        )  # fmt: skip
    send_letters()
    organ.title_tr, organ.slug_tr = "Yürütme kurulu", "yurutme-kurulu"
    organ.save()
    other.delete()
    make.make_decision(organ=organ, title_tr="Bisiklet yolu")

    assert topic_of(union, paths[0]).title == "Yürütme kurulu"
    assert client.get("/tr/takip/akis/", {"adres": paths[0]}).status_code == 200
    a_day_later(monkeypatch)
    assert send_letters() == 1
    text = mails()[-1].full_text
    assert "Bisiklet yolu" in text
    assert f"artık yok; bundan sonra haber gelmeyecek.\nhttp://ornek.localhost{paths[1]}" in text
    assert [row.what for row in Subscription.objects.all()] == paths[:1]


def sealed_for_test() -> str:
    from pages.follow.models import sealed

    return sealed("ayse@posta.example")


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


def test_unconfirmed_addresses_go_after_a_week_and_nothing_is_logged_of_others(client, union, monkeypatch):
    asks(client)
    a_day_later(monkeypatch, 8)
    send_letters()

    assert not Subscription.objects.exists()
    assert not PublicSince.objects.exclude(union=union).exists()


def test_letters_of_one_union_say_nothing_of_another(client, union, monkeypatch):
    follows(client)
    other = make.make_union(code="baska")
    with scope.of(other):
        make.make_post(union=other, title_tr="Başkasının haberi")
    a_day_later(monkeypatch)

    assert send_letters() == 0
