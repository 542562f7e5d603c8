import pytest
from django.utils import timezone

from pages.follow.letters import send_letters
from pages.follow.models import Subscription
from pages.follow.topics import topic_of
from tests import factories as make
from tests.pages.follow.following import a_day_later, mails

pytestmark = pytest.mark.django_db


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
    assert f"artık yok; bundan sonra bildirim gelmeyecek.\nhttp://ornek.localhost{paths[1]}" in text
    assert [row.what for row in Subscription.objects.all()] == paths[:1]


def sealed_for_test() -> str:
    from pages.follow.models import sealed

    return sealed("ayse@posta.example")
