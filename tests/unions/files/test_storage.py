"""A stored file is whole under its name, or not there at all."""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import TemporaryUploadedFile

from unions.files import storage
from unions.files.storage import WholeFileStorage

KILLS = 40


@pytest.fixture
def store(tmp_path):
    return WholeFileStorage(location=tmp_path)


def test_forty_killed_uploads_leave_no_torn_file(tmp_path):
    """kill -9 at any moment; what was acknowledged is there, and what is there is whole."""
    (tmp_path / "media").mkdir()
    storm = [sys.executable, "-m", "tests.unions.files.upload_storm", str(tmp_path), str(KILLS)]
    subprocess.run(storm, cwd=settings.BASE_DIR, check=True, timeout=80)

    finished = list((tmp_path / "media").rglob("belge.pdf"))
    torn = [path for path in finished if hashlib.sha256(path.read_bytes()).hexdigest() != path.parent.name]
    acknowledged = {line for rows in tmp_path.glob("rows-*") for line in rows.read_text().splitlines()}
    assert len(finished) >= KILLS
    assert torn == []
    assert acknowledged <= {str(path.relative_to(tmp_path / "media")) for path in finished}


def test_what_was_left_unfinished_is_swept_after_a_day(store, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads"
    (tmp_path / "uploads").mkdir()
    old, young, whole = tmp_path / "a.part", tmp_path / "b.part", tmp_path / "c.pdf"
    forgotten = tmp_path / "uploads" / "tmp.upload"
    for path in (old, young, whole, forgotten):
        path.write_bytes(b"x")
    for path in (old, whole, forgotten):
        os.utime(path, (time.time() - 25 * 3600,) * 2)

    assert storage.sweep() == 2
    assert [path.exists() for path in (old, young, whole, forgotten)] == [False, True, True, False]


def test_an_upload_on_the_same_disk_is_linked_and_can_be_stored_again(tmp_path, settings):
    """A save that fails is tried again with the same upload."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    store = WholeFileStorage(location=tmp_path / "media")
    upload = TemporaryUploadedFile("a.pdf", "application/pdf", 3, None)
    upload.write(b"abc")
    upload.flush()

    names = [store.save("u/a.pdf", upload), store.save("u/a.pdf", upload)]
    upload.close()

    assert len(set(names)) == 2
    assert [store.open(name).read() for name in names] == [b"abc", b"abc"]
    assert Path(store.path(names[0])).stat().st_mode & 0o777 == settings.FILE_UPLOAD_PERMISSIONS == 0o600


def test_nothing_is_overwritten(store):
    first = store.save("u/a.pdf", ContentFile(b"1"))
    second = store.save("u/a.pdf", ContentFile(b"2"))

    assert [store.open(name).read() for name in (first, second)] == [b"1", b"2"]


def test_a_full_disk_leaves_nothing_behind(store, monkeypatch, tmp_path):
    def full(content, path):
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage, "write_file", full)

    with pytest.raises(OSError, match="No space"):
        store.save("u/a.pdf", ContentFile(b"whole"))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["a\x00b", "a" * 300, "ş" * 200, "file/below", "a/" * 3000 + "x"])
def test_a_name_that_no_file_can_have_is_that_of_no_file(store, name):
    store.save("file", ContentFile(b"x"))

    assert not store.exists(name)
    with pytest.raises(FileNotFoundError):
        store.open(name)


def test_the_group_of_the_proxy_passes_through_where_that_is_granted(tmp_path, settings):
    settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o2750
    before = os.umask(0o077)
    try:
        storage = WholeFileStorage(location=tmp_path / "media", file_permissions_mode=0o640)
        name = storage.save("ornek/pages.document/abc/belge.pdf", ContentFile(b"%PDF"))
    finally:
        os.umask(before)

    path = tmp_path / "media" / name
    assert path.stat().st_mode & 0o777 == 0o640
    assert {parent.stat().st_mode & 0o7777 for parent in list(path.parents)[:3]} == {0o2750}
