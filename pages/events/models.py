"""What the union invites to."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.publications import Publication, PublicationQuerySet
from unions.files.fields import PictureField
from unions.models import managers
from unions.publishing.states import list_index
from unions.text.richtext import RichTextField


class EventQuerySet(PublicationQuerySet):
    def upcoming(self):
        """Events not yet over, the nearest first."""
        return self.filter(ends_at__gte=timezone.now()).order_by("starts_at", "pk")

    def past(self):
        """Events that are over, the latest first."""
        return self.filter(ends_at__lt=timezone.now())

    def ending_after(self, moment):
        return self.filter(ends_at__gt=moment)


class Event(Publication):
    """Something the union invites to: a training, a conference, a technical trip."""

    translated = [*Publication.translated, "place", "audience", "body", "picture_alt"]
    search_fields = ["title", "place"]

    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    audience = models.CharField(_("audience"), max_length=200, blank=True)
    is_cancelled = models.BooleanField(_("cancelled"), default=False)
    body = RichTextField(_("text"), blank=True)
    picture = PictureField(_("picture"), blank=True)
    picture_alt = models.CharField(
        _("picture description"),
        max_length=200,
        blank=True,
        help_text=_("For people who cannot see the picture. Leave empty if it is purely decorative."),
    )

    objects, all_unions = managers(EventQuerySet)

    class Meta(Publication.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at", "-pk"]
        indexes = [
            models.Index(fields=["union", "-starts_at"], name="pages_event_by_time"),
            list_index("pages_event_listed", "-starts_at", "-id", "ends_at"),
            # Those to come are few, whatever has been.
            models.Index(fields=["union", "ends_at"], name="pages_event_by_end"),
            models.Index(fields=["union", "-created_at", "-id"], name="pages_event_by_creation"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")),
                name="pages_event_ends_after_start",
                violation_error_code="ends_early",
                violation_error_message=_("The end is before the start."),
            ),
        ]
