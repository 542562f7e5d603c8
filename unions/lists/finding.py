"""The box of a list: the rows that have the words; where none has them, those that the search understands by them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from unions.lists.index_steps import count_up_to_limit
from unions.tenancy.requests import UnionRequest


@dataclass(frozen=True)
class Understood:
    """What the search makes of words: the keys of rows of one kind that have what was meant, and where all is found."""

    keys: list[str] = field(default_factory=list)
    # What was probably meant, where a word is misspelt; empty where all words are known.
    meant: str = ""
    # The search of the whole site with the same words, and with those that were meant.
    url: str = ""
    meant_url: str = ""


# How the app with the search answers: for a request, the kind of the rows as the search calls it, and what was typed.
UNDERSTOOD_BY: list[Callable[[UnionRequest, str, str], Understood]] = []


@dataclass(frozen=True)
class Found:
    """The rows of a list for what was typed in its box."""

    rows: Any
    text: str = ""
    # How many they are, where that was counted.
    number: int | None = None
    # Set where no row has the words as they were typed.
    understood: Understood | None = None


def with_text(request: UnionRequest, rows: QuerySet, kind: str, text: str) -> Found:
    """The rows that have the words; where none has, those that have what was meant, in the same order."""
    if not text:
        return Found(rows)
    exact = rows.with_words(text)  # type: ignore[attr-defined]  # rows with a search text
    # Searches are counted anew each time, so that they cannot fill the cache.
    if number := count_up_to_limit(exact):
        return Found(exact, text, number)
    understood = understood_by(request, kind, text)
    return Found(rows.filter(pk__in=understood.keys), text, understood=understood)


def understood_by(request: UnionRequest, kind: str, text: str) -> Understood:
    return UNDERSTOOD_BY[0](request, kind, text) if UNDERSTOOD_BY else Understood()
