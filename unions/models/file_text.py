"""The text of each stored document, by which searches find it, and what became of reading it."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unions.models.leases import LeasedQuerySet
from unions.models.picture_job import NEW_JOBS

FIRST_PAUSE = timedelta(seconds=30)
MOST_ATTEMPTS = 4


class FileTextQuerySet(LeasedQuerySet["FileText"]):
    lease = timedelta(minutes=10)

    def add(self, name: str) -> None:
        """Have a stored document be read; whoever reads here is woken when its row is committed."""
        self.create(name=name)
        transaction.on_commit(NEW_JOBS.set)

    def due(self, now):
        """Those that may be read now."""
        return super().due(now).filter(state=FileText.State.WAITING, attempts__lt=MOST_ATTEMPTS)

    def by_name(self, names: Iterable[str]) -> dict[str, "FileText"]:
        """What has been read of these files."""
        return {row.name: row for row in self.filter(name__in=list(names)).exclude(state=FileText.State.WAITING)}


class FileText(models.Model):
    """A stored document with its text."""

    class State(models.TextChoices):
        WAITING = "waiting", _("not yet read")
        READ = "read", _("read")
        SCANNED = "scanned", _("scanned, without text")
        ENCRYPTED = "encrypted", _("protected by a password")
        BROKEN = "broken", _("cannot be read")
        TOO_LONG = "too_long", _("too long, read in part")

    # No public page shows any of it; a search does, and is told by itself.
    is_public_content = False

    name = models.CharField(_("file"), max_length=300, unique=True)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.WAITING)
    text = models.TextField(_("text"), blank=True)
    is_titled = models.BooleanField(_("has a title of its own"), default=True)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    pages_read = models.PositiveIntegerField(_("pages read"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    lease_until = models.DateTimeField(_("being read until"), null=True, blank=True)

    objects = FileTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=models.Q(state="waiting"), name="unions_filetext_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def postpone(self) -> None:
        """Try again later, each time after a longer pause; at last it counts as one that cannot be read."""
        self.attempts += 1
        self.next_attempt_at = timezone.now() + FIRST_PAUSE * 4 ** (self.attempts - 1)
        self.lease_until = None
        if self.attempts >= MOST_ATTEMPTS:
            self.state = self.State.BROKEN
        self.save()
