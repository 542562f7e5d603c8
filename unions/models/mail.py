"""Mail that waits to be sent, is being sent, or was sent."""

import secrets
from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Count, Min, Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unions.background import encryption
from unions.models.leases import LeasedQuerySet
from unions.models.ownership import ScopedQuerySet, UnionOwned, managers
from unions.text.search_text import Searchable
from unions.values.fields import EmailField

# The placeholder for the secret link in the text of a mail.
LINK_PLACE = "[[bağlantı]]"
BODY_IS_KEPT = timedelta(days=30)
GIVEN_UP_AFTER = timedelta(days=3)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)


def in_three_days():
    return timezone.now() + GIVEN_UP_AFTER


class OutgoingMailQuerySet(LeasedQuerySet["OutgoingMail"], ScopedQuerySet):
    lease = timedelta(minutes=3)

    def waiting(self):
        return self.filter(state=OutgoingMail.State.WAITING)

    def failed(self):
        return self.filter(state=OutgoingMail.State.FAILED)

    def delayed(self):
        """Mail that has been tried in vain and will be tried again."""
        return self.waiting().exclude(failure="")

    def of_the_union(self):
        """Mail that the union's staff may see: all but that about somebody's account."""
        return self.filter(is_personal=False)

    def in_trouble(self) -> tuple[int, int]:
        """How many mails have failed, and how many are delayed."""
        delayed = Q(state=OutgoingMail.State.WAITING) & ~Q(failure="")
        numbers = self.order_by().aggregate(
            failed=Count("pk", filter=Q(state=OutgoingMail.State.FAILED)), delayed=Count("pk", filter=delayed)
        )
        return numbers["failed"], numbers["delayed"]

    def due(self, now):
        """Mail to be sent now that nobody is sending."""
        return super().due(now).waiting()

    def try_again(self) -> int:
        """Make mail that has not arrived due at once, with the full time to try; mail without text is left alone."""
        now = timezone.now()
        again = self.exclude(state=OutgoingMail.State.SENT).exclude(body="")
        return again.update(
            state=OutgoingMail.State.WAITING, next_attempt_at=now, give_up_at=now + GIVEN_UP_AFTER, attempts=0
        )

    def without_text(self):
        """Mail that has not arrived and can no longer be sent, because its text has been erased."""
        return self.filter(body="").exclude(state=OutgoingMail.State.SENT)

    def erase_bodies(self, now) -> int:
        """Erase the texts of old mail; recipient, time and subject stay on record."""
        old = self.filter(created_at__lte=now - BODY_IS_KEPT).exclude(body="", encrypted_link="")
        return old.update(body="", encrypted_link="", encrypted_way_out="")

    def longest_wait(self, now) -> timedelta:
        """How long the oldest mail has been due; more than moments means that no worker is sending."""
        oldest = self.waiting().aggregate(oldest=Min("next_attempt_at"))["oldest"]
        return max(now - oldest, timedelta(0)) if oldest else timedelta(0)


class OutgoingMail(UnionOwned, Searchable):
    """A mail of the union: written in the transaction of its cause, sent by a worker, once, however long it takes."""

    search_fields = ["to", "subject"]
    rights_group = "mail"

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        FAILED = "failed", _("undeliverable")

    class Failure(models.TextChoices):
        UNREACHABLE = "unreachable", _("The mail server could not be reached.")
        SIGN_IN = "sign_in", _("The mail server rejected the user name or password.")
        BROKEN_OFF = "broken_off", _("The mail server closed the connection or did not respond in time.")
        LATER = "later", _("The mail server asked to try again later.")
        ADDRESS = "address", _("The mail server does not accept e-mail for this address.")
        REFUSED = "refused", _("The mail server rejected this message.")
        UNUSABLE = "unusable", _("The e-mail could not be created. Check the address.")

    # The text is erased after a month, the link as soon as it is sent: the history must not keep them.
    not_in_history = ["body", "encrypted_link", "encrypted_way_out"]
    # It is sent as it was composed; an address that no mail can go to fails instead of becoming another one.
    kept_as_written = ["to", "reply_to", "body", "encrypted_link", "encrypted_way_out"]
    # No public page shows any of it.
    is_public_content = False

    message_id = models.CharField(_("message number"), max_length=200, unique=True, editable=False)
    to = EmailField(_("recipient"))
    reply_to = EmailField(_("reply-to address"), blank=True)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    encrypted_link = models.TextField(_("encrypted link"), blank=True, editable=False)
    # Of a letter that many get: its name, and by what one click leaves it (RFC 2369, RFC 8058).
    letter = models.CharField(_("name of the letter"), max_length=20, blank=True, editable=False)
    encrypted_way_out = models.TextField(_("encrypted way out"), blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    give_up_at = models.DateTimeField(_("abandoned at"), default=in_three_days, editable=False)
    lease_until = models.DateTimeField(_("sending until"), null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    failure = models.CharField(_("problem"), max_length=12, choices=Failure.choices, blank=True)
    server_said = models.CharField(_("mail server's reply"), max_length=300, blank=True)
    # About somebody's account: a password link would tell the union's staff who has one.
    is_personal = models.BooleanField(default=False, editable=False)

    objects, all_unions = managers(OutgoingMailQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("outgoing e-mail")
        verbose_name_plural = _("outgoing e-mails")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="unions_mail_due")]

    @classmethod
    def written(cls, template: str, context: dict[str, Any], **fields: Any) -> Self:
        """A mail of a template, whose first line is the subject; not yet stored."""
        subject, body = render_to_string(template, context).strip().split("\n", 1)
        return cls(subject=subject, body=body.strip() + "\n", **fields)

    def __str__(self):
        return f"{self.to}: {self.subject}"

    def prepare_for_save(self):
        super().prepare_for_save()
        # A line break would begin another header.
        self.subject = " ".join(self.subject.split())[:200]
        if not self.message_id:
            # The same for all attempts, so that a mail that arrives twice is recognised.
            self.message_id = f"<{secrets.token_hex(16)}@{self.union.code}.birlik>"

    def attach_link(self, link: str) -> None:
        """Encrypt the secret link that goes into the text in place of LINK_PLACE."""
        self.prepare_for_save()
        self.encrypted_link = encryption.encrypt(link, purpose=self._link_purpose)

    def attach_way_out(self, link: str) -> None:
        """Encrypt the secret address that leaves the letter by one click."""
        self.prepare_for_save()
        self.encrypted_way_out = encryption.encrypt(link, purpose=self._link_purpose)

    @property
    def way_out(self) -> str:
        """The address that leaves the letter; empty for other mail. Raises encryption.DecryptionError."""
        return encryption.decrypt(self.encrypted_way_out, purpose=self._link_purpose) if self.encrypted_way_out else ""

    @property
    def full_text(self) -> str:
        """The text as it is sent; raises encryption.DecryptionError."""
        link = encryption.decrypt(self.encrypted_link, purpose=self._link_purpose) if self.encrypted_link else ""
        return self.body.replace(LINK_PLACE, link)

    @property
    def _link_purpose(self) -> str:
        """Binds the encrypted link to this mail: in the row of another one it cannot be read."""
        return f"link of the mail {self.message_id}"

    @property
    def pause(self) -> timedelta:
        """How long to wait after as many attempts in vain: a minute, then four times as long each time."""
        return min(FIRST_PAUSE * 4 ** min(self.attempts - 1, 8), LONGEST_PAUSE)
