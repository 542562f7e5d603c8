"""What is said above the form of a row, by parts that the admin of its model does not know."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db import models

from unions.admin.kit.tasks import Task

# Each takes a row of the model for which it is registered.
Notes = Callable[[Any], Iterable[Task]]

Function = TypeVar("Function", bound=Notes)

_notes: dict[type[models.Model], list[Notes]] = defaultdict(list)


def notes_about(model: type[models.Model]) -> Callable[[Function], Function]:
    """Register a function that says what is to be done about a row of the model."""

    def register(function: Function) -> Function:
        _notes[model].append(function)
        return function

    return register


def notes_of(row: models.Model) -> list[Task]:
    """What is to be done about a row, in the order in which the functions were registered."""
    return [task for function in _notes[type(row)] for task in function(row)]
