"""Pieces of pages that are remembered by everything that they show.

The template of such a piece sees the values it is given and nothing else. What they show and the language are its key,
so what is remembered cannot be outdated: a changed value is another key.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from unions.caching.store import Store
from unions.text.languages import active_language
from unions.text.partial_dates import PartialDate

PLAIN = (str, int, date, Decimal, PartialDate, type(None))

# Most have some hundred bytes; what has not been shown for the longest goes first.
_fragments = Store(most=10_000)


class Entry(Protocol):
    """A NamedTuple of plain values."""

    def _asdict(self) -> dict[str, Any]: ...

    def __hash__(self) -> int: ...


def piece(template_name: str, shown: Hashable, values: Callable[[], dict]) -> SafeString:
    """The template with `values`, drawn once for everything it shows; `shown` are the plain values that it may show."""
    return _piece((template_name, active_language(), shown), values)


def pieces(template_name: str, entries: Iterable[Entry]) -> SafeString:
    """The template once for each entry, a NamedTuple of plain values whose fields the template sees."""
    language = active_language()
    drawn = [_piece((template_name, language, entry), entry._asdict) for entry in entries]
    return mark_safe("".join(drawn))  # noqa: S308 - drawn by templates


def _piece(key: tuple[str, str, Hashable], values: Callable[[], dict]) -> SafeString:
    template_name, _language, shown = key
    drawn: SafeString | None = _fragments.get(key)
    if drawn is None:
        refuse_changeable(shown)
        drawn = render_to_string(template_name, values())
        _fragments.put(key, drawn)
    return drawn


def refuse_changeable(value: Hashable) -> None:
    """Raise TypeError for what may show something else tomorrow although it is equal to itself today.

    Rows of the database are equal by their number alone, and marked text is equal to text that needs escaping.
    """
    if isinstance(value, tuple):
        for part in value:
            refuse_changeable(part)
    elif isinstance(value, SafeString) or not isinstance(value, PLAIN):
        raise TypeError(f"A piece of a page cannot be remembered by a {type(value).__name__}.")
