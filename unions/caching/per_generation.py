"""Rows that every page of a union needs, read once for each generation of the union instead of once a page."""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from unions.caching.cache_keys import cache_key
from unions.caching.next_change import stable_interval
from unions.caching.store import MISSING, Store
from unions.tenancy import scope
from unions.tenancy.scope import GENERATION

# The pages of a union need a few hundred; made-up addresses must not fill the memory.
VALUES_A_UNION = 5000

# By union: its generation, until when the values hold, and the values by key.
_values = Store(most=10_000)

# Lists of rows and whole parts of pages take a hundred kilobytes and more: so many in all, whichever union's they are.
LARGE_VALUES = 60
_large_values = Store(most=LARGE_VALUES)

# For tests: called with the mark, the function, its arguments and the value, whether that was cached or not.
observer: Callable | None = None


def cached_per_generation(request: HttpRequest, function: Callable, *arguments: Any) -> Any:
    """What the function returns for the arguments; all pages share the value, so no caller may change it.

    The key is made of the function and its arguments, see `unions.caching.cache_keys`. The function is a named one or
    a method of a queryset. Where the value depends on the language, pass the language as an argument.

    A value holds until the generation changes or a moment comes that staff have set, at most to the end of the day.
    Inside a transaction nothing is cached: the transaction may be rolled back and its generation be used again.
    """
    return _per_generation(request, _cached, function, arguments)


def cached_large_value(request: HttpRequest, function: Callable, *arguments: Any) -> Any:
    """The same for a value that takes much memory: of these only as many are kept as a worker has room for."""
    return _per_generation(request, _cached_large, function, arguments)


def _per_generation(request: HttpRequest, cached: Callable, function: Callable, arguments: tuple) -> Any:
    mark = request.META.get(GENERATION)
    bound = scope.union()
    # For code that is bound to another union, or to none, the value would be another.
    if mark is None or bound is None or bound.pk != mark[0]:
        return function(*arguments)
    value = function(*arguments) if connection.in_atomic_block else cached(mark, function, arguments)
    if observer:
        observer(mark, function, arguments, value)
    return value


def _cached_large(mark: tuple[int, int], function: Callable, arguments: tuple) -> Any:
    interval = stable_interval(mark, timezone.now())
    # The newest value alone is kept: that of an earlier number is replaced, not left beside it.
    key = mark[0], cache_key(function, arguments, interval)
    held = mark[1], interval.until
    known: tuple[tuple, Any] | None = _large_values.get(key)
    if known is None or known[0] != held:
        known = held, function(*arguments)
        _large_values.put(key, known)
    return known[1]


def _cached(mark: tuple[int, int], function: Callable, arguments: tuple) -> Any:
    # The generation was read before the rows are, so a value is never older than its mark.
    interval = stable_interval(mark, timezone.now())
    key = cache_key(function, arguments, interval)
    values = _values_of(mark, interval.until)
    value = values.get(key, MISSING)
    if value is MISSING:
        value = function(*arguments)
        if len(values) < VALUES_A_UNION:
            values[key] = value
    return value


def _values_of(mark: tuple[int, int], until: datetime) -> dict[Hashable, Any]:
    union, number = mark
    entry: tuple[int, datetime, dict[Hashable, Any]] | None = _values.get(union)
    if entry is None or entry[:2] != (number, until):
        entry = (number, until, {})
        _values.put(union, entry)
    return entry[2]


def cached_unions() -> list[Hashable]:
    """The unions of which any value is cached at this moment."""
    return _values.keys()
