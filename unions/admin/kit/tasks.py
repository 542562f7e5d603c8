"""What the start page says is to be done."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

# Of one kind of trouble; the next ones are named once these are mended.
MOST_NAMED = 5


@dataclass(frozen=True)
class Task:
    """One line of the start page: what is missing, overdue or waiting, and where to put it right."""

    text: str
    url: str
    is_overdue: bool = False
    # Missing English texts are listed separately: nothing is wrong without them.
    is_translation: bool = False


@dataclass(frozen=True)
class Count:
    """A number on the start page and the list behind it."""

    label: str
    number: int
    url: str


def list_url(model, **filters) -> str:
    """The list of a model, filtered."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{address}?{urlencode(filters)}" if filters else address


def add_url(model) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


def change_url(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
