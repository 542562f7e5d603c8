"""Looks over the shoulder of what is kept in memory: no key may stand for two questions, nor for two answers."""

from datetime import UTC, datetime, timedelta

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from django.utils import timezone

from unions.caching.cache_keys import cache_key
from unions.caching.next_change import Interval

# Answers that are equal only where they say the same.
SAYING = (str, int, list, tuple, dict, type(None))
MOMENTS = timedelta(seconds=2)


class TwoUnderOneKey(AssertionError):
    """A key of the store does not hold its whole question."""


class Witness:
    """Hears of every question to `cached_per_generation`, whether its answer is kept or not."""

    def __init__(self):
        self.statements = {}
        self.answers = {}

    def __call__(self, mark, ask, arguments, answer) -> None:
        now = timezone.now()
        interval = Interval(mark[1], now - MOMENTS, now + MOMENTS)
        question = cache_key(ask, arguments, interval)
        asked = [statement_of(value, interval) for value in (getattr(ask, "__self__", None), *arguments)]
        if self.statements.setdefault((mark[0], question), asked) != asked:
            raise TwoUnderOneKey(f"{ask.__qualname__} has been asked two things under one key: {asked}")
        if not isinstance(answer, SAYING):
            return
        at, known = self.answers.setdefault((mark, question), (now, answer))
        if now - at < MOMENTS and known != answer:
            raise TwoUnderOneKey(f"{ask.__qualname__} has two answers to one question: {known!r} and {answer!r}")


def statement_of(value, interval: Interval) -> object:
    """What the database would be asked; moments of this minute are one."""
    if not isinstance(value, QuerySet):
        return None
    try:
        sql, values = value.query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, [None if is_in(each, interval) else each for each in values]


def is_in(value, interval: Interval) -> bool:
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        return False
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return interval.since <= moment < interval.until
