"""The field of a form that takes a document from the library, or a new file from the person's machine."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.documents.models import Document
from pages.library.fields import LibraryField, LibraryInput
from unions.admin.kit.libraries import fields_from_library
from unions.files.documents import DOCUMENT_BYTES
from unions.files.fields import PictureField, UploadField


class LibraryDocumentInput(LibraryInput):
    model = Document
    template = "admin/documents/choice.html"
    choose, upload = "pages_document_choose", "pages_document_upload"
    most_bytes = DOCUMENT_BYTES


class LibraryDocumentField(LibraryField):
    widget = LibraryDocumentInput
    column = "file"
    unknown = _("The library has no document with the number %(number)s. Please choose one from the library.")


@fields_from_library
def document_field(column: models.Field) -> dict[str, Any]:
    """What the form field of a column is made of, where it may name a document of the library."""
    if not isinstance(column, UploadField) or isinstance(column, PictureField):
        return {}
    if column.is_library or not column.in_library:
        return {}
    return {"form_class": LibraryDocumentField, "widget": LibraryDocumentInput}
