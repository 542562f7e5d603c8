"""A citizen sends, follows and withdraws a request."""

import re

import pytest
from django.core import signing

from pages.requests.models import Request
from tests import factories as make
from tests.pages.requests.filling import (
    BARRIER,
    COMPLAINT,
    FORMS,
    INFORMATION,
    MESSAGE,
    PETITION,
    browser,
    carried,
    code_on,
    opened_before,
    send,
    values_of,
)
from unions.files.documents import check_document
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


@pytest.fixture
def unlimited(monkeypatch):
    """No limit but those that a test is about."""
    for name in ["TRIES_FROM_A_PLACE", "SENT_FROM_A_PLACE", "SENT_TO_A_UNION", "RECEIPTS_TO_AN_ADDRESS"]:
        monkeypatch.setattr(limits, name, Generous())


class Generous:
    name, times = "none", 1

    def acquire(self, whom):
        return True


def text_of(response) -> str:
    return response.content.decode()


def test_every_form_becomes_a_request_with_a_receipt(client):
    for path in FORMS:
        empty = client.get(path)
        assert empty.status_code == 200
        assert "csrf" not in text_of(empty)
        receipt = send(client, path)
        assert receipt.status_code == 200, path
        assert not receipt.cookies
        assert receipt["Cache-Control"].startswith("no-store")
        assert len(code_on(receipt)) == 14
    assert sorted(Request.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    barrier = Request.objects.get(kind="barrier")
    assert barrier.page_address == "/tr/uyeler/"
    assert barrier.due_on is None
    # The receipts that an address was given for, and a mail to the office about each.
    assert OutgoingMail.objects.filter(to="ayse@posta.example").count() == 4
    assert OutgoingMail.objects.filter(to="bilgi@birlik.example").count() == 6


def test_the_answers_are_shown_before_they_are_sent(client):
    checked = client.post(INFORMATION, values_of(INFORMATION))

    assert checked.status_code == 200
    assert Request.objects.count() == 0
    for value in ["2025 yılı eğitim", "10000000146", "gerçek kişi", "Ayşe Yılmaz", "e-postayla"]:
        assert value in text_of(checked)
    changed = client.post(INFORMATION, {**carried(text_of(checked)), "step": "change"})
    assert 'value="10000000146"' in text_of(changed)
    assert "errorlist" not in text_of(changed)


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


def test_a_form_that_is_sent_twice_is_one_request(client):
    checked = client.post(PETITION, values_of(PETITION))
    values = {**carried(text_of(checked)), "step": "send"}

    assert code_on(client.post(PETITION, values)) == code_on(client.post(PETITION, values))
    assert Request.objects.count() == 1


def test_whoever_is_taken_for_a_program_is_asked_again_and_loses_nothing(client, unlimited):
    for changed, words in [
        ({"homepage": "http://spam.example"}, "Görünmeyen bir alan"),
        ({"opened": opened_before("petition", seconds=1)}, "kimsenin yazamayacağı kadar hızlı"),
        ({"opened": opened_before("petition", seconds=25 * 3600)}, "bir günden uzun"),
        ({"opened": opened_before("information")}, "bir günden uzun"),
        ({"opened": signing.dumps([1, 2], salt="anything")}, "bir günden uzun"),
        ({"opened": ""}, "bir günden uzun"),
    ]:
        answer = client.post(PETITION, values_of(PETITION, **changed))
        assert answer.status_code == 422, changed
        assert words in text_of(answer)
        assert "Otobüs durağının taşınmasını istiyorum." in text_of(answer)
        assert "spam.example" not in text_of(answer)
        renewed = re.search(r'name="opened" value="([^"]+)"', text_of(answer))[1]
        assert renewed
    assert Request.objects.count() == 0


def test_a_form_from_another_site_is_refused(client):
    answer = client.post(PETITION, values_of(PETITION), headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403


def test_no_header_is_injected(client, unlimited):
    for path in FORMS:
        send(client, path, name=INJECTED, email="ayse@posta.example\r\nBcc: herkes@kotu.example")
        send(client, path, name=INJECTED)
    for mail in OutgoingMail.objects.all():
        for line in [mail.to, mail.reply_to, mail.subject]:
            assert "\n" not in line
            assert "\r" not in line
            assert "kotu" not in line


def test_a_name_may_be_in_any_script(client):
    send(client, PETITION, name="محمد عبد الله")

    assert Request.objects.get().name == "محمد عبد الله"


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


def test_a_document_stays_chosen_through_all_steps(client):
    first = client.post(PETITION, values_of(PETITION, name="", file=make.pdf_upload("ek.pdf")))
    assert "ek.pdf" in text_of(first)
    values = values_of(PETITION)
    hidden = dict(re.findall(r'name="(file-kept|opened)" value="([^"]+)"', text_of(first)))
    checked = client.post(PETITION, {**values, **hidden})
    assert "ek.pdf" in text_of(checked)
    client.post(PETITION, {**carried(text_of(checked)), "step": "send"})

    file = Request.objects.get().files.get()
    assert file.title == "ek.pdf"
    check_document(file.file)
    # Only staff and the applicant see it.
    assert client.get(file.file.url).status_code == 404


def test_a_page_of_this_host_alone_is_the_place_of_a_barrier(client, unlimited):
    assert 'value="/tr/uyeler/"' in text_of(client.get(f"{BARRIER}?adres=/tr/uyeler/"))
    for elsewhere in ["https://kotu.example/x", "//kotu.example/x", "javascript:alert(1)", "/\\kotu.example", "uyeler"]:
        assert f'value="{elsewhere}"' not in text_of(client.get(BARRIER, {"adres": elsewhere}))
        assert client.post(BARRIER, values_of(BARRIER, page_address=elsewhere)).status_code == 422
    own = f"http://{client.defaults['HTTP_HOST']}/tr/uyeler/?a=b"
    assert send(client, BARRIER, page_address=own).status_code == 200
    assert Request.objects.get().page_address == "/tr/uyeler/"


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
