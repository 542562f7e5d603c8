"""Rows of any page type for tests, made from what its model and its declaration say."""

from datetime import date, timedelta

from django.apps import apps
from django.db import models
from django.utils import timezone

from pages.page_kind import PageKind
from pages.publications import Publication
from tests import factories as make
from unions.files.fields import PictureField
from unions.models import Union, UnionOwned


def make_publication(kind: PageKind, /, *, union: Union | None = None, **fields) -> Publication:
    """A public row of the kind, unless something else is said; its parts are left out."""
    return filled(kind.model, union=make.union_of(union), **{"status": make.PUBLISHED, **kind.where, **fields})


def make_many(kind: PageKind, count: int) -> None:
    """So many public rows of the kind, which differ in their address words."""
    first = make_publication(kind, title_tr="Başlık")
    values = {field.attname: getattr(first, field.attname) for field in kind.model._meta.concrete_fields}
    del values["id"]
    kind.model.objects.bulk_create(
        kind.model(**{**values, "slug_tr": f"{kind}-{number}", "slug_en": f"{kind}-en-{number}"})
        for number in range(1, count)
    )


def make_parts(row: Publication, **fields) -> dict[str, UnionOwned]:
    """One row of each of the models that live inside a publication, by the name of the model."""
    return {
        part._meta.model_name: filled(part, union=row.union, **{part.union_from: row}, **fields)
        for part in parts_of(type(row))
    }


def parts_of(model: type[models.Model]) -> list[type[UnionOwned]]:
    """The models whose rows live inside the rows of the model."""
    inner = [each for each in apps.get_models() if issubclass(each, UnionOwned) and each.union_from]
    return [each for each in inner if each._meta.get_field(each.union_from).related_model is model]


def filled(model: type[models.Model], **fields) -> models.Model:
    """A stored row with something in every field that must not be empty."""
    row = model(**fields)
    for field in model._meta.concrete_fields:
        name = f"{field.name}_tr" if field.name in model.translated else field.name
        is_owed = field.editable and not (field.blank or field.has_default() or hasattr(field, "translated_field"))
        if is_owed and name not in fields and field.name not in fields:
            # What a part belongs to, belongs to the same union.
            value = filled(field.related_model, union=row.union) if field.is_relation else sample_of(field)
            setattr(row, name, value)
    row.save()
    return row


def sample_of(field: models.Field):
    """A value that the field accepts."""
    if isinstance(field, PictureField):
        return make.picture_upload()
    if isinstance(field, models.FileField):
        return make.pdf_upload()
    if isinstance(field, models.DateTimeField):
        return timezone.now() + timedelta(days=7)
    if isinstance(field, models.DateField):
        # After every day that a test gives a row.
        return date(2999, 12, 31)
    if field.choices:
        # The first of them is often one of which there can be one only.
        return field.choices[-1][0]
    if isinstance(field, models.IntegerField):
        return make.number()
    # The number at its end tells it from others, however many were made before.
    return f"Örnek {make.number()}"[-(field.max_length or 0) :]
