"""What has changed since a moment: records that were written again, and those that are public no longer."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone

from members.standards.oparl.shown import history_of
from pages.api.resources import Resource, resources
from unions.publishing.states import Publishable
from unions.text.dates import moment_for_programs


class Change(NamedTuple):
    """In the order in which they are told."""

    when: datetime
    resource: str
    pk: int
    is_gone: bool = False

    @property
    def key(self) -> str:
        return f"{self.when.astimezone(UTC):%Y%m%dT%H%M%S.%f}_{self.resource}_{self.pk}"

    def told(self) -> dict[str, Any]:
        return {
            "resource": self.resource,
            "id": self.pk,
            "changed": moment_for_programs(self.when),
            "state": "gone" if self.is_gone else "public",
        }


Place = tuple[datetime, str, int]


def place_of(key: str) -> Place:
    """The place after which an answer goes on; ValueError for a text that no answer gave."""
    when, resource, pk = key.split("_")
    if resource not in resources() or not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        raise ValueError("There is no such list.")
    return datetime.strptime(when, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC), resource, int(pk)


def since(start: datetime, place: Place | None, most: int) -> list[Change]:
    """The first changes at the moment or later, behind the place where an earlier answer ended."""
    found: list[Change] = []
    for resource in resources().values():
        found += [*changed(resource, start, place, most), *gone(resource, start, place, most)]
    return sorted(change for change in found if place is None or change[:3] > place)[:most]


def changed(resource: Resource, start: datetime, place: Place | None, most: int) -> Iterator[Change]:
    rows = resource.rows().select_related(None).prefetch_related(None).filter(updated_at__gte=start)
    if place and place[1] > resource.name:
        rows = rows.filter(updated_at__gt=start)
    elif place and place[1] == resource.name:
        rows = rows.filter(Q(updated_at__gt=start) | Q(pk__gt=place[2]))
    for pk, when in rows.order_by("updated_at", "pk").values_list("pk", "updated_at")[:most]:
        yield Change(when, resource.name, pk)


def gone(resource: Resource, start: datetime, place: Place | None, most: int) -> Iterator[Change]:
    """Records that were public before and are not now; of a draft that never was, nothing is told."""
    model = resource.rows().model
    history = history_of(model)
    recent = history.filter(history_date__gte=start)
    keys = set(recent.order_by().values_list("id", flat=True).distinct())
    keys -= set(resource.rows().order_by().filter(pk__in=keys).values_list("pk", flat=True))
    # Of several page types that share a model, one tells.
    if not keys or next(each for each in resources().values() if each.rows().model is model) is not resource:
        return
    known = history.filter(id__in=keys)
    if issubclass(model, Publishable):
        others = [each.rows() for each in resources().values() if each.rows().model is model]
        for rows in others:
            keys -= set(rows.order_by().filter(pk__in=keys).values_list("pk", flat=True))
        now = timezone.now()
        was_public = known.filter(Q(publish_at=None) | Q(publish_at__lte=now), status=Publishable.Status.PUBLISHED)
        keys &= set(was_public.order_by().values_list("id", flat=True))
    last: dict[int, datetime] = {}
    rows = recent.filter(id__in=keys).order_by("history_date").values_list("id", "history_date")
    for pk, when in rows:
        last[pk] = when
    for pk, when in sorted(last.items(), key=lambda each: (each[1], each[0])):
        yield Change(when, resource.name, pk, is_gone=True)
