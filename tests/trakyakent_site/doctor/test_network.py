import socket

import pytest

from tests.mail_server import mail_server
from trakyakent_site.doctor import network
from trakyakent_site.doctor.findings import Level
from trakyakent_site.management.commands.doctor import look_outside


@pytest.fixture
def sending(settings):
    settings.EMAIL_BACKEND = network.SENDS
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.DEFAULT_FROM_EMAIL = "Birlik <noreply@birlik.bel.tr>"
    return settings


def test_addresses_are_named_and_none_is_called(sending, monkeypatch):
    def never(*_arguments, **_options):
        raise AssertionError("Something outside was called.")

    monkeypatch.setattr(socket, "create_connection", never)
    monkeypatch.setattr(socket, "getaddrinfo", never)

    said = "\n".join(finding.words for finding in look_outside(calls=False, knows_hosts=False))

    assert "127.0.0.1:9 would be called: the mail server" in said
    assert "birlik.bel.tr would be called: name service" in said
    assert "Nothing outside was called" in said


def test_mail_server_that_is_not_there_is_a_fault(sending):
    assert network.call_mail_server().level == Level.FAULT


def test_mail_server_that_answers_is_good(sending):
    with mail_server() as mailbox:
        sending.EMAIL_PORT = mailbox.port

        assert network.call_mail_server().level == Level.OK
        assert mailbox.message_ids == []


def test_mail_that_stays_here_is_doubtful(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

    [finding] = network.look_at_mail()

    assert finding.level == Level.WARNING
    assert "No mail leaves this machine" in finding.words
