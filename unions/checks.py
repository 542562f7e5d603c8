"""System checks for models: `manage.py check` refuses a model that lacks what its base classes require.

Each message names the file to open. The checks of page types are in `pages.checks`.
"""

import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.core.checks import Error, register
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.urls import get_resolver
from modeltranslation.translator import translator

from unions import law
from unions.models import Editable, UnionOwned
from unions.privacy import detection
from unions.privacy.inventory import GROUNDS, OTHERS, inventory
from unions.publishing.addresses import Addressed, Citable, Slugged
from unions.publishing.states import Publishable
from unions.tenancy import roles
from unions.text.periods import Period

# Modules of `unions.law` that hold no rules.
WITHOUT_RULES = {f"unions.law.{name}" for name in ["rules", "findings", "public_duties", "provisions"]}


def file_of(thing) -> str:
    """The path of the file that defines a model or function."""
    path = Path(inspect.getsourcefile(thing) or "")
    return str(path.relative_to(settings.BASE_DIR) if path.is_relative_to(settings.BASE_DIR) else path)


def complaint(about, problem: str, remedy: str, number: int) -> Error:
    """An error with the file, the problem and its remedy."""
    return Error(f"{file_of(about)}: {problem}", hint=remedy, obj=about, id=f"unions.E{number:03}")


def constraints_are_inherited(model: type[Model]) -> Iterator[Error]:
    """E001: the constraints of the base class are in the database."""
    for base, ending in [(Publishable, "expires_after_publishing"), (Period, "ends_after_start")]:
        names = [constraint.name for constraint in model._meta.constraints]
        if issubclass(model, base) and not any(name.endswith(f"_{ending}") for name in names):
            yield complaint(
                model,
                f"{model.__name__} is {base.__name__}, but lacks its constraint …_{ending}.",
                f"Let its Meta inherit from {base.__name__}.Meta.",
                1,
            )


def schedule_is_indexed(model: type[Model]) -> Iterator[Error]:
    """E002: an index finds the next row to be published or to expire, which is looked up after every change."""
    if not issubclass(model, Publishable):
        return
    first_fields = [index.fields[:2] for index in model._meta.indexes]
    for name in ["publish_at", "expire_at"]:
        if ["union", name] not in first_fields:
            yield complaint(
                model,
                f"{model.__name__} is Publishable, but lacks the index on union and {name}.",
                "Let its Meta inherit from Publishable.Meta.",
                2,
            )


def texts_are_translated(model: type[Model]) -> Iterator[Error]:
    """E003: the texts of the base classes are translated."""
    required = []
    if issubclass(model, Slugged):
        required += [model.slug_source, "slug"]
    if issubclass(model, Publishable):
        required += ["withdrawal_reason"]
    registered = translator.get_options_for_model(model).all_fields if is_translated(model) else {}
    for name in required:
        if name not in registered:
            yield complaint(
                model,
                f"{model.__name__}.{name} is not held in both languages.",
                f'Write translated = [..., "{name}"] in the model.',
                3,
            )


def is_translated(model: type[Model]) -> bool:
    return model in translator.get_registered_models(abstract=False)


def changes_are_remembered(model: type[Model]) -> Iterator[Error]:
    """E004: a model that people edit has a history."""
    if issubclass(model, Editable) and not hasattr(model, "history"):
        yield complaint(
            model,
            f"{model.__name__} has no history.",
            "Models are registered by unions/translation.py; import the model in the models.py of its app.",
            4,
        )


def rights_are_given(model: type[Model]) -> Iterator[Error]:
    """E005: some role has rights to a model that the admin shows."""
    if not issubclass(model, UnionOwned) or model not in admin.site._registry:
        return
    if model._meta.label_lower not in {label for labels in roles.content_groups().values() for label in labels}:
        yield complaint(
            model,
            f"No role has a right to {model.__name__}.",
            "Set rights_group in the model to one of the groups of unions/tenancy/roles.toml.",
            5,
        )


