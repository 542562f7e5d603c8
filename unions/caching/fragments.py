"""Fragments of pages, cached under everything that they show.

The template of a fragment sees the values it is given and nothing else. These and the language are its key, so a
cached fragment is never out of date: a changed value has another key.
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

# Most have a few hundred bytes.
_fragments = Store(most=10_000)


class Entry(Protocol):
    """A NamedTuple of plain values."""

    def _asdict(self) -> dict[str, Any]: ...

    def __hash__(self) -> int: ...


def cached_fragment(template_name: str, shown: Hashable, values: Callable[[], dict]) -> SafeString:
    """The template rendered with `values`, once for the plain values in `shown`, which are all that it may show."""
    return _fragment((template_name, active_language(), shown), values)


def cached_fragments(template_name: str, entries: Iterable[Entry]) -> SafeString:
    """The template rendered for each entry, a NamedTuple of plain values whose fields the template sees."""
    language = active_language()
    parts = [_fragment((template_name, language, entry), entry._asdict) for entry in entries]
    return mark_safe("".join(parts))  # noqa: S308 - rendered by templates


def _fragment(key: tuple[str, str, Hashable], values: Callable[[], dict]) -> SafeString:
    template_name, _language, shown = key
    fragment: SafeString | None = _fragments.get(key)
    if fragment is None:
        refuse_changeable(shown)
        fragment = render_to_string(template_name, values())
        _fragments.put(key, fragment)
    return fragment


def refuse_changeable(value: Hashable) -> None:
    """Raise TypeError for a value that can be equal to another and yet look different.

    Rows are equal if their primary keys are, and safe text is equal to text that needs escaping.
    """
    if isinstance(value, tuple):
        for part in value:
            refuse_changeable(part)
    elif isinstance(value, SafeString) or not isinstance(value, PLAIN):
        raise TypeError(f"A {type(value).__name__} cannot be the key of a fragment.")
