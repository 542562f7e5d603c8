"""The mails of a check: who writes to whom, and what nobody else can read."""

import logging

import pytest
from django.conf import settings

from members.checks import mail, rounds
from members.checks.models import CheckLink, ListingCheck
from tests import factories as make
from tests.members.checks.walkthrough import mails, newest_link
from trakyakent_site.operations.logs import JsonLines
from unions.background import encryption
from unions.models import OutgoingMail

pytestmark = pytest.mark.django_db


def test_a_mail_names_both_sides_and_can_be_answered(union, manager):
    seat = make.make_headquarters(union=union)
    make.make_contact_point(headquarters=seat, kind="email", value="birlik@ornek.example")
    names = {}
    for kind, name in [("metropolitan", "Tekirdağ"), ("town", "Kaynarca")]:
        municipality = make.make_municipality(name=name, kind=kind)
        make.make_listing(municipality=municipality, email=f"{kind}@x.example")
        make.make_membership(municipality=municipality)
        names[kind] = mail.official_name(municipality)
    check_round = make.make_check_round(started_at=None)

    rounds.ask(check_round, rounds.not_asked(check_round), origin="http://ornek.localhost", by=manager)

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


def test_an_encrypted_link_cannot_be_read_with_another_key(check_round, settings):
    settings.SECRET_KEY = "somebody-else" * 5

    with pytest.raises(encryption.DecryptionError):
        newest_link()


def test_logs_do_not_contain_the_link():

    record = logging.LogRecord("x", 30, "", 0, "Not Found: %s", ["/tr/kart-kontrolu/" + "a" * 43 + "/"], None)

    assert "aaaa" not in JsonLines().format(record)
    assert settings.SECURE_REFERRER_POLICY
