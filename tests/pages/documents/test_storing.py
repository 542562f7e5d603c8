"""A file that is sent for the library becomes one document, or it is said why not."""

import pytest

from pages.documents import storing
from pages.models import Document
from tests import factories as make
from unions.background.stored_files import record_new
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bound(union):
    with scope.of(union):
        yield union


def test_a_document_is_called_after_its_file_in_turkish_alone():
    document = storing.store(make.pdf_upload("Faaliyet_raporu 2025.pdf")).row

    assert (document.title_tr, document.title_en, document.status) == ("Faaliyet raporu 2025", None, "draft")


def test_a_file_whose_sum_is_on_record_is_stored_once():
    first = storing.store(make.pdf_upload("a.pdf"))
    record_new()
    again = storing.store(make.pdf_upload("b.pdf"))

    assert (again.row, again.is_known) == (first.row, True)
    assert Document.objects.count() == 1


def test_a_title_that_is_too_long_is_refused_at_its_field_and_a_file_at_the_files():
    assert storing.store(make.pdf_upload(), title="x" * 1000).field == "title"
    refused = storing.store(make.pdf_upload("not.txt"))
    assert (refused.row, refused.field) == (None, "files")
    assert refused.error


def test_a_disk_that_is_full_is_said_and_nothing_stored(monkeypatch):
    def save(_document):
        raise OSError("No space left on device")

    monkeypatch.setattr(Document, "save", save)

    result = storing.store(make.pdf_upload())

    assert (result.row, result.error) == (None, str(storing.NOT_STORED))


def test_what_refuses_publication_leaves_a_draft():
    document = storing.store(make.pdf_upload()).row
    document.title_tr = ""

    assert storing.publish(document)
    document.refresh_from_db()
    assert document.status == "draft"
