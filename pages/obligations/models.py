"""What a union says itself of a duty that no other record of its site shows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from unions import law
from unions.models import UnionOwned
from unions.text.date_order import in_the_past
from unions.text.search_text import Searchable
from unions.values.fields import WebAddressField

# Nothing on the site can show that these are done; somebody has to say so.
RECORDED = [
    *["staff_numbers", "filing", "statistics", "public_property", "questions"],
    *["verbis", "breach_notice", "access_log", "data_in_country", "security_guide"],
]


def recorded_duties() -> list[tuple[str, str]]:
    """The duties of which a union speaks in a record of its own, with what is owed."""
    return [(duty.key, str(duty.title)) for duty in law.PUBLIC_DUTIES if duty.key in RECORDED]


class DutyRecord(UnionOwned, Searchable):
    """How, and since when, the union meets a duty that the site cannot check by itself."""

    translated = ["text"]
    search_fields = ["text"]
    rights_group = "institution"
    date_rules = in_the_past("since")

    duty = models.CharField(_("duty"), max_length=40, choices=recorded_duties)
    since = models.DateField(_("since"), null=True, blank=True, help_text=_("Since when the union meets it."))
    text = models.TextField(
        _("how it is met"), help_text=_("One or two sentences for readers: the figures, the place, who is responsible.")
    )
    link = WebAddressField(_("address where it can be read"), blank=True)

    class Meta(UnionOwned.Meta):
        verbose_name = _("duty met elsewhere")
        verbose_name_plural = _("duties met elsewhere")
        ordering = ["duty"]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "duty"],
                name="pages_dutyrecord_once",
                violation_error_code="duty_recorded",
                violation_error_message=_("There is already a record of this duty."),
            )
        ]

    def __str__(self):
        return self.get_duty_display()
