"""Mail of a union, as the row that waits to be sent."""

from datetime import timedelta

import pytest

from tests import factories as make
from unions.models import OutgoingMail

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("attempts", "pause"),
    [(1, timedelta(minutes=1)), (2, timedelta(minutes=4)), (4, timedelta(minutes=64)), (99, timedelta(hours=6))],
)
def test_the_pause_after_each_attempt_grows_to_six_hours(attempts, pause):
    assert OutgoingMail(attempts=attempts).pause == pause


def test_the_first_line_of_a_template_is_the_subject(union):
    mail = OutgoingMail.written(
        "unions/accounts/mail/invitation.txt", {"union_name": "Örnek Birlik"}, union=union, to="yazi@belediye.example"
    )

    assert (mail.subject, mail.to, mail.pk) == ("Örnek Birlik: davet / invitation", "yazi@belediye.example", None)
    assert mail.body.startswith("Merhaba,\n")
    assert mail.body.endswith("\n")
    assert not mail.body.endswith("\n\n")


def test_a_line_break_in_the_subject_begins_no_header(union):
    mail = make.make_outgoing_mail(union=union, subject="Davet\r\nBcc: herkes@ornek.test")

    assert mail.subject == "Davet Bcc: herkes@ornek.test"


def test_failed_and_delayed_mail_is_counted(union):
    for fields in [{"state": "failed"}, {"failure": "later"}, {}, {"state": "sent"}]:
        make.make_outgoing_mail(union=union, **fields)

    assert OutgoingMail.all_unions.in_trouble() == (1, 1)


def test_what_has_not_arrived_and_lost_its_text_cannot_be_sent_again(union):
    make.make_outgoing_mail(union=union, state="sent", body="")
    make.make_outgoing_mail(union=union, state="failed", body="Metin")
    erased = make.make_outgoing_mail(union=union, state="failed", body="")

    assert list(OutgoingMail.all_unions.without_text()) == [erased]
