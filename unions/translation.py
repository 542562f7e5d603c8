"""Registers the translated fields of every model, how far their translation is, and its history.

Modeltranslation imports a module of this name once all apps are loaded; this one registers the models of all apps.
"""

import simple_history
from django.apps import apps
from django.db.models import Model
from modeltranslation.translator import TranslationOptions, translator

from unions.models import Editable
from unions.text.translation_state import COLUMN, TranslationStateField


def register(model: type[Model]) -> None:
    if fields := getattr(model, "translated", []):
        if issubclass(model, Editable) and not hasattr(model, COLUMN):
            model.add_to_class(COLUMN, TranslationStateField())
        translator.register(model, type("Options", (TranslationOptions,), {"fields": fields}))
    if issubclass(model, Editable):
        # Only now does the model have all its columns; registered earlier, its history would lack the translations.
        simple_history.register(model, app=model._meta.app_label, excluded_fields=model.fields_not_in_history())


# A copy of the list: each history that is registered adds a model.
for model in list(apps.get_models()):
    register(model)
