"""What is being prepared about an entry that readers see already."""

import json
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unions.models.about_row import AboutRow, AboutRowQuerySet, about

if TYPE_CHECKING:
    from unions.models.staff import User


class StaleDraft(Exception):
    """Somebody else has saved the next version since it was read; nothing has been saved."""


class NextVersionQuerySet(AboutRowQuerySet):
    def store(self, row: Any, fields: list[tuple[str, str]], *, user: "User", number: int) -> "NextVersion":
        """Store what a form holds as the next version of the row.

        `number` is that of the next version that the person has seen, 0 for none. Raises StaleDraft.
        """
        values = {
            "data": json.dumps(fields),
            "written_by": user,
            "written_at": timezone.now(),
            "name": str(row)[:300],
            "number": number + 1,
            "publish_at": None,
        }
        of_row = self.of_row(row)
        if number:
            if not of_row.filter(number=number).update(**values):
                raise StaleDraft
            return of_row.get()
        try:
            with transaction.atomic():
                return self.create(**about(row), **values)
        except IntegrityError:
            raise StaleDraft from None

    def due(self) -> Self:
        """Those whose hour has come."""
        return self.filter(publish_at__lte=timezone.now()).order_by("publish_at", "pk")


class NextVersion(AboutRow):
    """The fields of a form, complete or not, that are to replace what readers see: one for each entry.

    It is no version until it is published, and then it is one.
    """

    data = models.TextField(editable=False)
    number = models.PositiveIntegerField(default=1, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    written_at = models.DateTimeField(_("saved"))
    publish_at = models.DateTimeField(_("publish from"), null=True, blank=True, db_index=True)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = NextVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("next version")
        verbose_name_plural = _("next versions")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="unions_nextversion_one_a_row"),
        ]

    @property
    def fields(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in json.loads(self.data)]
