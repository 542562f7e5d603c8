"""How seats are looked for: by the day, the organ, the municipality and the role."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from members.people.grounds import (
    NEVER,
    LastByAssemblySeat,
    LastByDate,
    LastByMembership,
    ended_with_assembly_seat,
    ended_with_membership,
)
from unions.models import Organ, ScopedQuerySet
from unions.text.partial_dates import PartialDate, not_ended_before
from unions.text.periods import PeriodQuerySet

# What a seat stands on by a date of another row, and by another row that has to be looked for.
DATED_GROUNDS = ["term__end_date", "union__ended_on", "municipality__closed_on"]
ENDS = {
    "last_by_term": LastByDate("term__end_date"),
    "last_by_union": LastByDate("union__ended_on"),
    "last_by_closing": LastByDate("municipality__closed_on"),
    "last_by_membership": LastByMembership(),
    "last_by_assembly_seat": LastByAssemblySeat(),
}


class OfficeHolderQuerySet(ScopedQuerySet, PeriodQuerySet):
    def on(self, day):
        """Seats of that day: those whose term, membership and whatever else they stand on still lasted.

        It is found here, so that no reader sees a seat that has lost its ground, whether its end is recorded or not.
        """
        dated = [not_ended_before(ground, day) for ground in DATED_GROUNDS]
        number = number_of(day)
        return super().on(day).filter(*dated, ~ended_with_membership(number), ~ended_with_assembly_seat(number))

    def ended_before(self, day):
        ended = models.Q(ended_with_membership(number_of(day))) | ended_with_assembly_seat(number_of(day))
        for field in ["end_date", *DATED_GROUNDS]:
            ended |= ~not_ended_before(field, day)
        return self.filter(ended)

    def with_ends(self):
        """Seats with the last day of everything they stand on, as `OfficeHolder.ending` needs it."""
        return self.annotate(**ENDS)

    def not_recorded_as_ended(self):
        """Seats that have ended with what they stand on, and whose own end nobody has recorded."""
        today = timezone.localdate()
        return self.filter(not_ended_before("end_date", today)).ended_before(today)

    def with_person(self):
        """Seats with the person, the organ and the municipality they are held for, and with their ends."""
        return self.select_related("person", "organ", "municipality").with_ends()

    def with_term(self):
        return self.select_related("term")

    def count_by_organ(self) -> dict[int, int]:
        """How many seats of each organ are held, by its key."""
        rows = self.order_by().values_list("organ").annotate(models.Count("pk"))
        return dict(rows)

    def seated(self):
        """Holders of a full seat, substitutes left out."""
        return self.exclude(seat=self.model.Seat.SUBSTITUTE)

    def of_organ(self, organ):
        """Seats of the organ; the president chairs assembly and executive committee by law (art. 12 and 14)."""
        if organ.kind in Organ.BY_LAW:
            return self.filter(Q(organ=organ) | Q(role=self.model.Role.PRESIDENT))
        return self.filter(organ=organ)

    def of_municipality(self, municipality):
        """Seats held on behalf of the municipality."""
        return self.filter(municipality=municipality)

    def in_the_assembly(self):
        """Full seats of the assembly, and the presidency if it is recorded there."""
        return self.seated().filter(organ__kind=Organ.Kind.ASSEMBLY)

    def outside_the_assembly(self):
        return self.exclude(organ__kind=Organ.Kind.ASSEMBLY)

    def recorded_in(self, organ):
        """Seats that are recorded in the organ itself, whoever presides there by law."""
        return self.filter(organ=organ)

    def by_office(self):
        """Seats in the assembly that somebody holds by office: mayors, governors, headmen (art. 8)."""
        return self.filter(organ__kind=Organ.Kind.ASSEMBLY, seat=self.model.Seat.EX_OFFICIO)

    def of_person(self, person):
        return self.filter(person=person)

    def presidents(self):
        return self.filter(role=self.model.Role.PRESIDENT)

    def held_before(self, term):
        """Seats that began before the term."""
        return self.filter(start_date__lt=term.start_date)

    def of_organ_or_presiding(self, organ):
        """Seats of the organ, and whoever acts as president."""
        return self.of_organ(organ) | self.filter(role=self.model.Role.ACTING)

    def presiding(self):
        """The president, and whoever acts as president."""
        return self.filter(role__in=[self.model.Role.PRESIDENT, self.model.Role.ACTING])

    def leading_the_union(self):
        """Whoever presides, and the seats of the executive committee."""
        role = self.model.Role
        return self.filter(Q(organ__kind=Organ.Kind.EXECUTIVE) | Q(role__in=[role.PRESIDENT, role.ACTING]))

    def leading(self):
        """Those who speak for an organ: president, whoever acts for the president, chair, head of the secretariat."""
        role = self.model.Role
        return self.filter(role__in=[role.PRESIDENT, role.ACTING, role.CHAIR, role.SECRETARY, role.MANAGER])

    def latest_first(self):
        """The latest offices first, those without a start date at the end."""
        return self.order_by(F("start_date").desc(nulls_last=True), "role_order", "pk")

    def in_order(self):
        """Chair first, then the others by name in Turkish order."""
        return self.order_by("role_order", "position", "person__sort_key", "pk")


def number_of(day: date | PartialDate) -> int:
    """The first day that a date can mean, as a number."""
    return PartialDate.from_date(day.earliest if isinstance(day, PartialDate) else day).number


def date_of(number: int) -> PartialDate | None:
    """The date of a last day's number: 19789999 is 1978."""
    if number == NEVER:
        return None
    year, rest = divmod(number, 10_000)
    month, day = divmod(rest, 100)
    return PartialDate(year, None if month == 99 else month, None if day == 99 else day)
