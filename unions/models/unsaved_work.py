"""What a person has typed into a form of the administration and not saved yet."""

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from unions.models.staff import User

# So long it is offered back; what was saved or discarded is remembered shortly, for a message that comes too late.
TERM = timedelta(days=30)
CLOSED_TERM = timedelta(days=2)
# The text of one form, and the forms of one person.
MOST_BYTES = 1_500_000
MOST_FORMS = 300


class TooMuch(Exception):
    """The form, or what the person has lying about, is larger than what is kept."""


class UnsavedWorkQuerySet(models.QuerySet["UnsavedWork"]):
    def open_of(self, user: Any, union: Any) -> Self:
        """What a person may take up again here, the latest first."""
        return self.filter(user=user, union=union, is_closed=False).order_by("-saved_at", "-pk")

    def of_form(self, model: type[models.Model], object_id: str) -> Self:
        """Of one form; without a number, of those for new entries."""
        return self.filter(content_type=ContentType.objects.get_for_model(model), object_id=object_id)

    def keep(self, *, user: "User", union: Any, token: str, sequence: int, **about: Any) -> "UnsavedWork | None":
        """Keep what a form holds now; an older message, or one about a form that is closed, changes nothing.

        Raises TooMuch.
        """
        # In ASCII: no database takes a null character or half a sign, and both may have been typed or pasted.
        data = json.dumps(about.pop("fields"))
        if len(data) > MOST_BYTES:
            raise TooMuch
        about["name"] = "".join(sign for sign in about.get("name", "") if sign.isprintable())[:200]
        known = self.filter(token=token, user=user, union=union)
        newer = {"data": data, "sequence": sequence, "saved_at": timezone.now(), "name": about["name"]}
        while not known.filter(is_closed=False, sequence__lt=sequence).update(**newer):
            if self.filter(token=token).exists():
                return known.filter(is_closed=False).first()
            if self.open_of(user, union).count() >= MOST_FORMS:
                raise TooMuch
            if work := self._add(user=user, union=union, token=token, **{**about, **newer}):
                return work
        return known.get()

    def _add(self, **values: Any) -> "UnsavedWork | None":
        """A new row; None if another message of the same form has just added it, which may hold less than this one."""
        try:
            with transaction.atomic():
                return self.create(**values)
        except IntegrityError:
            return None

    def close(self, *, user: "User", union: Any, token: str, **about: Any) -> None:
        """The form was saved or is not wanted: what comes from it later is too late."""
        closed = {"is_closed": True, "data": "[]", "name": "", "saved_at": timezone.now()}
        own = self.filter(token=token, user=user, union=union)
        if not own.update(**closed):
            self._add(user=user, union=union, token=token, sequence=0, **{**about, **closed})
            # A message that was under way may have come in between.
            own.filter(is_closed=False).update(**closed)

    def over(self) -> Self:
        """What nobody has taken up in time."""
        now = timezone.now()
        return self.filter(models.Q(saved_at__lt=now - TERM) | models.Q(is_closed=True, saved_at__lt=now - CLOSED_TERM))

    def forget(self) -> int:
        return self.over().delete()[0]


class UnsavedWork(models.Model):
    """The fields of one form as they were at the last message from it; never a version, never in any history."""

    # No public page shows any of it.
    is_public_content = False

    token = models.CharField(max_length=32, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False)
    union = models.ForeignKey("unions.Union", on_delete=models.CASCADE, related_name="+", editable=False)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+", editable=False)
    # Empty for an entry that does not exist yet.
    object_id = models.CharField(max_length=40, blank=True, editable=False)
    name = models.CharField(_("name"), max_length=200, blank=True)
    data = models.TextField(editable=False)
    # Messages may overtake each other.
    sequence = models.PositiveBigIntegerField(default=0, editable=False)
    is_closed = models.BooleanField(default=False, editable=False)
    saved_at = models.DateTimeField(_("kept"))

    objects = UnsavedWorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("unsaved work")
        verbose_name_plural = _("unsaved works")
        indexes = [
            models.Index(fields=["user", "union", "is_closed", "-saved_at"], name="unions_unsavedwork_of_person"),
            models.Index(fields=["saved_at"], name="unions_unsavedwork_by_time"),
        ]

    def __str__(self) -> str:
        return self.name or str(self.content_type)

    @property
    def fields(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in json.loads(self.data)]
