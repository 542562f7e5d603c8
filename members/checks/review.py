"""What staff decide on an answer, and what becomes of the listing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from members.checks.answers import listing_of, version_of
from members.checks.mail import mail_about, sender
from members.checks.models import Correction, ListingCheck
from members.directory.models import Listing
from unions.models import OutgoingMail

State = ListingCheck.State
Kind = Correction.Kind


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
