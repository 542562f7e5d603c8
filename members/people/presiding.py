"""Who presides over the union on a day: the president, whoever acts for the president, or nobody (art. 14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from members.people.models import OfficeHolder
from unions.models import Organ

Role = OfficeHolder.Role


@dataclass(frozen=True)
class Presiding:
    """Who presides, and the president who is kept from it by a suspension; either may be missing."""

    holder: OfficeHolder | None
    suspended: OfficeHolder | None = None

    @property
    def is_acting(self) -> bool:
        return self.holder is not None and self.holder.role == Role.ACTING

    @property
    def why(self) -> str:
        """Why somebody acts, in words; a suspension on record says it where nobody has."""
        if self.holder is None or not self.is_acting:
            return ""
        if not self.holder.acting_because and self.suspended:
            return str(OfficeHolder.ActingBecause.SUSPENSION.label)
        return str(self.holder.get_acting_because_display())


def presiding_on(day: date) -> Presiding:
    """Who presides on that day, in one query."""
    return presiding_among(OfficeHolder.objects.presiding().on(day).with_person().in_order(), day)


def presiding_among(holders: Iterable[OfficeHolder], day: date) -> Presiding:
    """Who of the holders of these offices presides: whoever acts comes before a president who is kept from it."""
    holders = [holder for holder in holders if presides(holder)]
    presidents = [holder for holder in holders if holder.role == Role.PRESIDENT]
    acting = next((holder for holder in holders if holder.role == Role.ACTING), None)
    suspended = next((holder for holder in presidents if holder.is_suspended_on(day)), None)
    free = next((holder for holder in presidents if not holder.is_suspended_on(day)), None)
    return Presiding(acting or free, suspended)


def presides(holder: OfficeHolder) -> bool:
    """Whether the office is the president's or that of whoever acts as president."""
    return holder.role in {Role.PRESIDENT, Role.ACTING}


def belongs_to(holder: OfficeHolder, organ: Organ) -> bool:
    """Whether the seat is one of the organ; who acts as president elsewhere only presides."""
    return holder.role != Role.ACTING or holder.organ_id == organ.pk


def says_who_presides(organ: Organ) -> bool:
    """Whether the president presides over the organ by law (art. 12 and 14)."""
    return organ.kind in Organ.BY_LAW
