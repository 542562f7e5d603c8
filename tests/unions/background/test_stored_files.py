"""Damage of stored files is found by reading them, and named to staff; what nobody names is removed."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from pages.models import Document
from tests.factories import make_document, pdf_upload
from unions.background.stored_files import look_after_files, remove_orphans
from unions.models import FileRecord

pytestmark = pytest.mark.django_db


State = FileRecord.State


def two_days_ago() -> tuple[float, float]:
    moment = (timezone.now() - timedelta(days=2)).timestamp()
    return moment, moment


def test_what_no_row_and_no_history_names_goes_after_a_day(union):
    kept, deleted = make_document(), make_document()
    former = deleted.file.path
    deleted.delete()
    orphan = f"{union.code}/pages.document/{'0' * 32}/belge.pdf"
    default_storage.save(orphan, ContentFile(b"x"))
    # Those of the tests before this one.
    remove_orphans()
    for path in [kept.file.path, former, default_storage.path(orphan)]:
        os.utime(path, two_days_ago())

    assert remove_orphans() == 1

    assert not default_storage.exists(orphan.rpartition("/")[0])
    assert Path(kept.file.path).exists()
    assert Path(former).exists(), "The history can bring the document back."


def test_the_hourly_pass_changes_nothing_that_is_whole(union):
    make_document(file=pdf_upload("a.pdf"))

    look_after_files()

    assert Document.objects.get().file.read().startswith(b"%PDF")
    assert FileRecord.objects.get().state == State.WHOLE
