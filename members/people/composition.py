"""Whether an organ is composed as law and statute require on a day: what is missing, what is wrong, what ends soon."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from django.utils.translation import gettext as _

from members.membership.models import Membership
from members.municipalities.models import Municipality
from members.municipalities.population import YearPopulation, current_populations
from members.people.member_seats import member_findings
from members.people.models import OfficeHolder
from unions import law
from unions.law.findings import Finding, finding
from unions.models import Organ, Statute
from unions.text.turkish import format_date

# How statutes tell the kinds of municipality apart; of other local administrations they say nothing.
KINDS = {
    Municipality.Kind.TOWN: law.MemberKind.TOWN_OR_DISTRICT,
    Municipality.Kind.DISTRICT: law.MemberKind.TOWN_OR_DISTRICT,
    Municipality.Kind.METROPOLITAN_DISTRICT: law.MemberKind.TOWN_OR_DISTRICT,
    Municipality.Kind.PROVINCE: law.MemberKind.PROVINCE,
    Municipality.Kind.METROPOLITAN: law.MemberKind.METROPOLITAN,
}
# A term that ends within this time is named on the start page.
SOON = timedelta(days=90)


@dataclass(frozen=True)
class Composition:
    """The seats of an organ on a day in numbers, and where they depart from law or statute."""

    organ: Organ
    by_office: int
    elected: int
    substitutes: int
    expected: int | None
    findings: list[Finding] = field(default_factory=list)

    @property
    def filled(self) -> int:
        return self.by_office + self.elected

    @property
    def empty(self) -> int:
        """Seats that nobody holds; 0 where their number is not on record."""
        return max(0, self.expected - self.filled) if self.expected is not None else 0


def compositions_on(day: date) -> list[Composition]:
    """Check every organ on a day, in as many queries as there are kinds of organs to check."""
    seats = list(OfficeHolder.objects.on(day).with_person().with_term())
    statute = Statute.objects.first()
    return [
        checked(organ, day, [seat for seat in seats if is_counted_in(seat, organ)], statute)
        for organ in Organ.objects.all()
    ]


def is_counted_in(seat: OfficeHolder, organ: Organ) -> bool:
    """The same as `OfficeHolderQuerySet.of_organ`, of a seat that has been read."""
    return seat.organ_id == organ.pk or (organ.kind in Organ.BY_LAW and seat.role == OfficeHolder.Role.PRESIDENT)


def composition_of(organ: Organ, day: date, holders: list[OfficeHolder] | None = None) -> Composition:
    """Check one organ on a day in a constant number of queries; `holders` are its seats that day, if already read."""
    if holders is None:
        holders = list(OfficeHolder.objects.of_organ(organ).on(day).with_person().with_term())
    return checked(organ, day, holders, Statute.objects.first())


def checked(organ: Organ, day: date, holders: list[OfficeHolder], statute: Statute | None) -> Composition:
    checks: dict[str, Callable] = {
        Organ.Kind.ASSEMBLY: _assembly,
        Organ.Kind.EXECUTIVE: _executive,
        Organ.Kind.PRESIDENT: _presidency,
    }
    findings, expected = checks.get(organ.kind, _others)(organ, holders, statute, day)
    seats = Counter(holder.seat for holder in {holder.person_id: holder for holder in holders}.values())
    return Composition(
        organ,
        by_office=seats[OfficeHolder.Seat.EX_OFFICIO] + seats[OfficeHolder.Seat.APPOINTED],
        elected=seats[OfficeHolder.Seat.ELECTED],
        substitutes=seats[OfficeHolder.Seat.SUBSTITUTE],
        expected=expected,
        findings=[*findings, *_ending_terms(holders, day)],
    )


def _assembly(organ, holders, statute, day):
    memberships = list(Membership.objects.on(day).with_municipality().in_turkish_order())
    members = [membership.municipality for membership in memberships]
    by_member = defaultdict(list)
    for holder in holders:
        by_member[holder.municipality_id].append(holder)
    rule = statute.elected_seats if statute else None
    populations = current_populations(members) if statute and statute.weighs_population else {}
    findings, elected = [], []
    rounding = statute.rounding if statute else None
    for membership in memberships:
        member = membership.municipality
        owed = law.elected_seats(rule, size_of(membership, populations.get(member.pk))) if rule else None
        elected.append(owed)
        findings += member_findings(member, by_member[member.pk], owed, rounding)
    known = [owed for owed in elected if owed is not None]
    expected = law.full_number(len(members), known) if rule and len(known) == len(elected) else None
    return [*findings, *_double_seats(holders)], organ.seat_count or expected


def seats_owed(membership: Membership) -> int | None:
    """How many members the council of one member elects by the statute; None where that is not known."""
    statute = Statute.objects.first()
    rule = statute.elected_seats if statute else None
    if statute is None or rule is None:
        return None
    member = membership.municipality
    populations = current_populations([member]) if statute.weighs_population else {}
    return law.elected_seats(rule, size_of(membership, populations.get(member.pk)))


def _double_seats(holders: list[OfficeHolder]) -> list[Finding]:
    """People who hold more than one full seat of the assembly, as no one can cast two votes."""
    seats = Counter(
        holder.person_id
        for holder in holders
        if holder.seat != OfficeHolder.Seat.SUBSTITUTE and holder.organ.kind == Organ.Kind.ASSEMBLY
    )
    names = {holder.person_id: holder.person for holder in holders}
    text = _("%(person)s is on record with %(number)s seats in the assembly.")
    return [
        finding("person", law.full_number, text % {"person": names[key], "number": number})
        for key, number in seats.items()
        if number > 1
    ]


def size_of(membership: Membership, population: YearPopulation | None) -> law.MemberSize:
    """What a statute may measure a member by: the union's own figures, or those of the register."""
    member, share = membership.municipality, membership.contribution_share
    return law.MemberSize(
        council_size=member.council_size if membership.council_size is None else membership.council_size,
        population=population.population if population else None,
        share=None if share is None else Fraction(share) / 100,
        kind=KINDS.get(Municipality.Kind(member.kind)),
    )


