"""Two processes that change the tables at the same time: one works, the other one waits and says for whom."""

import os
import re
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from trakyakent_site.management.commands.migrate import refuse_clock_behind
from trakyakent_site.operations import locks
from trakyakent_site.operations.locks import MIGRATION_LOCK, file_lock

MIGRATED = re.compile(rb"django_migrations")

HOLD = """
import sys, time
from pathlib import Path
from trakyakent_site.operations.locks import file_lock
with file_lock(Path(sys.argv[1]), print):
    print("held", flush=True)
    time.sleep(60)
"""


def hold(path) -> subprocess.Popen:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline() == "held\n"
    return holder


def test_lock_of_a_killed_process_waits_for_nobody(tmp_path):
    holder = hold(tmp_path / "lock")
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    said = []

    with file_lock(tmp_path / "lock", said.append):
        assert said == []


def test_whoever_waits_says_for_whom(tmp_path, monkeypatch):
    holder = hold(tmp_path / "lock")
    said = []

    def say(words):
        said.append(words)
        holder.kill()
        holder.wait()

    monkeypatch.setattr(locks, "PAUSE", 0.05)
    with file_lock(tmp_path / "lock", say):
        pass

    assert len(said) == 1
    assert f"process {holder.pid} since" in said[0]


def manage(environment, *arguments) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_two_processes_migrate_one_sqlite_database(tmp_path):
    clean = {name: value for name, value in os.environ.items() if name in ["PATH", "HOME"]}
    environment = {**clean, "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "trakyakent_site.settings"}
    with file_lock(tmp_path / "db.sqlite3.migrating", print):
        both = [manage(environment, "migrate", "auth") for _process in range(2)]
        said = [process.stderr.readline() for process in both]
        assert not MIGRATED.search((tmp_path / "db.sqlite3").read_bytes())

    answers = [process.communicate(timeout=120)[0] for process in both]

    assert all(f"Waiting: the tables are being changed by process {os.getpid()}" in words for words in said)
    assert [process.returncode for process in both] == [0, 0]
    assert sorted("Applying auth.0001_initial" in answer for answer in answers) == [False, True]
    assert sorted("No migrations to apply" in answer for answer in answers) == [False, True]


@pytest.mark.slow
def test_two_machines_migrate_one_postgresql_database(database, environment):
    """The tests' own server; the first machine is one session that holds the lock, and then two that really migrate."""
    from tests.trakyakent_site.serving import connect

    with connect(database) as first:
        first.autocommit = True
        first.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        waiting = manage(environment, "migrate")
        said = waiting.stderr.readline()
        assert waiting.poll() is None
        session = first.info.backend_pid

    answer, _errors = waiting.communicate(timeout=120)

    assert f"Waiting: the tables are being changed by the database session {session}" in said
    assert waiting.returncode == 0
    assert "No migrations to apply" in answer


@pytest.mark.slow
def test_unreachable_database_is_said_in_words(tmp_path):
    clean = {name: value for name, value in os.environ.items() if name in ["PATH", "HOME"]}
    process = manage(
        {
            **clean,
            "DATA_DIR": str(tmp_path),
            "DATABASE_URL": "postgres://site@127.0.0.1:9/site",
            "SECRET_KEY": settings.SECRET_KEY,
            "EMAIL_URL": "smtp://mail.birlik.example",
            "DEFAULT_FROM_EMAIL": "noreply@birlik.example",
        },
        "migrate",
    )
    _answer, errors = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "The database does not answer; nothing was changed." in errors
    assert "Traceback" not in errors


@pytest.mark.django_db(transaction=True)
def test_clock_that_is_behind_the_tables_is_refused():
    recorder = MigrationRecorder(connection)
    # A run without migrations has no table of them, and is to have none afterwards.
    is_missing = not recorder.has_table()
    recorder.ensure_schema()
    recorder.record_applied("test", "0001_later")
    mine = recorder.migration_qs.filter(app="test")
    try:
        refuse_clock_behind(connection)
        mine.update(applied=timezone.now() + timedelta(days=365))

        with pytest.raises(CommandError, match="clock says"):
            refuse_clock_behind(connection)
    finally:
        mine.delete()
        if is_missing:
            with connection.schema_editor() as editor:
                editor.delete_model(recorder.Migration)
