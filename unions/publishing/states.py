"""The states of a row: draft, published, withdrawn; and the time between which it is public."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unions.model_options import AddedOptions


class PublishableQuerySet(models.QuerySet):
    def drafts(self) -> Self:
        """Rows that have never been shown or are being prepared again."""
        return self.filter(status=Publishable.Status.DRAFT)

    def scheduled(self) -> Self:
        """Rows that become public by themselves at a later moment."""
        return self.filter(status=Publishable.Status.PUBLISHED, publish_at__gt=timezone.now())

    def published(self) -> Self:
        """Rows that are public now."""
        now = timezone.now()
        return self.filter(
            Q(publish_at=None) | Q(publish_at__lte=now),
            Q(expire_at=None) | Q(expire_at__gt=now),
            status=Publishable.Status.PUBLISHED,
        )

    def to_look_at(self, day: date) -> Self:
        """Rows that readers see and somebody is to look at again, by that day."""
        return self.published().filter(review_on__lte=day)

    def withdrawn(self) -> Self:
        """Rows that were public and are withdrawn or expired; their addresses answer 410."""
        now = timezone.now()
        return self.filter(
            Q(status=Publishable.Status.WITHDRAWN) | Q(status=Publishable.Status.PUBLISHED, expire_at__lte=now)
        )


def list_index(name: str, *fields: str) -> models.Index:
    """An index with all columns that a list of published rows in this order needs for counting and paging."""
    return models.Index(fields=["union", "status", *fields, "publish_at", "expire_at"], name=name)


class Visibility(models.TextChoices):
    """What readers see of a row: its status alone says less."""

    DRAFT = "draft", _("draft")
    SCHEDULED = "scheduled", _("scheduled")
    PUBLISHED = "published", _("published")
    ENDED = "ended", _("ended")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Publishable(models.Model):
    """A row that staff prepare as a draft and then publish."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    publish_at = models.DateTimeField(
        _("publish from"),
        null=True,
        blank=True,
        help_text=_("If empty, it is published at once. A later time schedules it."),
    )
    expire_at = models.DateTimeField(
        _("show until"),
        null=True,
        blank=True,
        help_text=_("If empty, it stays published indefinitely. After this time the address says that it has expired."),
    )
    withdrawal_reason = models.CharField(
        _("reason for withdrawal"),
        max_length=300,
        blank=True,
        help_text=_("Shown to anyone who follows an old link to this page."),
    )
    # Whoever leaves the union leaves their entries behind.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("owner"),
        help_text=_("Who keeps this up to date. Never shown on the site."),
    )
    review_on = models.DateField(
        _("look at this again by"),
        null=True,
        blank=True,
        help_text=_("On that day the owner gets an e-mail, and it stands on the home page of the administration."),
    )
    # The day about which the owner was written to.
    reminded_of = models.DateField(null=True, blank=True, editable=False)

    not_in_history: ClassVar[list[str]] = ["reminded_of"]

    class Meta(metaclass=AddedOptions):
        abstract = True
        default_permissions = ["add", "change", "delete", "view", "publish"]
        # Few rows are scheduled; the next of them is looked up after every change.
        indexes = [
            models.Index(
                fields=["union", name],
                condition=Q(**{f"{name}__isnull": False}),
                name=f"%(app_label)s_%(class)s_{name}",
            )
            for name in ("publish_at", "expire_at")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(publish_at=None) | Q(expire_at=None) | Q(expire_at__gt=F("publish_at")),
                name="%(app_label)s_%(class)s_expires_after_publishing",
                violation_error_code="expires_before_publishing",
                violation_error_message=_("“Show until” is before “publish from”."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.status == self.Status.WITHDRAWN and not self.withdrawal_reason.strip():
            # Whoever follows an old link reads it.
            raise ValidationError(
                {"withdrawal_reason": ValidationError(_("Say why it is withdrawn."), code="reason_missing")}
            )
        if self.publish_at and self.expire_at and self.expire_at <= self.publish_at:
            raise ValidationError(
                {
                    "expire_at": ValidationError(
                        _("“Show until” is before “publish from”."), code="expires_before_publishing"
                    )
                }
            )

    @property
    def visibility(self) -> "Visibility":
        """What readers see of the row now."""
        if self.status != self.Status.PUBLISHED:
            return Visibility(self.status)
        now = timezone.now()
        if self.publish_at is not None and self.publish_at > now:
            return Visibility.SCHEDULED
        return Visibility.ENDED if self.expire_at is not None and self.expire_at <= now else Visibility.PUBLISHED

    @property
    def is_public(self) -> bool:
        """Whether the row is public now."""
        now = timezone.now()
        return (
            self.status == self.Status.PUBLISHED
            and (self.publish_at is None or self.publish_at <= now)
            and (self.expire_at is None or self.expire_at > now)
        )
