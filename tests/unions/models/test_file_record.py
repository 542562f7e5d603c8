import random
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.factories import make_document
from unions.background.stored_files import check, record_new
from unions.models import FileRecord

pytestmark = pytest.mark.django_db


State = FileRecord.State


def make_all_due() -> None:
    FileRecord.objects.update(checked_at=timezone.now() - timedelta(days=2))


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
