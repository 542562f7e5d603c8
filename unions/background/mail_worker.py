"""Sends the mail that waits in the database, and keeps trying.

A mail is claimed for the time of a lease, sent, and marked as sent. Whoever is killed in between loses the lease and
the mail is taken up again; only where the mail server had already accepted it does it arrive twice, with the same
message number.
"""

import logging
import smtplib
import socket
import threading
from contextlib import suppress
from datetime import datetime, timedelta

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from unions.background import periodic, rate_limits
from unions.background.encryption import DecryptionError
from unions.models import OutgoingMail
from unions.tenancy import scope

log = logging.getLogger(__name__)

IDLE = 2  # seconds between two looks at an empty table
# For one mail from the first word to the last; the lease is longer.
PATIENCE = timedelta(seconds=60)
TIDY_EVERY = timedelta(hours=1)
# A mail server may not like more on one connection.
MAILS_A_CONNECTION = 50
# Seconds to leave a mail server alone that does not answer; doubled each time.
FIRST_REST = 5
LONGEST_REST = 300

Failure = OutgoingMail.Failure
# Trouble with the server, not with the mail: the next mail would meet it, too.
OF_THE_SERVER = {Failure.UNREACHABLE, Failure.SIGN_IN, Failure.BROKEN_OFF}


class Undelivered(Exception):
    """A mail that did not go out this time."""

    def __init__(self, failure: str, words: str = "", *, is_final: bool = False):
        super().__init__(words)
        self.failure = failure
        self.words = " ".join(words.split())[:300]
        self.is_final = is_final


class MailWorker:
    """Sends what is due, one mail after the other."""

    def __init__(self, stop: threading.Event | None = None):
        self.stop = stop or threading.Event()
        self.mail_server: BaseEmailBackend | None = None
        self.sent_on_connection = 0
        self.rest = 0
        self.tidied_at: datetime | None = None

    def work(self) -> None:
        """Send whatever becomes due until told to stop."""
        with scope.everything():
            while not self.stop.is_set():
                close_old_connections()
                self.stop.wait(self.step())
        connection.close()

    def step(self) -> float:
        """Send all that is due; the answer is how many seconds to wait before the next step."""
        try:
            self.tidy()
            while not self.stop.is_set() and self.send_next():
                pass
        except (DatabaseError, InterfaceError):
            log.exception("The outbox cannot be read.")
            connection.close()
            return FIRST_REST
        self.hang_up()
        return self.rest or IDLE

    def send_next(self) -> bool:
        """Send one mail that is due. False where there is none, or where the mail server is to be left alone."""
        mail = OutgoingMail.all_unions.claim(timezone.now())
        if mail is None:
            self.rest = 0
            return False
        try:
            self.deliver(mail)
        except Undelivered as trouble:
            note_failure(mail, trouble)
            self.hang_up()
            if trouble.failure in OF_THE_SERVER:
                self.rest = min(self.rest * 2 or FIRST_REST, LONGEST_REST)
                return False
        else:
            note_success(mail)
        self.rest = 0
        return True

    def deliver(self, mail: OutgoingMail) -> None:
        """Hand the mail over to the mail server; raises Undelivered."""
        message = composed(mail)
        server = self.server()
        # A mail without a lease was never claimed.
        if mail.lease_until is None or timezone.now() > mail.lease_until - PATIENCE:
            raise Undelivered(Failure.UNREACHABLE, "The connection took too long.")
        # A server that answers a letter at a time never runs into the timeout of a single answer.
        alarm = threading.Timer(PATIENCE.total_seconds(), cut_off, [server])
        alarm.start()
        try:
            server.send_messages([message])
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise refusal(code, words, Failure.ADDRESS) from error
        except smtplib.SMTPServerDisconnected as error:
            raise Undelivered(Failure.BROKEN_OFF, str(error)) from error
        except smtplib.SMTPResponseException as error:
            raise refusal(error.smtp_code, error.smtp_error, Failure.REFUSED) from error
        except (smtplib.SMTPException, OSError) as error:
            raise Undelivered(Failure.BROKEN_OFF, str(error)) from error
        except ValueError as error:
            raise Undelivered(Failure.UNUSABLE, str(error), is_final=True) from error
        finally:
            alarm.cancel()
        self.sent_on_connection += 1
        if self.sent_on_connection >= MAILS_A_CONNECTION:
            self.hang_up()

    def server(self) -> BaseEmailBackend:
        """The mail server, with a connection that is kept from mail to mail; raises Undelivered."""
        if self.mail_server is None:
            server = get_connection()
            try:
                server.open()
            except smtplib.SMTPAuthenticationError as error:
                raise Undelivered(Failure.SIGN_IN, said(error.smtp_error)) from error
            except smtplib.SMTPResponseException as error:
                raise Undelivered(Failure.UNREACHABLE, said(error.smtp_error)) from error
            except (smtplib.SMTPException, OSError) as error:
                raise Undelivered(Failure.UNREACHABLE, str(error)) from error
            self.mail_server = server
            self.sent_on_connection = 0
        return self.mail_server

    def hang_up(self) -> None:
        if self.mail_server is not None:
            with suppress(smtplib.SMTPException, OSError):
                self.mail_server.close()
        self.mail_server = None

    def tidy(self) -> None:
        """Forget what is to be forgotten, once an hour."""
        now = timezone.now()
        if self.tidied_at is None or abs(now - self.tidied_at) >= TIDY_EVERY:
            OutgoingMail.all_unions.erase_bodies(now)
            rate_limits.forget_old()
            for task in periodic.TASKS:
                task()
            self.tidied_at = now


def cut_off(server: BaseEmailBackend) -> None:
    """End a conversation with a mail server from another thread."""
    line = getattr(getattr(server, "connection", None), "sock", None)
    if line is not None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)


def composed(mail: OutgoingMail) -> EmailMessage:
    """The mail as it goes out; raises Undelivered."""
    try:
        text = mail.full_text
    except DecryptionError as error:
        raise Undelivered(Failure.UNUSABLE, str(error), is_final=True) from error
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    reply_to = [mail.reply_to] if mail.reply_to else None
    return EmailMessage(mail.subject, text, to=[mail.to], reply_to=reply_to, headers=headers)


def refusal(code: int, words: bytes | str, failure: str) -> Undelivered:
    """What an answer of the mail server means: 4xx is for now, 5xx for good."""
    if 500 <= code < 600:
        return Undelivered(failure, f"{code} {said(words)}", is_final=True)
    return Undelivered(Failure.LATER, f"{code} {said(words)}")


def said(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else str(words)


# By conditional statements, not by saving: what a person changed meanwhile is theirs.


def note_success(mail: OutgoingMail) -> None:
    OutgoingMail.all_unions.filter(pk=mail.pk).update(
        state=OutgoingMail.State.SENT,
        sent_at=timezone.now(),
        attempts=mail.attempts + 1,
        lease_until=None,
        failure="",
        server_said="",
        # Whoever reads the table later finds no way in.
        encrypted_link="",
    )


def note_failure(mail: OutgoingMail, trouble: Undelivered) -> None:
    now = timezone.now()
    mail.attempts += 1
    is_final = trouble.is_final or now >= mail.give_up_at
    OutgoingMail.all_unions.filter(pk=mail.pk).update(
        state=OutgoingMail.State.FAILED if is_final else OutgoingMail.State.WAITING,
        attempts=mail.attempts,
        next_attempt_at=now + mail.pause,
        lease_until=None,
        failure=trouble.failure,
        server_said=trouble.words,
    )
    log.warning("A mail did not go out: %s", trouble.failure)
