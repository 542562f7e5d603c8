"""Creates missing copies of stored pictures and removes unused ones; `unions.files.renditions` says which there are."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import PurePosixPath
from typing import cast

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.utils import timezone

from unions.files import renditions
from unions.files.decoder import DecodingFailed, copies_of
from unions.files.fields import PictureField, PictureFile, sharing
from unions.files.pictures import PictureRefused
from unions.models import PictureJob, Union, UnionOwned
from unions.tenancy import scope

log = logging.getLogger(__name__)

# A file is stored before its row, so a younger one may still get a row.
MINIMUM_AGE = timedelta(days=1)


def models_with_pictures() -> Iterator[tuple[type[UnionOwned], list[PictureField]]]:
    for model in apps.get_models():
        fields = [field for field in model._meta.concrete_fields if isinstance(field, PictureField)]
        if fields and issubclass(model, UnionOwned):
            yield model, fields


def stored_pictures(model: type[UnionOwned], fields: list[PictureField]) -> Iterator[PictureFile]:
    """The pictures of the rows of all unions."""
    for field in fields:
        names = model.all_unions.exclude(**{field.name: ""}).values_list(field.name, flat=True)
        for name in names.order_by("pk").iterator(chunk_size=500):
            yield PictureFile(None, field, name)  # type: ignore[arg-type]  # no row was read


def with_sharing(columns: list[tuple[type[UnionOwned], str]]) -> list[tuple[type[UnionOwned], str]]:
    """The columns, and those that may name the same stored files."""
    return list(dict.fromkeys([*columns, *cast("list[tuple[type[UnionOwned], str]]", sharing(columns))]))


def make_copies(*, anew: bool = False) -> int:
    """Make the copies that are missing, or all of them; returns how many were made."""
    with scope.everything():
        return sum(
            _make_where_missing(picture, anew)
            for model, fields in models_with_pictures()
            for picture in stored_pictures(model, fields)
        )


def _make_where_missing(picture: PictureFile, anew: bool) -> int:
    folder = str(PurePosixPath(picture.name).parent)
    try:
        names = set(picture.storage.listdir(folder)[1])
        if not anew and _is_complete(picture, names):
            return 0
        number = store_copies(picture.storage, picture.name, picture.field.steps, anew=anew)
    except (OSError, PictureRefused, DecodingFailed):
        log.warning("The copies of a picture could not be made: %s", picture.name)
        return 0
    PictureJob.objects.of_picture(picture.name).delete()
    return number


def store_copies(storage: Storage, name: str, steps: list[int], *, anew: bool = False) -> int:
    """Make the copies of a stored picture and store those that are missing, or all; returns how many.

    Raises OSError, PictureRefused or DecodingFailed.
    """
    folder = str(PurePosixPath(name).parent)
    with storage.open(name) as file:
        copies = copies_of(file, name, steps)
    for old in storage.listdir(folder)[1] if anew else ():
        if renditions.COPY.fullmatch(old):
            storage.delete(f"{folder}/{old}")
    new = [(copy, content) for copy, content in copies if not storage.exists(copy)]
    for copy, content in new:
        storage.save(copy, ContentFile(content))
    return len(new)


def _is_complete(picture: PictureFile, names: set[str]) -> bool:
    name, steps = picture.name, picture.field.steps
    usual = renditions.usual_width(name, steps)
    return (usual is None or f"w{usual}.{renditions.WEBP}" in names) and all(
        {f"w{width}.{kind}" for kind in renditions.ENCODING} & names for width in renditions.widths(name, steps)
    )


def remove_copies() -> int:
    """Remove the copies of pictures that no row shows any more; returns how many were removed.

    The picture itself stays: the history of its row refers to it, and a restored row shows it again.
    """
    with scope.everything():
        return sum(_remove(model, fields) for model, fields in models_with_pictures())


def _remove(model: type[UnionOwned], fields: list[PictureField]) -> int:
    columns = with_sharing([(model, field.name) for field in fields])
    in_use = {
        str(PurePosixPath(picture.name).parent)
        for shown_by, column in columns
        for picture in stored_pictures(shown_by, [cast(PictureField, shown_by._meta.get_field(column))])
    }
    storage, removed = fields[0].storage, 0
    for code in Union.objects.values_list("code", flat=True):
        place = f"{code}/{model._meta.label_lower}"
        tokens = storage.listdir(place)[0] if storage.exists(place) else []
        for folder in {f"{place}/{token}" for token in tokens} - in_use:
            for name in storage.listdir(folder)[1]:
                path = f"{folder}/{name}"
                if renditions.COPY.fullmatch(name) and is_old(storage, path):
                    storage.delete(path)
                    removed += 1
    return removed


def is_old(storage: Storage, path: str) -> bool:
    return storage.get_modified_time(path) < timezone.now() - MINIMUM_AGE
