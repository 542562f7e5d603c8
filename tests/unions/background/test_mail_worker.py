"""Mail that is not lost: sent by a real mail server, whatever that server does."""

import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from tests import factories as make
from tests.mail_server import mail_server
from unions.background import encryption
from unions.background.mail_worker import MailWorker
from unions.models import Generation, OutgoingMail
from unions.models.mail import LINK_PLACE
from unions.tenancy import scope

State, Failure = OutgoingMail.State, OutgoingMail.Failure


@pytest.fixture
def mailbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_TIMEOUT = 0.5
    with mail_server() as mailbox:
        settings.EMAIL_PORT = mailbox.port
        yield mailbox


def send() -> None:
    with scope.everything():
        MailWorker().step()


def fresh(mail: OutgoingMail) -> OutgoingMail:
    return OutgoingMail.all_unions.get(pk=mail.pk)


def make_due(mail: OutgoingMail) -> None:
    """Let the pause of a mail pass."""
    OutgoingMail.all_unions.filter(pk=mail.pk).update(next_attempt_at=timezone.now())


@pytest.mark.django_db
class TestSending:
    def test_a_mail_arrives_once_with_its_link(self, mailbox):
        mail = make.make_outgoing_mail(body=f"Açın:\n{LINK_PLACE}\n")
        mail.attach_link("https://ornek.example/tr/gizli-kelime/")
        mail.save()
        stored = "".join(str(value) for value in OutgoingMail.all_unions.filter(pk=mail.pk).values_list()[0])

        send()
        send()

        assert "gizli-kelime" not in stored
        [text] = mailbox.mails
        assert f"Message-ID: {mail.message_id}" in text
        assert (fresh(mail).state, fresh(mail).encrypted_link) == (State.SENT, "")
        assert mailbox.recipients == [mail.to]

    def test_a_mail_of_a_rolled_back_transaction_is_never_sent(self, mailbox):
        with transaction.atomic():
            make.make_outgoing_mail()
            transaction.set_rollback(True)

        send()

        assert mailbox.mails == []

    @pytest.mark.parametrize(
        ("answer", "failure"), [("550 no such user", Failure.ADDRESS), ("553 bad address", Failure.ADDRESS)]
    )
    def test_an_address_that_is_refused_for_good_is_not_tried_again(self, mailbox, answer, failure):
        bad, good = make.make_outgoing_mail(to="yok@x.example"), make.make_outgoing_mail(to="var@x.example")
        mailbox.at_recipient = lambda address: answer if address.startswith("yok") else None

        send()

        assert (fresh(bad).state, fresh(bad).failure, fresh(bad).server_said) == (State.FAILED, failure, answer)
        assert fresh(good).state == State.SENT

    def test_an_address_that_is_refused_for_now_is_tried_again_after_ever_longer_pauses(self, mailbox):
        mail = make.make_outgoing_mail()
        mailbox.at_recipient = lambda address: "451 come back later"
        pauses = []

        for _attempt in range(4):
            send()
            pauses.append(round((fresh(mail).next_attempt_at - timezone.now()).total_seconds() / 60))
            make_due(mail)
        mailbox.at_recipient = lambda address: None
        failure_so_far = fresh(mail).failure
        send()

        assert pauses == [1, 4, 16, 64]
        assert failure_so_far == Failure.LATER
        assert (fresh(mail).state, fresh(mail).failure, len(mailbox.mails)) == (State.SENT, "", 1)

    def test_after_three_days_staff_are_told(self, mailbox):
        mail = make.make_outgoing_mail(give_up_at=timezone.now())
        mailbox.at_recipient = lambda address: "451 come back later"

        send()

        assert fresh(mail).state == State.FAILED
        with scope.of(mail.union):
            assert OutgoingMail.objects.filter(pk=mail.pk).try_again() == 1
        mailbox.at_recipient = lambda address: None
        send()
        assert fresh(mail).state == State.SENT

    def test_an_unreachable_server_is_given_a_pause(self, mailbox, settings):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            settings.EMAIL_PORT = taken.getsockname()[1]
        mails = [make.make_outgoing_mail() for _number in range(3)]
        mail_worker = MailWorker()

        with scope.everything():
            rests = [mail_worker.step(), mail_worker.step(), mail_worker.step()]

        assert rests == [5, 10, 20]
        assert [fresh(mail).attempts for mail in mails] == [1, 1, 1]
        assert fresh(mails[0]).failure == Failure.UNREACHABLE

    def test_a_server_that_hangs_holds_a_mail_up_but_does_not_lose_it(self, mailbox):
        mail = make.make_outgoing_mail()
        mailbox.at_text = lambda number: "hang" if number == 1 else None

        send()
        failure = fresh(mail).failure
        make_due(mail)
        send()

        assert failure == Failure.BROKEN_OFF
        assert (fresh(mail).state, len(mailbox.mails)) == (State.SENT, 1)

    def test_after_a_dropped_connection_the_same_mail_is_sent_again(self, mailbox):
        """Nobody can know that it had been taken; the same number tells the reader's program that it is the same."""
        mail = make.make_outgoing_mail()
        mailbox.at_text = lambda number: "drop" if number == 1 else None

        send()
        make_due(mail)
        send()

        assert fresh(mail).state == State.SENT
        assert mailbox.message_ids == [mail.message_id, mail.message_id]

    def test_a_slow_server_gets_every_mail_once(self, mailbox):
        mailbox.delay = 0.02
        mails = [make.make_outgoing_mail(to=f"alici{number}@x.example") for number in range(8)]

        send()

        assert mailbox.recipients == [mail.to for mail in mails]

    def test_no_header_can_be_smuggled_in(self, mailbox):
        mail = make.make_outgoing_mail(subject="Konu\r\nBcc: herkes@x.example")

        send()

        assert mailbox.recipients == [mail.to]
        assert "\nBcc:" not in mailbox.mails[0]

    def test_a_mail_that_cannot_be_composed_delays_no_other(self, mailbox):
        bad = make.make_outgoing_mail(to="satır\nsonu@x.example")
        broken = make.make_outgoing_mail(encrypted_link="bu-sifrelenmemis")
        good = make.make_outgoing_mail()

        send()

        assert [fresh(mail).state for mail in [bad, broken, good]] == [State.FAILED, State.FAILED, State.SENT]
        assert fresh(bad).failure == Failure.UNUSABLE


