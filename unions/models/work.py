"""Who does what is not done in requests, and which of its tasks is whose turn."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unions.models.leases import LeasedQuerySet

# A process says so often that it works; one that has not for so long is counted no more.
BEAT = timedelta(seconds=10)
SILENT_AFTER = timedelta(seconds=60)
FORGOTTEN_AFTER = timedelta(days=1)


class WorkProcessQuerySet(models.QuerySet["WorkProcess"]):
    def at_work(self, now: datetime) -> "WorkProcessQuerySet":
        return self.filter(seen_at__gt=now - SILENT_AFTER)

    def beat(self, name: str, now: datetime) -> None:
        """Say that the process of this name works."""
        if not self.filter(name=name).update(seen_at=now):
            self.update_or_create(name=name, defaults={"began_at": now, "seen_at": now})
            self.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()

    def last_seen(self) -> datetime | None:
        return self.aggregate(last=models.Max("seen_at"))["last"]


class WorkProcess(models.Model):
    """A process of `manage.py work`, and when it last said that it works."""

    # No public page shows any of it.
    is_public_content = False

    name = models.CharField(_("process"), max_length=200, unique=True)
    began_at = models.DateTimeField(_("began at"))
    seen_at = models.DateTimeField(_("seen at"))

    objects = WorkProcessQuerySet.as_manager()

    class Meta:
        verbose_name = _("background process")
        verbose_name_plural = _("background processes")

    def __str__(self) -> str:
        return self.name


class PeriodicTaskQuerySet(LeasedQuerySet["PeriodicTask"]):
    # Longer than the longest task takes; who is killed in one is followed by another process after it.
    lease = timedelta(minutes=30)

    def know(self, names: Iterable[str]) -> None:
        """Have rows for the tasks of these names."""
        missing = set(names) - set(self.values_list("name", flat=True))
        self.bulk_create([PeriodicTask(name=name) for name in sorted(missing)], ignore_conflicts=True)

    def named(self, names: Iterable[str]) -> "PeriodicTaskQuerySet":
        """Those of this release; another one may know others."""
        return self.filter(name__in=list(names))


class PeriodicTask(models.Model):
    """A task that one process of the whole installation does when its time has come."""

    # No public page shows any of it.
    is_public_content = False

    name = models.CharField(_("task"), max_length=200, unique=True)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now, db_index=True)
    lease_until = models.DateTimeField(_("being done until"), null=True, blank=True)

    objects = PeriodicTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("periodic task")
        verbose_name_plural = _("periodic tasks")

    def __str__(self) -> str:
        return self.name

    def put_off(self, until: datetime) -> None:
        """It is done, and comes again then."""
        PeriodicTask.objects.filter(pk=self.pk).update(next_attempt_at=until, lease_until=None)
