"""The pages behind the mailed link, and the page that sends a new one."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from members.checks import rounds, views
from members.checks.models import CheckLink, CheckRound, Correction, ListingCheck
from tests.members.checks.walkthrough import (
    EN,
    NEW_LINK,
    TR,
    confirm,
    mails,
    newest_link,
    opened,
    send,
    the_check,
    the_listing,
    visitor_of,
)

pytestmark = pytest.mark.django_db


def test_looking_at_a_link_changes_nothing(check_round, visitor):
    """Programs that look through mail open every link, and some more than once."""
    path = newest_link()

    answers = [visitor.get(path), visitor.head(path), visitor.get(path.replace(TR, EN))]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert not visitor.cookies
    assert CheckLink.objects.get().used_at is None
    assert "Çorlu" in answers[0].content.decode()
    assert "+90 282" not in answers[0].content.decode()


def test_pages_with_a_secret_are_never_stored(check_round, visitor):
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


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda check: CheckLink.objects.update(expires_at=timezone.now()), "süresi doldu"),
        (lambda check: CheckLink.objects.update(issued_at=timezone.now() + timedelta(days=1)), "süresi doldu"),
        (lambda check: rounds.end(check.round), "bu kontrol sona erdi"),
        (
            lambda check: CheckRound.objects.update(due_on=timezone.localdate() - timedelta(days=1)),
            "bu kontrol sona erdi",
        ),
        (lambda check: rounds.revoke([check], by=None), "geri aldı"),
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
        lambda check: rounds.end(check.round),
        lambda check: rounds.revoke([check], by=None),
    ],
    ids=["two hours", "clock set back", "round ended", "withdrawn"],
)
def test_a_session_ends(check_round, visitor, change):
    opened(visitor)
    change(the_check())

    assert visitor.get(TR).status_code == 403


def test_a_municipality_that_has_left_the_union_can_no_longer_answer(check_round, visitor, member):
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


@pytest.mark.parametrize("way", ["used link", "name of the member"])
def test_a_new_link_goes_to_the_address_on_record(check_round, visitor, way):
    path = newest_link()
    opened(visitor_of("ornek.localhost"), path)
    data = {"token": path.strip("/").rsplit("/", 1)[1]} if way == "used link" else {"member": "corlu"}

    answer = visitor.post(NEW_LINK, data, follow=True)

    assert "e-posta kutunuza bakın" in answer.content.decode()
    assert [mail.to for mail in mails()] == ["yazi@corlu.example"] * 2
    opened(visitor)


def test_the_answer_to_a_stranger_does_not_reveal_whether_a_link_was_sent(check_round, visitor):
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


def test_one_click_confirms_the_whole_listing(check_round, visitor):
    opened(visitor)

    answer = confirm(visitor)

    assert answer.status_code == 302
    assert "Teşekkür ederiz" in visitor.get(TR).content.decode()
    assert (the_check().state, the_check().corrections.count()) == (ListingCheck.State.CONFIRMED, 0)
    assert the_listing().confirmed_on is None


def test_the_second_of_two_sees_what_the_first_has_answered(check_round, visitor, manager):
    colleague = visitor_of("ornek.localhost")
    opened(visitor)
    rounds.remind([the_check()], by=manager)
    opened(colleague)
    page = colleague.get(TR).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    send(visitor, phone="0282 222 22 22", choice_phone="other", answered_by="Birinci kişi")

    late = colleague.post(
        TR, {"csrfmiddlewaretoken": token, "listing_version": "1", "mayor": "Yeni Başkan", "choice_mayor": "other"}
    )

    assert late.status_code == 409
    text = late.content.decode().replace("\u00a0", " ")
    for shown in ["başka biri yanıt verdi", "Birinci kişi", "+90 282 222 22 22", "Yeni Başkan"]:
        assert shown in text
    assert [each.kind for each in Correction.objects.all()] == ["phone"]


def test_a_listing_that_has_changed_is_shown_again_before_it_is_confirmed(check_round, visitor):
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
