"""How a round of checks runs: members are asked by mail, answer by a link of their own, and staff decide.

A link opens one check of one member of one union, under the host it was made for, once. Opening it changes nothing,
because the programs that look through mail open every link; a button on its page swaps it for a session of two hours.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import cast
from urllib.parse import urlsplit

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from members.checks.models import CheckLink, CheckRound, Correction, ListingCheck
from members.directory.models import Listing
from members.membership.models import Membership
from members.municipalities.models import Municipality
from members.people.models import OfficeHolder
from unions.background.rate_limits import Limit
from unions.models import ContactPoint, Headquarters, OutgoingMail, Union, UnionName
from unions.models.mail import LINK_PLACE
from unions.tenancy import scope

LAST_MINUTE = time(23, 59)
LINK_LASTS = timedelta(days=30)
# What is promised, and a while longer, so that nobody loses what they are just typing.
ANSWER_WITHIN = timedelta(hours=2)
SESSION_LASTS = ANSWER_WITHIN + timedelta(minutes=30)
# Who asks for a new link gets no answer that tells anything, and neither a mailbox nor the site is flooded.
NEW_LINKS_A_CHECK = Limit("new link of a check", times=3, one_more_after=timedelta(hours=8))
NEW_LINKS_AN_ADDRESS = Limit("new links from an address", times=10, one_more_after=timedelta(minutes=6))

State = ListingCheck.State
Kind = Correction.Kind


class Refusal(StrEnum):
    """Why a link opens nothing."""

    LEFT = "left"
    REVOKED = "revoked"
    OVER = "over"
    ANSWERED = "answered"
    USED = "used"
    EXPIRED = "expired"


class AlreadyAnswered(Exception):
    """Somebody else has answered this check meanwhile."""


class ListingChanged(Exception):
    """Staff have changed the listing since it was shown."""


# Links


def bound_union() -> Union:
    """The union of the request or of the clerk's session; links and mails are always of one."""
    return cast(Union, scope.union())


def digest(secret: str, purpose: str, host: str = "") -> str:
    """What is stored of a secret: it fits one purpose, one union and one host name."""
    return sha256(f"{purpose}|{bound_union().pk}|{host}|{secret}".encode()).hexdigest()


def link_of(token: str, host: str) -> CheckLink | None:
    """The link with that secret; None where there is none in this union under this host name."""
    return with_everything(CheckLink.objects.filter(digest=digest(token, "link", host))).first()


def link_of_session(secret: str, host: str) -> CheckLink | None:
    """The link that was swapped for this session, while the session lasts."""
    now = timezone.now()
    # A beginning that lies ahead means that the clock has been set back: such a session might never end.
    current = CheckLink.objects.filter(session_expires_at__gt=now, used_at__lte=now)
    return with_everything(current.filter(session_digest=digest(secret, "session", host))).first()


def with_everything(links):
    return links.select_related("listing_check__round", "listing_check__membership__municipality__province")


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
    # Issued later than now means that the clock has been set back; the link might never end.
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


def swap(link: CheckLink, host: str) -> str | None:
    """Swap the link for a session and return its secret; None for whoever comes second."""
    secret = secrets.token_urlsafe(32)
    now = timezone.now()
    # One conditional statement decides between two who press the button at the same moment.
    swapped = CheckLink.objects.filter(pk=link.pk, used_at=None, revoked_at=None, expires_at__gt=now).update(
        used_at=now,
        session_digest=digest(secret, "session", host),
        session_expires_at=now + SESSION_LASTS,
        version=F("version") + 1,
    )
    return secret if swapped else None


# Asking


@dataclass(frozen=True)
class Asked:
    """How many were written to, and who could not be because no address is recorded."""

    number: int
    without_address: list[Membership]


def not_asked(check_round: CheckRound) -> list[Membership]:
    """The members of today that have not been asked in this round."""
    asked = set(check_round.checks.values_list("membership__municipality", flat=True))
    return [membership for membership in members_of_today() if membership.municipality_id not in asked]


