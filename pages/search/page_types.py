"""The page types as they are found: what of them is searched, with the files they carry."""

from functools import partial
from typing import Any

from django.db.models import Model, QuerySet

from pages.kinds import KINDS
from pages.publications import AttachedFile, Publication
from pages.search.source import Source, dated, joined, public, rich_words
from unions.text.richtext import RichTextField

SHORT_TEXTS = {"place", "audience", "result", "number"}
# Met by their labels as well: who asks for the fee of a seminar or the contact of a project means one that states it.
STATED = ["fee", "fee_note", "registration", "register_until", "programme", "partners"]
STATED += ["contact", "contact_phone", "contact_email"]
DATE_OF = {kind.model: kind.date for kind in KINDS}
WEIGHTS = {
    "document": 7,
    "event": 7,
    "announcement": 7,
    "news": 6,
    "gallery": 4,
    "tender": 8,
    "vacancy": 8,
    "service": 8,
}


def publication_words(row: Publication) -> dict:
    words = rich_words(row)
    short = [getattr(row, name, "") for name in sorted(SHORT_TEXTS)]
    files = [str(file) for file in row.files.all()] if hasattr(row, "files") else []
    return {
        **words,
        **dated(getattr(row, DATE_OF[type(row)])),
        "kind": row.kind_name,
        "title": row.title,
        "summary": joined(row.summary, *short),
        "text": joined(words["text"], *stated(row), *files, row._meta.verbose_name),
        "weight": WEIGHTS.get(row.kind_name, 6),
    }


def stated(row: Publication) -> list[str]:
    """What the row states in fields of its own, each behind its label."""
    fields = [field for field in row._meta.concrete_fields if getattr(row, field.name) not in (None, "")]
    plain = sorted(
        (field for field in fields if field.name in STATED and not isinstance(field, RichTextField)),
        key=lambda field: STATED.index(field.name),
    )
    return [f"{field.verbose_name}: {getattr(row, field.name)}" for field in plain]


def publication_files(row: Publication) -> list:
    own = getattr(row, "file", None)
    return [own, *(part.file for part in row.files.all())] if hasattr(row, "files") else [own]


def public_rows(model: type[Any]) -> QuerySet:
    rows = public(model.objects.all())
    return rows.prefetch_related("files") if parts_of(model) else rows


def publication_sources() -> list[Source]:
    models: list[type[Publication]] = list(dict.fromkeys(kind.model for kind in KINDS))
    return [
        Source(
            str(model._meta.model_name),
            model,
            partial(public_rows, model),
            publication_words,
            {part: f"{part.union_from}_id" for part in parts_of(model)},
            files=publication_files,
        )
        for model in models
    ]


def parts_of(model: type[Model]) -> list[type[AttachedFile]]:
    related: list[Any] = [relation.related_model for relation in model._meta.related_objects]
    return [part for part in related if issubclass(part, AttachedFile)]
