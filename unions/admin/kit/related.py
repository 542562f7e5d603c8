"""The rows that other rows are named after, read by kind and not one by one.

A page about many rows first says which ones it is going to name; as soon as one of them is asked what it belongs to,
this is read for all of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from django.db.models import Model
from django.utils.functional import SimpleLazyObject

_reading: ContextVar["RelatedRows | None"] = ContextVar("related_rows", default=None)


class RelatedRows:
    def __init__(self) -> None:
        self.wanted: dict[type[Model], set[Any]] = defaultdict(set)
        self.found: dict[type[Model], dict[Any, Model | None]] = defaultdict(dict)

    def expect(self, rows: Iterable[Any]) -> None:
        """Rows, or records of their history, that are going to be named."""
        for row in rows:
            for field, key in links_of(row):
                self.wanted[field.related_model].add(key)

    def row(self, model: type[Model], key: Any) -> Model | None:
        found = self.found[model]
        if key not in found:
            keys = (self.wanted[model] | {key}) - found.keys()
            rows = model._base_manager.in_bulk(list(keys))
            found.update({key: rows.get(key) for key in keys})
            self.expect(rows.values())
            for row in rows.values():
                self.attach(row)
        return found[key]

    def attach(self, row: Model) -> None:
        """Let the row find here what it belongs to."""
        for field, key in links_of(row):
            if not field.is_cached(row):
                field.set_cached_value(row, SimpleLazyObject(partial(self.existing, field.related_model, key)))

    def existing(self, model: Any, key: Any) -> Model:
        row = self.row(model, key)
        if row is None:
            raise model.DoesNotExist
        return row


def links_of(row: Any) -> Iterator[tuple[Any, Any]]:
    """Which other rows a row, or a record of its history, names by their keys."""
    for field in getattr(row, "instance_type", type(row))._meta.concrete_fields:
        if field.is_relation and field.target_field.primary_key:
            key = getattr(row, field.attname, None)
            if key is not None:
                yield field, key


@contextmanager
def read_together() -> Iterator[None]:
    """Inside, what rows belong to is read once and for many of them."""
    token = _reading.set(RelatedRows())
    try:
        yield
    finally:
        _reading.reset(token)


def related_rows() -> RelatedRows:
    """Those of this page; where it reads nothing together, new ones."""
    return _reading.get() or RelatedRows()
