"""Rows that every page of a union needs, fetched once for each generation of the union instead of for each page."""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from unions.caching.cache_keys import cache_key
from unions.caching.next_change import stable_interval
from unions.caching.store import MISSING, Store
from unions.tenancy import scope
from unions.tenancy.scope import GENERATION

# Pages ask a few hundred things; nothing that a stranger invents may fill the memory.
MOST_QUESTIONS = 5000

# By union: the number of the generation and until when it holds, and the answers by question.
_answers = Store(most=10_000)

# Tests look over our shoulder here: called with the mark, the question and its answer, kept or not.
observer: Callable | None = None


def cached_per_generation(request: HttpRequest, ask: Callable, *arguments: Any) -> Any:
    """What `ask` answers to the arguments; it is shared by all pages, so nobody may change it.

    The key is the question itself, see `unions.caching.cache_keys`: a named function or a method of a queryset, and all
    that it is given. An answer in one language needs the language among the arguments.

    The number of the generation was read before the rows are. An answer holds to the next moment that staff have set,
    at most to the end of the day. Inside a transaction nothing is kept: it may be taken back, and its number be given
    away again.
    """
    mark = request.META.get(GENERATION)
    bound = scope.union()
    # Code that is bound to another union, or to none, asks another question.
    if mark is None or bound is None or bound.pk != mark[0]:
        return ask(*arguments)
    if connection.in_atomic_block:
        answer = ask(*arguments)
        if observer:
            observer(mark, ask, arguments, answer)
        return answer
    interval = stable_interval(mark, timezone.now())
    question = cache_key(ask, arguments, interval)
    answers = _answers_of(mark, interval.until)
    answer = answers.get(question, MISSING)
    if answer is MISSING:
        answer = ask(*arguments)
        if len(answers) < MOST_QUESTIONS:
            answers[question] = answer
    if observer:
        observer(mark, ask, arguments, answer)
    return answer


def _answers_of(mark: tuple[int, int], until: datetime) -> dict[Hashable, Any]:
    union, number = mark
    known: tuple[int, datetime, dict[Hashable, Any]] | None = _answers.get(union)
    if known is None or known[:2] != (number, until):
        known = (number, until, {})
        _answers.put(union, known)
    return known[2]


def unions_with_answers() -> list[Hashable]:
    """The unions of which anything is kept at this moment."""
    return _answers.keys()
