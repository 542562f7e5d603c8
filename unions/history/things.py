"""A thing is a row with its parts: a gallery and its photographs, a meeting, its agenda and the papers of that.

What a thing held at a moment is read from the histories of its rows. Nothing is stored twice for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from unions.models import UnionOwned


@cache
def part_models(model: type[models.Model]) -> list[type[UnionOwned]]:
    """The models whose rows live and go with a row of this one."""
    return [
        part
        for part in apps.get_models()
        if issubclass(part, UnionOwned) and part.union_from and is_part_by(part, part.union_from, model)
    ]


def is_part_by(part: type[models.Model], name: str, model: type[models.Model]) -> bool:
    link: Any = part._meta.get_field(name)
    return link.related_model is model and link.remote_field.on_delete is models.CASCADE


@cache
def links_to_parts(model: type[models.Model], *, with_branches: bool) -> list[tuple[type[UnionOwned], str]]:
    """The models of parts, each with the column that names the whole.

    What hangs beneath a row of the same kind, as a page beneath a page, is a thing of its own; but it goes with it.
    """
    links = [(part, column_of(part)) for part in part_models(model)]
    if with_branches and issubclass(model, UnionOwned):
        branches = [f for f in model._meta.concrete_fields if f.is_relation and is_part_by(model, f.name, model)]
        links += [(model, branch.attname) for branch in branches]
    return links


def column_of(part: type[UnionOwned]) -> str:
    """The column by which a part names its whole."""
    link: Any = part._meta.get_field(part.union_from)
    return str(link.attname)


@dataclass
class State:
    """What a row and its parts held at a moment; the record is that of the row's history."""

    record: Any
    time: datetime
    parts: dict[type[UnionOwned], list["State"]] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return self.record.id

    @property
    def is_of_deletion(self) -> bool:
        return self.record.history_type == "-"

    def walk(self) -> Iterator["State"]:
        """The states of all parts, parts of parts included."""
        for states in self.parts.values():
            for state in states:
                yield state
                yield from state.walk()


def state_at(model: Any, pk: int, time: datetime) -> State | None:
    """What a thing held after the save of this moment; of one that was deleted then, what it held before."""
    records = model.history.filter(id=pk, history_date__lte=time).select_related("history_user")
    record = records.order_by("-history_date", "-history_id").first()
    if record is None:
        return None
    state = State(record, time)
    add_parts(model, [state], time, record.history_date if state.is_of_deletion else None)
    return state


def add_parts(model: type[models.Model], wholes: list[State], time: datetime, deleted_at: datetime | None) -> None:
    """Give the states of rows those of their parts; `deleted_at` is when all of them went together."""
    by_number = {whole.number: whole for whole in wholes}
    for part, link in links_to_parts(model, with_branches=deleted_at is not None):
        found = []
        for record in part_records(part, link, list(by_number), time):
            # Of one that was written in bulk the first record may be a later one, and even that of its deletion.
            was_there = record.history_type != "-" or record.history_date == deleted_at or record.history_date > time
            whole = by_number.get(getattr(record, link))
            if whole is not None and was_there:
                found.append(State(record, time))
                whole.parts.setdefault(part, []).append(found[-1])
        if found:
            add_parts(part, found, time, deleted_at)


def part_records(part: Any, link: str, wholes: list[int], time: datetime) -> Iterable[Any]:
    """The latest record of each row that was ever a part of these, in the order in which pages show them."""
    ever = part.history.filter(**{f"{link}__in": wholes}).values("id")
    records = part.history.filter(id__in=ever, history_date__lte=time).select_related("history_user")
    latest: dict[int, Any] = {}
    for record in records.order_by("history_date", "history_id"):
        latest[record.id] = record
    for record in first_known(part, ever, time):
        latest.setdefault(record.id, record)
    order = [name for name in ["position", "number"] if hasattr(part, name)]
    return sorted(latest.values(), key=lambda record: (*(getattr(record, name) or 0 for name in order), record.id))


def first_known(part: Any, ever: Any, time: datetime) -> Iterable[Any]:
    """The first records of parts that were written in bulk: they were there before their history begins."""
    later = part.history.filter(id__in=ever, history_date__gt=time).exclude(history_type="+")
    earlier = part.history.filter(id=models.OuterRef("id"), history_id__lt=models.OuterRef("history_id"))
    return later.exclude(models.Exists(earlier)).select_related("history_user")


def came_later(part: Any, pks: Iterable[int], time: datetime) -> set[int]:
    """Those of the rows that were added after the moment; one whose beginning no history tells was there before."""
    added = part.history.filter(id__in=list(pks), history_type="+", history_date__gt=time)
    return set(added.values_list("id", flat=True))


def part_histories(model: type[models.Model], pks: Iterable[int]) -> Iterator[tuple[Any, Any]]:
    """Each model of parts with all records of those that ever belonged to these rows."""
    numbers = list(pks)
    for part, link in links_to_parts(model, with_branches=False):
        history = part.history  # type: ignore[attr-defined]  # added by simple_history
        records = history.filter(id__in=history.filter(**{f"{link}__in": numbers}).values("id"))
        yield part, records
        if part_models(part):
            yield from part_histories(part, records.values_list("id", flat=True).distinct())
