"""Which union the running code speaks for.

One installation serves many unions. Inside a request every query must be bound to the union of the host name;
outside of requests (commands, migrations, the shell) nothing is bound unless the code asks for it.
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

# Where a request's environment names its union and that union's generation before anything was read of it.
GENERATION = "trakyakent.generation"

EVERYTHING = object()
NOTHING = object()

_scope: ContextVar[Any] = ContextVar("union_scope", default=EVERYTHING)


class ScopeMissing(ImproperlyConfigured):
    """A union's rows were asked for inside a request that has not been bound to a union."""


@contextmanager
def _bound(value: object) -> Iterator[None]:
    token = _scope.set(value)
    try:
        yield
    finally:
        _scope.reset(token)


def of(union: "Union") -> AbstractContextManager[None]:
    """Bind the code inside to one union: scoped managers see its rows only, new rows belong to it."""
    return _bound(union)


def request() -> AbstractContextManager[None]:
    """Inside a request without a union: every scoped query raises `ScopeMissing`."""
    return _bound(NOTHING)


def everything() -> AbstractContextManager[None]:
    """Lift the binding on purpose, for code that serves the installation rather than one union."""
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
