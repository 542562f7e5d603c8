"""What a database holds of the demonstration, and what it holds beside it."""

import re
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management import call_command

from unions.models import Union, UnionOwned
from unions.tenancy import scope

UNIONS = ["trakyakent", "konya"]
MEMBERS = {"trakyakent": 41, "konya": 39}


def owned_models():
    return [model for model in apps.get_models() if issubclass(model, UnionOwned)]


def run(command: str) -> str:
    output = StringIO()
    call_command(command, stdout=output)
    return output.getvalue()


def dump() -> dict[str, str]:
    """Every row of every union that is no demonstration, as text; what counts changes is left out."""
    with scope.everything():
        rows = [row for model in owned_models() for row in model.all_unions.filter(is_demo=False)]
        return {
            f"{row._meta.label} {row.pk}": serializers.serialize("json", [row]) for row in [*rows, *Union.objects.all()]
        }


def dump_of_facts() -> dict[str, str]:
    changing = r', "(version|updated_at|has_demo)": [^,}]+'
    return {row: re.sub(changing, "", text) for row, text in dump().items()}


def demonstration() -> dict[str, int]:
    """How many rows of each model, and of each model's history, belong to the demonstration."""
    counts = {}
    for model in owned_models():
        counts[model.__name__] = model.all_unions.filter(is_demo=True).count()
        if hasattr(model, "history"):
            counts[f"{model.__name__} history"] = model.history.filter(is_demo=True).count()
    return {name: count for name, count in counts.items() if count}


def files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
