"""Who sits in the assembly of the demonstration: mayors, elected delegates and their substitutes, in two terms."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from members.municipalities.models import Municipality
from members.people.models import OfficeHolder
from pages.demo.delegations import Delegation
from pages.demo.meeting_plan import TERMS
from pages.demo.offices import Offices
from unions.models import Organ

Seat, EndReason = OfficeHolder.Seat, OfficeHolder.EndReason
# The member of which a delegate has resigned, by its place.
RESIGNING = 4


def compose(offices: Offices) -> None:
    """Every member's delegation in both terms; the newest has none before it joined."""
    organ = Organ.objects.get(kind=Organ.Kind.ASSEMBLY)
    for term, (start, end) in enumerate(TERMS):
        for place, municipality in enumerate(offices.members):
            is_newest = municipality.code == offices.texts["newest_member"]
            if not (is_newest and end):
                delegates = Delegates(
                    offices=offices,
                    organ=organ,
                    municipality=municipality,
                    delegation=offices.delegations[term][municipality.pk],
                    since=offices.sittings.plan.autumns[-1].day if is_newest else start,
                    end=end,
                    key=f"{start.year}-{municipality.code}",
                    values={"term": offices.terms[term], "municipality": municipality},
                    resigned_on=date(start.year + 1, 6, 15) if end is None and place == RESIGNING else None,
                )
                delegates.compose()


@dataclass
class Delegates:
    """The seats of one member's delegation in one term."""

    offices: Offices
    organ: Organ
    municipality: Municipality
    delegation: Delegation
    since: date
    end: date | None
    key: str
    values: dict = field(default_factory=dict)
    # The day on which the first elected delegate gave way to the first substitute.
    resigned_on: date | None = None

    def compose(self) -> None:
        self.add("mayor", self.delegation.mayor, seat=Seat.EX_OFFICIO)
        for place, number in enumerate(self.delegation.elected):
            if self.resigned_on and place == 0:
                self.add("0", number, until=self.resigned_on, seat=Seat.ELECTED, end_reason=EndReason.RESIGNATION)
            else:
                self.add(str(place), number, seat=Seat.ELECTED)
        for position, number in enumerate(self.delegation.substitutes, start=1):
            if self.resigned_on and position == 1:
                self.compose_successor(number, self.resigned_on)
            else:
                self.add(f"s{position}", number, seat=Seat.SUBSTITUTE, position=position)

    def compose_successor(self, number: int, resigned_on: date) -> None:
        """The first substitute, who takes the seat on the day after it became vacant."""
        self.add("s1", number, until=resigned_on, seat=Seat.SUBSTITUTE, position=1, end_reason=EndReason.OTHER)
        self.add("called", number, since=resigned_on + timedelta(days=1), seat=Seat.ELECTED, end_reason="")

    def add(self, key: str, number: int, *, since: date | None = None, until: date | None = None, **values) -> None:
        period = (since or self.since, until or self.end)
        reason = EndReason.TERM if self.end else ""
        self.offices.add(
            self.organ, f"{self.key}-{key}", number, period, **{"end_reason": reason, **self.values, **values}
        )
