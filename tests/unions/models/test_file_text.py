import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from tests.factories import make_document
from tests.unions.files.sample_texts import paragraph, word
from unions.background.texts import read_next, record_new
from unions.files import decoder
from unions.models import FileText
from unions.models.file_text import MOST_ATTEMPTS
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


State = FileText.State


def upload(*paragraphs: str) -> ContentFile:
    return ContentFile(word("".join(map(paragraph, paragraphs))), "metin.docx")


def test_reading_is_tried_again_and_at_last_given_up(union, monkeypatch):
    row = make_document(file=upload("metin"))

    def fails(*_arguments):
        raise decoder.DecodingFailed

    monkeypatch.setattr("unions.background.texts.text_of", fails)
    with scope.everything():
        assert read_next()
        assert not read_next(), "It waits before it is tried again."
        for _attempt in range(MOST_ATTEMPTS):
            FileText.objects.update(next_attempt_at=timezone.now())
            read_next()
    assert FileText.objects.get().state == State.BROKEN

    # A file that is gone leaves nothing, and one that nobody has noted is noted again.
    FileText.objects.all().delete()
    with scope.everything():
        assert (record_new(), record_new()) == (1, 0)
        default_storage.delete(row.file.name)
        assert read_next()
    assert not FileText.objects.exists()
