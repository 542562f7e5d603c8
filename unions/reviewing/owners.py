"""Owners are told once when what they keep up to date is to be looked at again."""

from datetime import date
from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from unions.accounts.notices import compose
from unions.background import periodic
from unions.models import Union, User
from unions.publishing.states import Publishable
from unions.tenancy import scope
from unions.tenancy.origin import origin_of_union


def remind_owners() -> int:
    """Write to the owners of all unions whose entries have come due; returns how many mails that are."""
    number = 0
    for union in Union.objects.all():
        if not union.has_ended:
            with scope.of(union):
                step = partial(remind_owners_of, union, timezone.localdate())
                number += periodic.apart(f"The reminding of the owners of {union.code}", step)
    return number


def remind_owners_of(union: Union, day: date) -> int:
    due: dict[int, list[Any]] = {}
    for model in apps.get_models():
        if issubclass(model, Publishable) and not hasattr(model, "history_object"):
            for row in not_told_of(model, union, day):
                due.setdefault(row.owner_id, []).append(row)
    people = User.objects.of_union(union).in_bulk(list(due)) if due else {}
    return sum(remind(people[pk], union, rows) for pk, rows in due.items() if pk in people)


def not_told_of(model: Any, union: Union, day: date) -> QuerySet:
    """Rows that readers see and whose owner has not been told of this day."""
    rows = model.objects.filter(union=union, owner__isnull=False).to_look_at(day)
    untold: QuerySet = rows.filter(Q(reminded_of=None) | ~Q(reminded_of=F("review_on"))).order_by("review_on", "pk")
    return untold


def remind(person: User, union: Union, rows: list[Any]) -> int:
    """One mail with all that is due; who has no proved address reads it on the home page of the administration."""
    address = person.proved_address
    if not address:
        return 0
    with translation.override(person.language), transaction.atomic():
        lines = [
            {"name": str(row), "day": row.review_on, "link": origin_of_union(union) + form_of(row)} for row in rows
        ]
        compose("look_again", address, person=person, lines=lines).save()
        for row in rows:
            # Not a change of the entry: no reader sees it, and nobody else's form gets stale.
            QuerySet(type(row)).filter(pk=row.pk, review_on=row.review_on).update(reminded_of=row.review_on)
    return 1


def form_of(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
