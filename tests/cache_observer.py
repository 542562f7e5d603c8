"""Observes what is cached: one key must not stand for two calls, nor for two values."""

from datetime import UTC, datetime, timedelta

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from django.utils import timezone

from unions.caching.cache_keys import cache_key
from unions.caching.next_change import Interval

MOMENTS = timedelta(seconds=2)


class KeyCollision(AssertionError):
    """A key does not hold everything on which the value depends."""


class CacheObserver:
    """Sees every call of `cached_per_generation`, whether its value is cached or not."""

    def __init__(self):
        self.statements = {}
        self.values = {}

    def __call__(self, mark, function, arguments, value) -> None:
        now = timezone.now()
        interval = Interval(mark[1], now - MOMENTS, now + MOMENTS)
        key = cache_key(function, arguments, interval)
        statements = [statement_of(part, interval) for part in (getattr(function, "__self__", None), *arguments)]
        if self.statements.setdefault((mark[0], key), statements) != statements:
            raise KeyCollision(f"{function.__qualname__} runs two statements under one key: {statements}")
        if not is_comparable(value):
            return
        at, earlier = self.values.setdefault((mark, key), (now, value))
        if now - at < MOMENTS and earlier != value:
            raise KeyCollision(f"{function.__qualname__} has two values under one key: {earlier!r} and {value!r}")


def is_comparable(value: object) -> bool:
    """Whether being equal to it means to say the same: two objects that do not compare are never equal."""
    if isinstance(value, dict):
        return all(map(is_comparable, value.values()))
    if isinstance(value, list | tuple):
        return all(map(is_comparable, value))
    return type(value).__eq__ is not object.__eq__


def statement_of(value, interval: Interval) -> object:
    """The SQL of a queryset and its parameters, with every moment of the interval as one."""
    if not isinstance(value, QuerySet):
        return None
    try:
        sql, parameters = value.query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, [None if is_in(parameter, interval) else parameter for parameter in parameters]


def is_in(value, interval: Interval) -> bool:
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        return False
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return interval.since <= moment < interval.until
