"""A backup is whole or not there, whatever happens while it is made."""

import fcntl
import os
import sqlite3
import threading

import pytest

from tests.trakyakent_site.backups.small_site import KEY
from trakyakent_site.backups import installation, making, record, retention, unpacking
from trakyakent_site.backups.container import BackupProblem
from trakyakent_site.backups.key import key_from


def test_all_that_a_site_consists_of_is_in_the_backup(site, settings, tmp_path):
    made = making.make(settings.BACKUP_DIR, KEY)

    unpacked = unpacking.read_archive(made.path, KEY, tmp_path)
    assert unpacked.manifest.rows == {"account": 2, "django_migrations": 1, "unions_union": 1}
    assert unpacked.manifest.unions == ["ornek"]
    assert {name for name in unpacked.manifest.files if "/" in name} == {
        "database/db.sqlite3.gz",
        "media/ornek/pages.document/a/belge.pdf",
        "media/ornek/pages.photo/b/ışık.jpg",
    }
    assert (tmp_path / "secret_key").read_text() == settings.SECRET_KEY
    assert (made.rows, made.tables, made.files) == (4, 3, 2)
    assert os.listdir(settings.BACKUP_DIR) == [made.path.name]
    assert made.path.stat().st_mode & 0o077 == 0
    assert record.read().name == made.path.name


def test_without_a_key_nothing_secret_is_in_it_and_that_is_said(site, settings, tmp_path):
    made = making.make(settings.BACKUP_DIR)

    assert settings.SECRET_KEY.encode() not in made.path.read_bytes()
    assert "secret key is not in this backup" in unpacking.check(made.path, "").manifest.hint


def test_while_others_write_the_copy_is_of_one_moment(site, settings, tmp_path):
    stop = threading.Event()

    def move_money():
        connection = sqlite3.connect(site.database, timeout=20)
        while not stop.is_set():
            with connection:
                connection.execute("UPDATE account SET sum = sum - 1 WHERE id = 1")
                connection.execute("UPDATE account SET sum = sum + 1 WHERE id = 2")
        connection.close()

    writer = threading.Thread(target=move_money)
    writer.start()
    try:
        for number in range(3):
            made = making.make(settings.BACKUP_DIR)
            (folder := tmp_path / str(number)).mkdir()
            unpacked = unpacking.read_archive(made.path, "", folder)
            unpacking.judge_database(unpacked)
            with sqlite3.connect(folder / "database/db.sqlite3") as connection:
                assert connection.execute("SELECT sum(sum) FROM account").fetchone() == (1000,)
            connection.close()
    finally:
        stop.set()
        writer.join()


def test_two_do_not_run_at_once(site, settings):
    with making.one_at_a_time(), pytest.raises(making.AnotherRuns, match=f"process {os.getpid()}"):
        making.make(settings.BACKUP_DIR)

    assert making.make(settings.BACKUP_DIR).path.exists()


def test_a_disk_that_is_too_small_is_said_before_anything_is_written(site, settings, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda path: os.terminal_size((1, 1)) and type("Usage", (), {"free": 1})())

    with pytest.raises(BackupProblem, match="has 1 MB free, and up to 65 MB are needed"):
        making.make(settings.BACKUP_DIR)

    assert os.listdir(settings.BACKUP_DIR) == []
    assert "MB are needed" in record.read().failure


def test_a_disk_that_fills_up_meanwhile_leaves_nothing_and_the_older_one(site, settings, monkeypatch):
    older = making.make(settings.BACKUP_DIR)

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making.os, "fsync", full)
    with pytest.raises(BackupProblem, match="the disk is full"):
        making.make(settings.BACKUP_DIR)

    assert os.listdir(settings.BACKUP_DIR) == [older.path.name]
    assert record.read().made_at
    assert "the disk is full" in record.read().failure


def test_what_a_killed_backup_left_is_cleared_away(site, settings):
    settings.BACKUP_DIR.mkdir()
    (settings.BACKUP_DIR / "making-x1").mkdir()
    (settings.BACKUP_DIR / "making-x1" / "db.sqlite3").write_bytes(b"half")
    (settings.BACKUP_DIR / f"backup-000009-20261130T020000Z.tar{retention.UNFINISHED}").write_bytes(b"half")

    made = making.make(settings.BACKUP_DIR)

    assert os.listdir(settings.BACKUP_DIR) == [made.path.name]


def test_a_database_that_is_damaged_makes_no_backup(site, settings):
    content = bytearray(site.database.read_bytes())
    content[4096 * 2 : 4096 * 2 + 64] = b"\xff" * 64
    site.database.write_bytes(content)

    with pytest.raises(BackupProblem):
        making.make(settings.BACKUP_DIR)

    assert retention.backups_in(settings.BACKUP_DIR) == []


def test_a_file_that_goes_meanwhile_is_named(site, settings, monkeypatch):
    names = list(installation.stored_files())
    monkeypatch.setattr(installation, "stored_files", lambda: [*names, ("gone", site.media / "gone")])

    made = making.make(settings.BACKUP_DIR)

    assert unpacking.check(made.path, "").manifest.vanished == ["gone"]


def test_numbers_rise_whatever_the_folder_holds(site, settings):
    numbers = []
    for _time in range(2):
        made = making.make(settings.BACKUP_DIR)
        numbers.append(int(retention.NAME.fullmatch(made.path.name)[1]))
        made.path.unlink()

    assert numbers == [1, 2]


def test_settings_in_a_backup_are_no_secrets(settings):
    settings.ENVIRONMENT.values.update(HTTPS="1", EMAIL_URL="smtp://user:pass@host", BACKUP_KEY=KEY)
    try:
        assert "HTTPS=1\n" in installation.open_settings()
        assert "pass" not in installation.open_settings()
        assert KEY not in installation.open_settings()
    finally:
        for name in ["HTTPS", "EMAIL_URL", "BACKUP_KEY"]:
            settings.ENVIRONMENT.values.pop(name)


def test_a_key_comes_from_a_file_and_cannot_be_short(tmp_path):
    path = tmp_path / "key"
    for text in ["", "short", "\n"]:
        path.write_text(text)
        with pytest.raises(BackupProblem, match="at least 20"):
            key_from(path)
    path.write_text(f"{KEY}\n")

    assert key_from(path) == KEY
    with pytest.raises(BackupProblem, match="cannot be read"):
        key_from(tmp_path)


def test_the_lock_ends_with_its_holder(site, settings):
    with open(settings.DATA_DIR / making.LOCK, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
    assert making.make(settings.BACKUP_DIR).path.exists()
