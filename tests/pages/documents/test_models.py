import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from pages.models import Document
from tests.factories import make_document


def test_documents_are_narrowed_by_category_and_year(union):
    form = make_document(category="form", date="2026-05-12")
    make_document(category="form", date="2025-05-12")
    make_document(category="report", date="2026-05-12")

    assert list(Document.objects.narrowed(year=2026, category="form")) == [form]
    assert Document.objects.years() == [2026, 2025]


def test_file_is_checked_by_its_content(union):
    with pytest.raises(ValidationError):
        make_document(file=ContentFile(b"<script>", name="rapor.pdf"))
