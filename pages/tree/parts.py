"""What follows the text of a standard page, made from records; the text itself stays that of the staff."""

from collections.abc import Callable
from dataclasses import dataclass

from unions.models import Union


@dataclass(frozen=True)
class Part:
    """A template and the function that gives its values."""

    template: str
    values: Callable[[Union], dict]


# By the key of the standard page.
_parts: dict[str, Part] = {}


def follows(key: str, template: str) -> Callable[[Callable[[Union], dict]], Callable[[Union], dict]]:
    """Show the template below the text of the standard page, with the values of the function."""

    def register(values: Callable[[Union], dict]) -> Callable[[Union], dict]:
        _parts[key] = Part(template, values)
        return values

    return register


def part_of(key: str, union: Union) -> dict:
    """The template and the values for a page; nothing for most pages."""
    part = _parts.get(key) if key else None
    return {"part": part.template, **part.values(union)} if part else {}
