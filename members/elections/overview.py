"""How far the assembly of a new term has been reported: mayors, delegates and answers, member by member."""

from dataclasses import dataclass

from django.utils import timezone

from members.checks.models import ListingCheck
from members.checks.rounds import members_of_today
from members.elections.models import Elections
from members.membership.models import Membership
from members.people.composition import Composition, composition_of
from members.people.models import OfficeHolder
from unions import law
from unions.models import Organ

Seat = OfficeHolder.Seat


@dataclass(frozen=True)
class Reported:
    """One member: who is mayor, how many delegates and substitutes are on record, and whether it has answered."""

    membership: Membership
    mayor: OfficeHolder | None
    elected: int
    outsiders: int
    substitutes: int
    check: ListingCheck | None

    @property
    def has_answered(self) -> bool:
        return self.check is not None and self.check.is_answered

    @property
    def is_complete(self) -> bool:
        return self.mayor is not None and self.elected > 0


def reported_members(elections: Elections) -> list[Reported]:
    """Every member of today; three queries however many there are."""
    by_member: dict[int | None, list[OfficeHolder]] = {}
    for seat in OfficeHolder.objects.current().filter(organ__kind=Organ.Kind.ASSEMBLY).with_person():
        by_member.setdefault(seat.municipality_id, []).append(seat)
    checks = {check.membership_id: check for check in ListingCheck.objects.filter(round=elections.check_round_id or 0)}
    return [
        reported(membership, by_member.get(membership.municipality_id, []), checks.get(membership.pk))
        for membership in members_of_today()
    ]


def reported(membership: Membership, seats: list[OfficeHolder], check: ListingCheck | None) -> Reported:
    elected = [seat for seat in seats if seat.seat == Seat.ELECTED]
    return Reported(
        membership,
        mayor=next((seat for seat in seats if seat.seat == Seat.EX_OFFICIO), None),
        elected=len(elected),
        outsiders=sum(seat.is_outsider for seat in elected),
        substitutes=sum(seat.seat == Seat.SUBSTITUTE for seat in seats),
        check=check,
    )


def votes_needed(full_number: int) -> list[law.ElectionRound]:
    """What each round of an election in the assembly asks for; the clerk is told that the rule is used by analogy."""
    return [law.election_round(number, full_number) for number in [1, 2, 3, 4]]


def assembly_of_today() -> Composition | None:
    """The assembly as it stands, with what is wrong with it."""
    organ = Organ.objects.assembly()
    return composition_of(organ, timezone.localdate()) if organ else None
