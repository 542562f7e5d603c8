"""Pieces of pages that are remembered by everything that they show.

The template of such a piece sees the values it is given and nothing else. They and the language are its key, so what is
remembered cannot be outdated: a changed value is another key.
"""

from collections.abc import Hashable, Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from unions.partial_dates import PartialDate
from unions.translated import active_language

# Some hundred bytes each.
MOST = 10_000
PLAIN = (str, int, date, Decimal, PartialDate, type(None))


def rendered(template_name: str, entries: Iterable[tuple]) -> SafeString:
    """One piece for each entry, a NamedTuple of plain values, one after the other."""
    language = active_language()
    return mark_safe("".join(_piece(template_name, language, entry) for entry in entries))  # noqa: S308 - templates


@lru_cache(maxsize=MOST)
def _piece(template_name: str, language: str, entry: tuple) -> SafeString:
    refuse_changeable(entry)
    return render_to_string(template_name, entry._asdict())


def refuse_changeable(value: Hashable) -> None:
    """Raise TypeError for what may show something else tomorrow although it is equal to itself today.

    Rows of the database are equal by their number alone, and marked text is equal to text that needs escaping.
    """
    if isinstance(value, tuple):
        for part in value:
            refuse_changeable(part)
    elif isinstance(value, SafeString) or not isinstance(value, PLAIN):
        raise TypeError(f"A piece of a page cannot be remembered by a {type(value).__name__}.")
