"""What a change of rights or of a second factor entails: sessions end, and the person is told."""

from allauth.mfa import signals as second_factor_signals
from allauth.mfa.models import Authenticator
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest

from unions.accounts import notices, sessions
from unions.models import StaffRole, User


def end_sessions_of(sender, instance: StaffRole, *, created: bool = False, **kwargs) -> None:
    """A change of role, or its end, ends the person's sessions; a first role was accepted in one."""
    if not created:
        User.objects.filter(pk=instance.user_id).end_sessions()


def factor_was_added(sender, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        sessions.end_others(request, user)
        notices.tell(user, notices.Notice.FACTOR_ADDED)


def factor_was_removed(sender, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        sessions.end_others(request, user)
        notices.tell(user, notices.Notice.FACTOR_REMOVED)


def codes_were_renewed(sender, request: HttpRequest, user: User, **kwargs) -> None:
    sessions.end_others(request, user)
    notices.tell(user, notices.Notice.CODES_RENEWED)


def connect() -> None:
    for signal in [post_save, post_delete]:
        signal.connect(end_sessions_of, sender=StaffRole, dispatch_uid=f"sessions of staff {id(signal)}")
    second_factor_signals.authenticator_added.connect(factor_was_added)
    second_factor_signals.authenticator_removed.connect(factor_was_removed)
    second_factor_signals.authenticator_reset.connect(codes_were_renewed)
