"""How the table of links follows the rows."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import signals

from pages.frame.models import MenuItem
from pages.links.models import Link
from pages.links.references import ELSEWHERE, Thing, own_path, shown, stored, thing_at
from unions.models import UnionOwned
from unions.text import links
from unions.text.richtext import RichTextField

AT_ONCE = 500
LONGEST = 500


def connect() -> None:
    """Have the links of every row be noted when it is saved, and forgotten when it is deleted."""
    links.connect(stored, shown)
    for model in models_with_links():
        label = f"links-{model._meta.label}"
        signals.post_save.connect(saved, sender=model, dispatch_uid=f"{label}-save")
        signals.post_delete.connect(deleted, sender=model, dispatch_uid=f"{label}-delete")


@cache
def models_with_links() -> dict[type[models.Model], list[str]]:
    """The models whose rows hold links, with the columns that do."""
    found = {}
    for model in apps.get_models():
        if issubclass(model, UnionOwned):
            texts = [
                field.attname
                for field in model._meta.concrete_fields
                if isinstance(getattr(field, "translated_field", None), RichTextField)
            ]
            found[model] = texts + (["link"] if model is MenuItem else [])
    return {model: columns for model, columns in found.items() if columns}


def saved(sender: type[models.Model], instance: Any, using: str, **_kwargs: object) -> None:
    Link.objects.using(using).of_row(instance).delete()
    Link.objects.using(using).bulk_create(links_of(instance))


def deleted(sender: type[models.Model], instance: Any, using: str, **_kwargs: object) -> None:
    Link.objects.using(using).of_row(instance).delete()


def links_of(row: Any) -> Iterator[Link]:
    """The links of a row to its own site."""
    for column in models_with_links()[type(row)]:
        text = getattr(row, column) or ""
        for address in links.addresses_of(text) if column != "link" else [text]:
            path = own_path(address, row.union_id)
            found = thing_at(path, row.union_id) if path is not None else ELSEWHERE
            if found != ELSEWHERE:
                thing = found if isinstance(found, Thing) else None
                yield Link(
                    union_id=row.union_id,
                    source=row._meta.label_lower,
                    source_pk=row.pk,
                    field=column,
                    target=thing.target.name if thing else "",
                    target_pk=thing.row.pk if thing else None,
                    address=address[:LONGEST],
                )


def rebuild() -> int:
    """Read the links of all rows of all unions anew, in one transaction; says how many there are."""
    with transaction.atomic():
        Link.objects.all().delete()
        for model in models_with_links():
            rows: models.QuerySet = models.QuerySet(model)
            for row in rows.iterator(AT_ONCE):
                Link.objects.bulk_create(links_of(row))
        return Link.objects.count()