def public_rows_are_prepared(model: type[Model]) -> Iterator[Error]:
    """E006: a model that is published has pages in the admin."""
    if issubclass(model, Publishable) and model not in admin.site._registry:
        yield complaint(
            model,
            f"{model.__name__} is Publishable, but the administration has no page for it.",
            "Register it in the admin.py beside its models, for an admin class of unions/admin/kit/base.py.",
            6,
        )


def page_has_an_address(model: type[Model]) -> Iterator[Error]:
    """E007: a row with a page has an address named after its model, and a citable one a short address too."""
    names = []
    # The addresses of page types are named after the type; pages.checks looks at them.
    if issubclass(model, Addressed) and not hasattr(model, "kind_name"):
        names.append(f"{model._meta.model_name}_detail")
    if issubclass(model, Citable):
        names.append(f"{model._meta.model_name}_short")
    for name in names:
        if name not in address_names():
            yield complaint(
                model,
                f"{model.__name__} is Addressed, but no address is called {name}.",
                f'Add path(..., name="{name}") to the urls.py of its app.',
                7,
            )


def personal_data_are_declared(model: type[Model]) -> Iterator[Error]:
    """E009: a column that looks personal is in the inventory, or is said not to be personal."""
    if hasattr(model, "history_object"):
        return
    known = inventory()
    for name in detection.personal_columns(model):
        if name not in known.fields() and name not in known.not_personal:
            yield complaint(
                model,
                f"{name} looks personal, and no activity of the inventory of personal data names it.",
                f"Add it to an activity in {model._meta.app_label}/personal_data.toml, or there to [not_personal].",
                9,
            )


def inventory_is_sound() -> Iterator[Error]:
    """E010: what the inventory names exists: fields, grounds, roles, and the fields of its erasures."""
    for activity in inventory().activities:
        wrong = [f"the ground {activity.ground}"] if activity.ground not in GROUNDS else []
        wrong += [f"the role {each}" for each in activity.seen_by if each not in {*OTHERS, *roles.roles()}]
        wrong += [f"the field {name}" for name in activity.fields if not column_exists(name)]
        for rule in activity.erasures:
            names = [rule.counted_from, *rule.empties]
            wrong += [f"the field {rule.model}.{name}" for name in names if not column_exists(f"{rule.model}.{name}")]
        for each in wrong:
            yield Error(
                f"personal_data.toml: the activity {activity.key} names {each}, which does not exist.",
                hint="unions/personal_data.toml explains the entries.",
                id="unions.E010",
            )


def column_exists(name: str) -> bool:
    """Whether app.Model.column is one."""
    label, _dot, column = name.rpartition(".")
    try:
        apps.get_model(label)._meta.get_field(column)
    except (LookupError, ValueError, FieldDoesNotExist):
        return False
    return True


def address_names() -> set[str]:
    return {name for name in get_resolver().reverse_dict if isinstance(name, str)}


def rule_has_an_article(rule: Callable) -> Iterator[Error]:
    """E008: a rule of law names its article."""
    ground = law.RULES.get(rule)
    if ground is None or not any(sign.isdigit() for sign in ground.article):
        yield complaint(
            rule,
            f"The rule {rule.__name__} names no article.",
            'Put @rule_of("Art. 8/1", is_verified=True) above it, and a line into docs/law.md.',
            8,
        )


def rules_of_law() -> list[Callable]:
    """All public functions of the modules that hold rules."""
    modules = [
        module
        for name, module in sys.modules.items()
        if name.startswith(f"{law.__name__}.") and name not in WITHOUT_RULES
    ]
    return [
        function
        for module in modules
        for name, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_")
    ]


MODEL_CHECKS = [
    constraints_are_inherited,
    schedule_is_indexed,
    texts_are_translated,
    changes_are_remembered,
    rights_are_given,
    public_rows_are_prepared,
    page_has_an_address,
    personal_data_are_declared,
]


@register()
def check_models(app_configs, **kwargs) -> list[Error]:
    return [error for model in apps.get_models() for check in MODEL_CHECKS for error in check(model)]


@register()
def check_law(app_configs, **kwargs) -> list[Error]:
    return [error for rule in rules_of_law() for error in rule_has_an_article(rule)]


@register()
def check_inventory(app_configs, **kwargs) -> list[Error]:
    return list(inventory_is_sound())