def members_of_today() -> list[Membership]:
    """The memberships of today in the order of the Turkish alphabet, the newest of each municipality."""
    # Those whose dates are known to the year may overlap.
    rows = Membership.objects.current().with_municipality().order_by("municipality__sort_key", "municipality_id", "pk")
    return list({membership.municipality_id: membership for membership in rows}.values())


def ask(check_round: CheckRound, memberships: list[Membership], *, origin: str, by) -> Asked:
    """Ask these members, each by a mail with a link of its own."""
    now = timezone.now()
    addresses = addresses_of(memberships)
    check_round.origin = origin
    check_round.started_at = check_round.started_at or now
    checks = [
        ListingCheck(
            union=check_round.union,
            round=check_round,
            membership=membership,
            email=addresses[membership.municipality_id],
            last_sent_at=now,
            # What hangs on an invented member goes with it.
            is_demo=membership.is_demo,
        )
        for membership in memberships
        if membership.municipality_id in addresses
    ]
    # Written beforehand: a thousand mails take longer than others should wait for the database.
    post = links_by_mail(checks, "invitation")
    with transaction.atomic():
        check_round.save()
        ListingCheck.objects.bulk_create(checks)
        ListingCheck.history.bulk_history_create(checks, default_user=by)
        send(*post)
    return Asked(len(checks), [each for each in memberships if each.municipality_id not in addresses])


def remind(checks: list[ListingCheck], *, by) -> int:
    """Send a new link to those who have not answered and may be reminded once more; how many these are."""
    remindable = ListingCheck.objects.remindable().filter(pk__in=[check.pk for check in checks])
    chosen = list(remindable.with_municipality())
    addresses = addresses_of([check.membership for check in chosen])
    chosen = [check for check in chosen if check.membership.municipality_id in addresses]
    now = timezone.now()
    for check in chosen:
        check.email = addresses[check.membership.municipality_id]
        check.reminders += 1
        check.last_sent_at = now
        check.version += 1
    post = links_by_mail(chosen, "reminder")
    with transaction.atomic():
        ListingCheck.objects.bulk_update(chosen, ["email", "reminders", "last_sent_at", "version"])
        ListingCheck.history.bulk_history_create(chosen, update=True, default_user=by)
        send(*post)
    return len(chosen)


def renew(check: ListingCheck) -> bool:
    """Send a new link to the address on record, if the check can still be answered and not too many were asked for."""
    addresses = addresses_of([check.membership])
    if refusal_of_check(check) is not None or not addresses or not NEW_LINKS_A_CHECK.acquire(str(check.pk)):
        return False
    check.email = addresses[check.membership.municipality_id]
    with transaction.atomic():
        # What was looked at may be old: nobody else's change is overwritten.
        ListingCheck.objects.filter(pk=check.pk).update(email=check.email, last_sent_at=timezone.now())
        send(*links_by_mail([check], "new link"))
    return True


def open_check_of(municipality) -> ListingCheck | None:
    """The check that a municipality can answer today, of the round that ends last."""
    running = CheckRound.objects.running()
    checks = ListingCheck.objects.open().filter(round__in=running, membership__municipality=municipality)
    return checks.with_municipality().order_by("-round__due_on", "-pk").first()


@transaction.atomic
def revoke(checks: Iterable[ListingCheck], *, by) -> int:
    """Take back what was asked: the links and whatever session they opened end at once."""
    now = timezone.now()
    number = 0
    for check in checks:
        if check.state == State.INVITED:
            check.state = State.REVOKED
            check._history_user = by
            check.save()
            number += 1
    links = CheckLink.objects.filter(listing_check__in=[check.pk for check in checks], revoked_at=None)
    links.update(revoked_at=now, session_expires_at=None)
    return number


