"""A citizen sends, follows and withdraws a request."""

import pytest

from pages.requests.models import Request
from tests import factories as make
from tests.pages.requests.filling import (
    BARRIER,
    COMPLAINT,
    FORMS,
    INFORMATION,
    MESSAGE,
    browser,
    code_on,
    send,
    text_of,
)
from unions.forms import limits
from unions.models import OutgoingMail
from unions.tenancy import scope

STATUS = "/tr/basvuru-durumu/"


INJECTED = "Ayşe\r\nBcc: herkes@kotu.example\n\nGövde"


@pytest.fixture
def client(union):
    headquarters = make.make_headquarters(union=union)
    make.make_contact_point(headquarters=headquarters, kind="email", value="bilgi@birlik.example")
    return browser(union)


def test_the_receipt_names_the_term_and_copies_the_answers_without_the_identity_number(client):
    code = code_on(send(client, INFORMATION))
    receipt = OutgoingMail.objects.get(to="ayse@posta.example")
    row = Request.objects.get()

    assert row.identity_number == "10000000146"
    assert "10000000146" not in row.encrypted_identity_number
    assert "10000000146" not in receipt.full_text
    assert "*********46" in receipt.full_text
    assert "2025 yılı eğitim harcamalarının dökümü" in receipt.full_text
    assert code in receipt.full_text
    # Whoever reads the outbox does not open the request.
    assert code not in receipt.body
    assert code not in row.code_digest
    assert row.clock.deadline.article == "4982 art. 11"


def test_no_header_is_injected(client, unlimited):
    for path in FORMS:
        send(client, path, name=INJECTED, email="ayse@posta.example\r\nBcc: herkes@kotu.example")
        send(client, path, name=INJECTED)
    for mail in OutgoingMail.objects.all():
        for line in [mail.to, mail.reply_to, mail.subject]:
            assert "\n" not in line
            assert "\r" not in line
            assert "kotu" not in line


def test_only_so_many_forms_come_from_one_place(client, monkeypatch):
    for _number in range(limits.SENT_FROM_A_PLACE.times):
        assert send(client, BARRIER).status_code == 200
    refused = send(client, BARRIER)

    assert refused.status_code == 429
    assert refused["Retry-After"]
    assert "Klavye ile menü açılmıyor." in text_of(refused)
    assert Request.objects.count() == limits.SENT_FROM_A_PLACE.times


def test_nobody_is_flooded_with_receipts(client, unlimited, monkeypatch):
    monkeypatch.undo()
    for _number in range(limits.RECEIPTS_TO_AN_ADDRESS.times + 2):
        send(client, MESSAGE)

    receipts = OutgoingMail.objects.filter(to="ayse@posta.example").count()
    assert receipts == limits.RECEIPTS_TO_AN_ADDRESS.times
    assert Request.objects.count() == receipts + 2


def test_every_page_leads_to_the_form_for_barriers(client):
    assert f'href="{BARRIER}?adres=%2Ftr%2Filetisim%2F"' in text_of(client.get("/tr/iletisim/"))


def test_the_code_shows_where_a_request_stands_and_withdraws_it(client):
    code = code_on(send(client, INFORMATION))
    typed = code.lower().replace("-", " ")

    standing = text_of(client.post(STATUS, {"tracking": typed}))
    assert "İşlemde" in standing
    assert "Ayşe" not in standing
    asked = text_of(client.post(STATUS, {"tracking": code, "act": "ask"}))
    assert "Evet, geri çek" in asked
    withdrawn = text_of(client.post(STATUS, {"tracking": code, "act": "withdraw"}))
    assert "geri çekti" in withdrawn.lower()
    row = Request.objects.get()
    assert row.outcome == "withdrawn"
    assert row.keep_until
    again = client.post(STATUS, {"tracking": code, "act": "withdraw"})
    assert again.status_code == 200
    assert "kapandı" in text_of(again)


def test_a_code_tells_nothing_to_another_union_or_to_guessers(client, union):
    code = code_on(send(client, INFORMATION))
    other = make.make_union(code="baska")
    with scope.everything():
        foreign = browser(other)
        elsewhere, nobodys = (
            foreign.post(STATUS, {"tracking": code}),
            foreign.post(STATUS, {"tracking": "AAAA-BBBB-CCCC"}),
        )
    assert elsewhere.status_code == nobodys.status_code == 422
    assert text_of(elsewhere).replace(code, "") == text_of(nobodys).replace("AAAA-BBBB-CCCC", "")

    tries = [client.post(STATUS, {"tracking": f"AAAA-BBBB-{number:04}"}).status_code for number in range(12)]
    assert tries[-1] == 429
    # Neither is the right code told while guessing is stopped.
    assert client.post(STATUS, {"tracking": code}).status_code == 429


def test_a_right_code_costs_no_guess(client):
    code = code_on(send(client, COMPLAINT))

    assert {client.post(STATUS, {"tracking": code}).status_code for _number in range(15)} == {200}
