"""What holds for every model of the three apps, those of tomorrow included."""

import pytest
from django.apps import apps
from django.db.models import NOT_PROVIDED

from tests.tables import table
from unions.models import Generation, ScopedManager, UnionOwned
from unions.models.ownership import Editable
from unions.tenancy import scope

SHARED = {
    "unions.Union",
    "unions.User",
    "unions.Generation",
    "unions.Allowance",
    # An account may work for several unions; a stored file is known by its path, which begins with its union.
    "unions.AccountLink",
    "unions.PictureJob",
    # Which process works, and which task is due, for the whole installation.
    "unions.PeriodicTask",
    "unions.WorkProcess",
    "unions.FileRecord",
    # Bookkeeping of the administration, which asks for its union by name.
    "unions.Deletion",
    "unions.UnsavedWork",
    "unions.NextVersion",
    "unions.Review",
    "unions.SharedPreview",
    "unions.FileText",
    "members.Province",
    "members.Municipality",
    # Which rows the search has to read again; written by programs.
    "pages.Link",
    "pages.SearchChange",
    # Who follows what by mail asks for its union by name, and is written by readers.
    "pages.PublicSince",
    "pages.Subscription",
    "pages.WordInVain",
}
MODELS = [
    model
    for label in ["unions", "members", "pages"]
    for model in apps.get_app_config(label).get_models()
    if not hasattr(model, "history_object")
]
OWNED = [model for model in MODELS if model._meta.label not in SHARED]


def label(model):
    return model._meta.label


@table("model", OWNED, ids=label)
def test_every_row_belongs_to_a_union(model):
    assert issubclass(model, UnionOwned)
    assert not model._meta.get_field("union").null


@table("model", OWNED, ids=label)
def test_every_default_query_is_scoped(model):
    assert isinstance(model._default_manager, ScopedManager)
    with scope.request(), pytest.raises(scope.ScopeMissing):
        model._default_manager.all()


@table("model", OWNED, ids=label)
def test_every_change_is_remembered(model):
    history = model.history.model

    translated = {field.name for field in model._meta.concrete_fields} - {"id"}
    translated -= set(model.fields_not_in_history())
    assert translated <= {field.name for field in history._meta.concrete_fields}


@table("model", [model for model in MODELS if issubclass(model, Editable)], ids=label)
def test_every_editable_row_counts_its_versions(model):
    assert model._meta.get_field("version").default == 1


@table("model", OWNED, ids=label)
def test_every_constraint_that_can_fail_speaks_the_user_s_language(model):
    silent = [
        constraint.name
        for constraint in model._meta.constraints
        if getattr(constraint, "condition", None) is not None
        and constraint.violation_error_message == constraint.default_violation_error_message
        and not constraint.name.endswith(("_from_one", "_is_a_year", "_is_a_date", "_one_primary", "_one_current"))
    ]

    assert silent == [] or set(silent) <= {"unions_legalbasis_one_founding_act"}


@table("model", MODELS, ids=label)
def test_every_field_has_a_turkish_or_english_name_of_its_own(model):
    unnamed = [
        field.name
        for field in model._meta.concrete_fields
        if field.editable
        and not field.primary_key
        and isinstance(field.verbose_name, str)
        and field.verbose_name == field.name.replace("_", " ")
        and type(field.verbose_name) is str
        and model._meta.label != "unions.User"
    ]

    assert unnamed == []


def test_the_generation_is_counted_for_every_union():
    assert Generation._meta.get_field("number").default is not NOT_PROVIDED
