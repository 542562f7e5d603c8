"""Rows that wait for a worker: each is taken by one alone, for the time of a lease."""

from datetime import datetime, timedelta
from typing import ClassVar, Self, TypeVar

from django.db import connections, models, transaction
from django.db.models import Q

Row = TypeVar("Row", bound=models.Model)


class LeasedQuerySet(models.QuerySet[Row]):
    """Rows with `next_attempt_at` and `lease_until`."""

    # Longer than the work on one row takes, so that no other worker takes it meanwhile.
    lease: ClassVar[timedelta]

    def due(self, now: datetime) -> Self:
        """Those that may be taken now; a lease that has passed is that of a process which was killed."""
        return self.filter(Q(lease_until=None) | Q(lease_until__lte=now), next_attempt_at__lte=now)

    def claim(self, now: datetime) -> Row | None:
        """The next one, for the caller alone and for the time of the lease."""
        if connections[self.db].features.has_select_for_update_skip_locked:
            with transaction.atomic(using=self.db):
                # Two workers that ask at the same moment get two rows, and neither waits for the other.
                return self._take(self._next(now).select_for_update(skip_locked=True, of=("self",))[:1], now)
        return self._take(self._next(now)[:20], now)

    def _next(self, now: datetime) -> models.QuerySet:
        return self.due(now).order_by("next_attempt_at", "pk").values_list("pk", flat=True)

    def _take(self, keys: models.QuerySet, now: datetime) -> Row | None:
        for pk in keys:
            # One conditional statement decides between two workers, on either database.
            if self.due(now).filter(pk=pk).update(lease_until=now + self.lease):
                return self.get(pk=pk)
        return None
