"""Who follows what by mail; and since when each row has been public, so that a letter holds only what is new."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core import signing
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from unions.background import encryption

PURPOSE = "address of a follower"
# Whoever does not confirm within this time did not ask.
UNCONFIRMED_KEPT_FOR = timedelta(days=7)
LONGEST_WHAT = 500
# What one address may follow at a union.
MOST = 50


class SubscriptionQuerySet(models.QuerySet):
    def confirmed(self):
        return self.exclude(confirmed_at=None)

    def of_follower(self, union, follower: str):
        """All that somebody follows at a union, confirmed or not."""
        return self.filter(union=union, follower=follower)

    def of_topic(self, what: str):
        return self.filter(what=what)

    def not_confirmed(self):
        return self.filter(confirmed_at=None)

    def with_key(self, key: int):
        return self.filter(pk=key)

    def due(self, now: datetime):
        """Confirmed ones whose next letter may be written; an hour of play, since the worker looks once an hour."""
        condition = Q(pk=None)
        for rhythm, every in Subscription.EVERY.items():
            condition |= Q(rhythm=rhythm, last_looked_at__lte=now - every + timedelta(hours=1))
        return self.confirmed().filter(condition)

    def never_confirmed(self, now: datetime):
        return self.not_confirmed().filter(created_at__lt=now - UNCONFIRMED_KEPT_FOR)


class Subscription(models.Model):
    """One thing that somebody follows by mail. The address is readable for sending only, and goes when they leave.

    What is followed is an address of the site, with its filters, as a reader sees it.
    """

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("every day")
        WEEKLY = "weekly", _("once a week")

    EVERY = {Rhythm.DAILY: timedelta(days=1), Rhythm.WEEKLY: timedelta(days=7)}
    is_public_content = False

    union = models.ForeignKey("unions.Union", on_delete=models.CASCADE, related_name="+", verbose_name=_("union"))
    encrypted_email = models.TextField(_("e-mail"))
    # A keyed hash of the address: who has it finds the rows of one follower, but not the address.
    follower = models.CharField(_("follower"), max_length=64)
    what = models.CharField(_("what is followed"), max_length=LONGEST_WHAT)
    language = models.CharField(_("language"), max_length=2)
    rhythm = models.CharField(_("rhythm"), max_length=6, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    # Scheme and host under which the follower knows the site: the worker has no request to ask.
    origin = models.CharField(_("origin"), max_length=300)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    # Until when the last letter has told everything, and when one was sent.
    last_looked_at = models.DateTimeField(_("looked for"), default=timezone.now)
    last_sent_at = models.DateTimeField(_("last letter"), null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [models.UniqueConstraint(fields=["union", "follower", "what"], name="pages_subscription_once")]
        indexes = [models.Index(fields=["union", "rhythm", "last_looked_at"], name="pages_subscription_due")]

    def __str__(self):
        return self.what

    @property
    def email(self) -> str:
        """The address; raises encryption.DecryptionError."""
        return encryption.decrypt(self.encrypted_email, purpose=PURPOSE)


def follower_of(union_id: int, email: str) -> str:
    """By what the rows of one address at one union are found."""
    return salted_hmac("pages.follow", f"{union_id}:{email.lower()}", algorithm="sha256").hexdigest()


def sealed(email: str) -> str:
    return encryption.encrypt(email, purpose=PURPOSE)


def token_of(union_id: int, follower: str) -> str:
    """The secret word in the links of one follower."""
    return signing.Signer(salt=f"pages.follow.{union_id}").sign(follower).replace(":", "-")


def follower_in(union_id: int, token: str) -> str:
    """The follower whose link it is; empty for a token that we did not give."""
    try:
        return signing.Signer(salt=f"pages.follow.{union_id}").unsign(token.replace("-", ":", 1)[:200])
    except signing.BadSignature:
        return ""


class PublicSinceQuerySet(models.QuerySet):
    def later_than(self, union, source: str, moment: datetime):
        """The keys of rows that were seen to be public for the first time after the moment."""
        return self.filter(union=union, source=source, seen_at__gt=moment).values("row")

    def note(self, union, source: str, keys: Iterable[int], moment: datetime) -> None:
        rows = [PublicSince(union=union, source=source, row=key, seen_at=moment) for key in keys]
        self.bulk_create(rows, batch_size=500, ignore_conflicts=True)


class PublicSince(models.Model):
    """When a row was first seen to be public. It is new once, however often it is withdrawn and published again."""

    is_public_content = False

    union = models.ForeignKey("unions.Union", on_delete=models.CASCADE, related_name="+", verbose_name=_("union"))
    source = models.CharField(_("kind"), max_length=20)
    row = models.PositiveBigIntegerField(_("key"))
    seen_at = models.DateTimeField(_("seen"))

    objects = PublicSinceQuerySet.as_manager()

    class Meta:
        verbose_name = _("first publication")
        verbose_name_plural = _("first publications")
        constraints = [models.UniqueConstraint(fields=["union", "source", "row"], name="pages_publicsince_once")]
        indexes = [models.Index(fields=["union", "source", "seen_at"], name="pages_publicsince_later")]

    def __str__(self):
        return f"{self.source} {self.row}: {self.seen_at}"
