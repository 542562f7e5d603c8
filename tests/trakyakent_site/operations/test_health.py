import collections
import re
import threading
import time

import pytest
from django.db import OperationalError, ProgrammingError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, RequestFactory
from django.utils import timezone

from trakyakent_site.operations import health, sqlite
from trakyakent_site.page_cache.outage import HAS_ANSWERED, HAS_COPIES, MAY_WAIT
from unions.models import Union, WorkProcess

USAGE = collections.namedtuple("Usage", "total used free")


GIB = 1024**3


ASKED = RequestFactory().get("/hazir")


BUSY = RequestFactory().get("/hazir", **{MAY_WAIT: False})


SILENT = RequestFactory().get("/hazir", **{HAS_ANSWERED: False, MAY_WAIT: False})


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """On a busy machine a database that is well takes longer than those who watch over it may wait."""
    monkeypatch.setattr(health, "PATIENCE", 60)


def test_alive_asks_nothing_of_the_database():
    # Without the database mark a query would be an error.
    answer = Client().get("/canli", headers={"host": "10.1.2.3"})

    assert answer.status_code == 200
    assert answer.json() == {"state": "ok"}
    assert "no-store" in answer["Cache-Control"]


@pytest.fixture
def enough_space(monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda path: USAGE(100 * GIB, 50 * GIB, 50 * GIB))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("enough_space")
def test_ready_with_database_and_space():
    answer = Client().get("/hazir", headers={"host": "10.1.2.3"})

    assert answer.json() == {"database": "ok", "reading": "database", "writing": "ok", "disk": "ok"}
    assert answer.status_code == 200


@pytest.fixture
def unmigrated(settings):
    """One migration of this code is missing in the database."""
    # The tables of the tests are made without them.
    settings.MIGRATION_MODULES = {}
    health.shipped_migrations.cache_clear()
    recorder = MigrationRecorder(connection)
    is_missing = not recorder.has_table()
    before = recorder.applied_migrations()
    for migration in MigrationLoader(connection).disk_migrations:
        recorder.record_applied(*migration)
    recorder.record_unapplied("unions", "0001_initial")
    yield
    health.shipped_migrations.cache_clear()
    recorder.flush()
    for migration in before:
        recorder.record_applied(*migration)
    if is_missing:
        # A run without migrations has no table of them, and is to have none afterwards.
        with connection.schema_editor() as editor:
            editor.delete_model(recorder.Migration)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("enough_space", "unmigrated")
@pytest.mark.parametrize(
    ("can_read", "has_copies", "status", "reading"),
    [
        (True, False, 200, "database"),
        (False, True, 200, "finished pages"),
        # A new machine that nobody should send visitors to yet.
        (False, False, 503, "nothing"),
    ],
)
def test_before_the_migrations_have_run_the_status_says_whether_readers_are_served(
    monkeypatch, can_read, has_copies, status, reading
):
    if not can_read:
        monkeypatch.setattr(health, "can_read_all", lambda: False)

    answer = Client().get("/hazir", **{HAS_COPIES: has_copies})

    assert answer.status_code == status
    assert answer.json() == {
        "database": "migrations missing",
        "reading": reading,
        "writing": "migrations missing",
        "disk": "ok",
    }


@pytest.mark.django_db(transaction=True)
def test_a_missing_column_is_noticed():
    assert health.can_read_all()

    def fail(execute, sql, params, many, context):
        if "pages_post" in sql:
            raise ProgrammingError("no such column")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        assert not health.can_read_all()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("words", "word"),
    [
        ("attempt to write a readonly database", "read-only"),
        ("cannot execute UPDATE in a read-only transaction", "read-only"),
        ("permission denied for table unions_generation", "read-only"),
        ("database is locked", "locked"),
        ("canceling statement due to lock timeout", "locked"),
        ("database or disk is full", "disk full"),
        ("something else", "refused"),
    ],
)
def test_why_nothing_can_be_written_is_a_word(words, word):
    def fail(execute, sql, params, many, context):
        if sql.startswith("UPDATE"):
            raise OperationalError(words)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        assert health.writing_state() == word


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_opened_for_reading_only_is_told_apart():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET default_transaction_read_only = on")
        else:
            cursor.execute("PRAGMA query_only = 1")
    try:
        assert health.writing_state() == "read-only"
    finally:
        connection.close() if connection.vendor == "postgresql" else connection.cursor().execute(
            "PRAGMA query_only = 0"
        )


def test_a_database_that_does_not_answer_in_time_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(health, "PATIENCE", 0)
    go_on = threading.Event()
    probe = health.Probe(go_on.wait, "silence")

    assert probe.answer(ASKED) == "silence"
    go_on.set()


def test_of_many_who_ask_one_waits():
    go_on = threading.Event()
    probe = health.Probe(lambda: go_on.wait(60) and "answer", "silence")
    first = threading.Thread(target=probe.answer, args=[ASKED])
    first.start()
    while first.is_alive() and not probe.waiting.locked():
        pass

    started = time.monotonic()
    others = {probe.answer(ASKED) for _time in range(100)}
    took = time.monotonic() - started
    go_on.set()
    first.join()

    assert others == {"silence"}
    # Whoever waited would wait a minute.
    assert took < 30
    assert probe.answer(BUSY) == "answer"
    assert probe.answer(SILENT) == "silence"


@pytest.mark.usefixtures("healthy_database")
@pytest.mark.parametrize(
    ("total", "free", "word"),
    [
        (100 * GIB, 9 * GIB, "nearly full"),
        (5 * GIB, GIB - 1, "nearly full"),
        (5 * GIB, GIB, "ok"),
        (0, 0, "nearly full"),
    ],
)
def test_a_disk_that_is_nearly_full_is_said_and_takes_nobody_out(monkeypatch, total, free, word):
    monkeypatch.setattr("shutil.disk_usage", lambda path: USAGE(total, total - free, free))

    answer = Client().get("/hazir")

    assert answer.status_code == 200
    assert answer.json()["disk"] == word
    assert answer.json()["writing"] == ("ok" if word == "ok" else "disk nearly full")


@pytest.mark.django_db(transaction=True)
def test_jobs_name_no_union_and_warn_of_a_dangerous_library(monkeypatch):
    Union.objects.create(code="first")
    monkeypatch.setattr("trakyakent_site.operations.sqlite.has_wal_reset_bug", lambda version: True)

    answer = Client().get("/isler")

    assert answer.status_code == 200
    assert "first" not in answer.content.decode()
    assert answer.json()["disk_free_megabytes"] > 0
    if connection.vendor == "sqlite":
        assert answer.json()["sqlite"].keys() == {"version", "journal_mode"}
        assert any("WAL" in warning for warning in answer.json()["warnings"])


def test_the_warning_follows_the_version():
    assert sqlite.has_wal_reset_bug((3, 40, 1))
    assert not sqlite.has_wal_reset_bug((3, 51, 3))


@pytest.mark.parametrize("address", ["/canli", "/hazir", "/isler"])
def test_health_is_asked_without_https(address, settings):
    assert any(re.search(exempt, address.lstrip("/")) for exempt in settings.SECURE_REDIRECT_EXEMPT)


@pytest.mark.django_db
def test_work_that_was_given_away_and_that_nobody_does_is_told(settings):
    assert "at_work" not in health.outbox_state()
    settings.WORK = "separate"
    assert any("no `manage.py work` runs" in words for words in health.outbox_warnings(health.outbox_state()))
    WorkProcess.objects.beat("makine, 7", timezone.now())

    assert health.outbox_state()["at_work"] == 1
    assert health.outbox_warnings(health.outbox_state()) == []
