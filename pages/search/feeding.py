"""How the index follows the rows: what was written is noted in its transaction, and read from there by each machine."""

import logging
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection, models
from django.db.models import signals

from pages.search.entries import Entry
from pages.search.index import Index, Unusable, path_of_release
from pages.search.models import SearchChange, mark
from pages.search.source import EVERY
from pages.search.sources import sources
from unions.caching import generations
from unions.models import Generation, Union, UnionHost
from unions.tenancy import scope

# More than this is left to the thread; a search meanwhile finds what was there before.
MOST_IN_A_REQUEST = 500
SMALL_UNION = 5000
TRIES = 3
log = logging.getLogger(__name__)


def connect() -> None:
    """Have every write of a row that searches find be noted, whichever way it is written."""
    for model in watched():
        generations.followers[model] = follow
        label = f"search-{model._meta.label}"
        signals.post_save.connect(written, sender=model, dispatch_uid=f"{label}-save")
        signals.post_delete.connect(written, sender=model, dispatch_uid=f"{label}-delete")


@cache
def watched() -> dict[type[models.Model], list[tuple[str, str]]]:
    """By model, the sources whose entries rest on its rows, and the way to the keys of these."""
    ways: dict[type[models.Model], list[tuple[str, str]]] = {}
    for source in sources().values():
        if source.model not in source.parts:
            ways.setdefault(source.model, []).append((source.name, "pk"))
        for part, way in source.parts.items():
            ways.setdefault(part, []).append((source.name, way))
    return ways


def written(sender: type[models.Model], instance: models.Model, using: str, **_kwargs: object) -> None:
    mark(changes_of(sender, [instance]), using)


def changes_of(model: type[models.Model], rows: Iterable) -> Iterator[tuple[int | None, str, object]]:
    """Which entries rest on these rows: of which union, from which source, with which key."""
    rows = list(rows)
    unions = {row.pk: union_of(row) for row in rows}
    for source, way in watched()[model] if rows else []:
        if way == EVERY:
            yield from ((union_id, source, EVERY) for union_id in set(unions.values()))
        elif hasattr(rows[0], way):
            yield from ((unions[row.pk], source, getattr(row, way)) for row in rows)
        else:
            keys = model._base_manager.filter(pk__in=unions).values_list("pk", way)
            yield from ((unions[pk], source, key) for pk, key in keys if key is not None)


def union_of(row: models.Model) -> int | None:
    return row.pk if generations.is_union(row) else getattr(row, "union_id", None)


def follow(rows: models.QuerySet) -> Callable[[], None]:
    """Note rows that are written in bulk: those that entries rest on before, and after."""
    model, using = rows.model, rows.db
    keys = list(rows.order_by().values_list("pk", flat=True))
    plain = model._base_manager.using(using).only(*asked_of(model))
    before = list(changes_of(model, plain.filter(pk__in=keys)))

    def note() -> None:
        mark(dict.fromkeys([*before, *changes_of(model, plain.filter(pk__in=keys))]), using)

    return note


def asked_of(model: type[models.Model]) -> set[str]:
    """The columns that say on which entries a row bears."""
    columns = {field.attname for field in model._meta.concrete_fields}
    return {"pk", *(columns & {"union_id", *(way for _source, way in watched()[model])})}


# The index of this machine


@cache
def machine_index() -> Index:
    return Index(path_of_release(Path(settings.SEARCH_INDEX)))


def index_for(union: Union, number: int | None = None) -> tuple[Index, set[str]]:
    """An index that shows the union as of that generation, as far as it can be had in a moment.

    With it the entries that may not be shown: their rows have changed since, and the index could not follow. Raises
    Unusable where there is none.
    """
    if connection.in_atomic_block:
        # What is not yet committed is nothing for others; a number may be given out again.
        index = Index(":memory:")
        fill(index, union)
        return index, set()
    index = machine_index()
    try:
        if catch_up(index, union, number, in_a_request=True):
            return index, set()
    except Unusable as error:
        # A full disk: what was good before still is, but for what has changed.
        log.warning("The index of the search cannot be written: %s", error)
    was = index.seen(union.pk)
    if was is None:
        raise Unusable("The index is being made.")
    return index, changed_since(union, was)


def changed_since(union: Union, number: int) -> set[str]:
    """The keys of entries whose rows have changed since that generation."""
    changed = SearchChange.objects.since(union.pk, number).values_list("source", "key")
    return {f"{source}:{key}" for source, key in changed}


def catch_up(index: Index, union: Union, number: int | None = None, *, in_a_request: bool = False) -> bool:
    """Read what has changed since the index last looked; False if that is left to the thread."""
    for _attempt in range(TRIES):
        was, is_of_today = index.seen(union.pk), index.is_of_today(union.pk)
        if was is not None and was == number and is_of_today:
            return True
        now = Generation.objects.get(union=union).number
        if was == now and is_of_today:
            return True
        # A number that went back is that of an older copy of the database.
        changed: list[tuple[str, str]] | None = None
        if was is not None and was < now and is_of_today:
            changed = list(SearchChange.objects.since(union.pk, was).values_list("source", "key"))
        if in_a_request and is_too_much(union, changed):
            return False
        if changed is None:
            done = make_anew(index, union, was, now)
        else:
            rows, entries = rows_and_entries(union, changed)
            done = index.replace(union.pk, rows, entries, was, now, *names_and_hosts(union))
        if done is not False:
            return done is True
    return False


def make_anew(index: Index, union: Union, was: int | None, now: int) -> bool | None:
    """Read all rows; False if the index has meanwhile gone on, None if another process is at it."""
    with index.making_anew() as is_mine:
        if not is_mine:
            return None
        if index.seen(union.pk) != was:
            return False
        return index.replace(union.pk, None, all_entries(union), was, now, *names_and_hosts(union))


def is_too_much(union: Union, changed: list | None) -> bool:
    if changed is not None:
        return len(changed) > MOST_IN_A_REQUEST
    return SearchChange.objects.filter(union=union).count() > SMALL_UNION


def fill(index: Index, union: Union) -> None:
    index.replace(union.pk, None, all_entries(union), index.seen(union.pk), 0, *names_and_hosts(union))


def all_entries(union: Union) -> Iterator[Entry]:
    with scope.of(union):
        for source in sources().values():
            yield from source.entries(union, None)


def rows_and_entries(union: Union, changed: list[tuple[str, str]]) -> tuple[set[tuple[str, str]], list[Entry]]:
    by_source: dict[str, set[str]] = {}
    for source, key in changed:
        by_source.setdefault(source, set()).add(key)
    rows: set[tuple[str, str]] = set()
    entries: list[Entry] = []
    with scope.of(union):
        for name, keys in by_source.items():
            if name not in sources():
                continue
            made = list(sources()[name].entries(union, None if EVERY in keys else keys))
            entries += made
            rows |= {(name, key) for key in keys if key != EVERY}
            rows |= {(name, entry.key.partition(":")[2]) for entry in made}
    return rows, entries


def names_and_hosts(union: Union) -> tuple[str, str, str]:
    with scope.of(union):
        name = union.current_name.name
        hosts = " ".join(UnionHost.objects.values_list("host", flat=True))
    defaults = " ".join(settings.DEFAULT_UNION_HOSTS) if union.is_default else ""
    synonyms = Union.objects.filter(pk=union.pk).values_list("synonyms", flat=True).first() or ""
    return name, f" {hosts} {defaults} ", synonyms
