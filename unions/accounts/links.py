"""Secret links to accounts and invitations: how they are made, stored and used once.

Opening a link changes nothing, because mail scanners open every link; only sending the form behind it does.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.utils import timezone

from unions.models import AccountLink, User

PASSWORD_LINK_LASTS = timedelta(hours=1)
# By mail of the operator, who cannot know when it is read.
ACCESS_LINK_LASTS = timedelta(hours=24)
ADDRESS_LINK_LASTS = timedelta(hours=24)
INVITATION_LASTS = timedelta(days=7)

Purpose = AccountLink.Purpose


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def digest(secret: str, purpose: str, host: str) -> str:
    """The hash of a secret as stored; it fits one purpose and one host name."""
    return sha256(f"{purpose}|{host.lower()}|{secret}".encode()).hexdigest()


@dataclass(frozen=True)
class Origin:
    """Scheme and host under which a link is opened."""

    scheme: str
    host: str
    port: str = ""

    def __str__(self):
        return f"{self.scheme}://{self.host}" + (f":{self.port}" if self.port else "")


def issue(user: User, purpose: str, origin: Origin, *, lasts: timedelta, email: str = "") -> str:
    """Store a new link and return its secret; what was issued for the purpose before opens nothing any more."""
    secret = new_secret()
    now = timezone.now()
    AccountLink.objects.unused().filter(user=user, purpose=purpose).delete()
    AccountLink.objects.create(
        user=user,
        purpose=purpose,
        email=email.lower(),
        digest=digest(secret, purpose, origin.host),
        issued_at=now,
        expires_at=now + lasts,
    )
    return secret


def find(secret: str, purpose: str, host: str) -> AccountLink | None:
    """The link with that secret, if it can still be used under this host name."""
    usable = AccountLink.objects.usable(timezone.now()).select_related("user")
    return usable.filter(digest=digest(secret, purpose, host), purpose=purpose, user__is_active=True).first()


def use(link: AccountLink) -> bool:
    """Mark the link as used; False for whoever comes second."""
    now = timezone.now()
    # One conditional statement decides between two that are sent at the same moment.
    return bool(AccountLink.objects.usable(now).filter(pk=link.pk).update(used_at=now))


def forget(user: User) -> None:
    """End all links of a person, after a change that makes them dangerous."""
    AccountLink.objects.unused().filter(user=user).delete()
