"""Which text leads to which thing: written whenever a row with links is saved, in its transaction."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkQuerySet(models.QuerySet):
    def to_thing(self, target: str, pk: object) -> Self:
        """The links that lead to a thing."""
        return self.filter(target=target, target_pk=pk)

    def of_row(self, row: models.Model) -> Self:
        """The links that the texts of a row hold."""
        return self.filter(source=row._meta.label_lower, source_pk=row.pk)


class Link(models.Model):
    """A link in a text of a row: to a thing of the site, or to an address of the site where nothing stands."""

    is_public_content = False

    union = models.ForeignKey("unions.Union", on_delete=models.CASCADE, related_name="+", verbose_name=_("union"))
    source = models.CharField(_("kind"), max_length=60)
    source_pk = models.PositiveBigIntegerField(_("key"))
    field = models.CharField(_("field"), max_length=60)
    # The name of a kind of things, or nothing where the address leads to none.
    target = models.CharField(_("target"), max_length=30, blank=True)
    target_pk = models.PositiveBigIntegerField(_("key of the target"), null=True)
    address = models.CharField(_("address"), max_length=500)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        indexes = [
            models.Index(fields=["union", "target", "target_pk"], name="pages_link_to"),
            models.Index(fields=["source", "source_pk"], name="pages_link_of"),
        ]

    def __str__(self):
        return f"{self.source} {self.source_pk}: {self.address}"
