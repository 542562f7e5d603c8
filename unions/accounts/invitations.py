"""Inviting people to work for a union: to an address that they prove by opening the mail, with their consent.

The inviting person learns nothing: not the link, not whether there is an account, not whose it is.
"""

from datetime import datetime
from typing import cast

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from unions.accounts import notices
from unions.accounts.limits import INVITATIONS_OF_A_UNION, INVITATIONS_TO_AN_ADDRESS
from unions.accounts.links import INVITATION_LASTS, Origin, digest, new_secret
from unions.models import Invitation, OutgoingMail, StaffRole, Union, User
from unions.tenancy import scope
from unions.values import emails

PURPOSE = "invitation"
# Under this name the session of whoever pressed the button on the page of an invitation holds its number.
SESSION_KEY = "invitation"


def usable_address(email: str) -> str:
    """The address as accounts have it, in small letters; raises ValidationError."""
    return emails.clean(email).lower()


def works_here(email: str) -> bool:
    """Whether somebody of this union receives mail at the address: that is no secret among colleagues."""
    return StaffRole.objects.filter(user__emailaddress__email=email, user__emailaddress__verified=True).exists()


def count(email: str) -> None:
    """Count an invitation that is about to be sent; raises ValidationError if there were many."""
    union = str(cast(Union, scope.union()).pk)
    # What one union sends to an address is not told to another.
    if not (INVITATIONS_OF_A_UNION.acquire(union) and INVITATIONS_TO_AN_ADDRESS.acquire(f"{union}|{email.lower()}")):
        raise ValidationError(_("Too many invitations in a short time. Please try again later."), code="too_many")


def send(invitation: Invitation, origin: Origin) -> None:
    """Mail the invitation with a new link; a link that was sent before opens nothing any more.

    Whether there is an account at the address makes no difference here.
    """
    invitation.prepare_for_save()
    secret, now = new_secret(), timezone.now()
    invitation.digest = digest(secret, PURPOSE, origin.host)
    invitation.issued_at, invitation.expires_at = now, now + INVITATION_LASTS
    link = f"{origin}{reverse('invitation', args=[secret])}"
    with transaction.atomic():
        invitation.mail = mail_of(invitation, link)
        invitation.mail.save()
        invitation.save()


def mail_of(invitation: Invitation, link: str) -> OutgoingMail:
    """The mail in both languages: nothing is known of who will read it."""
    roles = {}
    for language in ["tr", "en"]:
        with translation.override(language):
            roles[f"role_{language}"] = str(invitation.get_role_display())
    with translation.override("tr"):
        mail = notices.compose("invitation", invitation.email, link=link, expires_at=invitation.expires_at, **roles)
    mail.union = invitation.union
    mail.attach_link(link)
    return mail


def withdraw(invitation: Invitation) -> bool:
    """Let the link open nothing any more; False if it was accepted meanwhile."""
    rows = Invitation.objects.open().filter(pk=invitation.pk)
    return bool(rows.update(withdrawn_at=timezone.now(), version=F("version") + 1))


def find(secret: str, host: str) -> Invitation | None:
    """The invitation behind a link, whatever became of it."""
    return Invitation.objects.filter(digest=digest(secret, PURPOSE, host)).first()


def is_usable(invitation: Invitation, now: datetime | None = None) -> bool:
    return Invitation.objects.usable(now or timezone.now()).filter(pk=invitation.pk).exists()


def owner_of(invitation: Invitation) -> User | None:
    """The account of whoever has proved to own the invited address."""
    return User.objects.with_proved_address(invitation.email).first()


# Consent


def expect(request: HttpRequest, invitation: Invitation) -> None:
    """Remember in the session that somebody came by the link, so that a person without a role may sign in."""
    request.session[SESSION_KEY] = invitation.pk


def is_expected(request: HttpRequest, user: User) -> bool:
    """Whether the person came by an invitation to their own proved address."""
    number = request.session.get(SESSION_KEY)
    if not isinstance(number, int):
        return False
    invitation = Invitation.objects.usable(timezone.now()).filter(pk=number).first()
    return invitation is not None and owner_of(invitation) == user


@transaction.atomic
def accept(invitation: Invitation, user: User) -> bool:
    """Give the person the role they consent to; False if the invitation is not theirs, or not usable any more."""
    if owner_of(invitation) != user or not user.is_active or not _use(invitation, user):
        return False
    role = StaffRole.objects.of(user).first()
    if role is None:
        role = StaffRole(union=invitation.union, user=user, role=invitation.role, staff_note=invitation.staff_note)
        # The history names the person: it was their consent.
        role._history_user = user
        role.save()
    return True


def accept_as_new(invitation: Invitation, *, first_name: str, last_name: str, password: str) -> User | None:
    """Make the account of somebody who has none; the opened mail proves the address.

    None if the invitation is not usable any more, or somebody proved the address meanwhile.
    """
    try:
        with transaction.atomic():
            user = User(
                # Nobody needs to know it: people sign in by their address, which may change.
                username=f"kisi-{get_random_string(12, 'abcdefghijkmnpqrstuvwxyz23456789')}",
                first_name=first_name,
                last_name=last_name,
                email=invitation.email,
            )
            user.set_password(password)
            user.save()
            EmailAddress.objects.create(user=user, email=invitation.email, verified=True, primary=True)
            if not accept(invitation, user):
                raise _NotUsable
    except (IntegrityError, _NotUsable):
        return None
    return user


def decline(invitation: Invitation) -> bool:
    """The invited person does not want the role; for the union the invitation is withdrawn."""
    return withdraw(invitation)


class _NotUsable(Exception):
    """Takes the transaction back."""


def _use(invitation: Invitation, user: User) -> bool:
    now = timezone.now()
    # One conditional statement decides between two that are sent at the same moment.
    rows = Invitation.objects.usable(now).filter(pk=invitation.pk)
    return bool(rows.update(accepted_at=now, accepted_by=user, version=F("version") + 1))
