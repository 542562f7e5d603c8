"""Reads the texts of stored documents, one after the other, and has the search take them in."""

import logging

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from unions.background.stored_files import models_with_files
from unions.caching import generations
from unions.files.decoder import DecodingFailed, text_of
from unions.files.documents import KINDS, extension
from unions.files.fields import PictureField, owners_of
from unions.models import FileText

log = logging.getLogger(__name__)


def read_next() -> bool:
    """Read one document that is due; False if there is none."""
    row = FileText.objects.claim(timezone.now())
    if row is None:
        return False
    try:
        with default_storage.open(row.name) as file:
            found = text_of(file, extension(row.name))
    except FileNotFoundError:
        # Its row was never written, or is gone.
        row.delete()
    except (DecodingFailed, OSError) as error:
        log.warning("The text of a document could not be read: %s: %s", row.name, error)
        row.postpone()
    else:
        row.is_titled = found.is_titled
        row.text, row.state, row.pages, row.pages_read = found.text, found.state, found.pages, found.read
        finish(row)
    return True


def finish(row: FileText) -> None:
    """Keep what was read, and note the rows that name the file as changed."""
    with transaction.atomic():
        row.lease_until = None
        row.save()
        # Other rows may name a document of the library.
        for owner in list(owners_of(row.name, rows=lambda model: model.all_unions)):  # type: ignore[attr-defined]  # of a union
            model = type(owner)
            rows = model.all_unions.filter(pk=owner.pk)  # type: ignore[attr-defined]  # of a union
            note = generations.follow(rows)
            generations.raise_generation(model, generations.unions_of([owner]))
            note()


def record_new() -> int:
    """Have documents be read that nobody has noted, as those of a restored copy; returns how many."""
    number = 0
    for model, field in models_with_files():
        if isinstance(field, PictureField):
            continue
        names = model.all_unions.exclude(**{field.name: ""}).values_list(field.name, flat=True).order_by("pk")
        unknown = names.exclude(**{f"{field.name}__in": FileText.objects.values("name")})
        rows = [FileText(name=name) for name in unknown if extension(name) in KINDS]
        FileText.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
        number += len(rows)
    return number
