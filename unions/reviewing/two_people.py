"""A union may ask that whoever wrote a text last does not publish it alone.

Whatever is written about an entry that readers see, or one of its parts, passes `guard`, wherever it comes from: a
form, a part's own page, an earlier version, an action of a list, an import, the library. The form of an entry judges
itself, since it knows whose text it holds (`judged`).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import signals
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from unions.caching import generations
from unions.history.restoring import restorable_fields
from unions.history.things import part_histories
from unions.models import NextVersion, UnionOwned
from unions.publishing.states import Publishable
from unions.tenancy import scope

TWO = _(
    "Here, publishing takes two people, and you wrote this text last. Send it to review: someone else publishes it."
)
BY_THE_WHOLE = _(
    "Here, publishing takes two people, and readers see this as part of “%(entry)s”. Change it in the form of that "
    "entry and send it to review. What that form does not hold can be changed once the entry is withdrawn; someone "
    "else publishes it again."
)
BY_ITS_FORM = _(
    "Here, publishing takes two people, and readers see “%(entry)s”. Change it in its own form and send that to "
    "review: someone else publishes it."
)

PUBLISHED = Publishable.Status.PUBLISHED

# The entries whose form has judged, or will judge, what is being written.
_judged: ContextVar[tuple[Any, ...]] = ContextVar("judged", default=())


class TakesTwo(ValidationError):
    """One person alone is about to change what readers see, and the union asks for two."""

    def __init__(self, text: Any, entry: Any = None):
        super().__init__(text, code="takes_two", params={"entry": entry})
        self.entry = entry


def is_asked() -> bool:
    """Whether the union that the code is bound to asks for two people."""
    return bool(getattr(scope.union(), "publishing_takes_two", False))


def last_writer(row: Any) -> int | None:
    """Who last changed what readers see of a row or its parts: the number of the person, if the history knows."""
    found = [last_writing(row)]
    for _part, records in part_histories(type(row), [row.pk]):
        found.append(records.order_by("-history_date", "-history_id").first())
    known = [record for record in found if record is not None]
    latest = max(known, key=lambda record: (record.history_date, record.history_id), default=None)
    return latest.history_user_id if latest else None


def last_writing(row: Any) -> Any:
    """The last record of a row that is not only about its publication."""
    names = [field.attname for field in restorable_fields(type(row))]
    latest = None
    for record in type(row).history.filter(id=row.pk).order_by("-history_date", "-history_id").iterator(chunk_size=50):
        if latest is not None and any(getattr(record, name) != getattr(latest, name) for name in names):
            return latest
        latest = record
    return latest


def is_refused(row: Any, user: Any, *, writes: bool, draft: NextVersion | None = None) -> bool:
    """Whether this person cannot publish the row: they write it with the same step, or wrote it last."""
    if not is_asked():
        return False
    if writes:
        return True
    writer = draft.written_by_id if draft is not None else last_writer(row)
    return bool(writer == user.pk)


# Everything else that is written


@contextmanager
def judged(entry: Any) -> Iterator[None]:
    """What is written inside about this entry and its parts is judged by the code that writes it."""
    token = _judged.set((*_judged.get(), entry))
    try:
        yield
    finally:
        _judged.reset(token)


def person_at_work() -> Any:
    """The person whose request the code answers; None for a visitor, a command, and work in the background."""
    user = getattr(getattr(HistoricalRecords.context, "request", None), "user", None)
    return user if getattr(user, "is_authenticated", False) else None


def entry_of(row: Any) -> Any:
    """The entry that is published, of which the row is a part or which it is; None for what belongs to none."""
    while row is not None and not isinstance(row, Publishable):
        name = getattr(row, "union_from", "")
        row = getattr(row, name, None) if name else None
    return row


def guarded_models() -> list[type[UnionOwned]]:
    """The models whose rows are published, and those of their parts."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, UnionOwned) and not hasattr(model, "history_object") and leads_to_entry(model)
    ]


def leads_to_entry(model: Any) -> bool:
    while not issubclass(model, Publishable):
        name = getattr(model, "union_from", "")
        if not name:
            return False
        model = model._meta.get_field(name).related_model
    return True


def guard(row: Any) -> None:
    """Raise TakesTwo if saving the row lets one person alone change what readers see."""
    person = person_at_work() if is_asked() else None
    if person is None:
        return
    stored = models.QuerySet(type(row)).filter(pk=row.pk).first() if row.pk else None
    if isinstance(row, Publishable):
        if row.status == PUBLISHED and not is_judged(row):
            guard_entry(row, stored, person)
    elif stored is None or is_rewritten(row, stored):
        for part in [row, stored] if stored is not None else [row]:
            guard_whole(part)


def guard_entry(row: Any, stored: Any, person: Any) -> None:
    if stored is not None and stored.status == PUBLISHED:
        if is_rewritten(row, stored):
            raise TakesTwo(BY_ITS_FORM, row)
    elif stored is None or is_rewritten(row, stored) or is_refused(row, person, writes=False):
        raise TakesTwo(TWO, row)


def guard_whole(part: Any) -> None:
    """Raise TakesTwo if readers see, or will see, the entry to which the part belongs."""
    entry = entry_of(part)
    if entry is not None and entry.status == PUBLISHED and not is_judged(entry):
        raise TakesTwo(BY_THE_WHOLE, entry)


def is_judged(entry: Any) -> bool:
    return any(each is entry or (entry.pk is not None and each == entry) for each in _judged.get())


def is_rewritten(row: Any, stored: Any) -> bool:
    """Whether anything that people write differs; what follows from another entry is that one's matter."""
    fields = [field for field in restorable_fields(type(row)) if field.editable or field.is_relation]
    return any(getattr(row, field.attname) != getattr(stored, field.attname) for field in fields)


def guard_deletion(row: Any, origin: Any) -> None:
    """Raise TakesTwo if a part goes while readers see its entry; the entry itself may go, as it may be withdrawn."""
    if isinstance(row, Publishable) or not is_asked() or person_at_work() is None:
        return
    entry = entry_of(row)
    goes_with_it = isinstance(entry, origin.model) if isinstance(origin, models.QuerySet) else origin == entry
    if not goes_with_it:
        guard_whole(row)


def guard_bulk(rows: Iterable[Any], values: dict[str, Any] | None = None) -> None:
    """The same for what is written in bulk: rows as they will be, or rows as they are and what they are given."""
    if not is_asked() or person_at_work() is None:
        return
    for row in rows:
        if values is None:
            guard(row)
        elif values.get("status") == PUBLISHED:
            raise TakesTwo(TWO, row)
        elif {field.name for field in restorable_fields(type(row))} & values.keys():
            guard_whole(row)


def connect() -> None:
    """Have all that is written about entries and their parts pass here."""

    def saving(sender: Any, instance: Any, raw: bool = False, **_kwargs: object) -> None:
        if not raw:
            guard(instance)

    def deleting(sender: Any, instance: Any, origin: Any = None, **_kwargs: object) -> None:
        guard_deletion(instance, origin)

    for model in guarded_models():
        signals.pre_save.connect(saving, sender=model, weak=False, dispatch_uid=f"two-people-save-{model._meta.label}")
        signals.pre_delete.connect(
            deleting, sender=model, weak=False, dispatch_uid=f"two-people-delete-{model._meta.label}"
        )
        generations.guards[model] = guard_bulk
