"""Which union answers under a host name."""

from copy import copy
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from trakyakent_site.page_cache.numbers import NUMBER_OF_UNION
from unions.caching.same_answers import Asked, noting, say_the_same
from unions.caching.store import Store
from unions.models import Generation, Union, UnionHost, UnionName


class Remembered(NamedTuple):
    """The union of a host name, the generation and the day in which it was read, and what it was read from."""

    union: Union
    number: int
    day: date
    asked: tuple[Asked, ...]


# By host name.
_unions_by_host = Store(most=10_000)


def union_of(host: str) -> Union | None:
    """The union of a host name; its generation is read before anything that the page will show."""
    today = timezone.localdate()
    known: Remembered | None = _unions_by_host.get(host)
    if known and known.day == today and (known := renewed(known, host)):
        # A request adds attributes of its own to the union.
        union = copy(known.union)
        union.generation = Generation(union=union, number=known.number)
        return union
    _unions_by_host.drop(host)
    row = rows_with_all().select_related("union__generation").filter(host=host).first()
    if row:
        union = as_read_with(row)
        if hasattr(union, "generation"):
            remember(host, Remembered(copy(union), union.generation.number, today, ()))
        return union
    if host in settings.DEFAULT_UNION_HOSTS:
        return Union.objects.select_related("generation").filter(is_default=True).first()
    return None


def as_read_with(row: Any) -> Union:
    """The union of a row of `rows_with_all`, with its main host and its name."""
    row.union.main_host = row.main
    # A page puts a name of its own into its place; what is made of the union is made of these.
    row.union.named = tuple(getattr(row, f"named_{field}") for field in NAME_FIELDS)
    row.union.current_name = name_of(row.union)
    return row.union


def renewed(known: Remembered, host: str) -> Remembered | None:
    """The union as it was read, of its own generation or of a later one; None where it may be another."""
    number = current_number(known.union)
    if number == known.number or number is None:
        return known if number is not None else None
    if not known.asked:
        # It was read together with its number, which has changed: from now on without.
        with noting() as notes:
            row = rows_with_all().select_related("union").filter(host=host).first()
        if row is None or row.union != known.union:
            return None
        known = known._replace(union=as_read_with(row), asked=tuple(notes.asked))
    elif not say_the_same(known.asked, timezone.now()):
        return None
    # What somebody has read of the name since then was not asked again.
    known.union.current_name = name_of(known.union)
    known = known._replace(number=number)
    remember(host, known)
    return known


def rows_with_all() -> QuerySet:
    return with_name(with_main_host(UnionHost.all_unions.all()))


def with_main_host(rows: QuerySet) -> QuerySet:
    """The rows, each with the name by which search engines know its union."""
    same = UnionHost.all_unions.filter(union=OuterRef("union")).order_by("-is_primary", "host")
    return rows.annotate(main=Subquery(same.values("host")[:1]))


# What pages show of a name; the rest is read where it is asked for.
NAME_FIELDS = ["id", "union_id", "name_tr", "name_en", "short_name"]


def with_name(rows: QuerySet) -> QuerySet:
    """The rows, each with what its union is called today."""
    names = UnionName.all_unions.current().filter(union=OuterRef("union"))
    return rows.annotate(**{f"named_{field}": Subquery(names.values(field)[:1]) for field in NAME_FIELDS})


def name_of(union: Any) -> UnionName:
    """What the union is called, from what was read with it."""
    if union.named[0] is None:
        return UnionName(union=union, name_tr=union.code)
    return UnionName.from_db(union._state.db, NAME_FIELDS, list(union.named))


def remember(host: str, read: Remembered) -> None:
    # A transaction may be rolled back, and its number be given out again.
    if not connection.in_atomic_block:
        _unions_by_host.put(host, read)


def current_number(union: Union) -> int | None:
    """The union's generation as the database has it now."""
    # Plain SQL: every request asks this, and the ORM would build the query anew each time.
    with connection.cursor() as cursor:
        row = cursor.execute(NUMBER_OF_UNION, [union.pk]).fetchone()
    return row[0] if row else None
