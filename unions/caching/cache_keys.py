"""The key under which the value of a function call is cached: the function and all its arguments.

Two calls with the same key return the same value while nothing is written. The key of a queryset holds the whole
query, so no caller has to name the filters of a list, and none can forget one.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from enum import Enum
from functools import lru_cache, partial
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any, cast

from django.core.files.storage import Storage
from django.db.models import Field, ForeignObjectRel, Manager, Model, Prefetch, QuerySet
from django.db.models.expressions import BaseExpression
from django.db.models.lookups import Lookup
from django.db.models.sql.datastructures import BaseTable, Join
from django.db.models.sql.query import Query
from django.utils.functional import LazyObject, Promise, cached_property, empty
from django.utils.tree import Node

from unions.caching.next_change import Interval

# Stands for every moment of the interval in which a value holds.
NOW = "now"
PLAIN = (str, bytes, int, float, Decimal, date, time, timedelta, type(None))
# Bookkeeping of a query, which does not change its SQL.
BOOKKEEPING_OF_QUERIES = frozenset(
    {
        "alias_refcount",
        "used_aliases",
        "table_map",
        "_annotation_select_cache",
        "_extra_select_cache",
        "filter_is_sticky",
    }
)
# The same of an expression.
BOOKKEEPING_OF_EXPRESSIONS = frozenset({"_constructor_args"})


class NoCacheKey(TypeError):
    """The value has no identity that a key could hold."""


class SelfKeyed:
    """An object that names its part of the key itself, where that is less than all its attributes."""

    key_parts: tuple


def cache_key(function: Callable, arguments: tuple, interval: Interval) -> Hashable:
    """The key of what the function returns for these arguments within the interval.

    Raises NoCacheKey for functions that see more than their arguments, and for arguments that have no identity.
    """
    return _key(function, interval), tuple(_key(value, interval) for value in arguments)


def _key(value: Any, interval: Interval) -> Hashable:
    kind = type(value)
    if kind is datetime:
        # No moment that staff have set lies inside the interval, so rows compare alike with all of it.
        return NOW if value.tzinfo and interval.since <= value < interval.until else ("moment", value)
    if kind is str or value is None:
        return cast(Hashable, value)
    return _key_function(cast(Hashable, kind))(value, interval)


@lru_cache(maxsize=512)
def _key_function(kind: type) -> Callable[[Any, Interval], Hashable]:
    for kinds, key_of in KEYS:
        if issubclass(kind, kinds):
            return key_of
    raise NoCacheKey(f"A {kind.__module__}.{kind.__qualname__} has no identity that a key could hold.")


def _sequence(values: Iterable, interval: Interval) -> Hashable:
    return type(values), tuple(_key(value, interval) for value in values)


def _set(values: Iterable, interval: Interval) -> Hashable:
    return type(values), frozenset(_key(value, interval) for value in values)


def _mapping(values: dict, interval: Interval) -> Hashable:
    # The order of annotations and joins is part of the statement.
    return "dict", tuple((_key(name, interval), _key(value, interval)) for name, value in values.items())


def _plain(value: Hashable, _interval: Interval) -> Hashable:
    # True is equal to 1, and 1 to 1.0.
    return type(value), value


def _lazy(value: Any, interval: Interval) -> Hashable:
    if value._wrapped is empty:
        value._setup()
    return _key(value._wrapped, interval)


def _row(row: Model, _interval: Interval) -> Hashable:
    if row.pk is None:
        raise NoCacheKey(f"A {row._meta.label} that has not been saved cannot be part of a key.")
    return row._meta.label, row.pk


def _field(field: Field, interval: Interval) -> Hashable:
    if hasattr(field, "model"):
        return "field", field.model._meta.label, field.name
    # The type of a calculated column.
    _name, path, arguments, options = field.deconstruct()
    return "field", path, _key(arguments, interval), _key(options, interval)


def _relation(relation: ForeignObjectRel, interval: Interval) -> Hashable:
    return "relation", _key(relation.field, interval)


def _function(function: Callable, _interval: Interval) -> Hashable:
    name = function.__qualname__
    # `len` belongs to a module, the `append` of a list to that list.
    belongs_to = getattr(function, "__self__", None)
    if name.endswith("<lambda>") or "<locals>" in name or not isinstance(belongs_to, ModuleType | None):
        raise NoCacheKey(f"{name} may see more than its arguments; give a named function what it needs.")
    return "function", function.__module__, name


def _method(method: MethodType, interval: Interval) -> Hashable:
    # A method that a manager takes from its queryset has the queryset's name and returns the manager's rows.
    return "method", method.__func__.__module__, method.__func__.__qualname__, _key(method.__self__, interval)


def _partial(function: partial, interval: Interval) -> Hashable:
    return "partial", _key(function.func, interval), _key(function.args, interval), _key(function.keywords, interval)


def _rows(rows: Any, interval: Interval) -> Hashable:
    return (
        "rows",
        type(rows).__qualname__,
        rows._db,
        rows._iterable_class,
        _key(rows._fields, interval),
        _key(tuple(rows._prefetch_related_lookups), interval),
        _query(rows.query, interval),
    )


def _prefetch(prefetch: Prefetch, interval: Interval) -> Hashable:
    return "prefetch", prefetch.prefetch_to, _key(prefetch.queryset, interval)


def _query(query: Query, interval: Interval) -> Hashable:
    return _state(query, interval, BOOKKEEPING_OF_QUERIES)


def _condition(node: Node, interval: Interval) -> Hashable:
    return (
        type(node).__qualname__,
        node.connector,
        node.negated,
        tuple(_key(child, interval) for child in node.children),
    )


def _expression(expression: Any, interval: Interval) -> Hashable:
    return _state(expression, interval, BOOKKEEPING_OF_EXPRESSIONS)


def _state(of: Any, interval: Interval, leaving_out: frozenset[str]) -> Hashable:
    """All attributes of a part of a query but those that are computed from the others."""
    leaving_out = _left_out(cast(Hashable, type(of)), leaving_out)
    return type(of), frozenset(
        (name, _key(value, interval)) for name, value in vars(of).items() if name not in leaving_out
    )


@lru_cache(maxsize=512)
def _left_out(kind: type, leaving_out: frozenset[str]) -> frozenset[str]:
    """These names and those of cached properties, except the type of a calculated column, which may be an argument."""
    names = {name for base in kind.__mro__ for name, value in vars(base).items() if isinstance(value, cached_property)}
    return frozenset(names | leaving_out) - {"output_field"}


# The first that fits is used, so a subclass stands before its base.
KEYS: list[tuple[Any, Callable[[Any, Interval], Hashable]]] = [
    (Node, _condition),
    ((Query,), _query),
    ((Lookup, BaseExpression), _expression),
    (Field, _field),
    (ForeignObjectRel, _relation),
    ((Join, BaseTable), lambda value, interval: _state(value, interval, frozenset())),
    (Enum, lambda value, interval: (type(value), value.value)),
    (SelfKeyed, lambda value, interval: (type(value), _key(value.key_parts, interval))),
    (PLAIN, _plain),
    ((tuple, list), _sequence),
    ((set, frozenset), _set),
    (dict, _mapping),
    (QuerySet, _rows),
    (Manager, lambda value, interval: _rows(value.all(), interval)),
    (Model, _row),
    (Prefetch, _prefetch),
    (LazyObject, _lazy),
    (Promise, lambda value, interval: str(value)),
    (MethodType, _method),
    ((FunctionType, BuiltinFunctionType), _function),
    (type, lambda value, interval: ("type", value.__module__, value.__qualname__)),
    (partial, _partial),
    (tzinfo, lambda value, interval: ("zone", str(value))),
    (Storage, lambda value, interval: ("storage", type(value))),
]