@transaction.atomic
def end(check_round: CheckRound) -> None:
    """End the round: no link opens anything any more."""
    check_round.ended_at = timezone.now()
    check_round.save()
    CheckLink.objects.filter(listing_check__round=check_round).update(session_expires_at=None)


def addresses_of(memberships: Iterable[Membership]) -> dict[int, str]:
    """The e-mail addresses on record, by municipality."""
    listings = Listing.objects.of([membership.municipality_id for membership in memberships])
    return {municipality: listing.email for municipality, listing in listings.items() if listing.email}


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
            mail.attach_link(check_round.origin + reverse("listing_check_link", args=[token]))
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


def mail_about(check: ListingCheck, template: str, *, union: Sender, **context) -> OutgoingMail:
    """A mail to the municipality about its check, not yet stored; its first line is the subject."""
    words = {"check": check, "round": check.round, "addressee": official_name(check.municipality), **context}
    subject, body = render_to_string(f"members/mail/{template}.txt", words).strip().split("\n", 1)
    return OutgoingMail(
        union=check.union, to=check.email, reply_to=union.email, subject=subject, body=body.strip() + "\n"
    )


def official_name(municipality: Municipality) -> str:
    """What the municipality calls itself, in Turkish; a town's name stands in many provinces."""
    kind = "Büyükşehir Belediyesi" if municipality.kind == Municipality.Kind.METROPOLITAN else "Belediyesi"
    province = f" ({municipality.province})" if municipality.kind == Municipality.Kind.TOWN else ""
    return f"{municipality.name} {kind}{province}"


# Answering


def listing_of(check: ListingCheck) -> Listing | None:
    return Listing.objects.filter(municipality=check.membership.municipality_id).first()


def seats_of(check: ListingCheck) -> list[OfficeHolder]:
    """Who sits in the union's organs today on behalf of the municipality."""
    holders = OfficeHolder.objects.current().filter(municipality=check.membership.municipality_id)
    return list(holders.with_person().in_order())


@transaction.atomic
def answer(
    check: ListingCheck,
    corrections: list[Correction],
    *,
    listing_version: int,
    answered_by: str = "",
    remark: str = "",
) -> None:
    """Take down what the municipality says; without corrections and remark it says that all is right.

    Raises AlreadyAnswered, ListingChanged, or StaleVersion where somebody else was faster by a moment.
    """
    if check.state != State.INVITED:
        raise AlreadyAnswered
    if version_of(listing_of(check)) != listing_version:
        raise ListingChanged
    check.state = State.PROPOSED if corrections or remark else State.CONFIRMED
    check.answered_at = timezone.now()
    check.answered_by = answered_by
    check.remark = remark
    check.listing_version = listing_version
    check._change_reason = f"Yanıtlayan: {check.municipality} Belediyesi"[:100]
    check.save()
    for correction in corrections:
        correction.union = check.union
        correction.listing_check = check
        # What hangs on an invented seat goes with it.
        correction.is_demo = check.is_demo or getattr(correction.office_holder, "is_demo", False)
        correction.save()


def version_of(listing: Listing | None) -> int:
    return listing.version if listing else 0


# Deciding


@dataclass(frozen=True)
class Decision:
    """What staff make of one correction."""

    is_accepted: bool
    reason: str = ""


@transaction.atomic
def review(check: ListingCheck, decisions: dict[int, Decision], *, by, is_confirmed: bool = True) -> None:
    """Decide on corrections; what is accepted is written to the listing, and in the end the municipality is told.

    The listing counts as confirmed on the day of the answer unless something of it was refused, or changed by
    somebody else since. Raises ValidationError where the listing cannot hold what was proposed, and StaleVersion.
    """
    now = timezone.now()
    accepted = []
    # Asked anew: the check may have been fetched together with its corrections as they were.
    corrections = list(Correction.objects.filter(listing_check=check))
    for correction in corrections:
        if correction.state != Correction.State.WAITING or correction.pk not in decisions:
            continue
        decision = decisions[correction.pk]
        correction.state = Correction.State.ACCEPTED if decision.is_accepted else Correction.State.REFUSED
        correction.reason = decision.reason
        correction.decided_at = now
        correction.decided_by = by
        correction.save()
        if decision.is_accepted and correction.is_of_listing:
            accepted.append(correction)
    is_done = all(each.state != Correction.State.WAITING for each in corrections)
    is_agreed = not any(each.state == Correction.State.REFUSED for each in corrections if each.is_of_listing)
    is_confirmed = is_confirmed and is_done and is_agreed and version_of(listing_of(check)) == check.listing_version
    write(check, accepted, by=by, confirmed_on=timezone.localdate(check.answered_at) if is_confirmed else None)
    if is_done:
        close([check], by=by, now=now, corrections=corrections)
    else:
        check._history_user = by
        check.save()