def _executive(organ, holders, statute, day):
    elected = [
        holder
        for holder in holders
        if holder.seat == OfficeHolder.Seat.ELECTED
        and holder.role not in [OfficeHolder.Role.PRESIDENT, OfficeHolder.Role.ACTING]
    ]
    findings = []
    if not law.executive_size_allowed(len(elected)):
        text = _("The executive committee has %(number)s elected members.") % {"number": len(elected)}
        findings.append(finding("seat", law.executive_size_allowed, text))
    findings += [*_expired_elections(elected, day), *_outside_the_assembly(elected, day)]
    size = statute.executive_size if statute else None
    return findings, organ.seat_count or (size + 1 if size else None)


def _expired_elections(elected: list[OfficeHolder], day: date) -> list[Finding]:
    """Members of the executive committee whose year is over; only those whose first day is known."""
    findings = []
    for holder in elected:
        if holder.start_date and holder.start_date.day:
            last = law.executive_term_end(holder.start_date.latest)
            if last < day:
                text = _("%(person)s was elected for one year, until %(day)s.") % {
                    "person": holder.person,
                    "day": format_date(last),
                }
                findings.append(finding("end_date", law.executive_term_end, text))
    return findings


def _outside_the_assembly(elected: list[OfficeHolder], day: date) -> list[Finding]:
    """Members of the executive committee who have no seat in the assembly that elects them from among itself."""
    seats = OfficeHolder.objects.on(day).in_the_assembly().order_by()
    by_person: dict[Hashable, OfficeHolder] = {holder.person_id: holder for holder in elected}
    outsiders = law.executive_outsiders(by_person, set(seats.values_list("person", flat=True))) if by_person else []
    text = _("%(person)s has no seat in the assembly, which elects the committee from among its members.")
    return [finding("person", law.executive_outsiders, text % {"person": by_person[key].person}) for key in outsiders]


def _presidency(organ, holders, statute, day):
    board = board_on(day)
    if not any([board.presidents, board.first_deputies, board.second_deputies, board.clerks]):
        return [], organ.seat_count
    labels = {
        law.BoardOffice.PRESIDENT: OfficeHolder.Role.PRESIDENT.label,
        law.BoardOffice.FIRST_DEPUTY: OfficeHolder.Role.FIRST_DEPUTY.label,
        law.BoardOffice.SECOND_DEPUTY: OfficeHolder.Role.SECOND_DEPUTY.label,
        law.BoardOffice.CLERK: OfficeHolder.Role.CLERK.label,
        law.BoardOffice.SUBSTITUTE_CLERK: _("substitute clerk"),
    }
    findings = []
    for gap in law.board_gaps(board):
        text = _("%(office)s: %(needed)s required, %(found)s on record.") % {
            "office": labels[gap.office],
            "needed": gap.needed,
            "found": gap.filled,
        }
        findings.append(finding("role", law.board_gaps, text))
    return [*findings, *_expired_board(organ, day)], organ.seat_count


def _expired_board(organ: Organ, day: date) -> list[Finding]:
    """A president who sits longer than the board that was elected on that day may; only where the day is known."""
    presidents = list(OfficeHolder.objects.presidents().filter(organ=organ).with_term().with_person().latest_first())
    holder = next((row for row in presidents if row.is_current_on(day)), None)
    if holder is None or holder.start_date is None or not holder.start_date.day:
        return []
    elected_on = holder.start_date.latest
    elections = law.next_local_elections(elected_on + timedelta(days=1))
    # The elections before those: whoever was elected president since then belongs to an earlier board of the term.
    since = law.next_local_elections(date(elections.year - 5, 1, 1))
    earlier = [row for row in presidents if row.start_date and since < row.start_date.latest < elected_on]
    last = law.board_term_end(elected_on, not earlier, elections)
    if last >= day:
        return []
    text = _("The board under %(person)s was elected until %(day)s.")
    words = {"person": holder.person, "day": format_date(last)}
    return [finding("end_date", law.board_term_end, text % words)]


def board_on(day: date) -> law.Board:
    """How many people hold each office of the assembly's board on that day."""
    seats = Counter(OfficeHolder.objects.on(day).order_by().values_list("role", "seat"))
    substitutes = seats.pop((OfficeHolder.Role.CLERK, OfficeHolder.Seat.SUBSTITUTE), 0)
    roles: Counter = Counter()
    for (role, seat), number in seats.items():
        roles[role] += number if seat != OfficeHolder.Seat.SUBSTITUTE else 0
    return law.Board(
        presidents=roles[OfficeHolder.Role.PRESIDENT],
        first_deputies=roles[OfficeHolder.Role.FIRST_DEPUTY],
        second_deputies=roles[OfficeHolder.Role.SECOND_DEPUTY],
        clerks=roles[OfficeHolder.Role.CLERK],
        substitute_clerks=substitutes,
    )


def _others(organ, holders, statute, day):
    return [], organ.seat_count


def _ending_terms(holders: list[OfficeHolder], day: date) -> list[Finding]:
    """A term that is about to end; seats of a term that has ended are held by nobody."""
    findings = []
    for term in {holder.term_id: holder.term for holder in holders if holder.term}.values():
        if term.end_date and day <= term.end_date.latest <= day + SOON:
            text = _("The term %(term)s ends on %(day)s.") % {"term": term, "day": format_date(term.end_date.latest)}
            findings.append(finding("term", law.seat_end, text))
    return findings
