"""The preview of a row on its page, before the public can see it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import models

_previewed: ContextVar[models.Model | None] = ContextVar("previewed", default=None)


@dataclass(frozen=True)
class Preview:
    """A preview as its page shows it: the paths of the preview by language, and where to edit the row."""

    row: models.Model
    paths: dict[str, str]
    edit_path: str
    # What is to be mended before it is published.
    findings: list[str] = field(default_factory=list)


@contextmanager
def of(row: models.Model) -> Iterator[None]:
    """Find this row as if it were public while the code inside runs; other rows are found as usual."""
    token = _previewed.set(row)
    try:
        yield
    finally:
        _previewed.reset(token)


def previewed(rows: models.QuerySet, **lookup: Any) -> models.Model | None:
    """The row in preview, if the lookup finds it."""
    row = _previewed.get()
    if row is None or not isinstance(row, rows.model):
        return None
    return rows.filter(pk=row.pk, **lookup).first()
