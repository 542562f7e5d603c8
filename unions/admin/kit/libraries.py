"""Which fields of forms take their files from a library, by parts above the administration that keep one."""

from collections.abc import Callable
from typing import Any

from django.db import models

# Each takes a column and says what its form field is made of; nothing for a column that is not its own.
Fields = Callable[[models.Field], dict[str, Any]]

_fields: list[Fields] = []


def fields_from_library(function: Fields) -> Fields:
    """Register a function that makes fields which offer a library."""
    _fields.append(function)
    return function


def from_library(column: models.Field) -> dict[str, Any]:
    return {name: value for function in _fields for name, value in function(column).items()}
