"""What staff decide on an answer, and what of it is written to the listing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from members.checks.answers import listing_of, version_of
from members.checks.mail import result_mails
from members.checks.models import Correction, ListingCheck
from members.directory.models import Listing
from members.people.mayors import Change, change_mayor
from unions.files import uploads
from unions.models import OutgoingMail
from unions.text.partial_dates import PartialDate

State = ListingCheck.State
Kind = Correction.Kind


@dataclass(frozen=True)
class CorrectionDecision:
    """Whether staff accept one correction, and the reason if they do not."""

    is_accepted: bool
    reason: str = ""
    # Of a new mayor: since when, or that only the spelling changes.
    since: PartialDate | None = None
    is_same_person: bool = False


@transaction.atomic
def review(check: ListingCheck, decisions: dict[int, CorrectionDecision], *, by, is_confirmed: bool = True) -> None:
    """Decide on corrections, write the accepted ones to the listing, and tell the municipality once all are decided.

    The listing counts as confirmed on the day of the answer unless a correction of it was refused, or somebody else
    has changed it since. Raises ValidationError where the listing cannot hold what was proposed, and StaleVersion.
    """
    now = timezone.now()
    # Read again: the check may have been fetched together with older corrections.
    corrections = list(Correction.objects.filter(listing_check=check))
    accepted = decide(corrections, decisions, by=by, now=now)
    is_done = all(correction.state != Correction.State.WAITING for correction in corrections)
    refused = [correction for correction in corrections if correction.state == Correction.State.REFUSED]
    is_agreed = not any(correction.is_of_listing for correction in refused)
    is_confirmed = is_confirmed and is_done and is_agreed and version_of(listing_of(check)) == check.listing_version
    confirmed_on = timezone.localdate(check.answered_at) if is_confirmed else None
    change_mayors(check, accepted, decisions, by=by)
    update_listing(check, [row for row in accepted if row.is_of_listing], by=by, confirmed_on=confirmed_on)
    if is_done:
        close([check], by=by, now=now, corrections=corrections)
    else:
        check._history_user = by
        check.save()


def decide(
    corrections: list[Correction], decisions: dict[int, CorrectionDecision], *, by, now: datetime
) -> list[Correction]:
    """Store the decisions on the corrections that await one; the corrections that were accepted."""
    decided = [row for row in corrections if row.state == Correction.State.WAITING and row.pk in decisions]
    for correction in decided:
        decision = decisions[correction.pk]
        correction.state = Correction.State.ACCEPTED if decision.is_accepted else Correction.State.REFUSED
        correction.reason = decision.reason
        correction.decided_at = now
        correction.decided_by = by
        correction.save()
    return [correction for correction in decided if correction.state == Correction.State.ACCEPTED]


def change_mayors(check: ListingCheck, accepted: list[Correction], decisions: dict, *, by) -> None:
    """Give the seat in the assembly to the mayor whom an accepted correction names."""
    for correction in accepted:
        if correction.kind == Kind.MAYOR:
            decision = decisions[correction.pk]
            change = Change(correction.proposed, decision.since, decision.is_same_person)
            change_mayor(check.municipality, change, by=by, reason=f"{check.municipality} önerdi, {by} kabul etti")


def update_listing(check: ListingCheck, accepted: list[Correction], *, by, confirmed_on: date | None = None) -> None:
    """Write accepted corrections to the listing; its history names who proposed and who accepted them."""
    if not accepted and confirmed_on is None:
        return
    listing = listing_of(check) or Listing(union=check.union, municipality=check.municipality, is_demo=check.is_demo)
    is_as_seen = version_of(listing) == check.listing_version
    for correction in accepted:
        apply(correction, listing)
    if confirmed_on is not None:
        listing.confirmed_on = confirmed_on
    listing.full_clean(exclude=["union", "municipality"])
    verb = "önerdi" if accepted else "doğruladı"
    listing._change_reason = f"{check.municipality} {verb}, {by} kabul etti"[:100]
    listing._history_user = by
    listing.save()
    if is_as_seen:
        # The municipality's own corrections do not count as a change it has not seen.
        check.listing_version = listing.version


def apply(correction: Correction, listing: Listing) -> None:
    """Set what was proposed on the listing, without saving it."""
    if correction.kind == Kind.CREST:
        listing.crest = uploads.copy_of(correction.upload)
    else:
        setattr(listing, correction.kind, correction.proposed)


@transaction.atomic
def accept_confirmations(checks: Iterable[ListingCheck], *, by) -> tuple[int, list[ListingCheck]]:
    """Accept that all is correct, for many at once: how many, and those whose listing has changed meanwhile."""
    confirmed = {check.membership.municipality_id: check for check in checks if check.state == State.CONFIRMED}
    accepted, changed = [], []
    for listing in Listing.objects.select_for_update().filter(municipality__in=list(confirmed)):
        check = confirmed[listing.municipality_id]
        if listing.version == check.listing_version:
            listing.confirmed_on = timezone.localdate(check.answered_at)
            listing.version += 1
            listing._change_reason = f"{check.municipality} doğruladı, {by} kabul etti"[:100]
            accepted.append((listing, check))
        else:
            changed.append(check)
    listings = [listing for listing, _check in accepted]
    Listing.objects.bulk_update(listings, ["confirmed_on", "version"])
    Listing.history.bulk_history_create(listings, update=True, default_user=by)
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
    OutgoingMail.objects.bulk_create(result_mails(checks, corrections))
