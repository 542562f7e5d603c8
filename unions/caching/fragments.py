"""Pieces of pages that are remembered by everything that they show.

The template of such a piece sees the values it is given and nothing else. What they show and the language are its key,
so what is remembered cannot be outdated: a changed value is another key.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from unions.text.languages import active_language
from unions.text.partial_dates import PartialDate

# Most have some hundred bytes; what has not been shown for the longest goes first.
MOST = 10_000
PLAIN = (str, int, date, Decimal, PartialDate, type(None))

_pieces: OrderedDict[tuple, SafeString] = OrderedDict()
_lock = threading.Lock()


def piece(template_name: str, shown: Hashable, values: Callable[[], dict]) -> SafeString:
    """The template with `values`, drawn once for everything it shows; `shown` are the plain values that it may show."""
    return _piece((template_name, active_language(), shown), values)


def pieces(template_name: str, entries: Iterable[tuple]) -> SafeString:
    """The template once for each entry, a NamedTuple of plain values whose fields the template sees."""
    language = active_language()
    drawn = [_piece((template_name, language, entry), entry._asdict) for entry in entries]
    return mark_safe("".join(drawn))  # noqa: S308 - drawn by templates


def _piece(key: tuple[str, str, Hashable], values: Callable[[], dict]) -> SafeString:
    template_name, _language, shown = key
    with _lock:
        drawn = _pieces.get(key)
        if drawn is not None:
            _pieces.move_to_end(key)
            return drawn
    refuse_changeable(shown)
    drawn = render_to_string(template_name, values())
    with _lock:
        _pieces[key] = drawn
        while len(_pieces) > MOST:
            _pieces.popitem(last=False)
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
