import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from pages.models import Document
from tests.factories import make_union
from unions.files.fields import owner_of

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.mark.django_db
def test_a_disguised_file_is_refused_even_without_a_form():
    with pytest.raises(ValidationError):
        Document.objects.create(union=make_union(), title_tr="x", file=ContentFile(b"<script>", name="x.pdf"))


@pytest.mark.django_db
def test_the_owner_of_a_file_is_found_by_its_path_alone():
    union = make_union(code="trakya")
    document = Document.objects.create(union=union, title_tr="x", file=ContentFile(PDF, name="Bütçe 2026.pdf"))

    assert document.file.name.startswith("trakya/pages.document/")
    assert document.file.name.endswith("/butce-2026.pdf")
    assert owner_of(document.file.name, rows=lambda model: model.objects.all()) == document


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["", "a", "../../etc/passwd", "t/pages.document/x/y", "t/auth.user/" + "0" * 32 + "/y"]
)
def test_a_path_that_belongs_to_no_row_has_no_owner(path):
    assert owner_of(path, rows=lambda model: model.objects.all()) is None
