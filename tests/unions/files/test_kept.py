"""Files of a refused form come back with it, to the same person and to nobody else."""

import os
import re
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.tables import table
from unions.files import kept
from unions.files.kept import keeper_of


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.KEPT_UPLOADS = tmp_path


def upload(name="butce.pdf", content=b"%PDF-1.4\n%%EOF\n"):
    return SimpleUploadedFile(name, content, "application/pdf")


def test_a_kept_file_comes_back_as_it_was_to_its_owner_alone():
    token = keeper_of("staff", 1, 7).keep(upload("Bütçe 2026.pdf"))

    file = keeper_of("staff", 1, 7).find(token)

    assert (file.name, file.size, file.content_type) == ("Bütçe 2026.pdf", 15, "application/pdf")
    assert file.read() == b"%PDF-1.4\n%%EOF\n"
    assert keeper_of("staff", 2, 7).find(token) is None
    assert keeper_of("staff", 1, 8).find(token) is None


@table("token", ["", "x", "../" * 5, "0" * 32, "\x00" * 32, "0" * 5000])
def test_other_tokens_find_nothing(token):
    keeper_of("staff", 1, 7).keep(upload())

    assert keeper_of("staff", 1, 7).find(token) is None
    keeper_of("staff", 1, 7).forget(token)


def test_nobody_else_on_the_machine_reads_it():
    keeper = keeper_of("staff", 1, 7)

    token = keeper.keep(upload())

    assert oct(keeper.folder.stat().st_mode)[-3:] == "700"
    assert oct((keeper.folder / token).stat().st_mode)[-3:] == "600"


def test_the_oldest_files_of_a_person_make_room(monkeypatch):
    monkeypatch.setattr(kept, "FILES_A_PERSON", 2)
    keeper = keeper_of("staff", 1, 7)
    tokens = []
    for age in (30, 20, 10):
        tokens.append(keeper.keep(upload()))
        os.utime(keeper.folder / tokens[-1], (time.time() - age,) * 2)

    assert [keeper.find(token) is not None for token in tokens] == [False, True, True]


def test_a_full_disk_keeps_nothing_and_breaks_nothing(monkeypatch):
    monkeypatch.setattr(kept, "FREE_BYTES", 10**18)

    assert keeper_of("staff", 1, 7).keep(upload()) is None


def test_what_nobody_came_back_for_goes_after_a_day():
    keeper = keeper_of("staff", 1, 7)
    token = keeper.keep(upload())
    assert kept.sweep() == 0

    assert kept.sweep(now=time.time() + 25 * 3600) == 2
    assert keeper.find(token) is None
    assert not list(Path(settings.KEPT_UPLOADS).iterdir())
    assert re.fullmatch(r"[0-9a-f]{40}", keeper.owner)
