"""Rows that every page of a union needs, fetched once for each generation of the union instead of for each page."""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from unions.caching.next_change import next_change
from unions.tenancy.scope import GENERATION

# Pages name a few hundred things; nothing that a stranger invents may fill the memory.
MOST_NAMES = 5000

# By union: the number of the generation, from when until when it holds, and what was found.
_kept: dict[int, tuple[int, datetime, datetime, dict[Hashable, Any]]] = {}


def of_generation(request: HttpRequest, name: Hashable, fetch: Callable[[], Any]) -> Any:
    """What `fetch` finds; it is shared by all pages, so nobody may change it.

    The number of the generation was read before the rows are. It holds to the next moment that staff have set, at most
    to the end of the day. Inside a transaction nothing is kept: it may be taken back, and its number be given away
    again.
    """
    mark = request.META.get(GENERATION)
    if mark is None or connection.in_atomic_block:
        return fetch()
    union, number = mark
    now = timezone.now()
    known = _kept.get(union)
    if known is None or known[0] != number or not known[1] <= now < known[2]:
        known = _kept[union] = (number, now, next_change(union, now), {})
    rows = known[3]
    if name in rows:
        return rows[name]
    found = fetch()
    if len(rows) < MOST_NAMES:
        rows[name] = found
    return found