@pytest.mark.django_db
class TestKeeping:
    def test_two_workers_never_claim_the_same_mail(self):
        mails = {make.make_outgoing_mail().pk for _number in range(3)}
        now = timezone.now()

        with scope.everything():
            claimed = [OutgoingMail.all_unions.claim(now) for _worker in range(4)]

        assert claimed[3] is None
        assert {mail.pk for mail in claimed[:3]} == mails

    def test_a_mail_is_claimed_again_when_its_lease_has_expired(self):
        make.make_outgoing_mail()
        now = timezone.now()

        with scope.everything():
            first = OutgoingMail.all_unions.claim(now)
            again = OutgoingMail.all_unions.claim(now + timedelta(minutes=4))

        assert first == again

    def test_texts_are_kept_for_thirty_days(self):
        old, young = make.make_outgoing_mail(), make.make_outgoing_mail()
        now = timezone.now()
        OutgoingMail.all_unions.filter(pk=old.pk).update(created_at=now - timedelta(days=30))
        OutgoingMail.all_unions.filter(pk=young.pk).update(created_at=now - timedelta(days=29))

        with scope.everything():
            MailWorker().run_periodic_tasks()

        assert (fresh(old).body, fresh(young).body) == ("", "Metin\n")
        assert "body" not in {field.name for field in OutgoingMail.history.model._meta.concrete_fields}

    def test_a_change_of_the_key_does_not_spoil_what_waits(self, settings):
        mail = make.make_outgoing_mail(body=LINK_PLACE)
        mail.attach_link("https://ornek.example/gizli/")
        old = settings.SECRET_KEY

        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a-new-key-" * 6, [old]
        text = mail.full_text
        settings.SECRET_KEY_FALLBACKS = []

        assert text == "https://ornek.example/gizli/"
        with pytest.raises(encryption.DecryptionError):
            mail.full_text  # noqa: B018

    def test_a_mail_being_sent_does_not_empty_the_page_cache(self, mailbox):
        mail = make.make_outgoing_mail()
        generation = Generation.objects.filter(union=mail.union)
        before = generation.get().number

        send()

        assert generation.get().number == before


