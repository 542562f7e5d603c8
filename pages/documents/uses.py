"""Which rows of other kinds show a document of the library: they name its stored file."""

from collections import Counter
from collections.abc import Iterable
from typing import cast

from pages.library.models import Columns
from unions.files.fields import columns_with_files, document_columns
from unions.models import Union


def columns_of_uses() -> Columns:
    """The models whose rows may show a document of the library, each with the column that names its file."""
    library = columns_with_files(lambda field: field.is_library)
    return cast("Columns", [column for column in document_columns() if column not in library])


def numbers_of_uses(union: Union, names: Iterable[str]) -> Counter[str]:
    """How many rows name each of the stored files, in one query over all models."""
    wanted = list(names)
    if not wanted:
        return Counter()
    first, *others = [
        model.all_unions.filter(union=union, **{f"{column}__in": wanted}).order_by().values_list(column, flat=True)
        for model, column in columns_of_uses()
    ]
    return Counter(first.union(*others, all=True))
