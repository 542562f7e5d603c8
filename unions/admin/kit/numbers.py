"""The numbers of the start page: whatever any part of the administration counts there, in one statement."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.http import HttpRequest

from unions.caching.per_generation import cached_per_generation
from unions.lists.index_steps import plain

Key = tuple[str, str]


def numbers_of(rows: dict[Key, QuerySet]) -> dict[Key, int]:
    """How many rows each queryset finds."""
    parts = [
        plain(of_key).values(counted_as=Value("/".join(key))).annotate(counted=Count("pk"))
        for key, of_key in rows.items()
    ]
    if not parts:
        return {}
    # Whether a part that finds nothing answers with a zero or not at all is the database's affair.
    found = {part["counted_as"]: part["counted"] for part in parts[0].union(*parts[1:], all=True)}
    return {key: found.get("/".join(key), 0) for key in rows}


def count_for_start_page(request: HttpRequest, admins: Iterable[Any]) -> dict[Key, int]:
    """The numbers of all these parts: those that stand while nothing is written, and those of this moment."""
    lasting: dict[Key, QuerySet] = {}
    passing: dict[Key, QuerySet] = {}
    for model_admin in admins:
        label = model_admin.opts.label
        # Counted, so in no order.
        for name, rows in model_admin.start_page_numbers(request).items():
            lasting[label, name] = rows.order_by()
        for name, rows in model_admin.start_page_numbers_now(request).items():
            passing[label, name] = rows.order_by()
    return {**cached_per_generation(request, numbers_of, lasting), **numbers_of(passing)}
