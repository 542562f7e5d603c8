"""Fields for uploaded files, which are checked by content, renamed and stored under the row they belong to.

A stored name is `<union code>/<app.model>/<random>/<name>`, so the row that owns a file, and thus who may see it,
follows from the address alone.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from django.apps import apps
from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile

from unions.files import renditions
from unions.files.documents import extension
from unions.files.uploads import check_document, check_picture, decoded
from unions.text.turkish import slugify


def stored_name(instance: Any, filename: str) -> str:
    """A new name below the row's union and model, which nobody can guess."""
    name = PurePosixPath(filename)
    return "/".join(
        [
            instance.union.code,
            instance._meta.label_lower,
            secrets.token_hex(16),
            f"{slugify(name.stem, max_length=80) or 'dosya'}.{extension(filename)}",
        ]
    )


class UploadField(models.FileField):
    """A document for download: PDF or office file, checked by content, stored under its row."""

    check_upload = staticmethod(check_document)

    def __init__(self, *args: Any, in_library: bool = True, is_library: bool = False, **kwargs: Any) -> None:
        # Neither is part of deconstruct(): the database does not depend on them.
        # Whether several rows may show the same stored file, which the library of files then lists once.
        self.in_library = in_library
        # Whether it is the library that holds the file.
        self.is_library = is_library
        kwargs.setdefault("upload_to", stored_name)
        kwargs.setdefault("max_length", 300)
        super().__init__(*args, **kwargs)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        value = super().clean(value, model_instance)
        if value and not value._committed:
            self.check_upload(value.file)
        return value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        upload = getattr(model_instance, self.attname)
        is_new = bool(upload) and not upload._committed
        if is_new:
            # The check also applies where neither a form nor full_clean runs.
            self.prepare(upload)
        stored = super().pre_save(model_instance, add)
        if is_new:
            self.follow_up(stored)
        return stored

    def prepare(self, upload: FieldFile) -> None:
        """Check a new file, and make of it what is stored."""
        self.check_upload(upload.file)

    def follow_up(self, stored: FieldFile) -> None:
        """What has to be done once a new file is stored: its text is to be read, for searches."""
        apps.get_model("unions", "FileText").objects.add(stored.name)


class PictureFile(FieldFile):
    """A stored picture and its copies."""

    name: str
    field: "PictureField"

    @property
    def is_there(self) -> bool:
        """Whether there is a picture to show: a disk may have lost what the row still names."""
        # A place that is asked over a network cannot be asked for every picture of a page.
        return bool(self.name) and (getattr(self.storage, "is_remote", False) or self.storage.exists(self.name))

    @property
    def dimensions(self) -> tuple[int, int] | None:
        return renditions.dimensions(self.name)

    @property
    def copies(self) -> list[tuple[str, int]]:
        """Address and width of each copy; the address of a missing one shows the next best."""
        url = self.url
        widths = renditions.widths(self.name, self.field.steps)
        return [(renditions.copy_name(url, width, renditions.AVIF), width) for width in widths]

    @property
    def usual_url(self) -> str:
        """The address for browsers that do not choose a copy themselves, and for small previews."""
        width = renditions.usual_width(self.name, self.field.steps)
        return renditions.copy_name(self.url, width, renditions.WEBP) if width else self.url


class PictureField(UploadField):
    """A picture, stored without its metadata and with narrower copies."""

    attr_class = PictureFile
    check_upload = staticmethod(check_picture)

    def __init__(
        self, *args: Any, steps: list[int] = renditions.STEPS, in_library: bool = False, **kwargs: Any
    ) -> None:
        # No part of deconstruct(), like what is handed on: whether the library of pictures lists it.
        self.steps = steps
        super().__init__(*args, in_library=in_library, **kwargs)

    def prepare(self, upload: FieldFile) -> None:
        picture = decoded(upload.file)
        # The name holds the size, so pages know it without opening the file.
        stem = slugify(PurePosixPath(upload.name or "").stem, max_length=60) or "resim"
        upload.file = File(picture.file)
        upload.name = f"{stem}-{picture.width}x{picture.height}.{picture.extension}"

    def follow_up(self, stored: FieldFile) -> None:
        # The temporary file goes; what is read from now on is what was stored.
        stored._file = None  # type: ignore[attr-defined]  # unknown to the stubs
        if renditions.widths(stored.name or "", self.steps):
            # In the transaction of the row: whoever makes the copies sees both or neither.
            apps.get_model("unions", "PictureJob").objects.add(stored.name, self.steps)


def picture_of(row: models.Model, path: str) -> PictureFile | None:
    """The picture of the row whose folder holds the path."""
    for field in row._meta.concrete_fields:
        if isinstance(field, PictureField):
            picture: PictureFile | None = getattr(row, field.name)
            if picture and PurePosixPath(picture.name).parent == PurePosixPath(path).parent:
                return picture
    return None


def columns_with_files(is_wanted: Callable[[UploadField], bool]) -> tuple[tuple[type[models.Model], str], ...]:
    """Models and columns of the fields that are wanted."""
    return tuple(
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        # The history of a model has the same columns.
        if isinstance(field, UploadField) and is_wanted(field) and hasattr(model, "all_unions")
    )


@cache
def library_columns() -> tuple[tuple[type[models.Model], str], ...]:
    """The models whose rows may show the same stored picture, each with the column that names it."""
    return columns_with_files(lambda field: field.in_library and isinstance(field, PictureField))


@cache
def document_columns() -> tuple[tuple[type[models.Model], str], ...]:
    """The models whose rows may name a stored document of the library, that of the library among them."""
    return columns_with_files(lambda field: field.in_library and not isinstance(field, PictureField))


def sharing(columns: Iterable[tuple[type[models.Model], str]]) -> tuple[tuple[type[models.Model], str], ...]:
    """The columns that may name the files that were stored for one of these."""
    own = set(columns)
    pictures = library_columns() if own & set(library_columns()) else ()
    held = own & set(columns_with_files(lambda field: field.is_library))
    return (*pictures, *(document_columns() if held else ()))


def owner_of(path: str, *, rows: Callable[[type[models.Model]], models.QuerySet]) -> models.Model | None:
    """The row among `rows(model)` to which the path of a stored file belongs."""
    return next(owners_of(path, rows=rows), None)


def owners_of(path: str, *, rows: Callable[[type[models.Model]], models.QuerySet]) -> Iterator[models.Model]:
    """The rows among `rows(model)` that name the stored file: first that for which it was stored."""
    try:
        _code, label, token, _name = path.split("/")
        model = apps.get_model(label)
    except (ValueError, LookupError):
        return
    if len(token) != 32:
        return
    prefix = path.rsplit("/", 1)[0] + "/"
    own = [(model, field.name) for field in model._meta.concrete_fields if isinstance(field, UploadField)]
    for each, column in dict.fromkeys([*own, *sharing(own)]):
        yield from rows(each).filter(**{f"{column}__startswith": prefix})
