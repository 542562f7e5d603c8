"""A database that is dead, damaged, half-migrated or read-only."""

import sqlite3

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tests.trakyakent_site.doctor_of import doctor
from trakyakent_site.doctor import database
from trakyakent_site.operations.health import shipped_migrations

KEY = "4Zr0t9-cQ8sYwvN2mXbE7hLkUuJd1PaTfGq6oRiWyHxVnBzMeT7gQ"


@pytest.fixture
def recorder(db):
    recorder = MigrationRecorder(connection)
    if not recorder.has_table():
        # With the tables made from the models; the schema editor would not work inside of the test's transaction.
        pytest.skip("bin/test asks this on the run that migrates.")
    return recorder


def words(findings) -> str:
    return "\n".join(f"{finding.level} {finding.words}" for finding in findings)


def test_half_migrated_database_is_a_fault(monkeypatch):
    # The run without migrations knows none.
    shipped = {("unions", f"000{number}_x") for number in range(1, 5)}
    monkeypatch.setattr(database, "shipped_migrations", lambda: shipped)
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda recorder: dict.fromkeys(sorted(shipped)[:-2]))

    assert "fault 2 changes of the tables are missing" in words(database.look_at_migrations())


def test_database_of_a_newer_version_is_a_fault(monkeypatch):
    applied = dict.fromkeys([*shipped_migrations(), ("unions", "9999_later")])
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda recorder: applied)

    assert "fault A newer version has changed its tables: unions.9999_later" in words(database.look_at_migrations())


def test_database_that_fits_is_good(recorder):
    assert words(database.look_at_migrations()) == "ok Its tables are those of this version."


@pytest.mark.slow
def test_dead_database_is_said_and_the_rest_is_looked_at(tmp_path):
    code, said = doctor(
        tmp_path,
        DATABASE_URL="postgres://site:geheim77@127.0.0.1:9/site",
        SECRET_KEY=KEY,
        EMAIL_URL="smtp+tls://site:geheim77@mail.birlik.bel.tr:587",
        DEFAULT_FROM_EMAIL="noreply@birlik.bel.tr",
    )

    assert code == 1
    assert "fault    It does not answer" in said
    assert "Not looked at: the database does not answer." in said
    assert "It can be written" not in said
    assert "mail.birlik.bel.tr:587 would be called" in said
    assert "127.0.0.1:9 is a part of the installation" in said
    assert "geheim77" not in said


@pytest.mark.slow
def test_wrong_settings_do_not_stop_the_doctor(tmp_path):
    code, said = doctor(tmp_path, SECRET_KEY="a", WEB_THREADS="many", TRUSTED_PROXIES="*")

    assert code == 1
    for name in ["SECRET_KEY", "WEB_THREADS", "TRUSTED_PROXIES"]:
        assert f"fault    {name}: " in said
    assert "It is empty." in said


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"this is no database at all" * 99, b"SQLite format 3\0" + b"\xff" * 5000])
def test_file_that_is_no_database_is_a_fault(tmp_path, content):
    (tmp_path / "db.sqlite3").write_bytes(content)

    code, said = doctor(tmp_path)

    assert code == 1
    assert "fault    It does not answer" in said


@pytest.mark.slow
def test_database_that_another_process_holds_is_doubtful(tmp_path):
    holder = sqlite3.connect(tmp_path / "db.sqlite3", isolation_level=None)
    holder.execute("CREATE TABLE post (title)")
    holder.execute("BEGIN IMMEDIATE")

    _code, said = doctor(tmp_path)

    assert "warning  Another process has held it" in said
