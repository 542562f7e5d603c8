"""Answers for those who watch over the installation; they name no union.

What each status means stands in docs/handbook and docs/decisions/0026-failures.md:

* /canli  200: the process answers.
* /hazir  200: readers are served, from the database or from finished pages; 503: this process has nothing to serve.
          Whether anything can be saved is the word "writing"; it never takes a site out that can still be read.
* /isler  200: nothing to do; 503: the database does not answer or cannot be written.

No question waits for the database unless a page could wait for it as well, and never for longer than PATIENCE.
"""

import logging
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, Error, InterfaceError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from trakyakent_site.backups import record
from trakyakent_site.operations import database_file, sqlite
from trakyakent_site.page_cache.outage import HAS_ANSWERED, HAS_COPIES, MAY_WAIT
from unions.background.proxies import address_of, is_trusted
from unions.models import Generation, OutgoingMail, WorkProcess
from unions.tenancy import scope

ENOUGH_SHARE = 0.1
ENOUGH_SPACE = 1024**3
PATIENCE = 1  # second
# For so many seconds an answer is given again to those who may not wait.
STAYS_TRUE = 15
OVERDUE_MINUTES = 15
LOCK_MILLISECONDS = 500

OK = "ok"
NO_ANSWER = "no answer"
MISSING = "migrations missing"
NEARLY_FULL = "disk nearly full"
# Where readers are served from.
DATABASE = "database"
COPIES = "finished pages"
NOTHING = "nothing"

log = logging.getLogger(__name__)


class Probe:
    """A question to the database, asked in a thread of its own; a database that hangs holds this thread alone."""

    def __init__(self, ask: Callable[[], Any], silence: Any):
        self.ask = ask
        self.silence = silence
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="health")
        self.waiting = threading.Lock()
        self.latest: tuple[float, Any] | None = None

    def answer(self, request: HttpRequest) -> Any:
        """The answer of now; to those who may not wait, the latest one, or silence if that is long ago."""
        # Without the page cache nobody counts who waits, and nobody knows more.
        if not request.META.get(HAS_ANSWERED, True):
            return self.silence
        may_wait = request.META.get(MAY_WAIT, True)
        # One waits at a time: more of them would learn nothing earlier, and hold a thread of the server each.
        if may_wait and self.waiting.acquire(blocking=False):
            try:
                return self.thread.submit(self._ask).result(timeout=PATIENCE)
            except TimeoutError:
                self.latest = None
                return self.silence
            finally:
                self.waiting.release()
        latest = self.latest
        return latest[1] if latest and time.monotonic() - latest[0] < STAYS_TRUE else self.silence

    def _ask(self) -> Any:
        try:
            with scope.everything():
                answer = self.ask()
        except (DatabaseError, InterfaceError):
            answer = self.silence
        finally:
            connection.close()
        self.latest = (time.monotonic(), answer)
        return answer


@lru_cache
def shipped_migrations() -> frozenset[tuple[str, str]]:
    """The migrations of this code, which cannot change while it runs, by the names of their files.

    Importing them all takes a busy machine longer than this question may.
    """
    names = set()
    for app in apps.get_app_configs():
        module, _is_explicit = MigrationLoader.migrations_module(app.label)
        with suppress(ImportError):
            folder = import_module(module).__path__ if module else []
            names |= {(app.label, found.name) for found in iter_modules(folder) if found.name[0] not in "_~"}
    return frozenset(names)


def database_state() -> dict[str, str]:
    """Whether the database can be read and written, in a word each."""
    applied = MigrationRecorder(connection).applied_migrations()
    if shipped_migrations() <= applied.keys():
        return {"database": OK, "reading": DATABASE, "writing": writing_state()}
    return {"database": MISSING, "reading": DATABASE if can_read_all() else NOTHING, "writing": MISSING}


def can_read_all() -> bool:
    """Whether every table has the columns that this code asks for."""
    models = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
    try:
        for model in models:
            QuerySet(model).order_by().first()
    except DatabaseError:
        return False
    return True


@contextmanager
def short_waits() -> Iterator[None]:
    """Does not wait long for a lock; whoever uses the connection next waits as long as ever."""
    if connection.vendor == "postgresql":
        # Of this transaction alone: the session may be another's a moment later.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {LOCK_MILLISECONDS}")
            yield
        return
    with connection.cursor() as cursor:
        restore = f"PRAGMA busy_timeout = {cursor.execute('PRAGMA busy_timeout').fetchone()[0]}"
        cursor.execute(f"PRAGMA busy_timeout = {LOCK_MILLISECONDS}")
    try:
        yield
    finally:
        # A connection that has broken meanwhile is not used again.
        with suppress(Error), connection.cursor() as cursor:
            cursor.execute(restore)


