"""The rows of a demonstration, composed first and then written together: all of them, or none."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from pathlib import PurePosixPath
from typing import TypeVar, cast

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models, transaction

from pages.library.storing import fill as fill_library
from unions.caching.generations import raise_generation
from unions.files.fields import UploadField
from unions.models import Union, UnionOwned
from unions.publishing.addresses import Addressed
from unions.publishing.states import Publishable

Row = TypeVar("Row", bound=UnionOwned)

NOTE = "Örnek içerik: uydurmadır, `cleardemo` komutuyla silinir."


class Draft:
    """What is to be added to a union, in memory; rows that an earlier run has written are found again by their key."""

    def __init__(self, union: Union, today: date):
        self.union = union
        self.today = today
        self.rows: list[UnionOwned] = []
        self._written: dict[type, dict[str, UnionOwned]] = {}
        self._files: list[tuple[UnionOwned, str, Callable[[], ContentFile]]] = []

    def row(self, model: type[Row], key: str, **values) -> Row:
        """The demonstration row with this key: the written one, else a new one with these values."""
        source_key = f"demo:{key}"
        if model not in self._written:
            written = model.all_unions.filter(union=self.union, is_demo=True)
            self._written[model] = {row.source_key: row for row in written}
        row = cast("Row | None", self._written[model].get(source_key))
        if row is None:
            row = model(union=self.union, is_demo=True, source_key=source_key, staff_note=NOTE, **values)
            if isinstance(row, Publishable):
                row.status = Publishable.Status.PUBLISHED
            self._written[model][source_key] = row
            self.rows.append(row)
        return row

    def attach(self, row: UnionOwned, name: str, make: Callable[[], ContentFile]) -> None:
        """Give a new row a file, made when the rest is complete; a written row keeps what it has."""
        if row._state.adding:
            self._files.append((row, name, make))

    def store_files(self) -> None:
        """Make and store the files of the new rows, before a transaction is open: drawing and copying take time."""
        for row, name, make in self._files:
            setattr(row, name, make())
            cast(UploadField, row._meta.get_field(name)).pre_save(row, add=True)

    def remove_files(self) -> None:
        """Take back the stored files of rows that could not be written."""
        for row in self.rows:
            remove_files(row)

    def write(self) -> None:
        """Write the new rows, and mark the union as one that shows a demonstration."""
        places = {model: place for place, model in enumerate(in_dependency_order())}
        self.rows.sort(key=lambda row: places[type(row)])
        with transaction.atomic():
            for model, rows in groupby(self.rows, key=type):
                write(model, list(rows))
            # Photographs are written past `save`.
            fill_library()
            mark(self.union, has_demo=True)


def write(model: type[UnionOwned], rows: list[UnionOwned]) -> None:
    points_at_itself = any(field.related_model is model for field in model._meta.concrete_fields if field.is_relation)
    if issubclass(model, Addressed) or points_at_itself:
        for row in rows:
            point_at_parents(row)
            # Nobody has changed anything yet: the history of a demonstration begins with its first change.
            row.skip_history_when_saving = True  # type: ignore[attr-defined]  # of those with a history
            row.save()
    else:
        for row in rows:
            point_at_parents(row)
        model.all_unions.bulk_create(rows, batch_size=100)


def point_at_parents(row: UnionOwned) -> None:
    """Take over the numbers that the rows pointed at have been given since."""
    for field in row._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.is_cached(row):
            setattr(row, field.name, getattr(row, field.name))


def mark(union: Union, *, has_demo: bool) -> None:
    """Say on the union whether it shows a demonstration; no edit of the union, and so no version of it."""
    union.has_demo = has_demo
    if Union.objects.filter(pk=union.pk).exclude(has_demo=has_demo).update(has_demo=has_demo):
        raise_generation(Union, {union.pk})


def owned_models() -> list[type[UnionOwned]]:
    return [model for model in apps.get_models() if issubclass(model, UnionOwned)]


def in_dependency_order() -> list[type[UnionOwned]]:
    """The models of a union's rows, each after those that its rows point at."""
    ordered: list[type[UnionOwned]] = []

    def place(model):
        if model in ordered:
            return
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is not model and issubclass(field.related_model, UnionOwned):
                place(field.related_model)
        ordered.append(model)

    for model in owned_models():
        place(model)
    return ordered


def file_fields(model: type[models.Model]) -> list[UploadField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, UploadField)]


def remove_files(row: models.Model) -> None:
    """Remove the stored files of a row, with the copies that lie beside them."""
    for field in file_fields(type(row)):
        stored = getattr(row, field.name)
        if stored and stored._committed:
            remove_folders(field.storage, [stored.name])


def remove_folders(storage, names: Iterable[str]) -> None:
    """Remove stored files; each lies in a folder of its own, together with its narrower copies."""
    for name in names:
        folder = str(PurePosixPath(name).parent)
        if storage.exists(folder):
            for beside in storage.listdir(folder)[1]:
                storage.delete(f"{folder}/{beside}")
            storage.delete(folder)
