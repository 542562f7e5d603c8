"""The seats of the demonstration: who holds which office, and from when until when."""

from datetime import date, timedelta
from functools import partial

from members.municipalities.models import Municipality
from members.people.models import OfficeHolder, Person
from pages.demo import stored
from pages.demo.delegations import Delegation, People, delegations_of
from pages.demo.draft import Draft
from pages.demo.meeting_plan import END_OF_FIRST_TERM
from pages.demo.names import WOMEN, person
from pages.demo.sittings import Sittings
from unions.models import Organ, Term
from unions.text.partial_dates import PartialDate

# Each union's people begin at a number of their own, so that nobody sits in both.
FIRST_PERSON = {"trakyakent": 0, "konya": 1000}
# Drawn, of nobody: by whether the given name is a woman's.
PORTRAITS = {True: stored.pictures_of("portrait-woman"), False: stored.pictures_of("portrait-man")}


class Offices:
    """The people of one union, and the seats that they are given."""

    def __init__(self, draft: Draft, texts: dict, members: list[Municipality], sittings: Sittings):
        self.draft = draft
        self.texts = texts
        self.members = members
        self.sittings = sittings
        self.people = People(FIRST_PERSON.get(draft.union.code, 2000))
        self.delegations: list[dict[int, Delegation]] = delegations_of(members, self.people)
        # Everyone who sits or sat in the assembly; empty where staff have entered who does.
        self.assembly_seats: list[OfficeHolder] = []
        # The numbers of those who were asked for a portrait.
        self.shown: set[int] = set()
        # Where staff have entered who sits today, the demonstration leaves the organ to them.
        self.organs_of_staff = set(
            OfficeHolder.objects.current().filter(is_demo=False).values_list("organ__kind", flat=True).distinct()
        )

    @property
    def terms(self) -> list[Term]:
        return self.sittings.terms

    @property
    def mayors(self) -> dict[int, int]:
        """The number of each member's present mayor, by municipality."""
        return {pk: delegation.mayor for pk, delegation in self.delegations[1].items()}

    def add(self, organ: Organ, key: str, number: int, period: tuple[date, date | None], **values) -> None:
        """Give the person with this number a seat in the organ."""
        if organ.kind in self.organs_of_staff:
            return
        start, end = period
        seat = self.draft.row(
            OfficeHolder,
            f"{organ.kind}-{key}",
            organ=organ,
            person=self.person(number, is_shown=end is None and organ.kind != Organ.Kind.ASSEMBLY),
            start_date=PartialDate.from_date(start),
            end_date=PartialDate.from_date(end) if end else None,
            **values,
        )
        if organ.kind == Organ.Kind.ASSEMBLY:
            self.assembly_seats.append(seat)

    def person(self, number: int, *, is_shown: bool) -> Person:
        """The person with this number; whoever leads today has a portrait, but for one in five."""
        title, name = person(number)
        row = self.draft.row(Person, f"person-{number}", name=name, title=title)
        if is_shown and number not in self.shown:
            self.shown.add(number)
            choice = PORTRAITS[name.split()[0] in WOMEN]
            # The one without shows what a page looks like before every picture has come.
            if len(self.shown) % 5:
                self.draft.attach(row, "picture", partial(stored.picture, choice[len(self.shown) % len(choice)]))
        return row

    def mayor_of(self, term: int, place: int) -> tuple[Municipality, int]:
        """A member other than the president's and the newest, and the number of its mayor in a term."""
        set_apart = {self.texts["president"], self.texts["newest_member"]}
        others = [municipality for municipality in self.members if municipality.code not in set_apart]
        municipality = others[place % len(others)]
        return municipality, self.delegations[term][municipality.pk].mayor

    def president_in(self, term: int) -> tuple[Municipality, int]:
        municipality = next(member for member in self.members if member.code == self.texts["president"])
        return municipality, self.delegations[term][municipality.pk].mayor

    def yearly_periods(self) -> list[tuple[date, date | None]]:
        """From one opening meeting of a year to the day before the next; the last one lasts."""
        days = [sitting.day for sitting in self.sittings.plan.springs if "executive" in sitting.decisions]
        ends = [day - timedelta(days=1) for day in days[1:]] + [None]
        return [
            (start, min(end, END_OF_FIRST_TERM) if end and start <= END_OF_FIRST_TERM else end)
            for start, end in zip(days, ends, strict=True)
        ]
