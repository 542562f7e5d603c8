"""Sends the mail that is queued in the database, and retries.

A worker claims a mail for the time of a lease, sends it and marks it as sent. If the worker is killed in between, the
lease expires and another attempt follows; only if the mail server had already accepted the mail does it arrive twice,
with the same message ID.
"""

import logging
import smtplib
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from unions.background import periodic, rate_limits
from unions.background.encryption import DecryptionError
from unions.background.repeated_failures import RepeatedFailure
from unions.models import OutgoingMail
from unions.tenancy import scope

log = logging.getLogger(__name__)
outbox_failures = RepeatedFailure("The outbox")

IDLE = 2  # seconds between two looks at an empty queue
# For one mail as a whole; the lease is longer.
SEND_TIMEOUT = timedelta(seconds=60)
TASKS_EVERY = timedelta(hours=1)
# Some mail servers refuse more on one connection.
MAILS_A_CONNECTION = 50
# Seconds to wait for a mail server that does not answer; doubled each time.
FIRST_PAUSE = 5
LONGEST_PAUSE = 300

Failure = OutgoingMail.Failure
# Failures of the server, not of the mail: the next mail would fail as well.
SERVER_FAILURES = {Failure.UNREACHABLE, Failure.SIGN_IN, Failure.BROKEN_OFF}


class DeliveryFailed(Exception):
    """An attempt to send a mail failed."""

    def __init__(self, failure: str, words: str = "", *, is_final: bool = False):
        super().__init__(words)
        self.failure = failure
        self.words = " ".join(words.split())[:300]
        self.is_final = is_final


class MailWorker:
    """Sends the mails that are due, one after the other; what comes now and then it does in between, if nobody else.

    `bell` wakes it before the next look, which comes after `idle()` seconds.
    """

    def __init__(
        self,
        stop: threading.Event | None = None,
        *,
        bell: threading.Event | None = None,
        idle: Callable[[], float] = lambda: IDLE,
        does_tasks: bool = True,
    ):
        self.stop = stop or threading.Event()
        self.bell = bell
        self.idle = idle
        self.does_tasks = does_tasks
        self.mail_server: BaseEmailBackend | None = None
        self.sent_on_connection = 0
        self.pause = 0
        self.tasks_run_at: datetime | None = None

    def work(self) -> None:
        """Send mails as they become due, until `stop` is set."""
        with scope.everything():
            while not self.stop.is_set():
                if self.bell:
                    self.bell.clear()
                close_old_connections()
                self.rest(self.step())
        connection.close()

    def rest(self, seconds: float) -> None:
        """Wait for the bell as well, unless the mail server needs a pause."""
        if self.bell and not self.pause and not self.stop.is_set():
            self.bell.wait(seconds)
        else:
            self.stop.wait(seconds)

    def step(self) -> float:
        """Send all mails that are due; returns the seconds to wait before the next step."""
        try:
            if self.does_tasks:
                self.run_periodic_tasks()
                periodic.run(periodic.MOMENTS)
            while not self.stop.is_set() and self.send_next():
                pass
        except (DatabaseError, InterfaceError) as error:
            outbox_failures.failed(error)
            connection.close()
            return FIRST_PAUSE
        outbox_failures.recovered()
        self.disconnect()
        return self.pause or self.idle()

    def send_next(self) -> bool:
        """Send one mail that is due; False if there is none, or if the mail server needs a pause."""
        mail = OutgoingMail.all_unions.claim(timezone.now())
        if mail is None:
            self.pause = 0
            return False
        try:
            self.deliver(mail)
        except DeliveryFailed as error:
            record_failure(mail, error)
            self.disconnect()
            if error.failure in SERVER_FAILURES:
                self.pause = min(self.pause * 2 or FIRST_PAUSE, LONGEST_PAUSE)
                return False
        else:
            record_success(mail)
        self.pause = 0
        return True

    def deliver(self, mail: OutgoingMail) -> None:
        """Hand the mail over to the mail server; raises DeliveryFailed."""
        message = compose(mail)
        server = self.server()
        # A mail without a lease was never claimed.
        if mail.lease_until is None or timezone.now() > mail.lease_until - SEND_TIMEOUT:
            raise DeliveryFailed(Failure.UNREACHABLE, "The connection took too long.")
        send(server, message)
        self.sent_on_connection += 1
        if self.sent_on_connection >= MAILS_A_CONNECTION:
            self.disconnect()

    def server(self) -> BaseEmailBackend:
        """The mail server; the connection stays open from mail to mail. Raises DeliveryFailed."""
        if self.mail_server is None:
            server = get_connection()
            try:
                server.open()
            except smtplib.SMTPAuthenticationError as error:
                raise DeliveryFailed(Failure.SIGN_IN, decode(error.smtp_error)) from error
            except smtplib.SMTPResponseException as error:
                raise DeliveryFailed(Failure.UNREACHABLE, decode(error.smtp_error)) from error
            except (smtplib.SMTPException, OSError) as error:
                raise DeliveryFailed(Failure.UNREACHABLE, str(error)) from error
            self.mail_server = server
            self.sent_on_connection = 0
        return self.mail_server

    def disconnect(self) -> None:
        if self.mail_server is not None:
            with suppress(smtplib.SMTPException, OSError):
                self.mail_server.close()
        self.mail_server = None

    def run_periodic_tasks(self) -> None:
        """Delete old mail texts and counters and run the registered tasks, once an hour."""
        now = timezone.now()
        if self.tasks_run_at is None or abs(now - self.tasks_run_at) >= TASKS_EVERY:
            erase_old_texts()
            rate_limits.delete_full_buckets()
            periodic.run(periodic.TASKS)
            self.tasks_run_at = now
            periodic.note_run(now)


