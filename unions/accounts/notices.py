"""The mails about an account: links to the person's proved address, and notices of what was changed.

They go through the outbox, where the union's staff do not see them: a password link would tell who has an account.
"""

from enum import StrEnum

from django.utils import timezone, translation

from unions.models import OutgoingMail, Union, User
from unions.models.mail import LINK_PLACE
from unions.tenancy import scope


class Notice(StrEnum):
    """What a person is told by mail about their account."""

    PASSWORD_LINK = "password_link"  # noqa: S105 - no secret
    ACCESS_LINK = "access_link"
    ADDRESS_LINK = "address_link"
    ADDRESS_ASKED = "address_asked"
    ADDRESS_CHANGED = "address_changed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - no secret
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    FACTORS_REMOVED = "factors_removed"
    CODES_RENEWED = "codes_renewed"


def tell(user: User, notice: Notice, *, to: str = "", link: str = "", **values) -> OutgoingMail | None:
    """Put a mail to the person into the outbox; None if no address of theirs is proved."""
    address = to or user.proved_address
    if not address:
        return None
    with translation.override(user.language):
        mail = compose("notice", address, notice=str(notice), person=user, at=timezone.now(), link=link, **values)
    mail.is_personal = True
    if link:
        mail.attach_link(link)
    mail.save()
    return mail


def compose(template: str, to: str, *, link: str = "", **values) -> OutgoingMail:
    """A mail of the union that the code is bound to, not yet stored."""
    union = scope.union() or Union.objects.filter(is_default=True).get()
    context = {"union_name": union.current_name.name, "link": LINK_PLACE if link else "", **values}
    return OutgoingMail.written(f"unions/accounts/mail/{template}.txt", context, union=union, to=to)
