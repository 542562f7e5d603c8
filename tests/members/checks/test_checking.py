"""The municipality's own check: asked by mail, answered by a link, decided by staff."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.checks import checking, views
from members.checks.models import CheckLink, CheckRound, Correction, ListingCheck
from members.directory.models import Listing
from tests import factories as make
from tests.staff_client import staff_client
from unions.background import encryption
from unions.models import OutgoingMail
from unions.tenancy import scope

pytestmark = pytest.mark.django_db

TR, EN = "/tr/kart-kontrolu/", "/en/listing-check/"
NEW_LINK = "/tr/kart-kontrolu/yeni-baglanti/"


@pytest.fixture
def member(union):
    """A member of the union with a listing."""
    municipality = make.make_municipality(name="Çorlu", slug="corlu", kind="district")
    make.make_listing(
        municipality=municipality, mayor="Ayşe Yılmaz", phone="+90 282 111 11 11", email="yazi@corlu.example"
    )
    return make.make_membership(municipality=municipality, start_date="2010")


@pytest.fixture
def manager(union):
    return make.make_staff(union, "manager", username="mudur")


@pytest.fixture
def check_round(union, member, manager):
    """A round in which the member has been asked."""
    found = make.make_check_round(started_at=None)
    checking.ask(found, [member], origin="http://ornek.localhost", by=manager)
    return found


@pytest.fixture
def visitor():
    return visitor_of("ornek.localhost")


def visitor_of(host: str) -> Client:
    """Somebody with a browser, who checks what the forms carry as a browser would have it checked."""
    return Client(headers={"host": host}, enforce_csrf_checks=True)


def mails() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.order_by("pk"))


def link_in(mail: OutgoingMail) -> str:
    """The path of the link that a mail carries."""
    return re.search(r"http://ornek\.localhost(/\S+)", mail.full_text)[1]


def newest_link() -> str:
    return link_in(OutgoingMail.objects.order_by("-pk").first())


def the_check() -> ListingCheck:
    return ListingCheck.objects.get()


def the_listing() -> Listing:
    return Listing.objects.get()


def opened(visitor: Client, path: str = "") -> str:
    """Press the button behind the link; the answer is the page of the listing."""
    answer = visitor.post(path or newest_link())
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == TR
    return visitor.get(TR).content.decode()


def send(visitor: Client, **values) -> object:
    """Send the form as a browser would, with some fields changed; those that are left out count as right."""
    page = visitor.get(TR).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    version = re.search(r'name="listing_version" value="(\d+)"', page)[1]
    listing = the_listing()
    present = {name: getattr(listing, name) or "" for name in ["mayor", "phone", "fax", "email", "website", "address"]}
    data = {"csrfmiddlewaretoken": token, "listing_version": version, "text_tr": listing.text_tr or "", **present}
    return visitor.post(TR, {**data, **values})


def confirm(visitor: Client):
    page = visitor.get(TR).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    version = re.search(r'name="listing_version" value="(\d+)"', page)[1]
    return visitor.post(TR, {"csrfmiddlewaretoken": token, "listing_version": version, "confirm": "1"})


# Asking


def test_a_round_writes_to_every_member_with_an_address(union, member, manager):
    make.make_membership(municipality=make.make_municipality(name="Adressiz"))
    check_round = make.make_check_round(started_at=None, text="Teşekkür ederiz.")

    asked = checking.ask(check_round, checking.not_asked(check_round), origin="https://x.example", by=manager)

    assert asked.number == 1
    assert [str(membership.municipality) for membership in asked.without_address] == ["Adressiz"]
    [mail] = mails()
    assert mail.to == "yazi@corlu.example"
    assert "Teşekkür ederiz." in mail.full_text
    assert "https://x.example/tr/kart-kontrolu/" in mail.full_text
    assert the_check().history.get().history_user == manager


def test_a_mail_names_both_sides_and_can_be_answered(union, manager):
    seat = make.make_headquarters(union=union)
    make.make_contact_point(headquarters=seat, kind="email", value="birlik@ornek.example")
    names = {}
    for kind, name in [("metropolitan", "Tekirdağ"), ("town", "Kaynarca")]:
        municipality = make.make_municipality(name=name, kind=kind)
        make.make_listing(municipality=municipality, email=f"{kind}@x.example")
        make.make_membership(municipality=municipality)
        names[kind] = checking.official_name(municipality)
    check_round = make.make_check_round(started_at=None)

    checking.ask(check_round, checking.not_asked(check_round), origin="http://ornek.localhost", by=manager)

    texts = {mail.to: mail.body for mail in mails()}
    assert "Sayın Tekirdağ Büyükşehir Belediyesi," in texts["metropolitan@x.example"]
    assert names["town"].startswith("Kaynarca Belediyesi (")
    assert {mail.reply_to for mail in mails()} == {"birlik@ornek.example"}


def test_the_database_holds_no_link_that_could_be_followed(check_round, visitor):
    token = newest_link().strip("/").rsplit("/", 1)[1]

    stored = [str(values) for model in [OutgoingMail, CheckLink, ListingCheck] for values in model.objects.values()]

    assert len(token) == 43
    assert not any(token in text for text in stored)
    assert CheckLink.objects.get().digest != token


@pytest.mark.parametrize("count", [1, 30])
def test_asking_many_costs_no_query_for_each(union, manager, django_assert_max_num_queries, count):
    for _number in range(count):
        municipality = make.make_municipality()
        make.make_listing(municipality=municipality, email="a@b.example")
        make.make_membership(municipality=municipality)
    check_round = make.make_check_round(started_at=None)
    members = checking.not_asked(check_round)

    with django_assert_max_num_queries(26):
        checking.ask(check_round, members, origin="http://ornek.localhost", by=manager)

    assert OutgoingMail.objects.count() == count


def test_reminders_go_to_those_who_have_not_answered_and_not_too_often(check_round, manager, visitor):
    sent = [checking.remind([the_check()], by=manager) for _time in range(4)]
    opened(visitor)
    confirm(visitor)
    CheckRound.objects.update(reminder_limit=9)

    assert sent == [1, 1, 0, 0]
    assert checking.remind([the_check()], by=manager) == 0
    assert mails()[1].subject.startswith("Hatırlatma: ")


# The link


def test_looking_at_a_link_changes_nothing(check_round, visitor):
    """Programs that look through mail open every link, and some more than once."""
    path = newest_link()

    answers = [visitor.get(path), visitor.head(path), visitor.get(path.replace(TR, EN))]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert not visitor.cookies
    assert CheckLink.objects.get().used_at is None
    assert "Çorlu" in answers[0].content.decode()
    assert "+90 282" not in answers[0].content.decode()


def test_pages_with_a_secret_are_kept_by_nobody(check_round, visitor):
    path = newest_link()
    answers = [
        visitor.get(path),
        visitor.post(path),
        visitor.get(TR),
        visitor.get(path),
        visitor.get(TR + "x" * 43 + "/"),
    ]

    for answer in answers:
        assert "no-store" in answer["Cache-Control"]
        assert "no-transform" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] in ["no-referrer", "same-origin"]
    assert visitor.get(path)["Referrer-Policy"] == "no-referrer"
    cookie = answers[1].cookies[views.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Strict", 9000)
    assert cookie.value not in str(list(CheckLink.objects.values()))


def test_a_link_opens_once(check_round, visitor):
    path = newest_link()
    opened(visitor, path)
    colleague = visitor_of("ornek.localhost")

    refused = [colleague.get(path), colleague.post(path)]

    assert [answer.status_code for answer in refused] == [410, 410]
    assert "zaten" not in refused[0].content.decode()
    assert "bir kez açılır" in refused[0].content.decode()
    assert "already opened" in colleague.get(path.replace(TR, EN)).content.decode()
    assert "Yanıtınıza devam edin" in visitor.get(path).content.decode()
    assert colleague.get(TR).status_code == 403


def test_two_who_press_the_button_at_the_same_moment_get_one_session(check_round):
    link = CheckLink.objects.get()

    sessions = [checking.swap(link, "ornek.localhost"), checking.swap(link, "ornek.localhost")]

    assert [bool(session) for session in sessions] == [True, False]


def test_a_link_is_good_for_its_host_and_its_union_only(check_round, union):
    token = newest_link().strip("/").rsplit("/", 1)[1]
    make.make_host(union=union, host="baska.localhost")
    other = make.make_union(code="komsu")

    found = [checking.link_of(token, host) for host in ["ornek.localhost", "baska.localhost"]]
    with scope.of(other):
        found.append(checking.link_of(token, "ornek.localhost"))

    assert [link is not None for link in found] == [True, False, False]
    assert visitor_of("baska.localhost").get(newest_link()).status_code == 404


def test_a_session_is_good_for_its_host_only(check_round, union, visitor):
    make.make_host(union=union, host="baska.localhost")
    opened(visitor)
    secret = visitor.cookies[views.COOKIE].value

    assert checking.link_of_session(secret, "ornek.localhost")
    assert checking.link_of_session(secret, "baska.localhost") is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda check: CheckLink.objects.update(expires_at=timezone.now()), "süresi doldu"),
        (lambda check: CheckLink.objects.update(issued_at=timezone.now() + timedelta(days=1)), "süresi doldu"),
        (lambda check: checking.end(check.round), "bu kontrol sona erdi"),
        (
            lambda check: CheckRound.objects.update(due_on=timezone.localdate() - timedelta(days=1)),
            "bu kontrol sona erdi",
        ),
        (lambda check: checking.revoke([check], by=None), "geri aldı"),
        (lambda check: type(check.membership).objects.update(end_date="2020"), "artık üye değil"),
        (lambda check: ListingCheck.objects.update(answered_at=timezone.now(), state="confirmed"), "yanıt verdi"),
    ],
    ids=["too late", "clock set back", "round ended", "day passed", "withdrawn", "left the union", "answered"],
)
def test_a_link_that_opens_nothing_says_why(check_round, visitor, change, said):
    path = newest_link()
    change(the_check())

    answers = [visitor.get(path), visitor.post(path), visitor.get(path.replace(TR, EN))]

    assert [answer.status_code for answer in answers] == [410, 410, 410]
    assert said in answers[0].content.decode()
    assert not visitor.cookies


@pytest.mark.parametrize(
    "change",
    [
        lambda check: CheckLink.objects.update(session_expires_at=timezone.now()),
        lambda check: CheckLink.objects.update(used_at=timezone.now() + timedelta(hours=3)),
        lambda check: checking.end(check.round),
        lambda check: checking.revoke([check], by=None),
    ],
    ids=["two hours", "clock set back", "round ended", "withdrawn"],
)
def test_a_session_ends(check_round, visitor, change):
    opened(visitor)
    change(the_check())

    assert visitor.get(TR).status_code == 403


def test_who_left_the_union_meanwhile_answers_no_more(check_round, visitor, member):
    opened(visitor)
    member.end_date = "2020"
    member.save()

    assert visitor.get(TR).status_code == 410
    assert visitor.post(TR, {"confirm": "1", "listing_version": "1"}).status_code in [403, 410]
    assert not the_check().is_answered


def test_another_site_cannot_press_the_button(check_round, visitor):
    answer = visitor.post(newest_link(), headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403
    assert CheckLink.objects.get().used_at is None


def test_another_site_cannot_answer(check_round, visitor):
    opened(visitor)

    assert visitor.post(TR, {"confirm": "1", "listing_version": "1"}).status_code == 403
    assert not the_check().is_answered


# A new link


@pytest.mark.parametrize("way", ["used link", "name of the member"])
def test_a_new_link_goes_to_the_address_on_record(check_round, visitor, way):
    path = newest_link()
    opened(visitor_of("ornek.localhost"), path)
    data = {"token": path.strip("/").rsplit("/", 1)[1]} if way == "used link" else {"member": "corlu"}

    answer = visitor.post(NEW_LINK, data, follow=True)

    assert "e-posta kutunuza bakın" in answer.content.decode()
    assert [mail.to for mail in mails()] == ["yazi@corlu.example"] * 2
    opened(visitor)


def test_a_stranger_is_not_told_whether_there_was_anything_to_send(check_round, visitor):
    asked = [{"member": "corlu"}, {"member": "yok-boyle-yer"}, {"token": "x" * 43}, {}]

    answers = [visitor.post(NEW_LINK, data) for data in asked]

    assert {(answer.status_code, answer["Location"], answer.content) for answer in answers} == {
        (302, NEW_LINK + "?tamam", b"")
    }
    assert len(mails()) == 2


def test_new_links_are_limited(check_round, visitor):
    statuses = [visitor.post(NEW_LINK, {"member": "corlu"}).status_code for _time in range(12)]

    assert statuses == [302] * 10 + [429] * 2
    # Three for the mailbox, whoever asks.
    assert len(mails()) == 1 + 3


# Answering


def test_everything_is_right_by_one_click(check_round, visitor):
    opened(visitor)

    answer = confirm(visitor)

    assert answer.status_code == 302
    assert "Teşekkür ederiz" in visitor.get(TR).content.decode()
    assert (the_check().state, the_check().corrections.count()) == (ListingCheck.State.CONFIRMED, 0)
    assert the_listing().confirmed_on is None


def test_what_should_be_different_is_proposed_and_not_shown(check_round, visitor, member, reader):
    seat = make.make_office_holder(municipality=member.municipality)
    opened(visitor)
    address = reverse("member_detail", args=["corlu"])
    before = reader.get(address).content

    answer = send(
        visitor,
        choice_phone="other",
        phone="0282 222 22 22",
        website="www.corlu.example",
        choice_fax="right",
        **{f"choice_seat_{seat.pk}": "other", f"seat_{seat.pk}": "Görevden ayrıldı"},
        missing_seat="Veli Kaya, meclis üyesi",
        crest=make.picture_upload("arma.png"),
        remark="Teşekkürler",
        answered_by="Zeynep Ak, yazı işleri",
    )

    assert answer.status_code == 302, answer.content.decode()
    proposed = {each.kind: (each.old, each.proposed) for each in Correction.objects.all()}
    assert proposed == {
        "phone": ("+90 282 111 11 11", "0282 222 22 22"),
        "website": ("", "https://www.corlu.example"),
        "seat": (Correction.objects.get(kind="seat").old, "Görevden ayrıldı"),
        "missing_seat": ("", "Veli Kaya, meclis üyesi"),
        "crest": ("", ""),
    }
    assert reader.get(address).content == before
    upload = Correction.objects.get(kind="crest").upload
    assert reader.get(f"/dosya/{upload.name}").status_code == 404


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"email": "olmayan adres", "choice_email": "other"}, "e-posta"),
        ({"website": "javascript:alert(1)", "choice_website": "other"}, "www.ornek.bel.tr"),
        ({"choice_phone": "other"}, "Lütfen doğrusunu yazın"),
        ({"choice_phone": "right", "phone": "0282 222 22 22"}, "Hangisi geçerli"),
        ({"mayor": "x" * 121, "choice_mayor": "other"}, "121"),
        ({"crest": ContentFile(b"<svg onload=alert(1)>", name="arma.png")}, "JPEG, PNG"),
        ({"listing_version": "hiç"}, "tam sayı"),
        ({"phone": "0282\x00"}, "Null"),
    ],
    ids=["e-mail", "script", "nothing written", "contradiction", "too long", "no picture", "version", "null byte"],
)
def test_bad_input_is_answered_with_what_to_do(check_round, visitor, values, said):
    opened(visitor)

    answer = send(visitor, remark="Yazdıklarım durmalı", **values)

    assert answer.status_code == 422
    assert "Henüz hiçbir şey gönderilmedi" in answer.content.decode()
    assert "Yazdıklarım durmalı" in answer.content.decode()
    assert not the_check().is_answered


def test_the_second_of_two_sees_what_the_first_has_answered(check_round, visitor, manager):
    colleague = visitor_of("ornek.localhost")
    opened(visitor)
    checking.remind([the_check()], by=manager)
    opened(colleague)
    page = colleague.get(TR).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    send(visitor, phone="0282 222 22 22", choice_phone="other", answered_by="Birinci kişi")

    late = colleague.post(
        TR, {"csrfmiddlewaretoken": token, "listing_version": "1", "mayor": "Yeni Başkan", "choice_mayor": "other"}
    )

    assert late.status_code == 409
    for shown in ["başka biri yanıt verdi", "Birinci kişi", "0282 222 22 22", "Yeni Başkan"]:
        assert shown in late.content.decode()
    assert [each.kind for each in Correction.objects.all()] == ["phone"]


def test_two_answers_at_the_same_moment_are_one(check_round):
    first, second = the_check(), the_check()
    checking.answer(first, [], listing_version=1)

    with pytest.raises(Exception) as caught:  # noqa: PT011
        checking.answer(second, [Correction(kind="phone", proposed="1")], listing_version=1)

    assert type(caught.value).__name__ == "StaleVersion"
    assert Correction.objects.count() == 0


def test_who_answers_about_a_listing_that_has_changed_looks_again(check_round, visitor):
    page = opened(visitor)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    listing = the_listing()
    listing.fax = "+90 282 333 33 33"
    listing.save()

    refused = visitor.post(TR, {"csrfmiddlewaretoken": token, "listing_version": "1", "confirm": "1"})

    assert refused.status_code == 409
    assert "Birlik bu arada kartı değiştirdi" in refused.content.decode()
    assert "+90 282 333 33 33" in refused.content.decode()
    assert confirm(visitor).status_code == 302


# Deciding


@pytest.fixture
def proposal(check_round, visitor):
    """An answer that proposes a telephone number, a fax number and a crest."""
    opened(visitor)
    send(visitor, phone="0282 222 22 22", fax="0282 222 22 23", crest=make.picture_upload("arma.png"))
    return the_check()


def decide(union, check, **decisions):
    """Decide on the page of the answer: accept, or refuse with the reason given."""
    clerk = staff_client(union)
    path = reverse("admin:members_listingcheck_change", args=[check.pk])
    data = {"version": str(check.version), "is_confirmed": "on"}
    for correction in check.corrections.all():
        word = decisions.get(correction.kind, "")
        data[f"decision_{correction.pk}"] = word if word in ["", "accept"] else "refuse"
        data[f"reason_{correction.pk}"] = "" if word in ["", "accept", "refuse"] else word
    return clerk.post(path, data)


def test_what_is_accepted_stands_in_the_listing_and_in_its_history(union, proposal, reader):
    answer = decide(union, proposal, phone="accept", fax="accept", crest="accept")

    assert answer.status_code == 302
    listing = the_listing()
    assert (listing.phone, listing.fax) == ("0282 222 22 22", "0282 222 22 23")
    assert listing.crest.name.startswith("ornek/members.listing/")
    assert listing.confirmed_on == timezone.localdate()
    record = listing.history.first()
    assert record.history_change_reason.startswith("Çorlu önerdi, ")
    assert record.history_user is not None
    page = reader.get(reverse("member_detail", args=["corlu"])).content.decode()
    assert "0282 222 22 22" in page
    assert "tarihinde onayladı" in page


def test_every_file_that_is_given_away_tells_what_the_page_tells(union, proposal, reader):
    before = everything_given_away(reader)
    decide(union, proposal, phone="accept", fax="accept", crest="accept")

    after = everything_given_away(reader)

    assert [name for name, text in before.items() if "222 22 22" in text] == []
    assert [name for name, text in after.items() if "0282 222 22 22" not in text] == []
    assert [name for name, text in after.items() if timezone.localdate().isoformat() not in text] == []


def everything_given_away(reader) -> dict[str, str]:
    directory = {f"directory.{kind}": reverse("member_list") + f"?format={kind}" for kind in ["csv", "json"]}
    files = {f"open.{kind}": reverse("open_data_file", args=["uyeler", kind]) for kind in ["csv", "json", "geojson"]}
    return {name: text_of(reader.get(path)) for name, path in {**directory, **files}.items()}


def text_of(answer) -> str:
    assert answer.status_code == 200
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8-sig")


def test_what_is_refused_is_told_with_the_reason(union, proposal):
    decide(union, proposal, phone="accept", fax="Faks kapatıldı.", crest="accept")

    text = mails()[-1].full_text
    assert "Telefon: kabul edildi" in text
    assert "Faks: kabul edilmedi. Gerekçe: Faks kapatıldı." in text
    assert the_listing().fax == ""
    # What stands there now is not what the municipality says.
    assert the_listing().confirmed_on is None
    assert the_check().state == ListingCheck.State.REVIEWED


def test_a_refusal_needs_a_reason(union, proposal):
    answer = decide(union, proposal, phone="refuse")

    assert "Lütfen belediyeye nedenini yazın." in answer.content.decode()
    assert Correction.objects.filter(state="waiting").count() == 3


def test_some_can_be_decided_later(union, proposal):
    decide(union, proposal, phone="accept")
    first = (the_listing().phone, the_listing().confirmed_on, the_check().state, len(mails()))
    decide(union, the_check(), fax="accept", crest="accept")

    assert first == ("0282 222 22 22", None, ListingCheck.State.PROPOSED, 1)
    assert the_listing().confirmed_on == timezone.localdate()
    assert (the_check().state, len(mails())) == (ListingCheck.State.REVIEWED, 2)


def test_two_who_decide_at_once_do_not_overwrite_each_other(union, proposal):
    decide(union, proposal, phone="accept")

    decide(union, proposal, phone="Yanlış numara.")

    assert the_listing().phone == "0282 222 22 22"


def test_the_review_shows_old_and_new_and_what_has_changed_since(union, proposal):
    Listing.objects.update(phone="+90 282 999 99 99", version=F("version") + 1)

    page = staff_client(union).get(reverse("admin:members_listingcheck_change", args=[proposal.pk])).content.decode()

    for shown in ["+90 282 111 11 11", "0282 222 22 22", "+90 282 999 99 99", "/dosya/ornek/members.correction/"]:
        assert shown in page


def test_confirmations_are_accepted_together_unless_the_listing_has_changed(union, manager, visitor):
    for name in ["aa", "bb"]:
        municipality = make.make_municipality(name=name)
        make.make_listing(municipality=municipality, email="a@b.example")
        make.make_membership(municipality=municipality)
    check_round = make.make_check_round(started_at=None)
    checking.ask(check_round, checking.not_asked(check_round), origin="http://ornek.localhost", by=manager)
    for check in ListingCheck.objects.all():
        checking.answer(check, [], listing_version=1)
    changed = Listing.objects.get(municipality__name="bb")
    changed.phone = "1"
    changed.save()

    accepted, left = checking.accept_confirmations(ListingCheck.objects.with_municipality(), by=manager)

    assert (accepted, [str(check.municipality) for check in left]) == (1, ["bb"])
    assert Listing.objects.get(municipality__name="aa").confirmed_on == timezone.localdate()
    assert Listing.objects.get(municipality__name="aa").history.first().history_change_reason.startswith("aa doğruladı")
    assert Listing.objects.get(municipality__name="bb").confirmed_on is None


def test_a_confirmation_older_than_a_year_says_so(member, reader):
    today = timezone.localdate()
    address = reverse("member_detail", args=["corlu"])
    Listing.objects.update(confirmed_on=today - timedelta(days=365))
    young = reader.get(address).content.decode()
    Listing.objects.update(confirmed_on=today - timedelta(days=366))

    assert "bir yıldan fazla" not in young
    assert "bir yıldan fazla" in reader.get(address).content.decode()
    assert not Listing.objects.confirmed().exists()


# The page of the round


def test_the_round_is_run_from_one_page(union, member):
    clerk = staff_client(union)
    check_round = make.make_check_round(started_at=None)
    page = reverse("admin:members_checkround_run", args=[check_round.pk])

    def press(act, **data):
        version = CheckRound.objects.get().version
        return clerk.post(page, {"act": act, "version": version, **data}, follow=True).content.decode()

    assert "Bir üyeye e-posta gönderiliyor." in press("ask", everybody="1")
    assert "Bir hatırlatma gönderiliyor." in press("remind", chosen=[the_check().pk])
    assert "Bir istek geri alındı." in press("revoke", chosen=[the_check().pk])
    assert "Kontrol bitirildi" in press("end")
    assert len(mails()) == 2


def test_a_double_click_writes_to_nobody_twice(union, member):
    clerk = staff_client(union)
    check_round = make.make_check_round(started_at=None)
    page = reverse("admin:members_checkround_run", args=[check_round.pk])
    clerk.post(page, {"act": "ask", "version": "1", "everybody": "1"})
    clerk.post(page, {"act": "remind", "version": "2", "everybody": "1"})

    clerk.post(page, {"act": "remind", "version": "2", "everybody": "1"})

    assert len(mails()) == 2


def test_answers_and_failures_are_tasks_of_the_start_page(union, proposal):
    OutgoingMail.objects.update(state="failed", failure="address")

    page = staff_client(union).get(reverse("admin:index")).content.decode()

    assert "Bir belediye kartında değişiklik öneriyor." in page
    assert "Bir ileti teslim edilemedi." in page


def test_an_encrypted_link_cannot_be_read_with_another_key(check_round, settings):
    settings.SECRET_KEY = "somebody-else" * 5

    with pytest.raises(encryption.DecryptionError):
        newest_link()


def test_logs_do_not_tell_the_link():
    import logging

    from trakyakent_site.operations.logs import JsonLines

    record = logging.LogRecord("x", 30, "", 0, "Not Found: %s", ["/tr/kart-kontrolu/" + "a" * 43 + "/"], None)

    assert "aaaa" not in JsonLines().format(record)
    assert settings.SECURE_REFERRER_POLICY
