"""The folder is its owner's alone; modes are read back from the disk."""

import os
import stat

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from trakyakent_site.operations import data_folder
from trakyakent_site.operations.data_folder import FolderProblem


def mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def old(tmp_path):
    """An installation of a version that left all open."""
    folder = tmp_path / "data"
    (folder / "mail").mkdir(parents=True)
    (folder / "media").mkdir()
    for name in ["db.sqlite3", "db.sqlite3-wal", "secret_key", "mail/1.log", "step.log"]:
        (folder / name).touch()
        (folder / name).chmod(0o644)
    for path in [folder, folder / "mail", folder / "media"]:
        path.chmod(0o755)
    return folder


def test_new_folder_is_private(tmp_path):
    data_folder.prepare(tmp_path / "a" / "data")

    assert mode(tmp_path / "a" / "data") == 0o700


def test_what_is_made_afterwards_is_private(tmp_path):
    data_folder.prepare(tmp_path / "data")
    (tmp_path / "data" / "new").write_text("x")

    assert mode(tmp_path / "data" / "new") == 0o600


def test_open_folder_is_closed_and_told(old):
    told = data_folder.prepare(old)

    assert len(told) == 8
    assert {mode(path) for path in [old, *old.rglob("*")]} == {0o700, 0o600}
    assert data_folder.prepare(old) == []


def test_group_of_the_proxy_reads_media_and_static_files_only(old):
    (old / "media").chmod(0o2755)
    data_folder.prepare(old, for_group=True)

    assert mode(old / "media") == 0o2750
    assert mode(old / "mail") == 0o700
    assert mode(old / "db.sqlite3") == 0o600
    assert mode(old) == 0o710


def test_folder_of_others_is_never_closed(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "letter.txt").touch()
    home.chmod(0o755)

    with pytest.raises(FolderProblem, match="folder of its own"):
        data_folder.prepare(home)
    assert mode(home) == 0o755


def test_folder_of_everybody_is_never_closed(old):
    old.chmod(0o1777)

    with pytest.raises(FolderProblem, match="folder of its own"):
        data_folder.prepare(old)


def test_folder_that_is_a_file_is_refused_in_words(tmp_path):
    (tmp_path / "data").touch()

    with pytest.raises(FolderProblem, match="cannot be made"):
        data_folder.prepare(tmp_path / "data")


def test_folder_that_cannot_be_written_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_arguments: False)

    with pytest.raises(FolderProblem, match="cannot be written by the user"):
        data_folder.prepare(tmp_path / "data")


def test_mode_that_cannot_be_changed_is_refused_with_the_command(old, monkeypatch):
    def refuse(path, bits):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("pathlib.Path.chmod", refuse)

    with pytest.raises(FolderProblem, match="Write as its owner: chmod 0700"):
        data_folder.prepare(old)


def test_upload_is_private(settings, tmp_path):
    storage = FileSystemStorage(location=tmp_path / "media")
    name = storage.save("ornek/pages.photo/abc/resim.jpg", ContentFile(b"x"))

    assert mode(tmp_path / "media" / name) == 0o600
    assert {mode(path) for path in (tmp_path / "media").rglob("*") if path.is_dir()} == {0o700}
