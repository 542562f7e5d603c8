"""Answers for those who watch over the installation; they name no union."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from trakyakent_site.operations import sqlite
from unions.models import OutgoingMail
from unions.tenancy import scope

ENOUGH_SPACE = 100 * 1024 * 1024
PATIENCE = 1  # second
OVERDUE_MINUTES = 15

# One thread: a database that hangs holds one probe, and the next ones time out behind it.
probes = ThreadPoolExecutor(max_workers=1, thread_name_prefix="health")


@lru_cache
def shipped_migrations() -> frozenset[tuple[str, str]]:
    """The migrations of this code, which cannot change while it runs."""
    return frozenset(MigrationLoader(None).disk_migrations)


def database_state() -> str:
    """Whether the database answers and has the shape that this code expects."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
        return "ok" if shipped_migrations() <= applied.keys() else "migrations missing"
    except (DatabaseError, InterfaceError):
        return "no answer"
    finally:
        connection.close()


def database_state_in_time() -> str:
    try:
        return probes.submit(database_state).result(timeout=PATIENCE)
    except TimeoutError:
        return "no answer"


def free_space() -> int:
    return shutil.disk_usage(settings.DATA_DIR).free


@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"state": "ok"})


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """The process can show pages and save changes: ask this before sending it visitors."""
    state = {
        "database": database_state_in_time(),
        "disk": "ok" if free_space() > ENOUGH_SPACE else "nearly full",
    }
    good = all(value == "ok" for value in state.values())
    return JsonResponse(state, status=200 if good else 503)


@never_cache
def jobs(request: HttpRequest) -> JsonResponse:
    """What an operator should know before it becomes a failure."""
    state: dict[str, Any] = {"disk_free_megabytes": free_space() // (1024 * 1024)}
    warnings = []
    if free_space() <= ENOUGH_SPACE:
        warnings.append("The disk is nearly full.")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            journal = cursor.execute("PRAGMA journal_mode").fetchone()[0].upper()
        state["sqlite"] = {"version": sqlite3.sqlite_version, "journal_mode": journal}
        if sqlite.has_wal_reset_bug(sqlite3.sqlite_version_info):
            warnings.append("This SQLite can corrupt a database in WAL mode; 3.51.3, 3.50.7 and 3.44.6 cannot.")
    state["outbox"], complaints = outbox_state()
    return JsonResponse({**state, "warnings": [*warnings, *complaints]}, status=200)


def outbox_state() -> tuple[dict, list[str]]:
    """How much mail of the whole installation waits, for how long, and what is to be said about it."""
    with scope.everything():
        mails = OutgoingMail.objects.all()
        overdue = int(mails.longest_wait(timezone.now()).total_seconds() // 60)
        state = {
            "waiting": mails.waiting().count(),
            "delayed": mails.delayed().count(),
            "not_deliverable": mails.failed().count(),
            "overdue_minutes": overdue,
        }
    warnings = []
    if overdue > OVERDUE_MINUTES:
        warnings.append(f"Mail has been due for {overdue} minutes and nobody sends it: is `manage.py work` running?")
    if state["delayed"]:
        warnings.append("The mail server does not take all mail; the administration tells which and why.")
    return state, warnings
