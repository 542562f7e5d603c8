"""Bad inputs from the empty form to the answer: nothing is stored twice, told to others, or lost."""

import smtplib
from unittest import mock

import pytest

from pages.requests.models import Request
from tests import factories as make
from tests.pages.requests.filling import INFORMATION, OWN_DATA, PETITION, browser, carried, code_on, send, values_of
from unions.forms import limits
from unions.models import OutgoingMail

STATUS = "/tr/basvuru-durumu/"
NUMBERS = [
    "10000000147",
    "00000000000",
    "11111111111",
    "1000000014",
    "100000001466",
    "1000000014O",
    "-0000000146",
    "١٠٠٠",
]
NAMES = ["محمد عبد الله", "Νίκος Παπαδόπουλος", "Иван Петров", "אברהם כהן", "山田太郎", "O'Neill-Şükrü d'Été"]
HEADERS = [
    "a\r\nBcc: kotu@kotu.example",
    "a\nSubject: x",
    "a\rTo: x@y.example",
    "a\u2028Cc: x",
    "a\x0bBcc: x",
    "a%0aBcc: x",
]
# The form alone counts; how often somebody may try stands in a test of its own.
LIMITS = ["TRIES_FROM_A_PLACE", "SENT_FROM_A_PLACE", "SENT_TO_A_UNION", "RECEIPTS_TO_AN_ADDRESS"]


@pytest.fixture
def client(union, monkeypatch):
    for name in LIMITS:
        monkeypatch.setattr(limits, name, mock.Mock(acquire=lambda whom: True))
    return browser(union)


def test_wrong_identity_numbers_are_refused_and_names_of_all_scripts_arrive(client):
    forms = [INFORMATION, OWN_DATA]
    taken = [
        (path, number)
        for path in forms
        for number in NUMBERS
        if client.post(path, values_of(path, identity_number=number)).status_code != 422
    ]
    assert not taken
    for name in NAMES:
        assert send(client, OWN_DATA, name=name).status_code == 200
    assert sorted(Request.objects.values_list("name", flat=True)) == sorted(NAMES)


def test_no_line_break_reaches_the_head_of_a_mail(client):
    for text in HEADERS:
        for name in ["name", "email", "phone", "nationality", "postal_address"]:
            send(client, OWN_DATA, **{name: text})
    heads = OutgoingMail.objects.values_list("subject", "to", "reply_to")
    assert not [head for head in heads if any(sign in part for part in head for sign in "\r\n\x0b\u2028")]
    assert not [head for head in heads if "kotu" in "".join(head)]


def test_the_same_form_sent_five_times_is_one_request_with_one_code(client):
    checked = carried(client.post(OWN_DATA, values_of(OWN_DATA)).content.decode())
    codes = {code_on(client.post(OWN_DATA, {**checked, "step": "send"})) for _time in range(5)}
    assert (len(codes), Request.objects.count()) == (1, 1)
    assert OutgoingMail.objects.filter(to="ayse@posta.example").count() == 1


def test_a_code_opens_nothing_elsewhere_guessed_withdrawn_or_dressed_up(client, union):
    code = code_on(send(client, PETITION))
    other = browser(make.make_union())
    for guess in [code, "AAAA-AAAA-AAAA", "", "%", "' OR 1=1 --", "\x00", code[:-1], code * 4]:
        assert other.post(STATUS, {"tracking": guess}).status_code in [422, 429], guess
    assert client.post(STATUS, {"tracking": code.lower().replace("-", " ")}).status_code == 200
    client.post(STATUS, {"tracking": code, "act": "withdraw"})
    for act in ["withdraw", "ask", "answer", "", "x" * 5000]:
        assert client.post(STATUS, {"tracking": code, "act": act}).status_code == 200, act
    assert Request.objects.get().outcome == "withdrawn"
    # A form opened on one site is no form of another.
    foreign = other.post(PETITION, values_of(PETITION))
    assert foreign.status_code == 422
    assert "Otobüs durağının" in foreign.content.decode()


def test_a_dead_mail_server_loses_neither_request_nor_receipt(client):
    with mock.patch("smtplib.SMTP", side_effect=smtplib.SMTPServerDisconnected("gone")):
        receipt = send(client, OWN_DATA)
    assert receipt.status_code == 200
    assert Request.objects.get().email == "ayse@posta.example"
    assert OutgoingMail.objects.filter(to="ayse@posta.example", sent_at=None).exists()