# Killed in the middle


def database_for_others(folder) -> dict[str, str]:
    """The environment in which another process sees the rows of this test."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(folder / "posta.sqlite3") as copy:
            connection.connection.backup(copy)
        url = f"sqlite:///{folder / 'posta.sqlite3'}"
    else:
        user = f"{database['USER']}:{database['PASSWORD']}".removesuffix(":")
        # A host may be the folder of a socket.
        place = f"{database['HOST']}:{database['PORT']}".removesuffix(":")
        url = f"postgres://{user}@{'/' * place.startswith('/')}{place}/{database['NAME']}"
    return {**os.environ, "DATABASE_URL": url, "TEST_DATABASE_URL": url, "DATA_DIR": str(folder), "HTTPS": "0"}


def statement(folder, sql: str) -> list[tuple]:
    if connection.vendor == "sqlite":
        with sqlite3.connect(folder / "posta.sqlite3", timeout=10) as copy:
            return copy.execute(sql).fetchall()
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


WORKER = [sys.executable, "manage.py", "work"]
# As `bin/serve` starts it; its two processes send together what the killed ones have left.
SERVER = [
    sys.executable,
    "-m",
    "gunicorn",
    "--config",
    "python:trakyakent_site.server.gunicorn",
    "--bind",
    "127.0.0.1:0",
]


def queue_mails(number: int) -> set[str]:
    """Message IDs of as many mails to different people."""
    with scope.of(make.make_union()):
        mails = [make.make_outgoing_mail(to=f"alici{index}@x.example") for index in range(number)]
    return {mail.message_id for mail in mails}


def run_until(command, environment, mailbox, arrived: int, *, then, after: float) -> None:
    """Run the command until so many mails have arrived, and send it the signal after that time."""
    worker = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)
    try:
        deadline = time.monotonic() + 60
        while len(set(mailbox.message_ids)) < arrived:
            assert time.monotonic() < deadline
            assert worker.poll() is None
            time.sleep(0.005)
        time.sleep(after)
    finally:
        with suppress(ProcessLookupError):
            worker.send_signal(then)
        worker.wait(timeout=30)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_no_mail_is_lost_when_the_worker_is_killed(tmp_path, record_property):
    """A mail arrives twice only if the kill falls between the reply of the server and our record of it."""
    chance = random.Random(5355)
    number, kills = 60, 2
    message_ids = queue_mails(number)
    environment = database_for_others(tmp_path)
    environment |= {"DJANGO_SETTINGS_MODULE": "trakyakent_site.settings", "SECRET_KEY": settings.SECRET_KEY}
    expire_leases = "UPDATE unions_outgoingmail SET lease_until = NULL WHERE state = 'waiting'"

    with mail_server() as mailbox:
        mailbox.delay = 0.01
        environment["EMAIL_URL"] = f"smtp://127.0.0.1:{mailbox.port}"
        environment["DEFAULT_FROM_EMAIL"] = "noreply@birlik.example"
        for kill in range(1, kills + 1):
            run_until(WORKER, environment, mailbox, kill * 12, then=signal.SIGKILL, after=chance.random() / 20)
            statement(tmp_path, expire_leases)
        run_until(SERVER, environment, mailbox, number, then=signal.SIGTERM, after=1)
        statement(tmp_path, expire_leases)

    doubles = len(mailbox.message_ids) - len(set(mailbox.message_ids))
    record_property("mails_twice", doubles)
    assert set(mailbox.message_ids) == message_ids
    assert statement(tmp_path, "SELECT count(*) FROM unions_outgoingmail WHERE state <> 'sent'") == [(0,)]
    assert doubles <= kills
