from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_document, make_post, picture_upload
from tests.staff_client import staff_client
from unions.background.stored_files import check, record_new
from unions.models import FileRecord, PictureJob

pytestmark = pytest.mark.django_db


def make_all_due() -> None:
    FileRecord.objects.update(checked_at=timezone.now() - timedelta(days=2))


def test_a_missing_file_is_named_to_staff_and_forgotten_when_it_is_back(union):
    document = make_document(title_tr="Yönetmelik", union=union)
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
    post = make_post(union=union, title_tr="Açılış", picture=picture_upload(width=700, height=500))
    PictureJob.objects.update(attempts=99)

    text = staff_client(union, "editor").get(reverse("admin:index")).content.decode()

    assert reverse("admin:pages_post_change", args=[post.pk]) in text
