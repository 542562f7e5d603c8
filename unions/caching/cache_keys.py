"""What tells one question from another: a function and all that it is asked with, as a key of a store.

Two questions with the same key have the same answer while nothing is written. Of a queryset the key holds the whole
query, so nobody has to name what a list is narrowed by, and nobody can forget it.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from enum import Enum
from functools import cached_property, lru_cache, partial
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any, cast

from django.core.files.storage import Storage
from django.db.models import Field, ForeignObjectRel, Manager, Model, Prefetch, QuerySet
from django.db.models.expressions import BaseExpression
from django.db.models.lookups import Lookup
from django.db.models.sql.datastructures import BaseTable, Join
from django.db.models.sql.query import Query
from django.utils.functional import LazyObject, Promise, empty
from django.utils.tree import Node

from unions.caching.next_change import Interval

# Stands for every moment of the interval in which an answer holds.
NOW = "now"
PLAIN = (str, bytes, int, float, Decimal, date, time, timedelta, type(None))
# What a query keeps for its own convenience.
OF_A_QUERY_ITSELF = frozenset(
    {
        "alias_refcount",
        "used_aliases",
        "table_map",
        "_annotation_select_cache",
        "_extra_select_cache",
        "filter_is_sticky",
    }
)
# What the columns of an expression's SQL do not depend on.
OF_AN_EXPRESSION_ITSELF = frozenset({"_constructor_args"})


class NoCacheKey(TypeError):
    """A value of which nothing says whether another one asks the same."""


class SelfKeyed:
    """An object that says itself what tells its question from others, where that is less than all it can see."""

    question: tuple


def cache_key(ask: Callable, arguments: tuple, interval: Interval) -> Hashable:
    """The key of what `ask` answers to these arguments within the interval.

    Raises NoCacheKey for functions that see more than their arguments, and for arguments that have no identity.
    """
    return _key(ask, interval), tuple(_key(value, interval) for value in arguments)


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
    raise NoCacheKey(f"A {kind.__module__}.{kind.__qualname__} does not tell one question from another.")


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
        raise NoCacheKey(f"A {row._meta.label} without a number is no part of a question.")
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
    # A method that a manager has taken from its queryset bears the queryset's name and asks for the manager's rows.
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
    return _state(query, interval, OF_A_QUERY_ITSELF)


def _condition(node: Node, interval: Interval) -> Hashable:
    return (
        type(node).__qualname__,
        node.connector,
        node.negated,
        tuple(_key(child, interval) for child in node.children),
    )


def _expression(expression: Any, interval: Interval) -> Hashable:
    return _state(expression, interval, OF_AN_EXPRESSION_ITSELF)


def _state(of: Any, interval: Interval, leaving_out: frozenset[str]) -> Hashable:
    """All that an object of a query consists of, as far as it was told and not worked out from it."""
    leaving_out = _left_out(cast(Hashable, type(of)), leaving_out)
    return type(of), frozenset(
        (name, _key(value, interval)) for name, value in vars(of).items() if name not in leaving_out
    )


@lru_cache(maxsize=512)
def _left_out(kind: type, leaving_out: frozenset[str]) -> frozenset[str]:
    """These names and those of cached properties, but for a calculated column's type, which may have been told."""
    names = {name for each in kind.__mro__ for name, value in vars(each).items() if isinstance(value, cached_property)}
    return frozenset(names | leaving_out) - {"output_field"}


# In the order in which they are tried: methods are no functions, expressions are no plain values.
KEYS: list[tuple[Any, Callable[[Any, Interval], Hashable]]] = [
    (Node, _condition),
    ((Query,), _query),
    ((Lookup, BaseExpression), _expression),
    (Field, _field),
    (ForeignObjectRel, _relation),
    ((Join, BaseTable), lambda value, interval: _state(value, interval, frozenset())),
    (Enum, lambda value, interval: (type(value), value.value)),
    (SelfKeyed, lambda value, interval: (type(value), _key(value.question, interval))),
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
