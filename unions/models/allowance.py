"""How often something may still be done."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Allowance(models.Model):
    """The remaining attempts at something that is limited; they grow back with time.

    It belongs to the installation, not to a union: whoever guesses passwords does so on every host.
    """

    is_public_content = False

    key = models.CharField(_("counter"), max_length=64, primary_key=True)
    left = models.FloatField(_("remaining"))
    counted_at = models.DateTimeField(_("counted at"), db_index=True)

    class Meta:
        verbose_name = _("allowance")
        verbose_name_plural = _("allowances")

    def __str__(self):
        return self.key
