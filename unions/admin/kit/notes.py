"""What is said above the form of a row, by parts that the admin of its model does not know."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db import models

from unions.admin.kit.tasks import Task

Notes = Callable[[models.Model], Iterable[Task]]

_notes: dict[type[models.Model], list[Notes]] = defaultdict(list)


def notes_about(model: type[models.Model]) -> Callable[[Notes], Notes]:
    """Register a function that says what is to be done about a row of the model."""

    def register(function: Notes) -> Notes:
        _notes[model].append(function)
        return function

    return register


def notes_of(row: models.Model) -> list[Task]:
    """What is to be done about a row, in the order in which the functions were registered."""
    return [task for function in _notes[type(row)] for task in function(row)]
