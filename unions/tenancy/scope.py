"""The union to which the running code is bound.

One installation serves many unions. Inside a request, every query is bound to the union of the host name; outside of
requests (commands, migrations, the shell), code is bound only where it says so.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet

if TYPE_CHECKING:
    from unions.models import Union

Rows = TypeVar("Rows", bound=QuerySet)

# The key in a request's environment for its union and the generation from before any row was read.
GENERATION = "trakyakent.generation"

EVERYTHING = object()
NOTHING = object()

_scope: ContextVar[Any] = ContextVar("union_scope", default=EVERYTHING)


class ScopeMissing(ImproperlyConfigured):
    """Rows of a union were queried inside a request that is not bound to a union."""


@contextmanager
def _bound(value: object) -> Iterator[None]:
    token = _scope.set(value)
    try:
        yield
    finally:
        _scope.reset(token)


def of(union: "Union") -> AbstractContextManager[None]:
    """Bind the code inside to one union: scoped managers return its rows only, and new rows belong to it."""
    return _bound(union)


def request() -> AbstractContextManager[None]:
    """Inside a request without a union: every scoped query raises `ScopeMissing`."""
    return _bound(NOTHING)


def everything() -> AbstractContextManager[None]:
    """Remove the binding, for code that works on all unions."""
    return _bound(EVERYTHING)


def union() -> "Union | None":
    """The union the code is bound to, or None where it is bound to none."""
    bound = _scope.get()
    return None if bound is EVERYTHING or bound is NOTHING else bound


def narrow(queryset: Rows) -> Rows:
    """The rows of `queryset` that the running code may see.

    Raises ScopeMissing inside a request that has no union.
    """
    bound = _scope.get()
    if bound is NOTHING:
        raise ScopeMissing(f"{queryset.model.__name__} was queried in a request before its union was known.")
    if bound is EVERYTHING:
        return queryset
    return queryset.filter(union=bound)
