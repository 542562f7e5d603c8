"""Links that were mailed to a person, or handed over by the operator, and that concern their account."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from unions.text.cleaning import CleanText, CleanTextQuerySet
from unions.values.fields import EmailField


class AccountLinkQuerySet(CleanTextQuerySet):
    def usable(self, now: datetime):
        """Links that still open something."""
        # An issue date in the future means that the clock was set back; the link might never expire.
        return self.filter(used_at=None, issued_at__lte=now, expires_at__gt=now)

    def unused(self):
        return self.filter(used_at=None)


class AccountLink(CleanText):
    """A link that works once and for a short time; only a hash of its secret is stored.

    It belongs to the installation, as accounts do.
    """

    is_public_content = False
    kept_as_written = ["digest"]

    class Purpose(models.TextChoices):
        PASSWORD = "password", _("new password")
        ADDRESS = "address", _("new e-mail address")

    user = models.ForeignKey("unions.User", on_delete=models.CASCADE, related_name="links", verbose_name=_("user"))
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose.choices)
    # The address that the link proves.
    email = EmailField(_("e-mail"), blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    issued_at = models.DateTimeField(_("issued at"))
    expires_at = models.DateTimeField(_("expires at"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    objects = AccountLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("account link")
        verbose_name_plural = _("account links")
        ordering = ["-issued_at", "-pk"]

    def __str__(self):
        return f"{self.get_purpose_display()} ({self.issued_at:%Y-%m-%d})"
