"""Damage of stored files is found by reading them, and named to staff; what nobody names is removed."""

import os
import random
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from pages.models import Document
from tests.factories import make_document, make_post, pdf_upload, picture_upload
from tests.staff_client import staff_client
from unions.background.stored_files import check, look_after_files, record_new, remove_orphans
from unions.models import FileRecord, PictureJob

pytestmark = pytest.mark.django_db
State = FileRecord.State


def make_all_due() -> None:
    FileRecord.objects.update(checked_at=timezone.now() - timedelta(days=2))


def two_days_ago() -> tuple[float, float]:
    moment = (timezone.now() - timedelta(days=2)).timestamp()
    return moment, moment


def test_each_of_fifty_changed_bytes_is_found(union, caplog):
    chance = random.Random(3)
    documents = [make_document(title_tr=f"Belge {number}") for number in range(50)]
    whole = make_document()
    assert record_new() == 51
    for document in documents:
        path = Path(document.file.path)
        content = bytearray(path.read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
    assert check() == 0, "They were looked at a moment ago."
    make_all_due()

    assert check() == 50

    assert set(FileRecord.objects.damaged().values_list("name", flat=True)) == {row.file.name for row in documents}
    assert FileRecord.objects.get(name=whole.file.name).state == State.WHOLE
    assert len([line for line in caplog.messages if "A stored file is" in line]) == 50


def test_a_missing_file_is_named_to_staff_and_forgotten_when_it_is_back(union):
    document = make_document(title_tr="Yönetmelik")
    content = Path(document.file.path).read_bytes()
    record_new()
    Path(document.file.path).unlink()
    make_all_due()
    check()
    clerk = staff_client(union, "editor")

    text = clerk.get(reverse("admin:index")).content.decode()
    assert "Yönetmelik" in text
    assert reverse("admin:pages_document_change", args=[document.pk]) in text

    Path(document.file.path).write_bytes(content)
    make_all_due()
    assert check() == 0
    assert not FileRecord.objects.damaged().exists()


def test_a_picture_without_copies_is_named_to_staff(union):
    post = make_post(title_tr="Açılış", picture=picture_upload(width=700, height=500))
    PictureJob.objects.update(attempts=99)

    text = staff_client(union, "editor").get(reverse("admin:index")).content.decode()

    assert reverse("admin:pages_post_change", args=[post.pk]) in text


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
