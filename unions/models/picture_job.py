"""The stored pictures whose narrower copies are still to be made."""

import threading
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unions.models.leases import LeasedQuerySet

FIRST_PAUSE = timedelta(seconds=30)
MOST_ATTEMPTS = 4

# Wakes the worker of this process; those of others look by themselves.
NEW_JOBS = threading.Event()


class PictureJobQuerySet(LeasedQuerySet["PictureJob"]):
    lease = timedelta(minutes=10)

    def add(self, name: str, steps: list[int]) -> None:
        """Have the copies of a stored picture made; whoever makes them here is woken when the row is committed."""
        self.create(name=name, steps=steps)
        transaction.on_commit(NEW_JOBS.set)

    def due(self, now):
        """Those that may be tried now."""
        return super().due(now).filter(attempts__lt=MOST_ATTEMPTS)

    def of_union(self, code: str):
        return self.filter(name__startswith=f"{code}/")

    def given_up(self):
        return self.filter(attempts__gte=MOST_ATTEMPTS)

    def of_picture(self, name: str):
        return self.filter(name=name)


class PictureJob(models.Model):
    """A stored picture whose copies are to be made. It goes when they are there, and stays when they cannot be made."""

    # No public page shows any of it.
    is_public_content = False

    name = models.CharField(_("file"), max_length=300, unique=True)
    steps = models.JSONField(_("widths"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now, db_index=True)
    lease_until = models.DateTimeField(_("being made until"), null=True, blank=True)
    failure = models.CharField(_("problem"), max_length=300, blank=True)

    objects = PictureJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture whose copies are missing")
        verbose_name_plural = _("pictures whose copies are missing")

    def __str__(self) -> str:
        return self.name

    @property
    def union_code(self) -> str:
        return self.name.partition("/")[0]

    def postpone(self, failure: str) -> None:
        """Try again later, each time after a longer pause, and at last not any more."""
        self.attempts += 1
        self.next_attempt_at = timezone.now() + FIRST_PAUSE * 4 ** (self.attempts - 1)
        self.lease_until = None
        self.failure = failure[:300]
        self.save()
