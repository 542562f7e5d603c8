"""What a municipality is shown of itself, and what it answers."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from members.checks.delegates import Reported
from members.checks.models import Correction, ListingCheck
from members.directory.models import Listing
from members.people.models import OfficeHolder

State = ListingCheck.State


class AlreadyAnswered(Exception):
    """Somebody else has answered this check meanwhile."""


class ListingChanged(Exception):
    """Staff have changed the listing since it was shown."""


def listing_of(check: ListingCheck) -> Listing | None:
    return Listing.objects.of_municipality(check.membership.municipality_id).first()


def seats_of(check: ListingCheck) -> list[OfficeHolder]:
    """Who sits in the union's organs today on behalf of the municipality."""
    holders = OfficeHolder.objects.current().of_municipality(check.membership.municipality_id)
    return list(holders.with_person().in_order())


def version_of(listing: Listing | None) -> int:
    """The version of the listing, to tell whether it has changed since; 0 where none is stored."""
    return listing.version if listing and listing.pk else 0


@transaction.atomic
def answer(
    check: ListingCheck,
    corrections: list[Correction],
    *,
    listing_version: int,
    answered_by: str = "",
    remark: str = "",
    reported: Iterable[Reported] = (),
) -> None:
    """Record what the municipality says; without corrections and remark it says that all is correct.

    Raises AlreadyAnswered, ListingChanged, or StaleVersion if somebody else answers at the same moment.
    """
    if check.state != State.INVITED:
        raise AlreadyAnswered
    if version_of(listing_of(check)) != listing_version:
        raise ListingChanged
    check.reported = [person.as_stored() for person in reported]
    check.state = State.PROPOSED if corrections or remark or check.reported else State.CONFIRMED
    check.answered_at = timezone.now()
    check.answered_by = answered_by
    check.remark = remark
    check.listing_version = listing_version
    check._change_reason = f"Yanıtlayan: {check.municipality} Belediyesi"[:100]
    check.save()
    add_corrections(check, corrections)


def add_corrections(check: ListingCheck, corrections: list[Correction]) -> None:
    for correction in corrections:
        correction.union = check.union
        correction.listing_check = check
        # A correction of a demo seat is removed with it.
        correction.is_demo = check.is_demo or getattr(correction.office_holder, "is_demo", False)
        correction.save()
