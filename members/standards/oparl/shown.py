"""Which rows an object of OParl shows beside its own, and when the latest of them changed.

Each object declares the rows that it shows (`sources.py`). From this one declaration follow `modified` of an object and
the filter `modified_since` of its list, so that the two never disagree. A row that was removed or moved away counts as
well: its history says where it was.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, Protocol

from django.db import models
from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.utils import timezone

from unions.models import Union
from unions.publishing.states import Publishable
from unions.tenancy import scope
from unions.text.periods import Period

Latest = dict[int, datetime]
# Databases take a limited number of values in one statement.
BATCH = 500


class Shows(Protocol):
    """Rows that objects of a list show."""

    def changes(self, keys: Collection[int], now: datetime) -> list[models.QuerySet]:
        """When rows that the objects show changed: pairs of an object's key and a moment."""

    def last_for_all(self, now: datetime) -> datetime | None:
        """When something changed that every object shows."""

    def since(self, moment: datetime, now: datetime) -> Q:
        """The objects of which a row changed at the moment or later."""


def latest_of(shows: Iterable[Shows], keys: Collection[int], now: datetime) -> Latest:
    """When the latest of the rows that each object shows changed, in one query for many objects."""
    for_all = [last for shown in shows if (last := shown.last_for_all(now))]
    latest = dict.fromkeys(keys, max(for_all)) if for_all else {}
    for batch in in_batches(sorted(keys)):
        changes = [change for shown in shows for change in shown.changes(batch, now)]
        for key, moment in changes[0].union(*changes[1:], all=True) if changes else []:
            latest[key] = max(moment, latest.get(key, moment))
    return latest


@dataclass(frozen=True)
class Shown:
    """The rows of a model that an object shows, or that decide whether it is public.

    `path` leads from such a row to the object's own row, as in a filter: "agenda_item__meeting".
    """

    model: Any
    path: str

    def changes(self, keys: Collection[int], now: datetime) -> list[models.QuerySet]:
        # A plain queryset: that of translated models changes the order of the columns, which a union relies on.
        rows: models.QuerySet = models.QuerySet(self.model).order_by().filter(**{f"{self.path}__in": keys})
        changes = [rows.values_list(self.path, "updated_at")]
        changes += [rows.filter(**{f"{name}__lte": now}).values_list(self.path, name) for name in times_of(self.model)]
        return [*changes, *([self._gone(keys)] if self.is_in_history else [])]

    def last_for_all(self, now: datetime) -> None:
        return None

    def since(self, moment: datetime, now: datetime) -> Q:
        arrived = {f"{self.path}__isnull": False}
        rows = self.model._default_manager.order_by().filter(changed_since(self.model, moment, now), **arrived)
        changed = Q(pk__in=rows.values(self.path))
        if self.is_in_history:
            history = history_of(self.model)
            ids = history.filter(history_date__gte=moment).values("id")
            changed |= Q(pk__in=history.filter(id__in=ids, **arrived).values(self.path))
        return changed

    @cached_property
    def is_in_history(self) -> bool:
        """Whether the history of the rows says which object they belonged to."""
        names = {field.name for field in self.model._meta.concrete_fields}
        return hasattr(self.model, "history") and self._first in names

    @property
    def _first(self) -> str:
        """The first step of the path."""
        return self.path.partition("__")[0]

    def _gone(self, keys: Collection[int]) -> models.QuerySet:
        """The objects that rows belonged to once, with the last change of each such row."""
        # That one of the rows between has moved, its own history tells. The keys are of one union already.
        history, belongs = self.model.history.order_by(), f"{self._first}_id"
        rows: models.QuerySet = models.QuerySet(self.model)
        still_there = rows.filter(pk=OuterRef("id"), **{belongs: OuterRef(belongs)})
        last = history.filter(id=OuterRef("id")).order_by("-history_date").values("history_date")[:1]
        gone = history.filter(~Exists(still_there), **{f"{self.path}__in": keys})
        return gone.annotate(last_change=Subquery(last)).values_list(self.path, "last_change")


@dataclass(frozen=True)
class OfUnion:
    """All rows of a model in the union; where they last from day to day, their first and last days count too."""

    model: Any

    def changes(self, keys: Collection[int], now: datetime) -> list[models.QuerySet]:
        return []

    def since(self, moment: datetime, now: datetime) -> Q:
        return everything_if(self.last_for_all(now), moment)

    def last_for_all(self, now: datetime) -> datetime | None:
        moments = [history_of(self.model).aggregate(last=Max("history_date"))["last"]]
        for row in self.model._default_manager.all():
            moments.append(row.updated_at)
            if isinstance(row, Period):
                moments += [moment for moment in turns_of(row) if moment <= now]
        return max(filter(None, moments), default=None)


@dataclass(frozen=True)
class EndOfUnion:
    """The last day of the union, with which everything in it ends."""

    def changes(self, keys: Collection[int], now: datetime) -> list[models.QuerySet]:
        return []

    def since(self, moment: datetime, now: datetime) -> Q:
        return everything_if(self.last_for_all(now), moment)

    def last_for_all(self, now: datetime) -> datetime | None:
        union = scope.union()
        if union is None:
            raise scope.ScopeMissing("Only the end of one union can be asked for.")
        changes = list(union.history.order_by("history_date", "history_id").values_list("history_date", "ended_on"))
        before = [None, *(ended_on for _moment, ended_on in changes)]
        turned = [moment for (moment, ended_on), last in zip(changes, before, strict=False) if ended_on != last]
        stored = Union.objects.values_list("updated_at", "ended_on").get(pk=union.pk)
        if stored[1] != before[-1]:
            turned.append(stored[0])
        return max(turned, default=None)


def in_batches(keys: list[int]) -> list[list[int]]:
    return [keys[start : start + BATCH] for start in range(0, len(keys), BATCH)]


def history_of(model) -> models.QuerySet:
    """The history of the union's rows, in no order."""
    return model.history.filter(union=scope.union()).order_by()


def everything_if(last: datetime | None, moment: datetime) -> Q:
    """All objects, if something that they all show changed at the moment or later; otherwise none."""
    return Q(pk__isnull=not (last and last >= moment))


def times_of(model) -> list[str]:
    """The fields with the times at which a row begins and ceases to be shown."""
    return ["publish_at", "expire_at"] if issubclass(model, Publishable) else []


def changed_since(model, moment: datetime, now: datetime) -> Q:
    """Rows that changed for the public at the moment or later."""
    changed = Q(updated_at__gte=moment)
    for name in times_of(model):
        changed |= Q(**{f"{name}__gte": moment, f"{name}__lte": now})
    return changed


def last_change(row, now: datetime) -> datetime:
    """When a row itself last changed for the public."""
    moments = (getattr(row, name) for name in times_of(type(row)))
    return max([row.created_at, row.updated_at, *(moment for moment in moments if moment and moment <= now)])


def turns_of(row: Period) -> list[datetime]:
    """When a period begins and when it is over."""
    days = []
    if row.start_date:
        days.append(row.start_date.earliest)
    if row.end_date:
        days.append(row.end_date.latest + timedelta(days=1))
    return [midnight(day) for day in days]


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
