"""Brings back what a thing held: its texts and its parts, never its state.

Whether readers see a row, and from when to when, is decided by people now, not by what stood there earlier. A row that
was deleted comes back as a draft.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from unions.history.moments import joined_version
from unions.history.things import State, came_later, links_to_parts
from unions.models import Deletion, UnionOwned, User
from unions.publishing.states import Publishable
from unions.text.translation_state import COLUMN
from unions.values.fields import ValueField

# Bookkeeping, not content: never shown as a change and never brought back.
BOOKKEEPING = [
    *["id", "union", "version", "created_at", "updated_at", "is_demo", "source_key", "sort_key", "role_order"],
    COLUMN,
]
# What makes a row public, and who cares for it: shown in its history, but never brought back with a text.
PUBLISHING = ["status", "publish_at", "expire_at", "withdrawal_reason", "owner", "review_on"]

MayRestore = Callable[[type[UnionOwned]], bool]


def content_fields(model: Any) -> list:
    """The fields whose changes say something to a person; texts once a language."""
    translated = {field.translated_field.name for field in model._meta.concrete_fields if hasattr(field, "language")}
    silent = {*BOOKKEEPING, *translated, *model.fields_not_in_history()}
    return [field for field in model._meta.concrete_fields if field.name not in silent]


def restorable_fields(model: Any) -> list:
    return [
        field for field in content_fields(model) if getattr(field, "translated_field", field).name not in PUBLISHING
    ]


def restore(state: State, row: Any, may_restore_part: MayRestore) -> Any:
    """Give a row, or None for one that was deleted, what it held, as one new version; returns the row.

    Raises ValidationError where that contradicts what is there today, and ProtectedError where a part that was added
    since cannot go.
    """
    with joined_version(), transaction.atomic():
        target = restored_row(state.record, row)
        restore_parts(target, state, may_restore_part)
    return target


def restored_row(record: Any, row: Any) -> Any:
    """The row with what the record holds, saved if that is something else."""
    is_new = row is None
    target = record.instance if is_new else row
    changed = [
        field
        for field in restorable_fields(type(target))
        if getattr(target, field.attname) != getattr(record, field.attname)
    ]
    for field in changed:
        setattr(target, field.attname, getattr(record, field.attname))
    if changed and hasattr(record, COLUMN):
        # What was outdated then is outdated again.
        setattr(target, COLUMN, getattr(record, COLUMN))
    if is_new:
        target._state.adding = True
        target.version = record.version + 1
        if isinstance(target, Publishable):
            target.status = Publishable.Status.DRAFT
            target.publish_at = target.expire_at = None
            # Of a person who is no more nothing is left behind.
            target.owner = User.objects.filter(pk=target.owner_id).first()
    if is_new or changed:
        target.prepare_for_save()
        target.full_clean(exclude=not_understood(target))
        target.save(force_insert=is_new)
    if is_new and isinstance(target, UnionOwned):
        Deletion.objects.of_row(target).delete()
    return target


def not_understood(row: Any) -> list[str]:
    """The fields that hold what was stored before there was a type for it: it comes back as it was."""
    fields = [field for field in row._meta.concrete_fields if isinstance(field, ValueField)]
    return [field.name for field in fields if not field.is_understood(getattr(row, field.attname) or "")]


def restore_parts(whole: Any, state: State, may_restore_part: MayRestore) -> None:
    """Bring back the parts that were there, and take out those that came later; those stay in the history."""
    # What hung beneath a row of the same kind comes back with one that was deleted, and is else left alone.
    kind: Any = type(whole)
    for model, link in links_to_parts(kind, with_branches=state.is_of_deletion):
        if not may_restore_part(model):
            continue
        rows: Any = model.all_unions
        wanted = {part.number: part for part in state.parts.get(model, [])}
        if model is not kind:
            others = rows.filter(**{link: whole.pk}).exclude(pk__in=list(wanted)).in_bulk()
            for number in came_later(model, others, state.time):
                others[number].delete()
        present = rows.in_bulk(list(wanted))
        for number, part in wanted.items():
            restore_parts(restored_row(part.record, present.get(number)), part, may_restore_part)
