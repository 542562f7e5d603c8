"""Undoing an import: everything as it was before, or nothing."""

from collections import defaultdict

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from members.exchange.models import ImportRun
from members.exchange.writing import Changed, Refused
from unions.history.moments import moment


def undo(run: ImportRun, *, user) -> ImportRun:
    """Restore everything as it was before the run: all of it, or nothing.

    Raises Refused, naming the records, where someone has changed one since or something depends on one.
    """
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if run.state != ImportRun.State.WRITTEN:
            raise Changed
        reason = _("Undone: import no. %(number)s") % {"number": run.pk}
        by_model = defaultdict(list)
        for line in run.written:
            by_model[line["model"]].append(line)
        stored = {label: stored_rows(label, lines) for label, lines in by_model.items()}
        refuse_changed(by_model, stored)
        # What was written last is undone first: seats before the people in them.
        for label in reversed(list(by_model)):
            take_back(stored[label], by_model[label], user, reason)
        run.state = ImportRun.State.UNDONE
        run.save()
    return run


def stored_rows(label: str, lines: list[dict]) -> dict:
    return apps.get_model(label).objects.select_for_update().in_bulk([line["pk"] for line in lines])


def refuse_changed(by_model: dict, stored: dict) -> None:
    reasons = []
    for label, lines in by_model.items():
        for line in lines:
            row = stored[label].get(line["pk"])
            name = f"{apps.get_model(label)._meta.verbose_name} {line['pk']}"
            if row is None:
                reasons.append(_("%(name)s has since been deleted.") % {"name": name})
            elif row.version != line["version"]:
                reasons.append(_("%(name)s has since been changed.") % {"name": row})
    if reasons:
        raise Refused(reasons)


def take_back(rows: dict, lines: list[dict], user, reason: str) -> None:
    """Delete the records of one model that were new, and restore those that were changed."""
    changed = [line for line in lines if "before" in line]
    for line in lines:
        if "before" not in line:
            delete(rows[line["pk"]], user, reason)
    for line in changed:
        restore(rows[line["pk"]], line["before"])
    if changed:
        names = {name for line in changed for name in line["before"]}
        fields = [*sorted(names), "version", "updated_at"]
        restored = [rows[line["pk"]] for line in changed]
        bulk_update_with_history(
            restored, type(restored[0]), fields, default_user=user, default_change_reason=reason, default_date=moment()
        )


def delete(row, user, reason: str) -> None:
    row._history_user, row._change_reason = user, reason
    try:
        row.delete()
    except models.ProtectedError:
        raise Refused([_("%(name)s cannot be deleted: other entries depend on it.") % {"name": row}]) from None


def restore(row, before: dict[str, str | None]) -> None:
    for name, text in before.items():
        column = row._meta.get_field(name)
        setattr(row, column.attname, None if text is None else column.to_python(text))
    row.version += 1
    row.updated_at = timezone.now()
