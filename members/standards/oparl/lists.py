"""The lists of OParl: what the filters of an address choose, page by page.

A page begins behind the last object of the one before, so that it costs the same wherever it lies, and nothing is left
out or repeated when objects come and go meanwhile.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice
from urllib.parse import urlencode

from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_naive, make_aware

from members.standards.oparl.objects import Writer
from members.standards.oparl.sources import Source, Tombstone, sources

PAGE_SIZE = 100
SECOND = timedelta(seconds=1)


class BadFilter(ValueError):
    """A filter of the address that cannot be read."""


class Unknown(LookupError):
    """There is no such list, page or object."""


@dataclass(frozen=True)
class Filters:
    """The times within which an object was created and last changed, and the organ of meetings."""

    created_since: datetime | None = None
    created_until: datetime | None = None
    modified_since: datetime | None = None
    modified_until: datetime | None = None
    organ: int | None = None

    @classmethod
    def read(cls, query: Mapping[str, str], *, word: str) -> "Filters":
        """The filters of an address; raises BadFilter where one cannot be read."""
        names = ["created_since", "created_until", "modified_since", "modified_until"]
        periods = {name: read_moment(query[name], name) for name in names if query.get(name)}
        organ = query.get("organization", "").removeprefix("organ-") if word == "meeting" else ""
        return cls(**periods, organ=read_number(organ, "organization") if organ else None)

    def has(self, created: datetime, modified: datetime) -> bool:
        """Whether an object with these times is chosen."""
        return (
            (self.created_since is None or created >= self.created_since)
            and (self.created_until is None or created < behind(self.created_until))
            and (self.modified_since is None or modified >= self.modified_since)
            and (self.modified_until is None or modified < behind(self.modified_until))
        )

    @property
    def of_rows(self) -> dict[str, int]:
        return {"organ": self.organ} if self.organ is not None else {}


@dataclass(frozen=True)
class Choice:
    """What the filters choose of one list."""

    word: str
    filters: Filters
    now: datetime

    @cached_property
    def count(self) -> int:
        return sum(self.rows(source).count() + len(self.tombstones[source.prefix]) for source in sources()[self.word])

    def rows(self, source: Source) -> models.QuerySet:
        """The public rows of a source."""
        rows, filters = source.public().filter(**self.filters.of_rows), self.filters
        if filters.created_since:
            rows = rows.filter(created_at__gte=filters.created_since)
        if filters.created_until:
            rows = rows.filter(created_at__lt=behind(filters.created_until))
        if filters.modified_since:
            rows = rows.filter(source.changed_since(filters.modified_since, self.now))
        if filters.modified_until:
            rows = rows.exclude(source.changed_since(behind(filters.modified_until), self.now))
        return rows

    @cached_property
    def tombstones(self) -> dict[str, dict[int, Tombstone]]:
        """Deletions by the prefix of their source; only who asks what has changed is told of them."""
        if self.filters.modified_since is None:
            return {source.prefix: {} for source in sources()[self.word]}
        return {
            source.prefix: {
                each.pk: each
                for each in source.tombstones_since(self.filters.modified_since, self.now, **self.filters.of_rows)
                if self.filters.has(each.created, each.deleted)
            }
            for source in sources()[self.word]
        }

    def keys(self, after: str, most: int | None = None) -> Iterator[tuple[Source, int]]:
        """The keys behind the one given, source by source in the order of their numbers."""
        last = find(self.word, after) if after else None
        if after and last is None:
            raise BadFilter("after: not the key of an object of this list.")
        has_begun = last is None
        for source in sources()[self.word]:
            is_last = last is not None and source is last[0]
            has_begun = has_begun or is_last
            if not has_begun:
                continue
            behind_key = last[1] if last and is_last else 0
            rows = self.rows(source).filter(pk__gt=behind_key).values_list("pk", flat=True)[:most]
            deleted = [pk for pk in self.tombstones[source.prefix] if pk > behind_key]
            yield from ((source, pk) for pk in sorted([*rows, *deleted]))

    def written(self, writer: Writer, keys: list[tuple[Source, int]]) -> list[dict]:
        """The objects of the keys."""
        written: dict[tuple[str, int], dict] = {}
        for source in {source.prefix: source for source, _pk in keys}.values():
            deleted = self.tombstones[source.prefix]
            pks = [pk for other, pk in keys if other is source and pk not in deleted]
            rows = source.rows().in_bulk(pks) if pks else {}
            written |= {(source.prefix, pk): source.write(writer, row) for pk, row in rows.items()}
            written |= {(source.prefix, pk): notice(writer, source, tombstone) for pk, tombstone in deleted.items()}
        # A row may have been withdrawn since the keys were read.
        return [written[source.prefix, pk] for source, pk in keys if (source.prefix, pk) in written]


def page(writer: Writer, choice: Choice, query: Mapping[str, str]) -> dict:
    """One page of a list: the first, that of a number, or that behind a key."""
    size = min(read_number(query.get("limit", ""), "limit", PAGE_SIZE), PAGE_SIZE)
    number = read_number(query.get("page", ""), "page", 1)
    pages = max(1, -(-choice.count // size))
    after = query.get("after", "")
    if number > pages:
        raise Unknown("There is no such page.")
    skipped = 0 if after else (number - 1) * size
    most = skipped + size + 1
    keys = list(islice(choice.keys(after, most), skipped, most))
    shown = keys[:size]
    address = writer.list_url(choice.word)
    kept = {name: value for name, value in query.items() if name not in {"page", "after"}}
    links = {
        "first": link(address, kept),
        "self": link(address, kept, after=after) if after else link(address, kept, page=number),
        "last": link(address, kept, page=pages),
    }
    if number > 1 and not after:
        links["prev"] = link(address, kept, page=number - 1)
    if len(keys) > size:
        links["next"] = link(address, kept, after=shown[-1][0].key(shown[-1][1]))
    pagination = {"totalElements": choice.count, "elementsPerPage": size, "totalPages": pages}
    if not after:
        pagination["currentPage"] = number
    return {"data": choice.written(writer, shown), "pagination": pagination, "links": links}


def notice(writer: Writer, source: Source, tombstone: Tombstone) -> dict:
    """What is said of an object that is no longer public."""
    return writer.tombstone(source.name, source.word, source.key(tombstone.pk), tombstone.created, tombstone.deleted)


def find(word: str, key: str) -> tuple[Source, int] | None:
    """The source and the number that a key names, however many zeros stand before the number."""
    for source in sources().get(word, []):
        number = key.removeprefix(source.prefix)
        if key.startswith(source.prefix) and number.isascii() and number.isdigit() and len(number.lstrip("0")) <= 18:
            return source, int(number)
    return None


def link(address: str, filters: Mapping[str, str], **place) -> str:
    return f"{address}?{urlencode({**filters, **place})}".rstrip("?")


def behind(moment: datetime) -> datetime:
    """The first moment that OParl writes as a later one: it has whole seconds."""
    return moment.replace(microsecond=0) + SECOND


def read_moment(text: str, name: str) -> datetime:
    try:
        # The plus sign of an offset arrives as a space if it was not escaped.
        value = parse_datetime(text.replace(" ", "+"))
        day = parse_date(text) if value is None else None
    except ValueError:
        value = day = None
    if value is None and day is not None:
        value = datetime(day.year, day.month, day.day)
    if value is None:
        raise BadFilter(f"{name}: not a time like 2026-05-12T10:00:00+03:00.")
    return make_aware(value) if is_naive(value) else value


def read_number(text: str, name: str, default: int = 0) -> int:
    text = text or str(default)
    if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) < 1:
        raise BadFilter(f"{name}: not a whole number above zero.")
    return int(text)
