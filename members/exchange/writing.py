"""Saving what a plan shows: all of it in one transaction, or nothing."""

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from members.exchange.entries import Plan
from members.exchange.models import ImportRun
from members.exchange.planning import plan_of
from members.exchange.rows import differing
from unions.history.moments import moment
from unions.models.versions import StaleVersion


class Changed(Exception):
    """What would be saved is not what was shown."""


class Refused(Exception):
    """Some rows prevent it; nothing has been saved."""

    def __init__(self, reasons: list[str]):
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def reason_of(run: ImportRun) -> str:
    """What the history of each row says about how it came to be."""
    return _("Import no. %(number)s (%(file)s)") % {"number": run.pk, "file": run.file_name[:60]}


def write(run: ImportRun, *, digest: str, user) -> ImportRun:
    """Write what was shown, without the rows that were refused: all of it in one transaction, or nothing.

    Raises Changed where something has changed since the plan was shown, Refused where rows cannot be written.
    """
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if not run.is_waiting:
            raise Changed
        plan = plan_of(run)
        if plan.obstacles:
            raise Refused(plan.obstacles)
        if plan.digest != digest:
            raise Changed
        if plan.problems:
            raise Refused([problem.message for problem in plan.problems])
        run.written = write_rows(plan, user=user, reason=reason_of(run))
        run.created_count, run.changed_count = len(plan.new), len(plan.changed)
        run.state, run.written_at, run.content = ImportRun.State.WRITTEN, timezone.now(), b""
        run.save()
    return run


def write_rows(plan: Plan, *, user, reason: str) -> list[dict]:
    """Write the records of the plan with their history, one model at a time; returns what was written over what."""
    log = []
    for model, rows in rows_by_model(plan).items():
        # Separated before the new ones get their keys.
        new = [row for row in rows if row.pk is None]
        pairs = [(row, plan.resource.stored_twin(row)) for row in rows if row.pk is not None]
        log += write_new(model, new, user, reason)
        log += write_changed(model, [(row, twin) for row, twin in pairs if differing(row, twin)], user, reason)
    return log


def rows_by_model(plan: Plan) -> dict[type, list]:
    """The records of the plan, each once; a model comes before those that depend on it."""
    rows: dict[type, dict[int, Any]] = defaultdict(dict)
    for entry in plan.entries:
        for row in [*entry.rows, *plan.resource.dependants(entry.rows[-1])]:
            rows[type(row)][id(row)] = row
    return {model: list(rows[model].values()) for model in in_order(list(rows))}


def in_order(models: list[type]) -> list[type]:
    """The models, each behind those that its rows point to."""
    ordered: list[type] = []
    while rest := [model for model in models if model not in ordered]:
        free = [model for model in rest if not targets_of(model) & set(rest) - {model}]
        # Of a circle the order stays as it is.
        ordered.append((free or rest)[0])
    return ordered


def targets_of(model) -> set[type]:
    return {column.related_model for column in model._meta.concrete_fields if column.is_relation}


def write_new(model, rows: list, user, reason: str) -> list[dict]:
    for row in rows:
        for column in model._meta.concrete_fields:
            # A row it belongs to may only now have got its key.
            if column.is_relation and column.is_cached(row):
                setattr(row, column.name, getattr(row, column.name))
    if rows:
        rows = bulk_create_with_history(
            rows, model, default_user=user, default_change_reason=reason, default_date=moment()
        )
    return [log_line(row) for row in rows]


def write_changed(model, pairs: list[tuple], user, reason: str) -> list[dict]:
    """Write changed records; raises StaleVersion where someone else has changed one since."""
    if not pairs:
        return []
    lock(model, [row for row, _twin in pairs])
    log, names = [], set()
    for row, twin in pairs:
        row.prepare_for_save()
        changed = differing(row, twin)
        names |= set(changed)
        row.version += 1
        row.updated_at = timezone.now()
        log.append(log_line(row) | {"before": stored_texts(twin, changed)})
    fields = [*sorted(names), "version", "updated_at"]
    rows = [row for row, _twin in pairs]
    bulk_update_with_history(
        rows, model, fields, default_user=user, default_change_reason=reason, default_date=moment()
    )
    return log


def lock(model, rows: list) -> None:
    """Lock rows until the end of the transaction; raises StaleVersion where one is not as it was read."""
    stored = model.objects.select_for_update().filter(pk__in=[row.pk for row in rows])
    versions = dict(stored.values_list("pk", "version"))
    for row in rows:
        if versions.get(row.pk) != row.version:
            raise StaleVersion(row)


def stored_texts(twin, names: list[str]) -> dict[str, str | None]:
    """Stored values as texts that JSON can hold."""
    columns = [twin._meta.get_field(name) for name in names]
    return {
        column.name: None if getattr(twin, column.attname) is None else column.value_to_string(twin)
        for column in columns
    }


def log_line(row) -> dict:
    return {"model": row._meta.label_lower, "pk": row.pk, "version": row.version}
