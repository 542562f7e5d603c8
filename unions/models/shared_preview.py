"""Links by which colleagues without an account see what is not published yet."""

import json
import secrets
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unions.models.about_row import AboutRow, AboutRowQuerySet

# What a person may choose from, in days.
LASTS = [1, 7, 30]
# So long it is remembered who had given a link to others.
REMEMBERED = timedelta(days=90)


def new_token() -> str:
    return secrets.token_urlsafe(32)


class SharedPreviewQuerySet(AboutRowQuerySet):
    def usable(self) -> Self:
        """Links that still open something."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def forget(self) -> int:
        return self.filter(expires_at__lt=timezone.now() - REMEMBERED).delete()[0]


class SharedPreview(AboutRow):
    """One link: to the version that was there when it was made, or to whatever is prepared when it is opened."""

    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    # Empty for a link that follows what is being prepared.
    data = models.TextField(blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False, verbose_name=_("made by")
    )
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SharedPreviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="unions_sharedpreview_of_row")]

    @property
    def is_pinned(self) -> bool:
        return bool(self.data)

    @property
    def is_usable(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def fields(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in json.loads(self.data)]
