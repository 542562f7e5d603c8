"""Who sits in the organs of the demonstration, in two terms: mayors, delegates, substitutes, the board, committees."""

from dataclasses import dataclass
from datetime import date, timedelta

from members.municipalities.models import Municipality
from members.people.models import OfficeHolder, Person
from pages.demo.draft import Draft
from pages.demo.names import person
from pages.demo.sittings import END_OF_FIRST_TERM, OPENING, TERMS, Sittings
from unions.models import Organ
from unions.text.partial_dates import PartialDate

Role, Seat, EndReason = OfficeHolder.Role, OfficeHolder.Seat, OfficeHolder.EndReason
EXECUTIVE_SIZE = 6
COMMITTEE_SIZE = 5
# Each union's people begin at a number of their own, so that nobody sits in both.
FIRST_PERSON = {"trakyakent": 0, "konya": 1000}


@dataclass
class Delegation:
    """Who a member sends to the assembly in one term, by their numbers among the invented people."""

    mayor: int
    elected: list[int]
    substitutes: list[int]


def seats_of(municipality: Municipality) -> int:
    """Elected seats by population, as some unions' statutes count them."""
    population = municipality.population or 0
    return 1 if population <= 100_000 else 2 if population <= 1_000_000 else 3


def substitutes_of(municipality: Municipality) -> int:
    return max(1, seats_of(municipality) // 2)


def full_number(members: list[Municipality]) -> int:
    """All seats of the assembly: the mayors and the elected."""
    return sum(1 + seats_of(municipality) for municipality in members)


class Offices:
    """Composes people and their seats for one union."""

    def __init__(self, draft: Draft, texts: dict, members: list[Municipality]):
        self.draft = draft
        self.texts = texts
        self.members = members
        self._next = FIRST_PERSON.get(draft.union.code, 2000)
        self.delegations = self._delegations()
        # Everyone who sits or sat in the assembly; empty where staff have entered who does.
        self.assembly_seats: list[OfficeHolder] = []

    @property
    def mayors(self) -> dict[int, int]:
        """The number of each member's present mayor, by municipality."""
        return {pk: delegation.mayor for pk, delegation in self.delegations[1].items()}

    def _delegations(self) -> list[dict[int, Delegation]]:
        terms: list[dict[int, Delegation]] = []
        for _term in TERMS:
            delegations: dict[int, Delegation] = {}
            for place, municipality in enumerate(self.members):
                before = terms[0][municipality.pk] if terms else None
                # A third of the mayors and some delegates are elected again.
                stays = place % 3 == 0
                elected = [self._new_person() for _seat in range(seats_of(municipality))]
                if before and place % 4 == 1:
                    elected[0] = before.elected[0]
                delegations[municipality.pk] = Delegation(
                    mayor=before.mayor if before and stays else self._new_person(),
                    elected=elected,
                    substitutes=[self._new_person() for _seat in range(substitutes_of(municipality))],
                )
            terms.append(delegations)
        return terms

    def _new_person(self) -> int:
        self._next += 1
        return self._next

    def compose(self, sittings: Sittings) -> None:
        self.sittings = sittings
        # Where staff have entered who sits today, the demonstration leaves the organ to them.
        self.taken = set(
            OfficeHolder.objects.current().filter(is_demo=False).values_list("organ__kind", flat=True).distinct()
        )
        self._compose_assembly()
        self._compose_board()
        self._compose_executive()
        self._compose_committee()
        self._compose_secretariat()

    def _person(self, number: int) -> Person:
        title, name = person(number)
        return self.draft.row(Person, f"person-{number}", name=name, title=title)

    def _seat(self, organ: Organ, key: str, number: int, start: date, end: date | None, **values) -> None:
        if organ.kind in self.taken:
            return
        row = self.draft.row(
            OfficeHolder,
            f"{organ.kind}-{key}",
            organ=organ,
            person=self._person(number),
            start_date=PartialDate.from_date(start),
            end_date=PartialDate.from_date(end) if end else None,
            **values,
        )
        if organ.kind == Organ.Kind.ASSEMBLY:
            self.assembly_seats.append(row)

    def _organ(self, kind: str) -> Organ:
        return Organ.objects.get(kind=kind)

    def _compose_assembly(self) -> None:
        assembly = self._organ(Organ.Kind.ASSEMBLY)
        for place, (start, end) in enumerate(TERMS):
            term = self.sittings.terms[place]
            reason = EndReason.TERM if end else ""
            for number, municipality in enumerate(self.members):
                delegation = self.delegations[place][municipality.pk]
                shared = {"term": term, "municipality": municipality}
                key = f"{start.year}-{municipality.code}"
                since = start
                if municipality.code == self.texts["newest_member"]:
                    since = self.sittings.autumns[-1].day
                    if end:
                        continue
                self._seat(
                    assembly,
                    f"{key}-mayor",
                    delegation.mayor,
                    since,
                    end,
                    seat=Seat.EX_OFFICIO,
                    end_reason=reason,
                    **shared,
                )
                resigns = end is None and number == 4
                resigned_on = date(start.year + 1, 6, 15)
                for seat, elected in enumerate(delegation.elected):
                    goes = resigns and seat == 0
                    self._seat(
                        assembly,
                        f"{key}-{seat}",
                        elected,
                        since,
                        resigned_on if goes else end,
                        seat=Seat.ELECTED,
                        end_reason=EndReason.RESIGNATION if goes else reason,
                        **shared,
                    )
                for position, substitute in enumerate(delegation.substitutes, start=1):
                    called = resigns and position == 1
                    self._seat(
                        assembly,
                        f"{key}-s{position}",
                        substitute,
                        since,
                        resigned_on if called else end,
                        seat=Seat.SUBSTITUTE,
                        position=position,
                        end_reason=EndReason.OTHER if called else reason,
                        **shared,
                    )
                    if called:
                        self._seat(
                            assembly,
                            f"{key}-called",
                            substitute,
                            resigned_on + timedelta(days=1),
                            end,
                            seat=Seat.ELECTED,
                            **shared,
                        )

    def _mayor_of(self, term: int, place: int) -> tuple[Municipality, int]:
        """A member other than the president's and the newest, and the number of its mayor in a term."""
        set_apart = {self.texts["president"], self.texts["newest_member"]}
        others = [municipality for municipality in self.members if municipality.code not in set_apart]
        municipality = others[place % len(others)]
        return municipality, self.delegations[term][municipality.pk].mayor

    def _president(self, term: int) -> tuple[Municipality, int]:
        municipality = next(member for member in self.members if member.code == self.texts["president"])
        return municipality, self.delegations[term][municipality.pk].mayor

    def _compose_board(self) -> None:
        """President, deputies and clerks: two years first, then until the elections (art. 10)."""
        organ = self._organ(Organ.Kind.PRESIDENT)
        for term, (opened_on, end) in enumerate([(date(2019, 4, 24), END_OF_FIRST_TERM), (OPENING, None)]):
            renewed_on = self.sittings.board_renewed_on(opened_on)
            periods = [(opened_on, renewed_on - timedelta(days=1)), (renewed_on, end)]
            if renewed_on >= self.draft.today:
                periods = [(opened_on, None)]
            for half, (start, last) in enumerate(periods):
                seats = [(Role.PRESIDENT, Seat.ELECTED, self._president(term))]
                for place, role in enumerate([Role.FIRST_DEPUTY, Role.SECOND_DEPUTY], start=half * 2 + 5):
                    seats.append((role, Seat.ELECTED, self._mayor_of(term, place)))
                for place in range(4):
                    kind = Seat.ELECTED if place < 2 else Seat.SUBSTITUTE
                    seats.append((Role.CLERK, kind, self._mayor_of(term, 12 + half * 3 + place)))
                for place, (role, seat, (municipality, number)) in enumerate(seats):
                    self._seat(
                        organ,
                        f"{start.year}-{place}",
                        number,
                        start,
                        last,
                        role=role,
                        seat=seat,
                        municipality=municipality,
                        term=self.sittings.terms[term],
                        position=place if seat == Seat.SUBSTITUTE else 0,
                        end_reason=EndReason.TERM if last else "",
                    )

    def _yearly(self) -> list[tuple[date, date | None]]:
        """From one opening meeting of a year to the day before the next; the last one lasts."""
        days = [sitting.day for sitting in self.sittings.springs if "executive" in sitting.decisions]
        ends = [day - timedelta(days=1) for day in days[1:]] + [None]
        return [
            (start, min(end, END_OF_FIRST_TERM) if end and start <= END_OF_FIRST_TERM else end)
            for start, end in zip(days, ends, strict=True)
        ]

    def _compose_executive(self) -> None:
        organ = self._organ(Organ.Kind.EXECUTIVE)
        for year, (start, end) in enumerate(self._yearly()):
            term = 0 if start <= END_OF_FIRST_TERM else 1
            shared = {"term": self.sittings.terms[term], "end_reason": EndReason.TERM if end else ""}
            municipality, number = self._president(term)
            self._seat(
                organ,
                f"{start.year}-chair",
                number,
                start,
                end,
                role=Role.CHAIR,
                seat=Seat.EX_OFFICIO,
                municipality=municipality,
                **shared,
            )
            for place in range(EXECUTIVE_SIZE):
                municipality, number = self._mayor_of(term, year * 3 + place * 6)
                self._seat(organ, f"{start.year}-{place}", number, start, end, municipality=municipality, **shared)

    def _compose_committee(self) -> None:
        organ = self.draft.row(
            Organ,
            "committee",
            kind=Organ.Kind.COMMITTEE,
            slug_tr="plan-ve-butce-komisyonu",
            slug_en="plan-and-budget-committee",
            title_tr="Plan ve Bütçe Komisyonu",
            title_en="Plan and Budget Committee",
            summary_tr="Bütçeyi, kesin hesabı ve çalışma programını meclis adına inceler.",
            summary_en="Examines the budget, the final accounts and the work programme for the assembly.",
            composition_tr="Meclisin kendi üyeleri arasından seçtiği beş üyeden oluşur.",
            composition_en="Five members, whom the assembly elects from among itself.",
            term_rule_tr="Üyeler bir yıl için seçilir.",
            term_rule_en="Members are elected for one year.",
            seat_count=COMMITTEE_SIZE,
            term_years=1,
            position=4,
        )
        for year, (start, end) in enumerate(self._yearly()[-2:]):
            term = 0 if start <= END_OF_FIRST_TERM else 1
            for place in range(COMMITTEE_SIZE):
                municipality, _mayor = self._mayor_of(term, year * 2 + place * 7 + 6)
                number = self.delegations[term][municipality.pk].elected[-1]
                self._seat(
                    organ,
                    f"{start.year}-{place}",
                    number,
                    start,
                    end,
                    role=Role.MEMBER if place else Role.CHAIR,
                    municipality=municipality,
                    term=self.sittings.terms[term],
                    end_reason=EndReason.TERM if end else "",
                )

    def _compose_secretariat(self) -> None:
        organ = self.draft.row(
            Organ,
            "secretariat",
            kind=Organ.Kind.SECRETARIAT,
            slug_tr="genel-sekreterlik",
            slug_en="general-secretariat",
            title_tr="Genel Sekreterlik",
            title_en="General Secretariat",
            summary_tr="Birliğin günlük işlerini yürütür ve organların kararlarını hazırlar.",
            summary_en="Runs the union's daily business and prepares the decisions of its organs.",
            composition_tr="Genel sekreteri ve çalışanları Birlik Başkanı atar.",
            composition_en="The president of the union appoints the general secretary and the staff.",
            position=5,
        )
        for start, end in [(date(2016, 9, 1), date(2021, 8, 31)), (date(2021, 9, 1), None)]:
            self._seat(
                organ,
                str(start.year),
                self._new_person(),
                start,
                end,
                role=Role.SECRETARY,
                seat=Seat.APPOINTED,
                end_reason=EndReason.RESIGNATION if end else "",
            )
