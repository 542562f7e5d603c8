"""What staff accept stands in the listing; what they refuse is told with the reason."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members.checks import answers, review, rounds
from members.checks.models import ListingCheck
from members.checks.review_form import ReviewForm
from members.directory.models import Listing
from members.people.mayors import seat_of_mayor
from tests import factories as make
from tests.members.checks.walkthrough import decide, mails, opened, send, the_check, the_listing

pytestmark = pytest.mark.django_db


def test_accepted_corrections_stand_in_the_listing_and_in_its_history(union, proposal, reader):
    answer = decide(union, proposal, phone="accept", fax="accept", crest="accept")

    assert answer.status_code == 302
    listing = the_listing()
    assert (listing.phone, listing.fax) == ("+90 282 222 22 22", "+90 282 222 22 23")
    assert listing.crest.name.startswith("ornek/members.listing/")
    assert listing.confirmed_on == timezone.localdate()
    record = listing.history.first()
    assert record.history_change_reason.startswith("Çorlu önerdi, ")
    assert record.history_user is not None
    page = reader.get(reverse("member_detail", args=["corlu"])).content.decode()
    assert "+90 282 222 22 22" in page
    assert "tarihinde onayladı" in page


def test_every_download_says_what_the_page_says(union, proposal, reader):
    before = downloads(reader)
    decide(union, proposal, phone="accept", fax="accept", crest="accept")

    after = downloads(reader)

    assert [name for name, text in before.items() if "222 22 22" in text] == []
    assert [name for name, text in after.items() if "282 222 22 22" not in text] == []
    today = timezone.localdate()
    written = {"csv": f"{today:%d.%m.%Y}"}
    assert [name for name, text in after.items() if written.get(name[-3:], today.isoformat()) not in text] == []


def downloads(reader) -> dict[str, str]:
    directory = {f"directory.{kind}": reverse("member_list") + f"?format={kind}" for kind in ["csv", "json"]}
    files = {f"open.{kind}": reverse("open_data_file", args=["uyeler", kind]) for kind in ["csv", "json", "geojson"]}
    return {name: text_of(reader.get(path)) for name, path in {**directory, **files}.items()}


def text_of(answer) -> str:
    assert answer.status_code == 200
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8-sig")


def test_a_refusal_is_mailed_with_its_reason(union, proposal):
    decide(union, proposal, phone="accept", fax="Faks kapatıldı.", crest="accept")

    text = mails()[-1].full_text
    assert "Telefon: kabul edildi" in text
    assert "Faks: kabul edilmedi. Gerekçe: Faks kapatıldı." in text
    assert the_listing().fax == ""
    # What stands there now is not what the municipality says.
    assert the_listing().confirmed_on is None
    assert the_check().state == ListingCheck.State.REVIEWED


def test_some_corrections_can_be_decided_later(union, proposal):
    decide(union, proposal, phone="accept")
    first = (the_listing().phone, the_listing().confirmed_on, the_check().state, len(mails()))
    decide(union, the_check(), fax="accept", crest="accept")

    assert first == ("+90 282 222 22 22", None, ListingCheck.State.PROPOSED, 1)
    assert the_listing().confirmed_on == timezone.localdate()
    assert (the_check().state, len(mails())) == (ListingCheck.State.REVIEWED, 2)


def test_two_colleagues_who_decide_at_once_do_not_overwrite_each_other(union, proposal):
    decide(union, proposal, phone="accept")

    decide(union, proposal, phone="Yanlış numara.")

    assert the_listing().phone == "+90 282 222 22 22"


def test_confirmations_are_accepted_together_unless_the_listing_has_changed(union, manager, visitor):
    for name in ["aa", "bb"]:
        municipality = make.make_municipality(name=name)
        make.make_listing(municipality=municipality, email="a@b.example")
        make.make_membership(municipality=municipality)
    check_round = make.make_check_round(started_at=None)
    rounds.ask(check_round, rounds.not_asked(check_round), origin="http://ornek.localhost", by=manager)
    for check in ListingCheck.objects.all():
        answers.answer(check, [], listing_version=1)
    changed = Listing.objects.get(municipality__name="bb")
    changed.phone = "1"
    changed.save()

    accepted, left = review.accept_confirmations(ListingCheck.objects.with_municipality(), by=manager)

    assert (accepted, [str(check.municipality) for check in left]) == (1, ["bb"])
    assert Listing.objects.get(municipality__name="aa").confirmed_on == timezone.localdate()
    assert Listing.objects.get(municipality__name="aa").history.first().history_change_reason.startswith("aa doğruladı")
    assert Listing.objects.get(municipality__name="bb").confirmed_on is None


def test_an_accepted_mayor_asks_since_when_and_changes_the_seat(union, check_round, visitor, manager):
    opened(visitor)
    send(visitor, mayor="Can Öz")
    check = the_check()
    seat = make.make_office_holder(
        person=make.make_person(name="Ayşe Yılmaz"),
        municipality=check.municipality,
        seat="ex_officio",
        start_date="2019-04-10",
    )
    correction = check.corrections.get()
    accepted = {f"decision_{correction.pk}": "accept", f"reason_{correction.pk}": "", "version": check.version}

    refused = ReviewForm(accepted, check=check, corrections=[correction])
    assert list(refused.errors) == [f"since_{correction.pk}"]
    form = ReviewForm(accepted | {f"since_{correction.pk}": "05.04.2024"}, check=check, corrections=[correction])
    assert form.is_valid()
    review.review(check, form.decisions(), by=manager)

    seat.refresh_from_db()
    assert (str(seat.end_date), seat.end_reason) == ("2024-04-04", "office_lost")
    assert str(seat_of_mayor(check.membership.municipality_id).person) == "Can Öz"
    assert check.municipality.listings.get().mayor == "Can Öz"
