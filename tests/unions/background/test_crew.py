"""`manage.py work`: any number of processes share the work, and who is killed is followed by another."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from tests.factories import make_gallery, make_photo, make_union, picture_upload
from tests.mail_server import mail_server
from tests.unions.background.test_mail_worker import database_for_others, queue_mails
from unions.background import crew, periodic
from unions.background.crew import Crew, Tasks, hourly_tasks
from unions.models import OutgoingMail, PeriodicTask, PictureJob, WorkProcess
from unions.tenancy import scope

PATIENCE = 90


@pytest.fixture
def tasks(monkeypatch):
    """The hourly tasks of this test, by name, each with how often it was done."""
    done: dict[str, int] = {}

    def task(name):
        def count():
            done[name] = done.get(name, 0) + 1

        return count

    made = {name: task(name) for name in ["birinci", "ikinci"]}
    monkeypatch.setattr(crew, "hourly_tasks", lambda: made)
    monkeypatch.setattr(periodic, "MOMENTS", [])
    return done


@pytest.mark.django_db
def test_an_hourly_task_is_done_by_one_process_an_hour(tasks):
    first, second = (Tasks(threading.Event()) for _process in range(2))

    assert [first.step(), second.step(), first.step()] == [2, 0, 0]
    assert tasks == {"birinci": 1, "ikinci": 1}

    PeriodicTask.objects.filter(name="ikinci").update(next_attempt_at=timezone.now() - timedelta(seconds=1))
    assert [second.step(), first.step()] == [1, 0]
    assert tasks == {"birinci": 1, "ikinci": 2}


@pytest.mark.django_db
def test_a_task_whose_process_was_killed_is_done_by_another_after_its_lease(tasks):
    PeriodicTask.objects.know(["birinci"])
    PeriodicTask.objects.claim(timezone.now())
    worker = Tasks(threading.Event())

    assert worker.step() == 1
    assert tasks == {"ikinci": 1}

    PeriodicTask.objects.filter(name="birinci").update(lease_until=timezone.now() - timedelta(seconds=1))
    assert worker.step() == 1
    assert tasks == {"ikinci": 1, "birinci": 1}


@pytest.mark.django_db
def test_a_task_of_another_release_is_left_alone(tasks):
    PeriodicTask.objects.know(["eski"])

    assert Tasks(threading.Event()).step() == 2
    assert PeriodicTask.objects.get(name="eski").lease_until is None


@pytest.mark.django_db
def test_every_registered_task_has_a_name_of_its_own():
    assert len(hourly_tasks()) == len(periodic.TASKS) + 4


@pytest.mark.django_db
def test_a_process_counts_as_long_as_it_says_that_it_works():
    now = timezone.now()
    WorkProcess.objects.beat("bir", now)
    WorkProcess.objects.beat("bir", now + timedelta(seconds=50))

    assert WorkProcess.objects.at_work(now + timedelta(seconds=100)).count() == 1
    assert not WorkProcess.objects.at_work(now + timedelta(seconds=111)).exists()
    WorkProcess.objects.beat("iki", now + timedelta(days=2))
    assert [process.name for process in WorkProcess.objects.all()] == ["iki"]


def test_a_thread_that_fails_ends_the_process(monkeypatch):
    def fails(_worker):
        raise ValueError("so")

    for name in ["Tasks", "PictureWorker", "MailWorker"]:
        monkeypatch.setattr(getattr(crew, name), "work", lambda worker: worker.stop.wait(PATIENCE))
    monkeypatch.setattr(crew.PictureWorker, "work", fails)
    monkeypatch.setattr(Crew, "beat", lambda self: self.stop.wait(PATIENCE))
    monkeypatch.setattr(crew.Listener, "work", lambda self: self.stop.wait(PATIENCE))
    # The signals of this process are pytest's.
    monkeypatch.setattr(signal, "signal", lambda number, handler: None)

    with pytest.raises(CommandError, match="part of it has failed"):
        call_command("work")


# Real processes


@contextmanager
def processes(environment, number: int):
    command = [sys.executable, "manage.py", "work"]
    started = [subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment) for _each in range(number)]
    try:
        yield started
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(timeout=60)


def until(fits, processes) -> None:
    deadline = time.monotonic() + PATIENCE
    while not fits():
        assert time.monotonic() < deadline
        assert all(process.poll() in (None, -signal.SIGKILL) for process in processes)
        time.sleep(0.02)


@pytest.fixture
def environment(tmp_path):
    if connection.vendor != "postgresql":
        pytest.skip("One file is for one machine; test_mail_worker.py has its processes.")
    given = {"DJANGO_SETTINGS_MODULE": "trakyakent_site.settings", "SECRET_KEY": settings.SECRET_KEY}
    given |= {"DEFAULT_FROM_EMAIL": "noreply@birlik.example", "WORK": "separate"}
    media = {"DATA_DIR": os.environ["DATA_DIR"]}
    return database_for_others(tmp_path) | given | media


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_processes_do_everything_once_although_one_is_killed(environment):
    """What the killed one held is done by the other; a mail that it had just handed over may arrive once more."""
    message_ids = queue_mails(40)
    with scope.everything():
        pictures = [
            make_photo(gallery=make_gallery(title_tr=f"Albüm {n}"), picture=picture_upload(width=700, height=500))
            for n in range(3)
        ]
    with mail_server() as mailbox:
        mailbox.delay = 0.05
        environment["EMAIL_URL"] = f"smtp://127.0.0.1:{mailbox.port}"
        with processes(environment, 2) as both:
            until(lambda: WorkProcess.objects.at_work(timezone.now()).count() == 2, both)
            until(lambda: len(set(mailbox.message_ids)) >= 10, both)
            both[0].kill()
            both[0].wait(timeout=60)
            # Else the test would wait for minutes.
            for rows in [OutgoingMail.all_unions.waiting(), PictureJob.objects.all(), PeriodicTask.objects.all()]:
                rows.update(lease_until=None)
            until(lambda: set(mailbox.message_ids) == message_ids, both)
            until(lambda: not PictureJob.objects.exists(), both)
            until(lambda: not PeriodicTask.objects.due(timezone.now()).exists(), both)

    assert len(mailbox.message_ids) - len(message_ids) <= 1
    assert len(pictures) == 3
    assert PeriodicTask.objects.count() == len(hourly_tasks())
    # The one that was told to stop has said so; the killed one is forgotten after a day.
    assert WorkProcess.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_nothing_is_done_twice_by_two_processes_that_go_on(environment):
    message_ids = queue_mails(60)
    with mail_server() as mailbox:
        environment["EMAIL_URL"] = f"smtp://127.0.0.1:{mailbox.port}"
        with processes(environment, 2) as both:
            until(lambda: len(mailbox.message_ids) >= 60, both)
            until(lambda: not OutgoingMail.all_unions.waiting().exists(), both)

    assert sorted(mailbox.message_ids) == sorted(message_ids)


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_ask_at_the_same_moment_get_two_rows():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer.")
    make_union()
    for number in range(2):
        PictureJob.objects.create(name=f"ornek/{number}.png", steps=[320])
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            # Another worker is in the middle of its claim.
            cursor.execute("BEGIN")
            cursor.execute("SELECT name FROM unions_picturejob ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE")
            [(held,)] = cursor.fetchall()
            mine = PictureJob.objects.claim(timezone.now())
            cursor.execute("ROLLBACK")
    finally:
        other.close()

    assert mine is not None
    assert mine.name != held
