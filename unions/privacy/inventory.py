"""Which personal data the installation holds: what, of whom, why, on which ground, how long, and who sees them.

Each app declares its own in `personal_data.toml`, beside its models: an entry an activity, with the fields and the
forms that hold the data. Disclosure texts, the privacy page, the export for VERBİS and the erasure of what is over
follow from it; `unions.checks` refuses a model with a personal field that no activity names.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from unions.tenancy import roles
from unions.text.languages import active_language

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FILE_NAME = "personal_data.toml"

# The conditions of Law 6698, art. 5, under which personal data may be processed.
GROUNDS: "dict[str, StrOrPromise]" = {
    "consent": _("explicit consent"),
    "law": _("expressly provided for by law"),
    "contract": _("necessary for a contract"),
    "duty": _("necessary for a legal duty of the controller"),
    "public": _("disclosed by the person"),
    "right": _("necessary to establish, exercise or protect a right"),
    "interest": _("legitimate interest of the controller that does not harm fundamental rights"),
}
# Who sees data beside the roles of staff.
OTHERS: "dict[str, StrOrPromise]" = {
    "everyone": _("everyone, on the public site"),
    "operator": _("whoever runs the installation"),
    "person": _("the person alone"),
}
Texts = dict[str, str]


@dataclass(frozen=True)
class Erasure:
    """What happens to rows by itself, so many days after a moment: they are deleted, emptied, or erase themselves."""

    model: str
    after_days: int
    # The field that holds the moment from which the days are counted.
    counted_from: str
    # Fields that are emptied; without any, the row is deleted.
    empties: tuple[str, ...] = ()
    # The field in which a row notes the day on which its method `erase` has erased it.
    marks: str = ""


@dataclass(frozen=True)
class Activity:
    """One thing for which the union processes personal data."""

    key: str
    title: Texts
    people: Texts
    category: Texts
    purpose: Texts
    retention: Texts
    ground: str
    seen_by: tuple[str, ...]
    fields: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    # Templates of the forms at which people are told of it.
    told_at: tuple[str, ...] = ()
    erasures: tuple[Erasure, ...] = field(default_factory=tuple)

    def text(self, name: str) -> str:
        """A text in the active language."""
        texts: Texts = getattr(self, name)
        return texts[active_language()]

    @property
    def ground_in_words(self) -> "StrOrPromise":
        return GROUNDS[self.ground]

    @property
    def seen_by_in_words(self) -> list[str]:
        names = roles.roles()
        label = f"label_{active_language()}"
        return [str(OTHERS[each]) if each in OTHERS else str(names[each][label]) for each in self.seen_by]


@dataclass(frozen=True)
class Inventory:
    """The declarations of all apps."""

    activities: tuple[Activity, ...]
    # Fields that look personal and are not, with the reason.
    not_personal: dict[str, str]

    def fields(self) -> dict[str, str]:
        """The declared fields with the key of their activity."""
        return {name: activity.key for activity in self.activities for name in activity.fields}

    def columns_of(self, model: type[Model]) -> list[str]:
        """The columns of a model that hold personal data."""
        label = f"{model._meta.label}."
        return [name.removeprefix(label) for name in self.fields() if name.startswith(label)]

    def forms(self) -> dict[str, str]:
        return {name: activity.key for activity in self.activities for name in activity.forms}

    def activity(self, key: str) -> Activity:
        return next(activity for activity in self.activities if activity.key == key)


@cache
def inventory() -> Inventory:
    """What all apps declare, in the order of the apps."""
    activities: list[Activity] = []
    not_personal: dict[str, str] = {}
    for config in apps.get_app_configs():
        path = Path(config.path) / FILE_NAME
        if path.exists():
            content = tomllib.loads(path.read_text(encoding="utf-8"))
            activities += [read(key, entry) for key, entry in content.get("activities", {}).items()]
            not_personal |= content.get("not_personal", {})
    return Inventory(tuple(activities), not_personal)


def columns_named(name: str) -> list[str]:
    """The column of that name; with `*` for the model, that column of every model of the app that has it."""
    app, _dot, rest = name.partition(".*.")
    if not rest:
        return [name]
    models = [model for model in apps.get_app_config(app).get_models() if "history_date" not in columns_of(model)]
    return [f"{model._meta.label}.{rest}" for model in models if rest in columns_of(model)]


def columns_of(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}


def read(key: str, entry: dict) -> Activity:
    """One activity of a file; raises KeyError or TypeError where it is not complete."""
    lists: dict[str, Any] = {name: tuple(entry.pop(name, [])) for name in ["seen_by", "forms", "told_at"]}
    lists["fields"] = tuple(each for name in entry.pop("fields", []) for each in columns_named(name))
    erasures = tuple(
        Erasure(**{**rule, "empties": tuple(rule.get("empties", []))}) for rule in entry.pop("erasures", [])
    )
    return Activity(key=key, erasures=erasures, **lists, **entry)
