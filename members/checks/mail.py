"""The mails of a check: to whom they go, what they say and which link they carry."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone, translation

from members.checks.links import bound_union, digest
from members.checks.models import CheckLink, CheckRound, Correction, ListingCheck
from members.directory.models import Listing
from members.membership.models import Membership
from members.municipalities.models import Municipality
from unions.models import ContactPoint, Headquarters, OutgoingMail
from unions.models.mail import LINK_PLACE

LAST_MINUTE = time(23, 59)
LINK_LASTS = timedelta(days=30)


@dataclass(frozen=True)
class Sender:
    """The union as its mails name it, and where answers to them go."""

    name: str
    email: str


def sender() -> Sender:
    """The union as it is called and reached today."""
    points = ContactPoint.objects.filter(headquarters__in=Headquarters.objects.current(), kind=ContactPoint.Kind.EMAIL)
    point = points.order_by("position", "pk").first()
    return Sender(bound_union().current_name.name_tr, point.value if point else "")


Kind = Municipality.Kind
OFFICIAL_WORDS: dict[str, str] = {
    Kind.METROPOLITAN: "Büyükşehir Belediyesi",
    Kind.SPECIAL_ADMINISTRATION: "İl Özel İdaresi",
    Kind.VILLAGE: "Köyü",
}


def official_name(municipality: Municipality) -> str:
    """What the member calls itself, in Turkish; a town's or village's name stands in many provinces."""
    province = f" ({municipality.province})" if municipality.kind in {Kind.TOWN, Kind.VILLAGE} else ""
    return f"{municipality.name} {OFFICIAL_WORDS.get(municipality.kind, 'Belediyesi')}{province}"


def addresses_of(memberships: Iterable[Membership]) -> dict[int, str]:
    """The e-mail addresses on record, by municipality."""
    listings = Listing.objects.of([membership.municipality_id for membership in memberships])
    return {municipality: listing.email for municipality, listing in listings.items() if listing.email}


def links_by_mail(checks: list[ListingCheck], occasion: str) -> tuple[list[OutgoingMail], list[CheckLink]]:
    """A mail with a new link for each check, and the links, not yet stored."""
    if not checks:
        return [], []
    with translation.override("tr"):
        union = sender()
        pairs = [mail_with_link(check, occasion, union) for check in checks]
    return [mail for mail, _link in pairs], [link for _mail, link in pairs]


def mail_with_link(check: ListingCheck, occasion: str, union: Sender) -> tuple[OutgoingMail, CheckLink]:
    """A mail about the check and the link in it, not yet stored."""
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    expires_at = expiry_of(check.round, now)
    mail = mail_about(check, "check_link", union, occasion=occasion, link=LINK_PLACE, expires_at=expires_at)
    mail.attach_link(check.round.origin + reverse("listing_check_link", args=[token]))
    link = CheckLink(
        union=check.union,
        listing_check=check,
        mail=mail,
        digest=digest(token, "link", urlsplit(check.round.origin).hostname or ""),
        issued_at=now,
        expires_at=expires_at,
        is_demo=check.is_demo,
    )
    return mail, link


def expiry_of(check_round: CheckRound, now: datetime) -> datetime:
    """When a link issued now stops working: after thirty days, or with the last day for answers."""
    last_moment = timezone.make_aware(datetime.combine(check_round.due_on, LAST_MINUTE))
    return min(now + LINK_LASTS, last_moment)


def result_mails(checks: list[ListingCheck], corrections: Iterable[Correction]) -> list[OutgoingMail]:
    """The mails that tell what became of the answers, not yet stored."""
    with translation.override("tr"):
        union = sender()
        return [
            mail_about(
                check,
                "check_result",
                union,
                corrections=corrections,
                address=check.round.origin + reverse("member_detail", args=[check.municipality.slug]),
            )
            for check in checks
        ]


def mail_about(check: ListingCheck, template: str, union: Sender, **values) -> OutgoingMail:
    """A mail to the municipality about its check, not yet stored."""
    context = {
        "check": check,
        "round": check.round,
        "addressee": official_name(check.municipality),
        "union_name": union.name,
        **values,
    }
    fields = {"union": check.union, "to": check.email, "reply_to": union.email}
    return OutgoingMail.written(f"members/checks/mail/{template}.txt", context, **fields)


def send(mails: list[OutgoingMail], links: list[CheckLink]) -> None:
    """Put the mails into the outbox; called in the transaction that stores what they say."""
    OutgoingMail.objects.bulk_create(mails)
    CheckLink.objects.bulk_create(links)
