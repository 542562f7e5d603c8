"""Events in a union's history."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unions.files.fields import PictureField
from unions.models.ownership import UnionOwned
from unions.text.date_order import in_the_past
from unions.text.partial_dates import PartialDateField
from unions.text.search_text import Searchable


class HistoryEvent(UnionOwned, Searchable):
    """An event in the union's history that no other record holds: a change of law, an office opened."""

    translated = ["title", "text", "picture_alt"]
    search_fields = ["title", "text"]
    rights_group = "institution"

    date_rules = in_the_past("date")

    date = PartialDateField(_("date"))
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    picture = PictureField(_("picture"), in_library=True, blank=True)
    picture_alt = models.CharField(_("picture description"), max_length=200, blank=True)

    class Meta(UnionOwned.Meta):
        verbose_name = _("historical event")
        verbose_name_plural = _("historical events")
        ordering = ["date", "pk"]

    def __str__(self):
        return self.title
