"""The emblem of a union."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unions.files.emblems import EmblemField
from unions.files.renditions import SMALL_STEPS
from unions.models.ownership import UnionOwned


class Emblem(UnionOwned):
    """The emblem at the head of every page; without one, the union's initials are drawn in its colour."""

    rights_group = "institution"

    picture = EmblemField(
        _("emblem"),
        steps=SMALL_STEPS,
        help_text=_(
            "PNG, JPEG or SVG, up to 2 MB, best square and in colour on a transparent ground. Programs and references "
            "to other files in an SVG are removed."
        ),
    )

    class Meta(UnionOwned.Meta):
        verbose_name = _("emblem")
        verbose_name_plural = _("emblem")
        constraints = [
            models.UniqueConstraint(
                fields=["union"],
                name="unions_emblem_once",
                violation_error_message=_("The union has an emblem already. Replace its file."),
            )
        ]

    def __str__(self):
        return str(_("emblem"))
