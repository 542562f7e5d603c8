"""The demonstration of a union removed without a trace: rows, files, history, and what their addresses left behind."""

from collections.abc import Iterator
from functools import partial
from typing import Any, cast

from django.db import models, transaction
from simple_history.utils import get_history_manager_for_model

from pages.demo.draft import file_fields, in_dependency_order, mark, owned_models, remove_folders
from pages.library.storing import fill as fill_library
from unions.files.fields import document_columns, library_columns
from unions.models import PathRedirect, Union, UnionOwned
from unions.publishing.addresses import Addressed
from unions.tenancy import scope


class StillNeeded(Exception):
    """Rows of the union's own depend on rows of the demonstration; `rows` are pairs of both."""

    def __init__(self, rows: list[tuple[UnionOwned, UnionOwned]]):
        super().__init__(f"{len(rows)} rows depend on the demonstration.")
        self.rows = rows


def clear(union: Union) -> int:
    """Remove a union's demonstration and say how many rows it had.

    Raises StillNeeded where rows of the union's own depend on the demonstration; then nothing is removed.
    """
    with scope.of(union), transaction.atomic():
        needed = list(needed_rows(union))
        if needed:
            raise StillNeeded(needed)
        files = list(stored_files(union))
        remove_redirects(union, set(addresses(union)))
        count = 0
        for model in reversed(in_dependency_order()):
            demonstration = model.all_unions.filter(union=union, is_demo=True)
            count += demonstration.count()
            # One statement a model: rows that point at rows of their own kind go together, and none leaves a notice.
            demonstration._raw_delete(demonstration.db)
            for history in histories(model):
                history.filter(union=union, is_demo=True).delete()
        # Own rows may show pictures that came with the demonstration.
        fill_library()
        mark(union, has_demo=False)
        # Only once the removal of the rows is certain.
        transaction.on_commit(partial(remove_all, files))
    return count


def remove_all(files: list[tuple]) -> None:
    for storage, names in files:
        remove_folders(storage, names)


def needed_rows(union: Union) -> Iterator[tuple[UnionOwned, UnionOwned]]:
    """Each own row that points at a row of the demonstration, with the row it points at."""
    for model in owned_models():
        for field in model._meta.concrete_fields:
            if field.is_relation and issubclass(cast(type, field.related_model), UnionOwned):
                own = model.all_unions.filter(union=union, is_demo=False, **{f"{field.name}__is_demo": True})
                for row in own.select_related(field.name):
                    yield row, getattr(row, field.name)


def histories(model: type[models.Model]) -> list[models.Manager]:
    return [get_history_manager_for_model(model)] if hasattr(model._meta, "simple_history_manager_attribute") else []


def demonstration_rows(union: Union, model: type[UnionOwned]) -> Iterator[UnionOwned]:
    """The demonstration's rows as they are, and as its history knows them."""
    yield from model.all_unions.filter(union=union, is_demo=True)
    for history in histories(model):
        for record in history.filter(union=union, is_demo=True):
            yield record.instance


def stored_files(union: Union) -> Iterator[tuple]:
    """Storage and names of all files that the demonstration has or had."""
    kept = shown_by_own_rows(union)
    for model in owned_models():
        fields = file_fields(model)
        rows = list(demonstration_rows(union, model)) if fields else []
        for field in fields:
            yield field.storage, {getattr(row, field.name).name for row in rows if getattr(row, field.name)} - kept


def shown_by_own_rows(union: Union) -> set[str]:
    """Stored files that rows of the union's own have taken from a library, today or earlier."""
    names: set[str] = set()
    for model, column in [*library_columns(), *document_columns()]:
        sources: list[Any] = [cast(type[UnionOwned], model).all_unions, *histories(model)]
        for rows in sources:
            own = rows.filter(union=union, is_demo=False).exclude(**{column: ""}).order_by()
            names |= set(own.values_list(column, flat=True))
    return names


def addresses(union: Union) -> Iterator[str]:
    """All paths under which the demonstration's pages stand or stood."""
    for model in owned_models():
        if issubclass(model, Addressed):
            for row in demonstration_rows(union, model):
                yield from row.addresses().values()


def remove_redirects(union: Union, paths: set[str]) -> None:
    """Remove what leads to or away from these paths: visitors of an invented page need no notice of its end."""
    redirects = PathRedirect.all_unions.filter(union=union)
    history = PathRedirect.history.filter(union=union)
    # A chain of redirects is shortened in place; the history still has every step.
    old_paths_of_moves = history.filter(new_path__in=paths).values_list("old_path", flat=True)
    redirects_of_demo = redirects.filter(
        models.Q(old_path__in=paths) | models.Q(new_path__in=paths) | models.Q(old_path__in=list(old_paths_of_moves))
    )
    old_paths = {*paths, *redirects_of_demo.values_list("old_path", flat=True)}
    redirects_of_demo._raw_delete(redirects_of_demo.db)
    history.filter(models.Q(old_path__in=old_paths)).delete()
