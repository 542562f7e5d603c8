"""How much of a form's files is taken in: enough for the largest form, and never as much as fills the disk.

A file beyond that is not stored, but stays in its field with its name, so that the form says so at its place and keeps
everything else.
"""

import io
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

# Above the limit of every field: what is larger is refused by its size, which is all that has to be known of it.
FILE_BYTES = 25 * 1024 * 1024


class CutUpload(UploadedFile):
    """A file of which only name and size were taken in."""

    def __init__(self, *, is_over_form: bool, **about: Any):
        super().__init__(file=io.BytesIO(), **about)
        self.is_over_form = is_over_form


class BoundedUploadHandler(FileUploadHandler):
    """Counts what a form brings, and passes on what is within the limits."""

    def __init__(self, request: Any = None):
        super().__init__(request)
        self.files = 0
        self.form_bytes = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.files += 1
        self.received = 0
        self.is_cut = self.is_over_form = self.files > settings.FORM_FILES

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        self.is_over_form = self.is_over_form or self.form_bytes + len(raw_data) > settings.FORM_BYTES
        self.is_cut = self.is_cut or self.is_over_form or self.received > FILE_BYTES
        if self.is_cut:
            return None
        self.form_bytes += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if not self.is_cut:
            return None
        return CutUpload(
            is_over_form=self.is_over_form,
            name=self.file_name,
            content_type=self.content_type,
            size=self.received,
        )


def refuse_cut(upload: File) -> None:
    """Raise ValidationError for a file that was one too many for its form."""
    if isinstance(upload, CutUpload) and upload.is_over_form:
        raise ValidationError(
            _(
                "%(name)s was left out: at most %(files)s files and %(size)s can be sent at once. Please save, and "
                "then add the rest."
            ),
            code="form_size",
            params={
                "name": upload.name,
                "files": settings.FORM_FILES,
                "size": filesizeformat(settings.FORM_BYTES),
            },
        )
