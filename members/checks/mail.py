"""The letters of a check: who is written to, from whom, and with which link."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from members.checks.links import bound_union, digest
from members.checks.models import CheckLink, ListingCheck
from members.directory.models import Listing
from members.membership.models import Membership
from members.municipalities.models import Municipality
from unions.models import ContactPoint, Headquarters, OutgoingMail, UnionName
from unions.models.mail import LINK_PLACE

LAST_MINUTE = time(23, 59)
LINK_LASTS = timedelta(days=30)


@dataclass(frozen=True)
class Sender:
    """The union as its mails name it, and where answers to them go."""

    name: str
    email: str


def sender() -> Sender:
    current = UnionName.objects.current().first()
    points = ContactPoint.objects.filter(headquarters__in=Headquarters.objects.current(), kind=ContactPoint.Kind.EMAIL)
    point = points.order_by("position", "pk").first()
    return Sender(current.name_tr if current else bound_union().code, point.value if point else "")


def official_name(municipality: Municipality) -> str:
    """What the municipality calls itself, in Turkish; a town's name stands in many provinces."""
    kind = "Büyükşehir Belediyesi" if municipality.kind == Municipality.Kind.METROPOLITAN else "Belediyesi"
    province = f" ({municipality.province})" if municipality.kind == Municipality.Kind.TOWN else ""
    return f"{municipality.name} {kind}{province}"


def addresses_of(memberships: Iterable[Membership]) -> dict[int, str]:
    """The e-mail addresses on record, by municipality."""
    listings = Listing.objects.of([membership.municipality_id for membership in memberships])
    return {municipality: listing.email for municipality, listing in listings.items() if listing.email}


def mail_about(check: ListingCheck, template: str, *, union: Sender, **context) -> OutgoingMail:
    """A mail to the municipality about its check, not yet stored; its first line is the subject."""
    words = {"check": check, "round": check.round, "addressee": official_name(check.municipality), **context}
    subject, body = render_to_string(f"members/checks/mail/{template}.txt", words).strip().split("\n", 1)
    return OutgoingMail(
        union=check.union, to=check.email, reply_to=union.email, subject=subject, body=body.strip() + "\n"
    )


def links_by_mail(checks: list[ListingCheck], occasion: str) -> tuple[list[OutgoingMail], list[CheckLink]]:
    """A mail with a new link for each check, and the links, not yet stored; all checks are of one round."""
    if not checks:
        return [], []
    check_round = checks[0].round
    host = urlsplit(check_round.origin).hostname or ""
    now = timezone.now()
    last_moment = timezone.make_aware(datetime.combine(check_round.due_on, LAST_MINUTE))
    mails, links = [], []
    with translation.override("tr"):
        union = sender()
        for check in checks:
            token = secrets.token_urlsafe(32)
            expires_at = min(now + LINK_LASTS, last_moment)
            mail = mail_about(
                check,
                "check_link",
                union=union,
                union_name=union.name,
                occasion=occasion,
                link=LINK_PLACE,
                expires_at=expires_at,
            )
            mail.carry(check_round.origin + reverse("listing_check_link", args=[token]))
            mails.append(mail)
            links.append(
                CheckLink(
                    union=check.union,
                    listing_check=check,
                    mail=mail,
                    digest=digest(token, "link", host),
                    issued_at=now,
                    expires_at=expires_at,
                    is_demo=check.is_demo,
                )
            )
    return mails, links


def send(mails: list[OutgoingMail], links: list[CheckLink]) -> None:
    """Put the mails into the outbox; called in the transaction of what they tell."""
    OutgoingMail.objects.bulk_create(mails)
    CheckLink.objects.bulk_create(links)