def writing_state() -> str:
    """Whether a row could be written, by a statement that writes none."""
    if connection.vendor == "sqlite" and (file := database_file.state()) != OK:
        return f"file {file}"
    table = connection.ops.quote_name(Generation._meta.db_table)
    statement = f"UPDATE {table} SET number = number WHERE 1 = 0"  # noqa: S608 - the name of a model's table
    try:
        with short_waits(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        words = str(error).lower()
        if "read-only" in words or "readonly" in words or "permission denied" in words:
            return "read-only"
        if "lock" in words:
            return "locked"
        return "disk full" if "full" in words else "refused"
    return OK


database_probe = Probe(database_state, {"database": NO_ANSWER, "reading": NOTHING, "writing": NO_ANSWER})


def disk_state() -> str:
    usage = shutil.disk_usage(settings.DATA_DIR)
    return OK if usage.free >= max(ENOUGH_SPACE, usage.total * ENOUGH_SHARE) else "nearly full"


def state_of(request: HttpRequest) -> dict[str, str]:
    """The words of /hazir."""
    disk = disk_state()
    state = dict(database_probe.answer(request))
    if state["reading"] == NOTHING and request.META.get(HAS_COPIES):
        state["reading"] = COPIES
    if disk != OK and state["writing"] == OK:
        state["writing"] = NEARLY_FULL
    return {**state, "disk": disk}


@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"state": "ok"})


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Whether readers are served, and whether anything can be saved: a balancer asks this for the status."""
    state = state_of(request)
    return JsonResponse(state, status=503 if state["reading"] == NOTHING else 200)


@never_cache
def jobs(request: HttpRequest) -> JsonResponse:
    """What an operator should know before it becomes a failure; strangers are told whether there is anything."""
    state = state_of(request)
    outbox = outbox_probe.answer(request)
    warnings = warnings_of(state, outbox)
    is_broken = state["database"] != OK or state["writing"] not in (OK, NEARLY_FULL, "locked")
    status = 503 if is_broken else 200
    if not is_trusted(address_of(request), settings.MONITORING_NETWORKS):
        return JsonResponse({"state": "attention" if warnings else "ok"}, status=status)
    free = shutil.disk_usage(settings.DATA_DIR).free // (1024 * 1024)
    state_of_all = {**state, "disk_free_megabytes": free, "outbox": outbox, **sqlite_state()}
    state_of_all["backup"] = backup_state()
    return JsonResponse({**state_of_all, "warnings": warnings}, status=status)


def backup_state() -> dict[str, Any]:
    noted = record.read()
    return {"made_at": noted.made_at, "megabytes": noted.bytes // 1024**2, "proved_at": noted.proved_at}


def sqlite_state() -> dict[str, Any]:
    if connection.vendor != "sqlite":
        return {}
    return {"sqlite": {"version": sqlite3.sqlite_version, "journal_mode": settings.SQLITE_JOURNAL_MODE}}


def warnings_of(state: dict[str, str], outbox: dict[str, Any] | None) -> list[str]:
    warnings = []
    if state["database"] != OK:
        warnings.append(f"The database: {state['database']}. Readers are served from: {state['reading']}.")
    if state["writing"] != OK:
        warnings.append(f"Saving is impossible or about to become so: {state['writing']}.")
    if state["disk"] != OK:
        warnings.append("The disk is nearly full.")
    if connection.vendor == "sqlite" and sqlite.has_wal_reset_bug(sqlite3.sqlite_version_info):
        warnings.append("This SQLite can corrupt a database in WAL mode; 3.51.3, 3.50.7 and 3.44.6 cannot.")
    return [*warnings, *outbox_warnings(outbox), *record.warnings()]


def outbox_state() -> dict[str, Any]:
    """How much mail of the whole installation waits, and for how long."""
    mails = OutgoingMail.objects.all()
    return {
        **at_work(),
        "waiting": mails.waiting().count(),
        "delayed": mails.delayed().count(),
        "not_deliverable": mails.failed().count(),
        "overdue_minutes": int(mails.longest_wait(timezone.now()).total_seconds() // 60),
    }


def at_work() -> dict[str, int]:
    """How many processes of `manage.py work` there are, where they are needed."""
    if settings.WORK != "separate":
        return {}
    return {"at_work": WorkProcess.objects.at_work(timezone.now()).count()}


outbox_probe = Probe(outbox_state, None)


def outbox_warnings(outbox: dict[str, Any] | None) -> list[str]:
    if outbox is None:
        return ["How much mail waits is not known."]
    warnings = []
    if outbox.get("at_work") == 0:
        warnings.append("WORK is separate and no `manage.py work` runs: mail, pictures and periodic tasks wait.")
    minutes = outbox["overdue_minutes"]
    if minutes > OVERDUE_MINUTES:
        warnings.append(f"Mail has been due for {minutes} minutes and nobody sends it: is `manage.py work` running?")
    if outbox["delayed"]:
        warnings.append("The mail server does not take all mail; the administration tells which and why.")
    return warnings
