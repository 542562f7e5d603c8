import os
import threading
from pathlib import Path

import pytest

from unions.background.machine_care import MachineCare
from unions.files import kept


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    for name in ["MEDIA_ROOT", "FILE_UPLOAD_TEMP_DIR", "KEPT_UPLOADS"]:
        folder = tmp_path / name.lower()
        folder.mkdir()
        setattr(settings, name, folder)


def test_old_left_overs_of_uploads_go_and_new_ones_stay(settings):
    old, new = (Path(settings.FILE_UPLOAD_TEMP_DIR) / name for name in ["eski.upload", "yeni.upload"])
    for path in (old, new):
        path.write_bytes(b"x")
    os.utime(old, (0, 0))

    assert MachineCare().step() == 1
    assert [old.exists(), new.exists()] == [False, True]


def test_a_disk_that_fails_is_told_and_ends_nothing(monkeypatch, caplog):
    def fails():
        raise OSError("Input/output error")

    monkeypatch.setattr(kept, "sweep", fails)

    assert MachineCare().step() == 0
    assert "could not be cleared away" in caplog.text


def test_it_stops_when_told():
    stop = threading.Event()
    thread = threading.Thread(target=MachineCare(stop).work)
    thread.start()
    stop.set()
    thread.join(60)

    assert not thread.is_alive()
