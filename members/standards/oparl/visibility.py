"""When a row was public, found in its history: only what was public once can be reported as deleted."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from unions.publishing.states import Publishable


class Span(NamedTuple):
    """A time, without an end where it lasts."""

    start: datetime
    end: datetime | None

    def within(self, start: datetime | None, end: datetime | None) -> "Span | None":
        """What of it lies between the two moments."""
        first = max(self.start, start) if start else self.start
        last = min((moment for moment in (self.end, end) if moment), default=None)
        return Span(first, last) if last is None or first < last else None


@dataclass(frozen=True)
class Visible:
    """What must hold for a row to be public: its own state, a field that is filled, the row that it belongs to."""

    model: Any
    needs: str = ""
    # The column that names the row it belongs to, and what must hold for that one.
    through: str = ""
    above: "Visible | None" = None
    # The model and column of the rows of which it must have one.
    held_by: tuple[Any, str] | None = None

    def spans(self, keys: Collection[int], now: datetime) -> dict[int, list[Span]]:
        """When each of the rows was public until now."""
        states = {key: list(lasting(records)) for key, records in self._records(keys).items()}
        above = self._spans_above(states, now)
        holding = self._spans_of_holders(keys, now)
        found: dict[int, list[Span]] = {}
        for key, its_states in states.items():
            spans = [span for state, lasted in its_states for span in self._public(state, lasted, above, now)]
            if self.held_by:
                spans = [both for span in spans for other in holding[key] if (both := span.within(*other))]
            found[key] = spans
        return found

    def _public(self, state: dict, lasted: Span, above: dict, now: datetime) -> Iterator[Span]:
        if state.get("status", Publishable.Status.PUBLISHED) != Publishable.Status.PUBLISHED:
            return
        if self.needs and not any(state[name] for name in self._columns(self.needs)):
            return
        span = lasted.within(state.get("publish_at"), state.get("expire_at"))
        if span is None or span.start > now:
            return
        if self.above is None:
            yield span
            return
        for other in above.get(state[self.through], []):
            if both := span.within(*other):
                yield both

    def _spans_above(self, states: dict[int, list], now: datetime) -> dict[int, list[Span]]:
        if self.above is None:
            return {}
        keys = {state[self.through] for its_states in states.values() for state, _lasted in its_states}
        return self.above.spans(keys - {None}, now)

    def _spans_of_holders(self, keys: Collection[int], now: datetime) -> dict[int, list[Span]]:
        found: dict[int, list[Span]] = defaultdict(list)
        if self.held_by:
            model, column = self.held_by
            past = model.history.filter(**{f"{column}__in": keys}).values_list("id", flat=True)
            present = model._default_manager.filter(**{f"{column}__in": keys}).values_list("pk", flat=True)
            for records in Visible(model, through=column)._records({*past, *present}).values():
                for state, lasted in lasting(records):
                    found[state[column]].append(lasted)
        return found

    def _columns(self, name: str) -> list[str]:
        names = {field.attname for field in self.model._meta.concrete_fields}
        return [column for column in [name, f"{name}_tr", f"{name}_en"] if column in names]

    def _records(self, keys: Collection[int]) -> dict[int, list[tuple[datetime, dict | None]]]:
        """The states of each row and since when it had them; None once it was deleted."""
        columns = [*(["status", "publish_at", "expire_at"] if issubclass(self.model, Publishable) else [])]
        columns += [*(self._columns(self.needs) if self.needs else []), *([self.through] if self.through else [])]
        records: dict[int, list[tuple[datetime, dict | None]]] = defaultdict(list)
        lines = self.model.history.filter(id__in=keys).order_by("history_date", "history_id")
        for key, moment, kind, created, *values in lines.values_list(
            "id", "history_date", "history_type", "created_at", *columns
        ):
            state = dict(zip(columns, values, strict=True))
            if not records[key] and kind != "+":
                records[key].append((created, before_known(state)))
            records[key].append((moment, None if kind == "-" else state))
        rows = self.model._default_manager.filter(pk__in=keys)
        for key, created, updated, *values in rows.values_list("pk", "created_at", "updated_at", *columns):
            state = dict(zip(columns, values, strict=True))
            if not records[key]:
                records[key].append((created, before_known(state)))
            # Not every row has its history from the beginning, or to the end.
            if records[key][-1][1] != state:
                records[key].append((max(updated, records[key][-1][0]), state))
        return records


def before_known(state: dict) -> dict:
    """The state before the first that is on record: what was withdrawn had been published."""
    if state.get("status") == Publishable.Status.WITHDRAWN:
        return state | {"status": Publishable.Status.PUBLISHED}
    return state


def lasting(records: list[tuple[datetime, dict | None]]) -> Iterator[tuple[dict, Span]]:
    """Each state with the time for which it lasted."""
    ends = [moment for moment, _state in records[1:]]
    for (moment, state), end in zip(records, [*ends, None], strict=True):
        if state is not None and (end is None or moment < end):
            yield state, Span(moment, end)


def ceased(spans: list[Span], now: datetime) -> datetime | None:
    """When a row ceased to be public; None if it never was, or still is."""
    if not spans or any(span.end is None or span.end > now for span in spans):
        return None
    return max(span.end for span in spans if span.end)
