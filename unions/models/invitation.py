"""Invitations to work for a union: to an address, not to a person."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unions.models.mail import OutgoingMail
from unions.models.ownership import ScopedQuerySet, UnionOwned, managers
from unions.models.staff import StaffRole, User
from unions.text.search_text import Searchable
from unions.values.fields import EmailField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class InvitationQuerySet(ScopedQuerySet):
    def open(self):
        """Invitations that were neither accepted nor withdrawn; they may have expired."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def usable(self, now: datetime):
        """Invitations that can be accepted now."""
        # An issue date in the future means that the clock was set back; the link might never expire.
        return self.open().filter(issued_at__lte=now, expires_at__gt=now)

    def expired(self, now: datetime):
        return self.open().exclude(issued_at__lte=now, expires_at__gt=now)

    def to(self, email: str):
        return self.filter(email=email.lower())


class Invitation(UnionOwned, Searchable):
    """A role that is offered to whoever receives the mail at an address.

    It says nothing about whether there is an account, and gives no right until the person accepts. The link in the mail
    is stored as a hash only.
    """

    search_fields = ["email"]
    rights_group = "staff"
    not_in_history = ["digest", "mail", "accepted_by"]
    is_public_content = False

    class State(models.TextChoices):
        SENT = "sent", _("sent")
        ACCEPTED = "accepted", _("accepted")
        EXPIRED = "expired", _("expired")
        WITHDRAWN = "withdrawn", _("withdrawn")

    email = EmailField(_("e-mail"), max_length=150)
    role = models.CharField(pgettext_lazy("of staff", "role"), max_length=10, choices=StaffRole.Role.choices)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    issued_at = models.DateTimeField(_("sent at"), editable=False)
    expires_at = models.DateTimeField(_("expires at"), editable=False)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    # Kept with the account's consent to the role, which shows who it is.
    accepted_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    # The mail with the latest link; whether it arrived is seen there.
    mail = models.ForeignKey(
        OutgoingMail, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects, all_unions = managers(InvitationQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="unions_invitation_one_open",
                violation_error_message=_("This address has already been invited. Send that invitation again instead."),
            ),
        ]

    def __str__(self):
        return f"{self.email}: {self.get_role_display()}"

    def prepare_for_save(self):
        super().prepare_for_save()
        self.email = self.email.lower()

    @property
    def state(self) -> str:
        """What became of the invitation."""
        if self.accepted_at is not None:
            return self.State.ACCEPTED
        if self.withdrawn_at is not None:
            return self.State.WITHDRAWN
        is_usable = self.issued_at <= timezone.now() < self.expires_at
        return self.State.SENT if is_usable else self.State.EXPIRED

    @property
    def state_label(self) -> "_StrPromise":
        return self.State(self.state).label

    @property
    def is_open(self) -> bool:
        """Whether it can be sent again or withdrawn."""
        return self.accepted_at is None and self.withdrawn_at is None
