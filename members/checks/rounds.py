"""How a round of checks runs: asking the members, reminding them, sending new links, withdrawing and ending."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from members.checks.links import refusal_of_check
from members.checks.mail import addresses_of, links_by_mail, send
from members.checks.models import CheckLink, CheckRound, ListingCheck
from members.membership.models import Membership
from unions.background.rate_limits import Limit

# The page of new links answers everybody alike, and floods neither a mailbox nor the site.
NEW_LINKS_A_CHECK = Limit("new link of a check", times=3, one_more_after=timedelta(hours=8))
NEW_LINKS_AN_ADDRESS = Limit("new links from an address", times=10, one_more_after=timedelta(minutes=6))

State = ListingCheck.State


@dataclass(frozen=True)
class Invitations:
    """How many members were written to, and which could not be because no address is on record."""

    number: int
    without_address: list[Membership]


def not_asked(check_round: CheckRound) -> list[Membership]:
    """The members of today that have not been asked in this round."""
    municipalities = set(check_round.checks.values_list("membership__municipality", flat=True))
    return [membership for membership in members_of_today() if membership.municipality_id not in municipalities]


def members_of_today() -> list[Membership]:
    """The memberships of today in the order of the Turkish alphabet, the newest of each municipality."""
    # Those whose dates are known to the year may overlap.
    rows = Membership.objects.current().with_municipality().order_by("municipality__sort_key", "municipality_id", "pk")
    return list({membership.municipality_id: membership for membership in rows}.values())


def ask(check_round: CheckRound, memberships: list[Membership], *, origin: str, by) -> Invitations:
    """Ask these members, each by a mail with a link of its own."""
    now = timezone.now()
    addresses = addresses_of(memberships)
    check_round.origin = origin
    check_round.started_at = check_round.started_at or now
    reachable = [membership for membership in memberships if membership.municipality_id in addresses]
    checks = [
        ListingCheck(
            union=check_round.union,
            round=check_round,
            membership=membership,
            email=addresses[membership.municipality_id],
            last_sent_at=now,
            # The check of a demo member is removed with it.
            is_demo=membership.is_demo,
        )
        for membership in reachable
    ]
    # Rendered before the transaction: a thousand mails take longer than others should wait for the database.
    mails, links = links_by_mail(checks, "invitation")
    store_and_send(check_round, checks, mails, links, by=by)
    without_address = [membership for membership in memberships if membership.municipality_id not in addresses]
    return Invitations(len(checks), without_address)


@transaction.atomic
def store_and_send(check_round: CheckRound, checks: list[ListingCheck], mails, links, *, by) -> None:
    """Store the round and its new checks, and send their mails."""
    check_round.save()
    ListingCheck.objects.bulk_create(checks)
    ListingCheck.history.bulk_history_create(checks, default_user=by)
    send(mails, links)


def remind(checks: list[ListingCheck], *, by) -> int:
    """Send a new link to those who have not answered and may be reminded once more; how many these are."""
    remindable = ListingCheck.objects.remindable().among([check.pk for check in checks])
    chosen = list(remindable.with_municipality())
    addresses = addresses_of([check.membership for check in chosen])
    chosen = [check for check in chosen if check.membership.municipality_id in addresses]
    now = timezone.now()
    for check in chosen:
        check.email = addresses[check.membership.municipality_id]
        check.reminders += 1
        check.last_sent_at = now
        check.version += 1
    mails, links = links_by_mail(chosen, "reminder")
    with transaction.atomic():
        ListingCheck.objects.bulk_update(chosen, ["email", "reminders", "last_sent_at", "version"])
        ListingCheck.history.bulk_history_create(chosen, update=True, default_user=by)
        send(mails, links)
    return len(chosen)


def renew(check: ListingCheck) -> bool:
    """Send a new link to the address on record, if the check can still be answered and the limit is not reached."""
    addresses = addresses_of([check.membership])
    if refusal_of_check(check) is not None or not addresses or not NEW_LINKS_A_CHECK.acquire(str(check.pk)):
        return False
    check.email = addresses[check.membership.municipality_id]
    with transaction.atomic():
        # The row in memory may be old: only these fields are written, so that no other change is overwritten.
        ListingCheck.objects.filter(pk=check.pk).update(email=check.email, last_sent_at=timezone.now())
        send(*links_by_mail([check], "new link"))
    return True


def open_check_of(slug: str) -> ListingCheck | None:
    """The check that the municipality with this slug can answer today, of the round that ends last."""
    running = CheckRound.objects.running()
    checks = ListingCheck.objects.open().filter(round__in=running, membership__municipality__slug=slug)
    return checks.with_municipality().order_by("-round__due_on", "-pk").first()


@transaction.atomic
def revoke(checks: Iterable[ListingCheck], *, by) -> int:
    """Withdraw open requests; their links and the sessions started by them end at once. How many were withdrawn."""
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
    """End the round: its links open nothing any more."""
    check_round.ended_at = timezone.now()
    check_round.save()
    CheckLink.objects.filter(listing_check__round=check_round).update(session_expires_at=None)
