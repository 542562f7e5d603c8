"""The link by which a municipality answers: what opens it, what closes it, and the session that it starts.

A link opens one check of one member of one union, under the host it was made for, once. Opening it changes nothing,
because mail scanners open every link; a button on its page exchanges it for a session of two hours.
"""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import cast

from django.db.models import F
from django.utils import timezone

from members.checks.models import CheckLink, ListingCheck
from unions.models import Union
from unions.tenancy import scope

ANSWER_WITHIN = timedelta(hours=2)
# A while longer than promised, so that nobody loses what they are just typing.
SESSION_LASTS = ANSWER_WITHIN + timedelta(minutes=30)

State = ListingCheck.State


class Refusal(StrEnum):
    """Why a link opens nothing."""

    LEFT = "left"
    REVOKED = "revoked"
    OVER = "over"
    ANSWERED = "answered"
    USED = "used"
    EXPIRED = "expired"


def bound_union() -> Union:
    """The union of the request or of the clerk's session; links and mails are always of one."""
    return cast(Union, scope.union())


def digest(secret: str, purpose: str, host: str = "") -> str:
    """The hash of a secret as stored; it fits one purpose, one union and one host name."""
    return sha256(f"{purpose}|{bound_union().pk}|{host}|{secret}".encode()).hexdigest()


def link_of(token: str, host: str) -> CheckLink | None:
    """The link with that secret; None where there is none in this union under this host name."""
    return CheckLink.objects.filter(digest=digest(token, "link", host)).with_check().first()


def link_of_session(secret: str, host: str) -> CheckLink | None:
    """The link that was exchanged for this session, while the session lasts."""
    sessions = CheckLink.objects.in_session(timezone.now())
    return sessions.filter(session_digest=digest(secret, "session", host)).with_check().first()


def refusal_of(link: CheckLink, now: datetime | None = None) -> Refusal | None:
    """Why the link cannot be opened now, the weightiest reason first; None where it can."""
    now = now or timezone.now()
    reason = refusal_of_check(link.listing_check)
    if reason is not None:
        return reason
    if link.revoked_at is not None:
        return Refusal.REVOKED
    if link.used_at is not None:
        return Refusal.USED
    # An issue date in the future means that the clock was set back; the link might never expire.
    return Refusal.EXPIRED if link.expires_at <= now or link.issued_at > now else None


def refusal_of_check(check: ListingCheck) -> Refusal | None:
    """Why the check cannot be answered now, by whatever link."""
    if not check.is_of_member:
        return Refusal.LEFT
    if check.state == State.REVOKED:
        return Refusal.REVOKED
    if check.is_answered:
        return Refusal.ANSWERED
    return None if check.round.is_running else Refusal.OVER


def start_session(link: CheckLink, host: str) -> str | None:
    """Exchange the link for a session and return its secret; None for whoever comes second."""
    secret = secrets.token_urlsafe(32)
    now = timezone.now()
    # One conditional statement decides between two people who press the button at the same moment.
    updated = (
        CheckLink.objects.unused(now)
        .filter(pk=link.pk)
        .update(
            used_at=now,
            session_digest=digest(secret, "session", host),
            session_expires_at=now + SESSION_LASTS,
            version=F("version") + 1,
        )
    )
    return secret if updated else None
