"""What differs between two states of a thing, as people read it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language

from unions.admin.kit.related import related_rows
from unions.admin.kit.wording import EMPTY, author, display, label_of, name_of
from unions.history.moments import number_of
from unions.history.restoring import content_fields
from unions.history.things import State, part_histories
from unions.history.word_changes import Piece, word_changes
from unions.text.turkish import capfirst

# More than these are counted, not shown, in the list of versions.
MOST_IN_LIST = 12

MaySee = Callable[[Any], bool]


@dataclass(frozen=True)
class Change:
    """One field of a row, before and after; of a part that came or went, all that it holds."""

    label: str
    language: str
    before: str
    after: str

    @cached_property
    def words(self) -> tuple[list[Piece], list[Piece]]:
        if EMPTY in (self.before, self.after):
            return [Piece(self.before, False)], [Piece(self.after, False)]
        return word_changes(self.before, self.after)


@dataclass(frozen=True)
class Entry:
    """One version of a thing: who made it, when, and what it changed."""

    record: Any
    author: str
    changes: list[Change]
    number_of_more: int = 0

    @property
    def moment(self) -> int:
        return number_of(self.record.history_date)


def moments_of(model: Any, pk: int, records: Any) -> Any:
    """When the thing was saved, the latest first; one moment each, however many of its rows were."""
    parts = [
        part_records.order_by().values_list("history_date", flat=True)
        for _part, part_records in part_histories(model, [pk])
    ]
    own = records.order_by().values_list("history_date", flat=True).distinct()
    return (own.union(*parts) if parts else own).order_by("-history_date")


def entries_of(model: Any, pk: int, records: Any, times: list[datetime], may_see: MaySee) -> list[Entry]:
    """The versions of these moments, each with what it changed."""
    by_time: dict[datetime, Entry] = {}
    changes: dict[datetime, list[Change]] = {time: [] for time in times}
    whole: set[datetime] = set()
    sources = [(model, records), *((part, rows) for part, rows in part_histories(model, [pk]) if may_see(part))]
    for source, rows in sources:
        for record, before in with_predecessors(source, rows.filter(history_date__in=times)):
            time = record.history_date
            by_time.setdefault(time, Entry(record, author(record), changes[time]))
            if source is model and record.history_type != "~":
                # What came or went as a whole is not told part by part.
                whole.add(time)
            elif time not in whole:
                changes[time] += changes_between(before, record) if source is model else part_changes(before, record)
    return [shortened(by_time[time]) for time in times if time in by_time]


def shortened(entry: Entry) -> Entry:
    more = max(0, len(entry.changes) - MOST_IN_LIST)
    return Entry(entry.record, entry.author, entry.changes[:MOST_IN_LIST], more)


def with_predecessors(model: Any, records: Any) -> Iterable[tuple[Any, Any]]:
    """Each record with the one before it of the same row, if any."""
    earlier = model.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    found = list(
        records.select_related("history_user")
        .annotate(before_id=Subquery(earlier.values("history_id")[:1]))
        .order_by("history_id")
    )
    before = model.history.in_bulk([record.before_id for record in found if record.before_id])
    related_rows().expect([*found, *before.values()])
    return [(record, before.get(record.before_id)) for record in found]


def differences_of(before: State, after: State, may_see: MaySee) -> list[Change]:
    """What differs between two states of a thing, its parts included."""
    related_rows().expect(state.record for side in (before, after) for state in [side, *side.walk()])
    changes = changes_between(before.record, after.record)
    sides = [
        {(state.record.instance_type, state.number): state.record for state in side.walk()} for side in (before, after)
    ]
    for key in dict.fromkeys([*sides[0], *sides[1]]):
        if may_see(key[0]):
            changes += part_changes(sides[0].get(key), sides[1].get(key))
    return changes


def part_changes(before: Any, after: Any) -> list[Change]:
    """What became of a part: it came, it went, or fields of it changed."""
    is_there = [record is not None and record.history_type != "-" for record in (before, after)]
    if after is not None and after.history_type == "-" and before is None:
        is_there[0] = True
    name = part_name(after or before)
    if all(is_there):
        return [
            Change(f"{name} · {change.label}", change.language, change.before, change.after)
            for change in changes_between(before, after)
        ]
    texts = [
        in_lines(record or after) if there else EMPTY for record, there in zip((before, after), is_there, strict=True)
    ]
    return [Change(name, "", *texts)] if any(is_there) else []


def part_name(record: Any) -> str:
    kind = capfirst(str(record.instance_type._meta.verbose_name), get_language() or "tr")
    return f"{kind}: {name_of(record)}"


def in_lines(record: Any) -> str:
    """All that a part holds, a line a field."""
    return "\n".join(f"{label}: {value}" for label, _language, value in state_of(record))


def shown_state(state: State, may_see: MaySee) -> list[tuple[str, str, str]]:
    """All that a thing held: label, language and value of each field, then a line a part."""
    related_rows().expect(part.record for part in [state, *state.walk()])
    parts = [
        (part_name(part.record), "", in_lines(part.record))
        for part in state.walk()
        if may_see(part.record.instance_type)
    ]
    return state_of(state.record) + parts


def changes_between(before: Any, after: Any) -> list[Change]:
    """What differs between two states of a row; nothing where one of them is missing."""
    if before is None or after is None:
        return []
    return [
        change_of(field, getattr(before, field.attname), getattr(after, field.attname))
        for field in content_fields(before.instance_type)
        if visible_value(getattr(before, field.attname)) != visible_value(getattr(after, field.attname))
    ]


def change_of(field: Any, before: Any, after: Any) -> Change:
    texts = [display(field, value) for value in [before, after]]
    if texts[0] == texts[1]:
        # Only the formatting differs, so the formatting has to be seen.
        texts = [str(value or EMPTY) for value in [before, after]]
    return Change(label_of(field), getattr(field, "language", ""), *texts)


def visible_value(value: Any) -> Any:
    """A value as far as forms can show it: without parts of a second, and nothing is nothing."""
    if isinstance(value, datetime):
        return value.replace(microsecond=0)
    return value or "" if isinstance(value, str | None) else value


def state_of(record: Any) -> list[tuple[str, str, str]]:
    """The whole state a record holds: label, language and value of each field that says something."""
    return [
        (label_of(field), getattr(field, "language", ""), display(field, getattr(record, field.attname)))
        for field in content_fields(record.instance_type)
        if getattr(record, field.attname) not in (None, "")
    ]
