"""Topics of decisions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unions.models.ownership import UnionOwned
from unions.text.search_text import Searchable


class Subject(UnionOwned, Searchable):
    """A topic of decisions, by which readers find them: budget, membership, staff, projects."""

    translated = ["title"]
    search_fields = ["title"]
    rights_group = "proceedings"

    title = models.CharField(_("title"), max_length=100)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(UnionOwned.Meta):
        verbose_name = _("decision topic")
        verbose_name_plural = _("decision topics")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title
