"""Which union answers under a host name."""

from copy import copy

from django.conf import settings
from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from trakyakent_site.page_cache.numbers import NUMBER_OF_UNION
from unions.caching.store import Store
from unions.models import Union, UnionHost, UnionName

# Unions by host name, each with the generation and the day in which its row and its names were read.
_unions_by_host = Store(most=10_000)


def union_of(host: str) -> Union | None:
    """The union of a host name; its generation is read before anything that the page will show."""
    remembered = _unions_by_host.get(host)
    if remembered:
        union, number, day = remembered
        if number == current_number(union) and day == timezone.localdate():
            # A request adds attributes of its own to the union.
            return copy(union)
        _unions_by_host.drop(host)
    rows = with_name(with_main_host(UnionHost.all_unions.select_related("union__generation")))
    row = rows.filter(host=host).first()
    if row:
        row.union.main_host = row.main
        row.union.current_name = name_read_with(row)
        remember(host, row.union)
        return row.union
    if host in settings.DEFAULT_UNION_HOSTS:
        return Union.objects.select_related("generation").filter(is_default=True).first()
    return None


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


def name_read_with(row: UnionHost) -> UnionName:
    values = [getattr(row, f"named_{field}") for field in NAME_FIELDS]
    if values[0] is None:
        return UnionName(union=row.union, name_tr=row.union.code)
    return UnionName.from_db(row._state.db, NAME_FIELDS, values)


def remember(host: str, union: Union) -> None:
    # A transaction may be rolled back, and its number be given out again.
    if not connection.in_atomic_block and hasattr(union, "generation"):
        _unions_by_host.put(host, (copy(union), union.generation.number, timezone.localdate()))


def current_number(union: Union) -> int | None:
    """The union's generation as the database has it now."""
    # Plain SQL: every request asks this, and the ORM would build the query anew each time.
    with connection.cursor() as cursor:
        row = cursor.execute(NUMBER_OF_UNION, [union.pk]).fetchone()
    return row[0] if row else None