def erase_old_texts() -> int:
    """Erase the texts of old mail, which nobody needs any more."""
    return OutgoingMail.all_unions.erase_bodies(timezone.now())


def send(server: BaseEmailBackend, message: EmailMessage) -> None:
    """Send one message within the time allowed for it; raises DeliveryFailed."""
    # A server that answers one byte at a time never runs into the timeout of a single reply.
    alarm = threading.Timer(SEND_TIMEOUT.total_seconds(), shut_down_socket, [server])
    alarm.start()
    try:
        server.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        raise refusal(code, words, Failure.ADDRESS) from error
    except smtplib.SMTPServerDisconnected as error:
        raise DeliveryFailed(Failure.BROKEN_OFF, str(error)) from error
    except smtplib.SMTPResponseException as error:
        raise refusal(error.smtp_code, error.smtp_error, Failure.REFUSED) from error
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryFailed(Failure.BROKEN_OFF, str(error)) from error
    except ValueError as error:
        raise DeliveryFailed(Failure.UNUSABLE, str(error), is_final=True) from error
    finally:
        alarm.cancel()


def shut_down_socket(server: BaseEmailBackend) -> None:
    """End the connection to a mail server from another thread."""
    connected = getattr(getattr(server, "connection", None), "sock", None)
    if connected is not None:
        with suppress(OSError):
            connected.shutdown(socket.SHUT_RDWR)


def compose(mail: OutgoingMail) -> EmailMessage:
    """The message as it is sent; raises DeliveryFailed."""
    try:
        text, way_out = mail.full_text, mail.way_out
    except DecryptionError as error:
        raise DeliveryFailed(Failure.UNUSABLE, str(error), is_final=True) from error
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    if way_out:
        headers |= {"List-Unsubscribe": f"<{way_out}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        headers |= {"List-Id": f"<{mail.letter}.{mail.union.code}.birlik>", "Precedence": "list"}
    reply_to = [mail.reply_to] if mail.reply_to else None
    return EmailMessage(mail.subject, text, to=[mail.to], reply_to=reply_to, headers=headers)


def refusal(code: int, words: bytes | str, failure: str) -> DeliveryFailed:
    """The failure that a reply of the mail server means: 4xx is temporary, 5xx is final."""
    if 500 <= code < 600:
        return DeliveryFailed(failure, f"{code} {decode(words)}", is_final=True)
    return DeliveryFailed(Failure.LATER, f"{code} {decode(words)}")


def decode(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else str(words)


# By UPDATE, not by save(): a change that somebody made meanwhile must stay.


def record_success(mail: OutgoingMail) -> None:
    OutgoingMail.all_unions.filter(pk=mail.pk).update(
        state=OutgoingMail.State.SENT,
        sent_at=timezone.now(),
        attempts=mail.attempts + 1,
        lease_until=None,
        failure="",
        server_said="",
        # A stolen copy of the table must not let anybody in.
        encrypted_link="",
        encrypted_way_out="",
    )


def record_failure(mail: OutgoingMail, error: DeliveryFailed) -> None:
    now = timezone.now()
    mail.attempts += 1
    is_final = error.is_final or now >= mail.give_up_at
    OutgoingMail.all_unions.filter(pk=mail.pk).update(
        state=OutgoingMail.State.FAILED if is_final else OutgoingMail.State.WAITING,
        attempts=mail.attempts,
        next_attempt_at=now + mail.pause,
        lease_until=None,
        failure=error.failure,
        server_said=error.words,
    )
    log.warning("A mail did not go out: %s", error.failure)
