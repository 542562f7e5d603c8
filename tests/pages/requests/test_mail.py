"""The mails about requests, also when no server takes them."""

import smtplib

import pytest
from django.core.mail.backends.locmem import EmailBackend

from pages.requests.models import Request
from tests import factories as make
from tests.pages.requests.filling import INFORMATION, MESSAGE, browser, code_on, send
from unions.background.mail_worker import MailWorker
from unions.models import OutgoingMail


@pytest.fixture
def client(union):
    make.make_contact_point(
        headquarters=make.make_headquarters(union=union), kind="email", value="bilgi@birlik.example"
    )
    return browser(union)


def test_a_dead_mail_server_loses_nothing(client, monkeypatch, mailoutbox):
    def refuse(self, messages):
        raise smtplib.SMTPServerDisconnected("dead")

    code = code_on(send(client, INFORMATION))
    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", refuse)
        MailWorker().send_next()
    assert Request.objects.count() == 1
    waiting = OutgoingMail.objects.waiting()
    assert waiting.count() == 2
    waiting.update(next_attempt_at=waiting.first().created_at, lease_until=None)
    worker = MailWorker()
    while worker.send_next():
        pass
    receipt = next(mail for mail in mailoutbox if mail.to == ["ayse@posta.example"])
    assert code in receipt.body
    assert OutgoingMail.objects.waiting().count() == 0


def test_the_office_hears_of_a_request_without_its_personal_data_and_of_a_message_with_its_text(client, union):
    unit = make.make_unit(union=union, email="egitim@birlik.example")
    send(client, INFORMATION)
    send(client, MESSAGE, unit=unit.pk)

    office = OutgoingMail.objects.get(to="bilgi@birlik.example")
    assert "Ayşe" not in office.body + office.subject
    assert "/yonetim/" in office.body
    message = OutgoingMail.objects.get(to="egitim@birlik.example")
    assert "Toplantı saat kaçta?" in message.body
    assert message.reply_to == "ayse@posta.example"
    assert Request.objects.get(kind="message").unit == unit


def test_a_union_without_an_address_still_takes_requests(union):
    assert send(browser(union), INFORMATION).status_code == 200
    assert [mail.to for mail in OutgoingMail.objects.all()] == ["ayse@posta.example"]
