"""When the public pages of a union change by themselves: rows that begin or cease to be shown, meetings that begin."""

from datetime import datetime, time, timedelta
from functools import cache

from django.apps import apps
from django.db.models import DateTimeField, OuterRef, Subquery
from django.utils import timezone

from unions.generations import is_public_content
from unions.models import Union, UnionOwned


@cache
def moments() -> list[tuple[type[UnionOwned], str]]:
    """Every field that holds a moment which staff have set, so that a new one is minded without being named here."""
    return [
        (model, field.name)
        for model in apps.get_models()
        if issubclass(model, UnionOwned) and is_public_content(model)
        for field in model._meta.concrete_fields
        if isinstance(field, DateTimeField) and not (field.auto_now or field.auto_now_add)
    ]


def next_moment(union_id: int, now: datetime) -> datetime | None:
    """The first moment of the union's rows that is not before `now`, found in one query."""
    nearest = {
        f"moment_{number}": Subquery(
            model.all_unions.filter(union=OuterRef("pk"), **{f"{name}__gte": now}).order_by(name).values(name)[:1]
        )
        for number, (model, name) in enumerate(moments())
    }
    found = Union.objects.filter(pk=union_id).values_list(*nearest.values()).first()
    return min((moment for moment in found or () if moment), default=None)


def next_change(union_id: int, now: datetime) -> datetime:
    """When the pages of the union may next change although nobody writes: at the end of the day at the latest."""
    today = timezone.localtime(now)
    midnight = datetime.combine(today.date() + timedelta(days=1), time.min, tzinfo=today.tzinfo)
    return min(midnight, next_moment(union_id, now) or midnight)
