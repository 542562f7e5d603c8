"""Whom a municipality names after local elections: its mayor, and the delegates and substitutes its council elected."""

from dataclasses import dataclass

from members.checks.models import ListingCheck
from members.people.composition import seats_owed
from members.people.models import OfficeHolder
from unions import law
from unions.models import Organ, Statute
from unions.text.partial_dates import PartialDate

Seat = OfficeHolder.Seat
# Rows offered where the statute does not say how many members a council elects.
ROWS_IF_UNKNOWN = 8


@dataclass(frozen=True)
class Reported:
    """One person as the municipality names them, in the seat that they are to hold."""

    seat: str
    name: str
    title: str = ""
    is_outsider: bool = False
    # Mayor since, or elected by the council on; empty where the municipality does not say.
    since: PartialDate | None = None

    @property
    def full_name(self) -> str:
        return f"{self.title} {self.name}".strip()

    @property
    def seat_label(self) -> str:
        return str(Seat(self.seat).label)

    def as_stored(self) -> dict:
        since = str(self.since) if self.since else None
        return {
            "seat": self.seat,
            "name": self.name,
            "title": self.title,
            "is_outsider": self.is_outsider,
            "since": since,
        }


def reported_in(check: ListingCheck) -> list[Reported]:
    """The people whom the municipality has named, in the order in which it named them."""
    return [
        Reported(
            line["seat"],
            line["name"],
            line["title"],
            line["is_outsider"],
            PartialDate.parse(line["since"]) if line["since"] else None,
        )
        for line in check.reported
    ]


@dataclass(frozen=True)
class Due:
    """How many people a council elects; without a number nobody knows, and some rows are offered."""

    elected: int | None
    substitutes: law.Bounds | None

    @property
    def rows(self) -> int:
        return ROWS_IF_UNKNOWN if self.elected is None else self.elected

    @property
    def substitute_rows(self) -> int:
        return (self.rows + 1) // 2 if self.substitutes is None else self.substitutes.most


def due_of(check: ListingCheck) -> Due:
    """What the statute says of the municipality's delegates (Law 5355, art. 8/1)."""
    elected = seats_owed(check.membership)
    statute = Statute.objects.first()
    rounding = statute.rounding if statute else None
    return Due(elected, None if elected is None else law.substitutes_owed(elected, rounding))


def recorded_seats(municipality: int) -> list[OfficeHolder]:
    """The seats in the assembly that are on record for the municipality today."""
    seats = OfficeHolder.objects.current().of_municipality(municipality).filter(organ__kind=Organ.Kind.ASSEMBLY)
    return list(seats.with_person().in_order())
