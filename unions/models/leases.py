"""Rows that wait for a worker: each is taken by one alone, for the time of a lease."""

from datetime import datetime, timedelta
from typing import ClassVar, Self, TypeVar

from django.db import models
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
        for pk in self.due(now).order_by("next_attempt_at", "pk").values_list("pk", flat=True)[:20]:
            # One conditional statement decides between two workers, on either database.
            if self.due(now).filter(pk=pk).update(lease_until=now + self.lease):
                return self.get(pk=pk)
        return None
