"""Rows that every page of a union needs, fetched once for each generation of the union instead of for each page."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from unions.scope import GENERATION

_kept: dict[int, tuple[tuple, dict[str, Any]]] = {}


def of_generation(request: HttpRequest, name: str, fetch: Callable[[], Any]) -> Any:
    """What `fetch` finds; it is shared by all pages, so nobody may change it.

    The number of the generation was read before the rows are, and the day belongs to it, because what is current may
    change with it. Inside a transaction nothing is kept: it may be taken back, and its number be given away again.
    """
    mark = request.META.get(GENERATION)
    if mark is None or connection.in_atomic_block:
        return fetch()
    union, number = mark
    stamp = (number, timezone.localdate())
    known = _kept.get(union)
    if known is None or known[0] != stamp:
        known = _kept[union] = (stamp, {})
    rows = known[1]
    if name not in rows:
        rows[name] = fetch()
    return rows[name]
