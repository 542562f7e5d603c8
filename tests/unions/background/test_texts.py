"""The texts of stored documents: read by the worker, tried again, and found by searches."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from pages.search import feeding
from pages.search.index import Index
from tests.factories import make_agenda_item, make_decision, make_document, make_meeting, make_paper
from tests.pages.search.test_feeding import ask
from tests.unions.files.sample_texts import paragraph, pdf, word
from unions.admin.kit.file_tasks import notes_about_files
from unions.background.picture_worker import PictureWorker
from unions.models import AgendaPaper, FileText, Generation

pytestmark = pytest.mark.django_db


State = FileText.State


def upload(*paragraphs: str) -> ContentFile:
    return ContentFile(word("".join(map(paragraph, paragraphs))), "metin.docx")


def read_all() -> int:
    return PictureWorker().step()


def test_every_public_row_is_found_by_the_words_of_its_files(union, tmp_path):
    document = make_document(title_tr="Rapor", file=upload("Kırkgeçit köprüsünün onarımı"))
    paper = make_paper(file=upload("Kırkgeçit için ayrılan ödenek"))
    meeting = make_meeting(minutes=upload("Üye Kırkgeçit hakkında söz aldı"))
    item = make_agenda_item(meeting=make_meeting(title_tr="Başka", starts_at=timezone.now()))
    AgendaPaper.objects.create(union=union, agenda_item=item, title_tr="Öneri", file=upload("Kırkgeçit önerisi"))
    decision = make_decision(file=upload("Kırkgeçit kararı"))
    index = Index(tmp_path / "search.sqlite3")
    feeding.catch_up(index, union)
    assert ask(index, union, "kırkgeçit") == []
    before = Generation.objects.get(union=union).number

    assert read_all() == 5
    assert Generation.objects.get(union=union).number == before + 5
    feeding.catch_up(index, union)

    rows = [document, paper, meeting, item.meeting, decision]
    assert set(ask(index, union, "kirkgecit")) == {row.get_absolute_url() for row in rows}
    # Files are Turkish.
    assert ask(index, union, "kırkgeçit", "en") == []
    assert read_all() == 0


def test_what_cannot_be_read_is_said_to_staff_and_kept_as_it_is(union):
    scan = make_document(file=ContentFile(pdf([""]), "tarama.pdf"))
    whole = make_document(title_tr="Başka", file=upload("metin"))
    read_all()

    assert FileText.objects.get(name=scan.file.name).state == State.SCANNED
    (note,) = notes_about_files(scan)
    assert note.text.startswith("tarama.pdf")
    assert note.url == scan.file.url
    assert notes_about_files(whole) == []
