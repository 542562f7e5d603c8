"""What a union is for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unions.models.ownership import ScopedQuerySet, UnionOwned, managers
from unions.text.search_text import Searchable


class DutyQuerySet(ScopedQuerySet):
    def aims(self):
        return self.filter(kind=Duty.Kind.AIM)

    def duties(self):
        return self.filter(kind=Duty.Kind.DUTY)


class Duty(UnionOwned, Searchable):
    """Something the union exists to do: an aim it pursues or a duty its statute gives it (art. 5 and 6)."""

    translated = ["title", "text"]
    search_fields = ["title", "text"]
    rights_group = "institution"

    class Kind(models.TextChoices):
        AIM = "aim", _("aim")
        DUTY = "duty", _("duty")

    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices, default=Kind.DUTY)
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("text"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects, all_unions = managers(DutyQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("aim or duty")
        verbose_name_plural = _("aims and duties")
        ordering = ["kind", "position", "pk"]

    def __str__(self):
        return self.title
