"""Whether an organ is composed as law and statute require on a day: what is missing, what is wrong, what ends soon."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from members.membership.models import Membership
from members.municipalities.population import YearPopulation, current_populations
from members.people.member_seats import member_findings
from members.people.models import OfficeHolder
from unions import law
from unions.law.findings import Finding, finding
from unions.models import Organ, Statute
from unions.text.turkish import format_date

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


def composition_of(organ: Organ, day: date, holders: list[OfficeHolder] | None = None) -> Composition:
    """Check one organ on a day in a constant number of queries; `holders` are its seats that day, if already read."""
    if holders is None:
        holders = list(OfficeHolder.objects.of_organ(organ).on(day).with_person().with_term())
    statute = Statute.objects.first()
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
    members = [
        membership.municipality for membership in Membership.objects.on(day).with_municipality().in_turkish_order()
    ]
    by_member = defaultdict(list)
    for holder in holders:
        by_member[holder.municipality_id].append(holder)
    rule = statute.elected_seats if statute else None
    populations = current_populations(members) if statute and statute.weighs_population else {}
    findings, expected = [], 0 if rule else None
    for member in members:
        owed = law.elected_seats(rule, size_of(populations.get(member.pk))) if rule else None
        expected = expected + owed + 1 if expected is not None and owed is not None else None
        findings += member_findings(member, by_member[member.pk], owed)
    return findings, organ.seat_count or expected


def size_of(population: YearPopulation | None) -> law.MemberSize:
    return law.MemberSize(population=population.population if population else None)


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
    by_person = {holder.person_id: holder for holder in elected}
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
    return findings, organ.seat_count


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
