"""A row as its page will show it, before the public may see it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import models

_previewed: ContextVar[models.Model | None] = ContextVar("previewed", default=None)


@dataclass(frozen=True)
class Preview:
    """What the page says about being a preview: the paths of the preview by language, and where the row is edited."""

    row: models.Model
    paths: dict[str, str]
    edit_path: str


@contextmanager
def of(row: models.Model) -> Iterator[None]:
    """Inside, an address finds this row as if it were public; every other row is found as always."""
    token = _previewed.set(row)
    try:
        yield
    finally:
        _previewed.reset(token)


def previewed(rows: models.QuerySet, **lookup: Any) -> models.Model | None:
    """The row that is being previewed, if it is the one that the lookup finds."""
    row = _previewed.get()
    if row is None or not isinstance(row, rows.model):
        return None
    return rows.filter(pk=row.pk, **lookup).first()
