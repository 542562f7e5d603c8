"""Rows of one model read along with the rows of another, to save a query."""

from typing import TypeVar

from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def joined_row(row: Model, model: type[Row], prefix: str, names: list[str]) -> Row:
    """A row of `model`, made from the columns of `row` that begin with the prefix."""
    return model(**{name: getattr(row, prefix + name) for name in names})
