"""When the public pages of a union change by themselves: rows that begin or cease to be shown, meetings that begin."""

from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from django.apps import apps
from django.db import connection
from django.db.models import DateTimeField
from django.utils import timezone

from unions.caching.generations import is_public_content
from unions.caching.store import Store
from unions.models import UnionOwned


@cache
def moments() -> list[tuple[type[UnionOwned], str]]:
    """Every field with a moment that staff set; a new one needs no entry anywhere."""
    return [
        (model, field.name)
        for model in apps.get_models()
        if issubclass(model, UnionOwned) and is_public_content(model)
        for field in model._meta.concrete_fields
        if isinstance(field, DateTimeField) and not (field.auto_now or field.auto_now_add)
    ]


@cache
def _nearest_moments() -> str:
    """One statement for the nearest moment of each field, built once, since it runs after every edit."""
    name = connection.ops.quote_name
    return " UNION ALL ".join(
        f"SELECT MIN({name(field)}) FROM {name(model._meta.db_table)}"  # noqa: S608 - our own names
        f" WHERE union_id = %s AND {name(field)} >= %s"
        for model, field in moments()
    )


def next_moment(union_id: int, now: datetime) -> datetime | None:
    """The first moment of the union's rows that is not before `now`, found in one query."""
    since = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(_nearest_moments(), [union_id, since] * len(moments()))
        nearest = [moment for (moment,) in cursor.fetchall() if moment]
    return min(map(_as_datetime, nearest), default=None)


def _as_datetime(value: datetime | str) -> datetime:
    # SQLite returns the text that it stores.
    return value if isinstance(value, datetime) else datetime.fromisoformat(value).replace(tzinfo=UTC)


class Interval(NamedTuple):
    """A time within which the pages of a union change only because somebody writes."""

    number: int
    since: datetime
    until: datetime


# By union, the interval of its newest generation.
_intervals = Store(most=10_000)
# A page builds its queries a moment before they run.
SLACK = timedelta(seconds=1)


def stable_interval(mark: tuple[int, int], now: datetime) -> Interval:
    """The interval around `now` for a union and the number of its generation: to the end of the day at the latest.

    Inside a transaction none is cached: it may be rolled back, and its generation be used again.
    """
    union, number = mark
    cached: Interval | None = _intervals.get(union)
    if cached and not connection.in_atomic_block and cached.number == number and cached.since <= now < cached.until:
        return cached
    interval = Interval(number, now - SLACK, _end_of(union, now - SLACK))
    if interval.until <= now:
        interval = Interval(number, now, _end_of(union, now))
    if not connection.in_atomic_block:
        _intervals.put(union, interval)
    return interval


def next_change(mark: tuple[int, int], now: datetime) -> datetime:
    """When the pages of the union of that generation may next change although nobody writes."""
    return stable_interval(mark, now).until


def _end_of(union_id: int, now: datetime) -> datetime:
    today = timezone.localtime(now)
    midnight = datetime.combine(today.date() + timedelta(days=1), time.min, tzinfo=today.tzinfo)
    return min(midnight, next_moment(union_id, now) or midnight)
