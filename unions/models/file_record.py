"""What each stored file held when it was first seen, so that damage is noticed before a reader does."""

from datetime import datetime

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FileRecordQuerySet(models.QuerySet["FileRecord"]):
    def of_union(self, code: str):
        return self.filter(name__startswith=f"{code}/")

    def damaged(self):
        return self.exclude(state=FileRecord.State.WHOLE)

    def note(self, name: str, digest: str | None) -> None:
        """Record a file that has no record yet, with its sum; without one it is missing."""
        state = FileRecord.State.WHOLE if digest else FileRecord.State.MISSING
        record = FileRecord(name=name, sha256=digest or "", state=state, checked_at=timezone.now())
        self.bulk_create([record], ignore_conflicts=True)

    def longest_unchecked(self, before: datetime):
        """Those that nobody has looked at since then, the oldest look first."""
        return self.filter(checked_at__lt=before).order_by(F("checked_at").asc(), "pk")


class FileRecord(models.Model):
    """A stored file with its sum."""

    class State(models.TextChoices):
        WHOLE = "whole", _("whole")
        MISSING = "missing", _("missing")
        CHANGED = "changed", _("damaged")

    # No public page shows any of it.
    is_public_content = False

    name = models.CharField(_("file"), max_length=300, unique=True)
    sha256 = models.CharField(_("sum"), max_length=64, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.WHOLE)
    checked_at = models.DateTimeField(_("checked"), db_index=True)

    objects = FileRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")

    def __str__(self) -> str:
        return self.name
