"""The units of a union's office, and how each is reached."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unions.models.ownership import UnionOwned
from unions.text.search_text import Searchable
from unions.values.fields import EmailField, PersonNameField, TelephoneField, TitleField


class Unit(UnionOwned, Searchable):
    """A unit of the office: what it does, who leads it, and how to reach it; a person only where the union wants it."""

    translated = ["name", "duty", "head_title"]
    search_fields = ["name", "duty", "head"]
    rights_group = "institution"

    name = models.CharField(_("name"), max_length=160)
    duty = models.TextField(_("what it does"), blank=True)
    phone = TelephoneField(_("telephone"), blank=True)
    email = EmailField(_("e-mail"), blank=True)
    head = PersonNameField(
        _("head of the unit"), blank=True, help_text=_("Only if the union wants to name the person.")
    )
    head_title = TitleField(_("title of the head"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(UnionOwned.Meta):
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name
