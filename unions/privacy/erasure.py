"""Personal data end with their time: what the inventory says is erased by itself, history included."""

from datetime import datetime, timedelta
from functools import partial

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from unions.background import periodic
from unions.models import Editable
from unions.models.versions import StaleVersion
from unions.privacy.inventory import Erasure, inventory

# Rows at once, so that no statement holds the database for long.
AT_ONCE = 500
# Rows that erase themselves, one by one, in one run; the next follows within the hour.
MOST_BY_THEMSELVES = 200


def erase_what_is_over(now: datetime | None = None) -> int:
    """Carry out every rule of the inventory; returns how many rows were deleted or emptied."""
    moment = now or timezone.now()
    rules = [rule for activity in inventory().activities for rule in activity.erasures]
    return sum(periodic.apart(f"The erasure of {rule.model}", partial(erase, rule, moment)) for rule in rules)


def erase(rule: Erasure, now: datetime) -> int:
    """Delete the rows of one rule whose time is over, empty their fields, or let them erase themselves."""
    if rule.marks:
        return erase_one_by_one(rows_over(rule, now).order_by("pk")[:MOST_BY_THEMSELVES])
    keys = list(rows_over(rule, now).values_list("pk", flat=True))
    model = apps.get_model(rule.model)
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        with transaction.atomic():
            rows: QuerySet = models.QuerySet(model).filter(pk__in=some)
            history = history_of(model, some)
            if not rule.empties:
                if history is not None:
                    history.delete()
                rows.delete()
                continue
            values: dict = {name: emptied(model, name) for name in rule.empties}
            if history is not None:
                history.update(**values)
            # Whoever has read the row before must not write the old value back.
            version = {"version": F("version") + 1} if issubclass(model, Editable) else {}
            rows.update(**values, **version)
    return len(keys)


def erase_one_by_one(rows: QuerySet) -> int:
    """Let each row erase itself: it has files, or a history that says why."""
    erased = 0
    for row in rows:
        try:
            row.erase()
        except StaleVersion:
            # Someone is working on it: the next run takes it.
            continue
        erased += 1
    return erased


def rows_over(rule: Erasure, now: datetime) -> QuerySet:
    """The rows whose time is over and that still hold something."""
    model = apps.get_model(rule.model)
    rows: QuerySet = models.QuerySet(model).filter(
        **{f"{rule.counted_from}__lt": now - timedelta(days=rule.after_days)}
    )
    if rule.marks:
        return rows.filter(**{rule.marks: None})
    if not rule.empties:
        return rows
    holds_something = Q(pk=None)
    for name in rule.empties:
        empty = emptied(model, name)
        holds_something |= Q(**{f"{name}__isnull": False}) if empty is None else ~Q(**{name: empty})
    return rows.filter(holds_something)


def emptied(model: type[models.Model], name: str) -> object:
    """What stands in a column that was emptied: no text, or what a structured column holds at first."""
    field = model._meta.get_field(name)
    return field.get_default() if isinstance(field, models.JSONField) else ""


def history_of(model: type[models.Model], keys: list) -> QuerySet | None:
    """What the history remembers of these rows."""
    if not hasattr(model, "history"):
        return None
    return models.QuerySet(model.history.model).filter(id__in=keys)
