"""Rows that every page of a union needs, read once for each generation of the union instead of once a page."""

from collections.abc import Callable, Hashable
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from unions.caching.cache_keys import cache_key
from unions.caching.next_change import Interval, stable_interval
from unions.caching.same_answers import Known, Made, make, rests_on, still_stands
from unions.caching.store import Store
from unions.tenancy import scope
from unions.tenancy.scope import GENERATION

# The pages of a union need a few hundred; made-up addresses must not fill the memory.
VALUES_A_UNION = 5000
# Of earlier generations so many are kept, those of the last one first.
EARLIER_VALUES = 500

# By union: its generation, until when the values hold, the values by key, and by key those of earlier generations.
_values = Store(most=10_000)

# Lists of rows and whole parts of pages take a hundred kilobytes and more: so many in all, whichever union's they are.
LARGE_VALUES = 60
_large_values = Store(most=LARGE_VALUES)

# What pages of single rows have read: some ten kilobytes each.
PAGE_VALUES = 100
_page_values = Store(most=PAGE_VALUES)

# By union: its generation, until when it holds, and which statements of earlier generations say the same.
_known = Store(most=10_000)

# For tests: called with the mark, the function, its arguments and the value, whether that was cached or not.
observer: Callable | None = None


def cached_per_generation(request: HttpRequest, function: Callable, *arguments: Any) -> Any:
    """What the function returns for the arguments; all pages share the value, so no caller may change it.

    The key is made of the function and its arguments, see `unions.caching.cache_keys`. The function is a named one or
    a method of a queryset. Where the value depends on the language, pass the language as an argument.

    A value holds until the generation changes or a moment comes that staff have set, at most to the end of the day.
    One that is made of rows alone holds on after a change of the generation where the database says the same about it
    as before, see `unions.caching.same_answers`.
    Inside a transaction nothing is cached: the transaction may be rolled back and its generation be used again.
    """
    return _per_generation(request, _cached, function, arguments)


def cached_large_value(request: HttpRequest, function: Callable, *arguments: Any) -> Any:
    """The same for a value that takes much memory: of these only as many are kept as a worker has room for."""
    return _per_generation(request, _cached_large, function, arguments)


def cached_page_value(request: HttpRequest, function: Callable, *arguments: Any) -> Any:
    """The same for what the page of one row has read: of such pages a union has thousands, and the last asked are kept.

    An address that leads to nothing raises, and is not kept; nor is what staff preview.
    """
    if getattr(request, "preview", None):
        return function(*arguments)
    return _per_generation(request, _cached_page, function, arguments)


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
    return _cached_in(_large_values, mark, function, arguments)


def _cached_page(mark: tuple[int, int], function: Callable, arguments: tuple) -> Any:
    return _cached_in(_page_values, mark, function, arguments)


def _cached_in(values: Store, mark: tuple[int, int], function: Callable, arguments: tuple) -> Any:
    now = timezone.now()
    interval = stable_interval(mark, now)
    # The newest value alone is kept: that of an earlier number is replaced, not left beside it.
    key = mark[0], cache_key(function, arguments, interval)
    held = mark[1], interval.until
    known: tuple[tuple, Made] | None = values.get(key)
    if known is None or known[0] != held:
        known = held, _made(known[1] if known else None, function, arguments, interval, now, _known_of(mark, interval))
        values.put(key, known)
    rests_on(known[1].asked)
    return known[1].value


def _cached(mark: tuple[int, int], function: Callable, arguments: tuple) -> Any:
    # The generation was read before the rows are, so a value is never older than its mark.
    now = timezone.now()
    interval = stable_interval(mark, now)
    key = cache_key(function, arguments, interval)
    values, earlier = _values_of(mark, interval.until)
    made = values.get(key)
    if made is None:
        made = _made(earlier.pop(key, None), function, arguments, interval, now, _known_of(mark, interval))
        if len(values) < VALUES_A_UNION:
            values[key] = made
    rests_on(made.asked)
    return made.value


def _made(
    earlier: Made | None, function: Callable, arguments: tuple, interval: Interval, now: datetime, known: Known
) -> Made:
    """The value of an earlier number where it still stands, else a new one."""
    if earlier is not None and still_stands(earlier, function, arguments, now, known):
        return earlier
    return make(function, arguments, interval.until)


def _known_of(mark: tuple[int, int], interval: Interval) -> Known:
    """What is known in this generation of the statements of earlier ones."""
    union, number = mark
    entry: tuple[int, datetime, Known] | None = _known.get(union)
    if entry is None or entry[:2] != (number, interval.until):
        entry = number, interval.until, {}
        _known.put(union, entry)
    return entry[2]


def _values_of(mark: tuple[int, int], until: datetime) -> tuple[dict[Hashable, Made], dict[Hashable, Made]]:
    """The values of this number, and those of earlier ones that nobody has asked for since."""
    union, number = mark
    entry: tuple[int, datetime, dict[Hashable, Made], dict[Hashable, Made]] | None = _values.get(union)
    if entry is None or entry[:2] != (number, until):
        earlier = {} if entry is None else {**entry[2], **entry[3]}
        lasting = ((key, made) for key, made in earlier.items() if made.asked is not None)
        entry = (number, until, {}, dict(islice(lasting, EARLIER_VALUES)))
        _values.put(union, entry)
    return entry[2:]


def cached_unions() -> list[Hashable]:
    """The unions of which any value is cached at this moment."""
    return _values.keys()
