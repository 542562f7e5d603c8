from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from pages.kinds import TENDERS
from pages.tenders.models import Tender, TenderFile
from tests.factories import pdf_upload
from tests.pages.addresses import address
from tests.publications import make_publication

STATES = [(state.value, state) for state in Tender.State]


def make_tender(**fields):
    return make_publication(TENDERS, **{"title_tr": "Araç alımı", "title_en": "Purchase of vehicles", **fields})


def in_state(state, **fields):
    hours = -1 if state == "closed" else 1
    stored = "open" if state == "closed" else state
    return make_tender(state=stored, closes_at=timezone.now() + timedelta(hours=hours), **fields)


@pytest.mark.parametrize(("state", "expected"), STATES)
def test_state_follows_from_the_last_moment_until_the_tender_ends(client, union, state, expected):
    tender = in_state(state)

    assert tender.current_state == expected
    assert list(Tender.objects.in_state(state)) == [tender]
    assert [other for other, _label in STATES if other != state and Tender.objects.in_state(other).exists()] == []


@pytest.mark.parametrize(("state", "expected"), STATES)
def test_everything_public_says_the_same_state(client, union, state, expected):
    tender = in_state(state)
    words = {"open": "Open for bids", "closed": "Bidding closed", "cancelled": "Cancelled", "concluded": "Concluded"}

    shown = [client.get(path).text for path in [tender.address("en"), address("tender_list", "en")]]

    for text in shown:
        assert f"<strong>{words[state]}</strong>" in text
        assert [other for other in words if other != state and f"<strong>{words[other]}</strong>" in text] == []


def test_tender_closes_at_its_very_last_moment(client, union, monkeypatch):
    tender = make_tender(closes_at=datetime(2026, 5, 12, 14, tzinfo=ZoneInfo("Europe/Istanbul")), date="2026-05-01")

    def states(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return tender.current_state.value, list(Tender.objects.in_state("open")) == [tender]

    assert states(tender.closes_at - timedelta(seconds=1)) == ("open", True)
    assert states(tender.closes_at) == ("closed", False)


@pytest.mark.parametrize("language", ["tr", "en"])
def test_list_is_narrowed_by_state_and_year(client, union, language):
    rows = {state: in_state(state, date=date(2026, 5, 12)) for state, _label in STATES}
    in_state("open", date=date(2025, 5, 12))
    word, year = {"tr": ("durum", "yil"), "en": ("state", "year")}[language]

    for state, tender in rows.items():
        response = client.get(f"{address('tender_list', language)}?{word}={state}&{year}=2026", follow=True)
        assert list(response.context["page"]) == [tender]
    assert len(client.get(f"{address('tender_list', language)}?{word}=open", follow=True).context["page"]) == 2


def test_choice_that_fits_nothing_leaves_a_way_back(client, union):
    in_state("open")

    response = client.get(f"{address('tender_list', 'en')}?state=cancelled")

    assert "Nothing matches this choice" in response.text
    assert f'<a href="{address("tender_list", "en")}">Show the whole list</a>' in response.text


def test_unknown_state_is_answered_with_a_notice_and_the_whole_list(client, union):
    tender = in_state("open")

    response = client.get(f"{address('tender_list', 'en')}?state=asleep")

    assert response.context["form"].errors["state"]
    assert list(response.context["page"]) == [tender]


def test_addresses_are_in_the_words_of_each_language(client, union):
    tender = make_tender()

    assert (tender.address("tr"), tender.address("en")) == (
        f"/tr/ihaleler/{tender.slug_tr}/",
        f"/en/tenders/{tender.slug_en}/",
    )
    assert address("tender_feed", "tr") == "/tr/ihaleler/akis/"


def test_page_shows_files_and_what_is_known(client, union):
    tender = in_state("open", number="2026/4711", kind="works")
    file = TenderFile.objects.create(tender=tender, title_tr="Şartname", title_en="Specification", file=pdf_upload())

    text = client.get(tender.address("en")).text

    assert f'<a class="file-link" href="{file.file.url}">Specification</a>' in text
    for words in ["2026/4711", "Construction works"]:
        assert words in text
    assert "<dt>Result</dt>" not in text


def test_result_is_shown_at_the_end_or_said_to_be_missing(client, union):
    known = in_state("concluded", result_tr="Sonuç metni", result_en="Awarded to the lowest bidder")
    unknown = in_state("concluded")

    assert "Awarded to the lowest bidder" in client.get(known.address("en")).text
    assert "The result has not been published." in client.get(unknown.address("en")).text


def test_result_stays_hidden_while_bids_are_taken(client, union):
    tender = in_state("open", result_tr="Erken", result_en="Too early")

    assert "Too early" not in client.get(tender.address("en")).text


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_file_is_as_public_as_its_tender(client, union, status):
    hidden, shown = make_tender(status=status), make_tender()

    files = [TenderFile.objects.create(tender=tender, file=pdf_upload()) for tender in [hidden, shown]]

    assert client.get(files[0].file.url).status_code in [404, 410]
    assert client.get(files[1].file.url).status_code == 200


def test_file_is_checked_by_its_content(union):
    with pytest.raises(ValidationError):
        TenderFile.objects.create(tender=make_tender(), file=ContentFile(b"<script>", name="sartname.pdf"))


def test_two_tenders_cannot_have_one_number(union):
    make_tender(number="2026/1")
    make_tender(number="")
    make_tender(number="")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_tender(number="2026/1")


def test_bidding_does_not_close_before_the_announcement(union):
    tender = Tender(
        union=union, title_tr="Alım", date=date(2026, 5, 12), closes_at=timezone.now() - timedelta(days=4000)
    )

    with pytest.raises(ValidationError) as refused:
        tender.clean()

    assert refused.value.error_dict["closes_at"][0].code == "closes_early"
