"""A number that rises with every change a reader could see."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Generation(models.Model):
    """How often a union's public pages may have changed: the number page caches compare."""

    is_public_content = False

    # Not a UnionOwned row: it is counted, not edited, and it must be readable before a scope exists.
    union = models.OneToOneField(
        "unions.Union", on_delete=models.CASCADE, related_name="generation", verbose_name=_("union")
    )
    number = models.PositiveBigIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("generation")
        verbose_name_plural = _("generations")

    def __str__(self):
        return f"{self.union}: {self.number}"
