import collections
import re

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from trakyakent_site.operations import health, sqlite
from unions.models import Union

FULL_DISK = collections.namedtuple("Usage", "total used free")(10, 10, 0)


def test_alive_asks_nothing_of_the_database():
    # Without the database mark a query would be an error.
    answer = Client().get("/canli", headers={"host": "10.1.2.3"})

    assert answer.status_code == 200
    assert answer.json() == {"state": "ok"}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_ready_with_database_and_space():
    answer = Client().get("/hazir", headers={"host": "10.1.2.3"})

    assert answer.json() == {"database": "ok", "disk": "ok"}
    assert answer.status_code == 200


@pytest.mark.django_db(transaction=True)
def test_not_ready_before_the_migrations_have_run(settings):
    # The tables of the tests are made without them.
    settings.MIGRATION_MODULES = {}
    health.shipped_migrations.cache_clear()
    recorder = MigrationRecorder(connection)
    before = recorder.applied_migrations()
    for migration in MigrationLoader(connection).disk_migrations:
        recorder.record_applied(*migration)
    recorder.record_unapplied("unions", "0001_initial")

    try:
        answer = Client().get("/hazir")
    finally:
        health.shipped_migrations.cache_clear()
        recorder.flush()
        for migration in before:
            recorder.record_applied(*migration)

    assert answer.status_code == 503
    assert answer.json()["database"] == "migrations missing"


def test_not_ready_when_the_database_does_not_answer_in_time(monkeypatch):
    monkeypatch.setattr(health, "PATIENCE", 0)

    assert health.database_state_in_time() == "no answer"


@pytest.mark.django_db(transaction=True)
def test_not_ready_when_the_disk_is_full(monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda path: FULL_DISK)

    answer = Client().get("/hazir")

    assert answer.status_code == 503
    assert answer.json()["disk"] == "nearly full"


@pytest.mark.django_db
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
