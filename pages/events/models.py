"""What the union invites to."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.publications import AttachedFile, Publication, PublicationQuerySet, picture_alt_field
from unions.files.fields import PictureField
from unions.files.focus import PictureFocus
from unions.models import managers
from unions.publishing.states import list_index
from unions.text.richtext import RichTextField
from unions.values.amounts import AmountField


class EventQuerySet(PublicationQuerySet):
    def upcoming(self):
        """Events not yet over, the nearest first."""
        return self.filter(ends_at__gte=timezone.now()).order_by("starts_at", "pk")

    def past(self):
        """Events that are over, the latest first."""
        return self.filter(ends_at__lt=timezone.now())

    def ending_after(self, moment):
        return self.filter(ends_at__gt=moment)


class Event(Publication, PictureFocus):
    """Something the union invites to: a training, a conference, a technical trip."""

    translated = [
        *Publication.translated,
        "place",
        "audience",
        "fee_note",
        "registration",
        "programme",
        "body",
        "picture_alt",
    ]
    search_fields = ["title", "place"]

    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    audience = models.CharField(_("audience"), max_length=200, blank=True)
    fee = AmountField(
        _("fee a participant"), null=True, blank=True, help_text=_("In lira; 0 if it is free. Empty: not stated.")
    )
    fee_note = models.CharField(
        _("about the fee"), max_length=200, blank=True, help_text=_("What it includes, and for whom it differs.")
    )
    register_until = models.DateField(_("last day to register"), null=True, blank=True)
    registration = models.TextField(
        _("how to register"), blank=True, help_text=_("By form, e-mail or telephone; with address or number.")
    )
    programme = RichTextField(_("programme"), blank=True)
    is_cancelled = models.BooleanField(_("cancelled"), default=False)
    body = RichTextField(_("text"), blank=True)
    picture = PictureField(_("picture"), in_library=True, blank=True)
    picture_alt = picture_alt_field()

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

    def clean(self):
        super().clean()
        ends = timezone.localdate(self.ends_at) if self.ends_at else None
        if self.register_until and ends and self.register_until > ends:
            message = _("Registration would end after the event.")
            raise ValidationError({"register_until": ValidationError(message, code="registers_late")})

    @property
    def is_registration_over(self) -> bool:
        """Whether the last day to register has passed, or the event itself."""
        last = self.register_until or timezone.localdate(self.ends_at)
        return last < timezone.localdate()


class EventFile(AttachedFile):
    """A file of an event: its programme, the form to register, the slides."""

    union_from = "event"

    # A file is part of its event.
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="files", verbose_name=_("event"))
