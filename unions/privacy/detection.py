"""Which fields of models and forms look personal, by their type, by what they point at and by their name."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.forms.forms import DeclarativeFieldsMetaclass
from django.forms.models import ModelFormMetaclass

from unions.values.fields import EmailField, TelephoneField

COLUMN_TYPES = (TelephoneField, EmailField, models.EmailField, models.GenericIPAddressField)
# A word of the name of a field that speaks of a person.
WORDS = re.compile(
    r"(?:^|_)(?:name|surname|firstname|lastname|username|mayor|phone|mobile|telephone|fax|email|mail|address|ip|tckn"
    r"|identity|passport|nationality|birth|birthday|birthplace|gender|signature|person|head|applicant|sender|recipient|contact|iban"
    r"|user|agent|by|photo|avatar|nickname)(?:_|$)"
)
# A button, a file or a choice is no datum of a person.
FORM_FIELDS_LEFT_OUT = (forms.BooleanField, forms.FileField)


def looks_personal(name: str) -> bool:
    return bool(WORDS.search(name))


def points_at_a_person(field: models.Field) -> bool:
    related = getattr(field, "related_model", None)
    return related is get_user_model() or getattr(related, "is_of_a_person", False)


def says_of_a_person(field: models.Field) -> bool:
    """Whether it is a text or a picture of a row that is itself a person; notes of staff are about the entry."""
    is_free = isinstance(field, models.CharField | models.TextField | models.FileField) and not field.choices
    return is_free and field.editable and field.name != "staff_note" and getattr(field.model, "is_of_a_person", False)


def personal_columns(model: type[models.Model]) -> list[str]:
    """The columns of a model that look personal; of a text in two languages the one name."""
    found = []
    for field in model._meta.concrete_fields:
        if hasattr(field, "translated_field") or isinstance(field, models.BooleanField | models.DateTimeField):
            continue
        # A link to a row is personal where the row is a person, whatever it is called.
        by_name = looks_personal(field.name) and not field.is_relation
        if isinstance(field, COLUMN_TYPES) or points_at_a_person(field) or by_name or says_of_a_person(field):
            found.append(f"{model._meta.label}.{field.name}")
    return found


def models_of_people() -> Iterator[type[models.Model]]:
    """All models of the installation; the histories repeat the columns of theirs and are erased with them."""
    for model in apps.get_models():
        if not hasattr(model, "history_object") and not model._meta.proxy:
            yield model


def form_classes(module_names: tuple[str, ...]) -> list[type[forms.BaseForm]]:
    """Every form of the named packages whose modules are loaded."""
    found: dict[str, Any] = {}
    open_classes: list[type] = [forms.BaseForm]
    while open_classes:
        for each in open_classes.pop().__subclasses__():
            open_classes.append(each)
            # Those that the administration makes while it runs hold the columns of a model.
            if each.__module__.split(".")[0] in module_names and isinstance(
                each, DeclarativeFieldsMetaclass | ModelFormMetaclass
            ):
                found[f"{each.__module__}.{each.__qualname__}"] = each
    return [found[name] for name in sorted(found)]


def makes_fields_while_it_runs(form: type[forms.BaseForm]) -> bool:
    """Whether its own code adds fields, so that the class does not show them."""
    try:
        return bool(re.search(r"self\.fields\[[^\]]+\] = ", inspect.getsource(form)))
    except (OSError, TypeError):
        return False


def personal_inputs(form: type[forms.BaseForm]) -> list[str]:
    """The fields of a form that look personal; the form itself where its fields are made while it runs."""
    label = f"{form.__module__}.{form.__qualname__}"
    columns = columns_of(form)
    found = [
        f"{label}.{name}"
        for name, field in getattr(form, "base_fields", {}).items()
        if name not in columns
        and not isinstance(field, FORM_FIELDS_LEFT_OUT)
        and (isinstance(field, forms.EmailField) or looks_personal(name))
    ]
    return [*found, *([label] if makes_fields_while_it_runs(form) else [])]


def columns_of(form: type[forms.BaseForm]) -> set[str]:
    """The columns of the model of a form; the inventory knows them by the model."""
    model = getattr(getattr(form, "_meta", None), "model", None)
    return {field.name for field in model._meta.concrete_fields} if model else set()
