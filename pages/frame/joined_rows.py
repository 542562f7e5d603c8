"""Rows of one model read along with the rows of another, to save a query."""

from typing import Any, TypeVar

from django.db.models import Func, Model, TextField, Value
from django.db.models.functions import Coalesce

Row = TypeVar("Row", bound=Model)


def joined_row(row: Model, model: type[Row], prefix: str, names: list[str]) -> Row:
    """A row of `model`, made from the columns of `row` that begin with the prefix."""
    return model(**{name: getattr(row, prefix + name) for name in names})


class InOneText(Func):
    """Many short texts as one column, with a semicolon between them; one that is NULL is empty.

    Django's `Concat` nests, and SQLite's parser gives up at twenty texts.
    """

    BETWEEN = ";"
    function = "CONCAT_WS"
    output_field = TextField()

    def __init__(self, *texts: Any):
        known = [Coalesce(text, Value(""), output_field=TextField()) for text in texts]
        super().__init__(Value(self.BETWEEN), *known)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple:
        _between, *texts = self.get_source_expressions()
        same = self.copy()
        same.set_source_expressions([Value(self.BETWEEN.join(["%s"] * len(texts))), *texts])
        return same.as_sql(compiler, connection, function="PRINTF", **context)
