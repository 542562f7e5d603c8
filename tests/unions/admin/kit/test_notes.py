"""What other parts say above the form of a row."""

from collections import defaultdict

import pytest

from pages.models import Event, Post
from unions.admin.kit import notes
from unions.admin.kit.tasks import Task


@pytest.fixture(autouse=True)
def own_registry(monkeypatch):
    monkeypatch.setattr(notes, "_notes", defaultdict(list))


def test_a_row_has_the_notes_about_its_model_in_the_order_in_which_they_were_registered():
    @notes.notes_about(Post)
    def first(row):
        yield Task(f"ilk: {row.title_tr}", "/1/")

    @notes.notes_about(Post)
    def second(row):
        return [Task("ikinci", "/2/"), Task("üçüncü", "/3/")]

    assert [note.text for note in notes.notes_of(Post(title_tr="Haber"))] == ["ilk: Haber", "ikinci", "üçüncü"]
    assert notes.notes_of(Event()) == []
