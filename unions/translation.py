"""Registers what models say of themselves: which of their fields are held in both languages, and their history.

Modeltranslation looks for a module of this name once all apps are there; this one speaks for all of them.
"""

import simple_history
from django.apps import apps
from django.db.models import Model
from modeltranslation.translator import TranslationOptions, translator

from unions.models import Editable


def register(model: type[Model]) -> None:
    if getattr(model, "translated", []):
        translator.register(model, type("Options", (TranslationOptions,), {"fields": model.translated}))
    if issubclass(model, Editable):
        # Only now does the model have all its columns; registered earlier, its history would lack the translations.
        simple_history.register(model, app=model._meta.app_label, excluded_fields=model.fields_not_in_history())


# A list of its own: each history that is registered adds a model.
for each in list(apps.get_models()):
    register(each)
