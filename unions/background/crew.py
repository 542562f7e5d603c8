"""`manage.py work`: all that is not done in requests, in a process of its own, of which there may be any number.

Each mail, picture, document and task is claimed by one process, and one that is killed in the middle is followed by
another when its lease has passed. What stays with the processes that answer: docs/decisions/0078-work-of-its-own.md.
"""

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from unions.background import periodic, rate_limits
from unions.background.bells import Listener
from unions.background.mail_worker import MailWorker, erase_old_texts
from unions.background.picture_worker import PictureWorker, look_for_new_documents
from unions.background.repeated_failures import RepeatedFailure
from unions.background.stored_files import look_after_files
from unions.models import FileText, OutgoingMail, PeriodicTask, PictureJob, WorkProcess
from unions.models.picture_job import NEW_JOBS
from unions.models.work import BEAT
from unions.tenancy import scope

log = logging.getLogger(__name__)
task_failures = RepeatedFailure("The periodic tasks")
beat_failures = RepeatedFailure("The sign of life of this process")

# Seconds between two looks at an empty queue: without a bell, and with one that nobody has rung.
LOOK = 2.0
SAFETY = 15.0
TASK_EVERY = timedelta(hours=1)
MIRROR_EVERY = 15 * 60.0
# Seconds within which a mail that is being sent is finished.
LAST_MAIL = 30
# Seconds after which a signal is noticed.
PORTION = 0.2
Task = Callable[[], object]


class Crew:
    """The threads of one process. If one ends unasked, all end, and whoever started the process starts another."""

    def __init__(self, *, mirrors: bool = False):
        self.stop = threading.Event()
        self.new_mail = threading.Event()
        self.has_failed = self.is_ending = False
        bells = {OutgoingMail: self.new_mail, PictureJob: NEW_JOBS, FileText: NEW_JOBS}
        self.listener = Listener(self.stop, {model._meta.db_table: bell for model, bell in bells.items()})
        self.mail = MailWorker(self.stop, bell=self.new_mail, idle=self.pause, does_tasks=False)
        parts: dict[str, Callable[[], None]] = {
            "mail": self.mail.work,
            "pictures": PictureWorker(self.stop, idle=self.pause, looks_after_files=False).work,
            "tasks": Tasks(self.stop).work,
            "sign of life": self.beat,
        }
        if self.listener.can_listen():
            parts["bells"] = self.listener.work
        if mirrors:
            parts["mirror"] = self.mirror
        self.threads = [
            threading.Thread(target=self.run, args=[name, work], name=name, daemon=True) for name, work in parts.items()
        ]

    def work(self) -> bool:
        """Work until `end` is called; False if a thread has failed."""
        for thread in self.threads:
            thread.start()
        while not (self.stop.is_set() or self.is_ending):
            time.sleep(PORTION)
        for bell in (self.stop, self.new_mail, NEW_JOBS):
            bell.set()
        for thread in self.threads:
            if thread.name in {"mail", "sign of life"}:
                thread.join(timeout=LAST_MAIL)
        return not self.has_failed

    def end(self) -> None:
        """End the work soon. Takes no lock: a signal may come while one is held."""
        self.is_ending = True

    def pause(self) -> float:
        """Seconds until the next look that nobody has asked for."""
        return SAFETY if self.listener.is_listening else LOOK

    def run(self, name: str, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception:
            log.exception("The thread of %s has ended; the process ends with it.", name)
            self.has_failed = True
        self.stop.set()

    def beat(self) -> None:
        """Say now and then that this process works."""
        name = f"{socket.gethostname()}, {os.getpid()}, {secrets.token_hex(4)}"[-200:]
        while not self.stop.is_set():
            with database_may_be_away(beat_failures):
                WorkProcess.objects.beat(name, timezone.now())
            # Held by nobody in between.
            connection.close()
            self.stop.wait(BEAT.total_seconds())
        with database_may_be_away(beat_failures):
            WorkProcess.objects.filter(name=name).delete()
        connection.close()

    def mirror(self) -> None:
        """Keep the copy of the public pages fresh on this machine, where no timer does."""
        while not self.stop.is_set():
            periodic.apart("The copy of the public pages", lambda: call_command("mirror"))
            connection.close()
            self.stop.wait(MIRROR_EVERY)


@contextmanager
def database_may_be_away(failures: RepeatedFailure) -> Iterator[None]:
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        failures.failed(error)
        connection.close()
    else:
        failures.recovered()


class Tasks:
    """What comes about once an hour, each done by one process of the installation; and what must not wait an hour."""

    def __init__(self, stop: threading.Event):
        self.stop = stop
        self.known_at: float | None = None

    def work(self) -> None:
        with scope.everything():
            while not self.stop.is_set():
                close_old_connections()
                with database_may_be_away(task_failures):
                    self.step()
                self.stop.wait(LOOK)
        connection.close()

    def step(self) -> int:
        """Do all that is due; returns how many of the hourly tasks."""
        periodic.run(periodic.MOMENTS)
        tasks = hourly_tasks()
        if self.known_at is None or time.monotonic() - self.known_at > TASK_EVERY.total_seconds():
            PeriodicTask.objects.know(tasks)
            self.known_at = time.monotonic()
        mine = PeriodicTask.objects.named(tasks)
        number = 0
        while not self.stop.is_set() and (row := mine.claim(timezone.now())) is not None:
            periodic.apart(f"The task {row.name}", tasks[row.name])
            row.put_off(timezone.now() + TASK_EVERY)
            periodic.note_run(timezone.now())
            number += 1
        return number


def hourly_tasks() -> dict[str, Task]:
    """By name, all tasks that come about once an hour."""
    own: list[Task] = [erase_old_texts, rate_limits.delete_full_buckets, look_after_files, look_for_new_documents]
    return {f"{task.__module__}.{getattr(task, '__qualname__', task)}"[-200:]: task for task in [*own, *periodic.TASKS]}