def write(check: ListingCheck, accepted: list[Correction], *, by, confirmed_on=None) -> None:
    """Write accepted corrections to the listing, in whose history both stand: who proposed and who accepted."""
    if not accepted and confirmed_on is None:
        return
    listing = listing_of(check) or Listing(union=check.union, municipality=check.municipality, is_demo=check.is_demo)
    is_as_seen = version_of(listing if listing.pk else None) == check.listing_version
    for correction in accepted:
        if correction.kind == Kind.CREST:
            with correction.upload.open("rb") as file:
                listing.crest = ContentFile(file.read(), name=correction.upload.name.rsplit("/", 1)[-1])
        else:
            setattr(listing, correction.kind, correction.proposed)
    if confirmed_on is not None:
        listing.confirmed_on = confirmed_on
    listing.full_clean(exclude=["union", "municipality"])
    verb = "önerdi" if accepted else "doğruladı"
    listing._change_reason = f"{check.municipality} {verb}, {by} kabul etti"[:100]
    listing._history_user = by
    listing.save()
    if is_as_seen:
        # Its own words are no news to the municipality.
        check.listing_version = listing.version


@transaction.atomic
def accept_confirmations(checks: Iterable[ListingCheck], *, by) -> tuple[int, list[ListingCheck]]:
    """Accept that all is right, for many at once: how many, and those whose listing has changed meanwhile."""
    confirmed = [check for check in checks if check.state == State.CONFIRMED]
    wanted = {check.membership.municipality_id: check for check in confirmed}
    listings = Listing.objects.select_for_update().filter(municipality__in=list(wanted))
    accepted, changed = [], []
    for listing in listings:
        check = wanted[listing.municipality_id]
        if listing.version == check.listing_version:
            listing.confirmed_on = timezone.localdate(check.answered_at)
            listing.version += 1
            listing._change_reason = f"{check.municipality} doğruladı, {by} kabul etti"[:100]
            accepted.append((listing, check))
        else:
            changed.append(check)
    rows = [listing for listing, _check in accepted]
    Listing.objects.bulk_update(rows, ["confirmed_on", "version"])
    Listing.history.bulk_history_create(rows, update=True, default_user=by)
    close([check for _listing, check in accepted], by=by, now=timezone.now())
    return len(accepted), changed


def close(checks: list[ListingCheck], *, by, now: datetime, corrections: Iterable[Correction] = ()) -> None:
    """Mark the checks as reviewed and tell the municipalities what became of their answers."""
    for check in checks:
        check.state = State.REVIEWED
        check.reviewed_at = now
        check.reviewed_by = by
        check.version += 1
    ListingCheck.objects.bulk_update(checks, ["state", "listing_version", "reviewed_at", "reviewed_by", "version"])
    ListingCheck.history.bulk_history_create(checks, update=True, default_user=by)
    with translation.override("tr"):
        union = sender()
        mails = [
            mail_about(
                check,
                "check_result",
                union=union,
                union_name=union.name,
                corrections=corrections,
                address=check.round.origin + reverse("member_detail", args=[check.municipality.slug]),
            )
            for check in checks
        ]
    OutgoingMail.objects.bulk_create(mails)
