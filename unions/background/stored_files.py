"""Looks after stored files: each is read once a day and compared with its sum; what no row ever named is removed."""

import hashlib
import logging
from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.core.files.storage import Storage, default_storage
from django.utils import timezone

from unions.background.pictures import is_old, with_sharing
from unions.files import kept, storage
from unions.files.fields import UploadField
from unions.models import FileRecord, FileText, PictureJob, Union, UnionOwned
from unions.tenancy import scope

log = logging.getLogger(__name__)

CHECKED_EVERY = timedelta(hours=20)
# Bytes read in one pass; an hour later comes the next.
A_PASS = 1024 * 1024 * 1024
State = FileRecord.State


def look_after_files() -> None:
    """What the worker does once an hour."""
    with scope.everything():
        record_new()
        check()
        remove_orphans()
    storage.sweep()
    kept.sweep()


def models_with_files() -> Iterator[tuple[type[UnionOwned], UploadField]]:
    for model in apps.get_models():
        if issubclass(model, UnionOwned):
            for field in model._meta.concrete_fields:
                if isinstance(field, UploadField):
                    yield model, field


def record_new() -> int:
    """Record the files that have no record yet; returns how many."""
    number = 0
    for model, field in models_with_files():
        names = model.all_unions.exclude(**{field.name: ""}).values_list(field.name, flat=True).order_by("pk")
        unrecorded = names.exclude(**{f"{field.name}__in": FileRecord.objects.values("name")})
        for name in unrecorded.iterator(chunk_size=500):
            FileRecord.objects.note(name, sum_of(name))
            number += 1
    return number


def check(most_bytes: int = A_PASS) -> int:
    """Read the files that were not read for long, and note what became of them; returns how many are damaged."""
    damaged = 0
    for record in FileRecord.objects.longest_unchecked(timezone.now() - CHECKED_EVERY).iterator(chunk_size=500):
        found = sum_of(record.name)
        # A file that was missing when it was first seen is recorded when it is there.
        state = State.MISSING if found is None else State.WHOLE if found == (record.sha256 or found) else State.CHANGED
        if state != State.WHOLE:
            damaged += 1
            if state != record.state:
                log.error("A stored file is %s: %s", state, record.name)
        FileRecord.objects.filter(pk=record.pk).update(
            state=state, checked_at=timezone.now(), sha256=record.sha256 or found or ""
        )
        most_bytes -= default_storage.size(record.name) if found is not None else 0
        if most_bytes < 0:
            break
    return damaged


def sum_of(name: str) -> str | None:
    """The sum of a stored file; None if it cannot be read. Raises StorageSilent where nothing can."""
    try:
        with default_storage.open(name) as file:
            digest = hashlib.sha256()
            for chunk in file.chunks():
                digest.update(chunk)
            return digest.hexdigest()
    except storage.StorageSilent:
        raise
    except OSError:
        return None


def remove_orphans() -> int:
    """Remove the files whose row was never written, and of which no history speaks; returns how many."""
    removed = 0
    columns: dict[type[UnionOwned], list[tuple[type[UnionOwned], str]]] = {}
    for model, field in models_with_files():
        columns.setdefault(model, []).append((model, field.name))
    for code in Union.objects.values_list("code", flat=True):
        for model, own in columns.items():
            place = f"{code}/{model._meta.label_lower}"
            if default_storage.exists(place):
                named = folders_named(with_sharing(own), place)
                for token in set(default_storage.listdir(place)[0]) - named:
                    removed += remove_folder(default_storage, f"{place}/{token}")
    return removed


def folders_named(columns: list[tuple[type[UnionOwned], str]], place: str) -> set[str]:
    """The folders that a row or its history names."""
    tokens = set()
    for model, column in columns:
        below = {f"{column}__startswith": f"{place}/"}
        history = getattr(model, "history", None)
        for rows in [model.all_unions, history] if history is not None else [model.all_unions]:
            names = rows.filter(**below).order_by().values_list(column, flat=True)
            tokens |= {name.split("/")[2] for name in names.iterator(chunk_size=2000)}
    return tokens


def remove_folder(storage: Storage, folder: str) -> int:
    """Remove the files of a folder, unless one is so young that its row may still come."""
    paths = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
    if not all(is_old(storage, path) for path in paths):
        return 0
    for path in paths:
        storage.delete(path)
    FileRecord.objects.filter(name__startswith=f"{folder}/").delete()
    PictureJob.objects.filter(name__startswith=f"{folder}/").delete()
    FileText.objects.filter(name__startswith=f"{folder}/").delete()
    storage.delete(folder)
    return len(paths)
