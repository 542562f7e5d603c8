"""Backups of the first release, kept for ever: what was backed up then is restored by this version, on both databases.

They were made by `manage.py backup` of an installation with one union, two posts and a document, and packed by xz.
"""

import lzma
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.trakyakent_site.backups.small_site import KEY
from trakyakent_site.backups import installation, making, proving, restoring, unpacking
from trakyakent_site.backups.container import BackupProblem, DamagedBackup
from trakyakent_site.backups.snapshot import Snapshot

FROZEN = Path(__file__).parent / "first_release"


def frozen(folder: Path, kind: str) -> Path:
    path = folder / f"backup-{kind}.tar"
    path.write_bytes(lzma.decompress((FROZEN / f"{kind}.tar.xz").read_bytes()))
    return path


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_backup_of_the_first_release_is_restored(tmp_path, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "trakyakent_site.settings")
    # Static files need not be collected.
    monkeypatch.setenv("DEBUG", "1")

    report = proving.restored(frozen(tmp_path, connection.vendor), "")

    assert (report["unions"], report["rows"] > 1200, report["files"]) == (["ornek"], True, 1)
    assert report["failed_pages"] == []
    assert report["pages"] > 4


def test_nothing_is_restored_over_what_is_there(site, tmp_path):
    archive = frozen(tmp_path, "sqlite")
    before = sorted(os.walk(site.folder))
    with pytest.raises(BackupProblem, match="holds tables, and a restore goes into an empty place only"):
        restoring.restore(archive)
    assert sorted(os.walk(site.folder)) == before

    site.database.unlink()
    with pytest.raises(BackupProblem, match="holds files"):
        restoring.restore(archive)
    site.database.write_text("no database at all, but somebody's")
    with pytest.raises(BackupProblem, match="cannot be read"):
        restoring.restore(archive)


def test_what_cannot_be_restored_here_is_refused_with_the_reason(site, settings, monkeypatch, tmp_path):
    archive = making.make(settings.BACKUP_DIR, KEY).path
    unpacking.check(archive, KEY)
    content = archive.read_bytes()
    cut = tmp_path / "cut.tar.sealed"
    cut.write_bytes(content[: len(content) // 2])
    altered = tmp_path / "altered.tar.sealed"
    altered.write_bytes(content[:-50] + bytes([content[-50] ^ 1]) + content[-49:])
    for path, key, words in [
        (cut, KEY, "cut off"),
        (altered, KEY, "cut off or altered"),
        (archive, "", "give its key"),
        (archive, KEY[::-1], "not the one"),
        (tmp_path / "none.tar", KEY, "cannot be read: No such file"),
        (tmp_path, KEY, "cannot be read: Is a directory"),
    ]:
        with pytest.raises(BackupProblem, match=words):
            unpacking.check(path, key)

    (folder := tmp_path / "place").mkdir()
    with pytest.raises(BackupProblem, match="of PostgreSQL, and this installation uses SQLite"):
        unpacking.read_archive(frozen(tmp_path, "postgresql"), "", folder, kind="sqlite")
    monkeypatch.setattr(unpacking, "unknown_migrations", lambda names: {"unions.9999_of_tomorrow"})
    with pytest.raises(BackupProblem, match="newer version"):
        unpacking.check(archive, KEY)


def test_rows_that_are_missing_are_noticed(site, settings, monkeypatch):
    archive = making.make(settings.BACKUP_DIR).path
    counted = Snapshot({}, {"account": 1, "django_migrations": 1, "unions_union": 1}, [], [])
    monkeypatch.setattr(unpacking, "look_at_sqlite", lambda place: counted)

    with pytest.raises(DamagedBackup, match="as many rows"):
        unpacking.check(archive, "")


def test_the_commands_end_with_a_sentence_and_a_status(tmp_path):
    """As a cron would call them: a restore of what is no backup, into a folder that stays empty."""
    (tmp_path / "no-backup.tar").write_text("of somebody else")
    done = subprocess.run(
        [sys.executable, "manage.py", "restore", str(tmp_path / "no-backup.tar")],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(tmp_path / "data"),
            "DJANGO_SETTINGS_MODULE": "trakyakent_site.settings",
        },
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert done.returncode == 1
    assert done.stderr.strip() == "CommandError: Not restored: The archive is cut off."
    assert not (tmp_path / "data" / "db.sqlite3").exists()


def test_the_secret_key_goes_back_only_where_it_is_a_file(site, settings, tmp_path):
    archive = making.make(settings.BACKUP_DIR, KEY).path
    (folder := tmp_path / "place").mkdir()
    unpacked = unpacking.read_archive(archive, KEY, folder)
    report = restoring.report_of(unpacked)
    restoring.place_settings(unpacked, report)
    assert not any("secret key" in hint for hint in report.hints), "it is the same"

    settings.SECRET_KEY = "another-one-" * 6
    restoring.place_settings(unpacked, report)

    if installation.settings.ENVIRONMENT.values.get("SECRET_KEY"):
        assert "restored-secret-key" in report.hints[-1]
        assert (settings.DATA_DIR / "restored-secret-key").stat().st_mode & 0o077 == 0
