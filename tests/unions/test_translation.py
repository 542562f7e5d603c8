from django.apps import apps
from modeltranslation.translator import translator

from members.models import Province
from unions.models import Editable, Meeting


def test_every_field_that_a_model_names_has_a_column_a_language():
    for model in apps.get_models():
        for name in getattr(model, "translated", []):
            columns = {field.name for field in model._meta.concrete_fields}
            assert {f"{name}_tr", f"{name}_en"} <= columns, f"{model._meta.label}.{name}"


def test_a_model_of_every_app_is_registered():
    assert {Meeting, Province} <= set(translator.get_registered_models(abstract=False))


def test_the_history_of_an_editable_row_holds_its_translations_and_leaves_out_what_the_model_names():
    columns = {field.name for field in Meeting.history.model._meta.concrete_fields}

    assert {"title_tr", "title_en"} <= columns
    assert "search_text" not in columns
    assert all(hasattr(model, "history") for model in apps.get_models() if issubclass(model, Editable))
