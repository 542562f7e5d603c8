"""Redirects from addresses that have changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unions.models.ownership import UnionOwned
from unions.text.search_text import Searchable


class PathRedirect(UnionOwned, Searchable):
    """An address that has moved to another one (301), or whose page is gone for good (410)."""

    search_fields = ["old_path", "new_path"]
    rights_group = "navigation"

    old_path = models.CharField(_("old address"), max_length=500, help_text=_("Starting with a slash: /tr/eski-sayfa/"))
    new_path = models.CharField(
        _("new address"),
        max_length=500,
        blank=True,
        help_text=_("If empty, the address says that the page has been removed."),
    )

    class Meta(UnionOwned.Meta):
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["old_path"]
        constraints = [
            models.UniqueConstraint(fields=["union", "old_path"], name="unions_pathredirect_once"),
            models.CheckConstraint(
                condition=models.Q(old_path__startswith="/"),
                name="unions_pathredirect_begins_with_slash",
                violation_error_message=_("The address must start with a slash."),
            ),
            # Two slashes, or a slash and its mirror image, are how browsers name another host.
            models.CheckConstraint(
                condition=models.Q(new_path="")
                | models.Q(new_path__startswith="/")
                & ~models.Q(new_path__startswith="//")
                & ~models.Q(new_path__startswith="/\\"),
                name="unions_pathredirect_stays_on_the_site",
                violation_error_message=_("The new address must start with a single slash: it is a page of this site."),
            ),
            models.CheckConstraint(
                condition=~models.Q(old_path=models.F("new_path")),
                name="unions_pathredirect_leads_elsewhere",
                violation_error_message=_("An address cannot redirect to itself."),
            ),
        ]

    def __str__(self):
        return f"{self.old_path} → {self.new_path or '410'}"

    @classmethod
    def record(cls, union, old_path: str, new_path: str) -> None:
        """Send visitors of `old_path` to `new_path`, and those of older addresses straight there too."""
        cls.all_unions.filter(union=union, new_path=old_path).exclude(old_path=new_path).update(new_path=new_path)
        cls.all_unions.update_or_create(union=union, old_path=old_path, defaults={"new_path": new_path})

    @classmethod
    def remove(cls, union, path: str) -> None:
        """Remove the redirect from `path`, where a page stands again."""
        cls.all_unions.filter(union=union, old_path=path).delete()
