"""The second factor: who has one, until when it may be missing, and how it is taken away."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from unions.accounts import notices, sessions
from unions.models import User

GRACE = timedelta(days=7)


def is_set_up(user: User) -> bool:
    """Whether signing in takes more than the password; recovery codes alone are none."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def is_known_to_be_set_up(user: User) -> bool:
    """The same of the person who asks, as it was at the beginning of the request."""
    return user.has_second_factor if hasattr(user, "has_second_factor") else is_set_up(user)


def ask_for_it(user: User) -> None:
    """Let the week begin, at the first sign-in."""
    if user.second_factor_asked_at is None:
        user.second_factor_asked_at = timezone.now()
        User.objects.filter(pk=user.pk, second_factor_asked_at=None).update(
            second_factor_asked_at=user.second_factor_asked_at
        )


def deadline(user: User) -> datetime | None:
    """Until when the person may work without a second factor; None for whoever has one or needs none."""
    if settings.SECOND_FACTOR != "required" or is_known_to_be_set_up(user):
        return None
    return (user.second_factor_asked_at or timezone.now()) + GRACE


def days_left(until: datetime | None, now: datetime | None = None) -> int | None:
    """The days of grace until the deadline, the running one included; 0 when they are over, None without one."""
    if until is None:
        return None
    left = until - (now or timezone.now())
    return max(0, -(-left // timedelta(days=1)))


def is_overdue(request: HttpRequest, until: datetime | None) -> bool:
    """Whether the days of grace are over, so that nothing but the set-up is shown.

    A form that was opened before they ended may still be sent: nobody loses what they are just typing.
    """
    if until is None or timezone.now() < until:
        return False
    return request.method in ["GET", "HEAD"] or sessions.started_at(request) >= until


@transaction.atomic
def remove(user: User) -> int:
    """Take all second factors of a person away, because they have lost them; returns how many there were.

    For the operator alone. The person is told, signs in with the password once more, and must set up a new one at once.
    """
    removed, _by_model = Authenticator.objects.filter(user=user).delete()
    sessions.end_all(user)
    notices.tell(user, notices.Notice.FACTORS_REMOVED)
    return removed
