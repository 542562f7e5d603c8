"""Whether an organ is composed as law and statute want it, on a day: what is short, what is broken, what ends soon."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.membership.models import Membership
from members.municipalities.models import Municipality
from members.people.models import OfficeHolder
from unions import law
from unions.law.findings import Finding, finding
from unions.models import Organ, Statute
from unions.text.turkish import format_date

# A term that ends within this time is worth a word on the start page.
SOON = timedelta(days=90)


@dataclass(frozen=True)
class Composition:
    """An organ on a day, in numbers, and what law and statute say of it."""

    organ: Organ
    by_office: int
    elected: int
    substitutes: int
    expected: int | None
    findings: list[Finding] = field(default_factory=list)

    @property
    def taken(self) -> int:
        return self.by_office + self.elected

    @property
    def empty(self) -> int:
        """Seats that the statute gives and nobody holds; none where the statute's number is not known."""
        return max(0, self.expected - self.taken) if self.expected is not None else 0


def composition_of(organ: Organ, day: date, holders: list[OfficeHolder] | None = None) -> Composition:
    """Check one organ as of a day, in a constant number of queries; `holders` are its seats of that day, if at hand."""
    if holders is None:
        holders = list(OfficeHolder.objects.of_organ(organ).on(day).with_person().with_term())
    statute = Statute.objects.first()
    checks: dict[str, Callable] = {
        Organ.Kind.ASSEMBLY: _assembly,
        Organ.Kind.EXECUTIVE: _executive,
        Organ.Kind.PRESIDENT: _presidency,
    }
    found, expected = checks.get(organ.kind, _others)(organ, holders, statute, day)
    seats = Counter(holder.seat for holder in {holder.person_id: holder for holder in holders}.values())
    return Composition(
        organ,
        by_office=seats[OfficeHolder.Seat.EX_OFFICIO] + seats[OfficeHolder.Seat.APPOINTED],
        elected=seats[OfficeHolder.Seat.ELECTED],
        substitutes=seats[OfficeHolder.Seat.SUBSTITUTE],
        expected=expected,
        findings=[*found, *_ending_terms(holders, day)],
    )


def _assembly(organ, holders, statute, day):
    members = [
        membership.municipality for membership in Membership.objects.on(day).with_municipality().in_turkish_order()
    ]
    by_member = defaultdict(list)
    for holder in holders:
        by_member[holder.municipality_id].append(holder)
    rule = statute.elected_seats if statute else None
    found, expected = [], 0 if rule else None
    for member in members:
        owed = law.elected_seats(rule, law.MemberSize(population=member.population)) if rule else None
        expected = expected + owed + 1 if expected is not None and owed is not None else None
        found += _of_member(member, by_member[member.pk], owed)
    return found, organ.seat_count or expected


def _of_member(member: Municipality, holders: list[OfficeHolder], owed: int | None) -> list[Finding]:
    """What one member's seats lack; a member of whose seats nothing is recorded is silent."""
    if not holders:
        return []
    found = []
    by_seat = defaultdict(list)
    for holder in holders:
        by_seat[holder.seat].append(holder)
    elected, substitutes = by_seat[OfficeHolder.Seat.ELECTED], by_seat[OfficeHolder.Seat.SUBSTITUTE]
    if not by_seat[OfficeHolder.Seat.EX_OFFICIO]:
        found.append(_member_finding(law.ex_officio_member, member, _("no mayor is on record as ex officio member.")))
    if len(by_seat[OfficeHolder.Seat.EX_OFFICIO]) > 1:
        found.append(_member_finding(law.ex_officio_member, member, _("more than one ex officio member is on record.")))
    outsiders = sum(holder.is_outsider for holder in elected)
    if not law.outsiders_allowed(outsiders, len(elected) - outsiders):
        found.append(
            _member_finding(
                law.outsiders_allowed,
                member,
                _("the members from outside the council are more than a third of those from the council."),
            )
        )
    if owed is not None and len(elected) > owed:
        text = ngettext(
            "there is %(number)s member too many.", "there are %(number)s members too many.", len(elected) - owed
        )
        found.append(_member_finding(law.elected_seats, member, text % {"number": len(elected) - owed}))
    if owed is not None and len(elected) < owed:
        found.append(_member_finding(law.succession, member, _vacancy(member, substitutes, owed - len(elected))))
    if elected and not law.substitutes_owed(owed or len(elected)).includes(len(substitutes)):
        text = ngettext(
            "%(number)s substitute is on record.", "%(number)s substitutes are on record.", len(substitutes)
        )
        found.append(_member_finding(law.substitutes_owed, member, text % {"number": len(substitutes)}))
    return found


def _vacancy(member: Municipality, substitutes: list[OfficeHolder], empty: int) -> str:
    """How many seats are empty, and who is called to the first of them."""
    followers = [law.Substitute(each, member.pk, each.position) for each in substitutes]
    called = law.succession(member.pk, followers).called
    seats = ngettext("%(number)s seat is vacant;", "%(number)s seats are vacant;", empty) % {"number": empty}
    if called is None:
        return f"{seats} " + _("no substitute is left, so the council must hold a new election.")
    return f"{seats} " + _("next substitute: %(person)s.") % {"person": cast(OfficeHolder, called.key).person}


def _member_finding(rule, member: Municipality, text: str) -> Finding:
    return finding("municipality", rule, f"{member.name}: {text}")


def _executive(organ, holders, statute, day):
    elected = [holder for holder in holders if holder.seat == OfficeHolder.Seat.ELECTED]
    elected = [holder for holder in elected if holder.role != OfficeHolder.Role.PRESIDENT]
    found = []
    if not law.executive_size_allowed(len(elected)):
        text = _("The executive committee has %(number)s elected members.") % {"number": len(elected)}
        found.append(finding("seat", law.executive_size_allowed, text))
    for holder in elected:
        if holder.start_date and holder.start_date.day:
            last = law.executive_term_end(holder.start_date.latest)
            if last < day:
                text = _("%(person)s was elected for one year, until %(day)s.") % {
                    "person": holder.person,
                    "day": format_date(last),
                }
                found.append(finding("end_date", law.executive_term_end, text))
    size = statute.executive_size if statute else None
    return found, organ.seat_count or (size + 1 if size else None)


def _presidency(organ, holders, statute, day):
    seats = Counter(OfficeHolder.objects.on(day).order_by().values_list("role", "seat"))
    substitutes = seats.pop((OfficeHolder.Role.CLERK, OfficeHolder.Seat.SUBSTITUTE), 0)
    roles = Counter()
    for (role, seat), number in seats.items():
        roles[role] += number if seat != OfficeHolder.Seat.SUBSTITUTE else 0
    board = law.Board(
        presidents=roles[OfficeHolder.Role.PRESIDENT],
        first_deputies=roles[OfficeHolder.Role.FIRST_DEPUTY],
        second_deputies=roles[OfficeHolder.Role.SECOND_DEPUTY],
        clerks=roles[OfficeHolder.Role.CLERK],
        substitute_clerks=substitutes,
    )
    if not any([board.presidents, board.first_deputies, board.second_deputies, board.clerks]):
        return [], organ.seat_count
    labels = {
        law.BoardOffice.PRESIDENT: OfficeHolder.Role.PRESIDENT.label,
        law.BoardOffice.FIRST_DEPUTY: OfficeHolder.Role.FIRST_DEPUTY.label,
        law.BoardOffice.SECOND_DEPUTY: OfficeHolder.Role.SECOND_DEPUTY.label,
        law.BoardOffice.CLERK: OfficeHolder.Role.CLERK.label,
        law.BoardOffice.SUBSTITUTE_CLERK: _("substitute clerk"),
    }
    return [
        finding(
            "role",
            law.board_gaps,
            _("%(office)s: %(needed)s required, %(found)s on record.")
            % {"office": labels[gap.office], "needed": gap.needed, "found": gap.found},
        )
        for gap in law.board_gaps(board)
    ], organ.seat_count


def _others(organ, holders, statute, day):
    return [], organ.seat_count


def _ending_terms(holders: list[OfficeHolder], day: date) -> list[Finding]:
    """Seats that outlast their term, and a term that is about to end."""
    found = []
    for term in {holder.term_id: holder.term for holder in holders if holder.term}.values():
        if term.end_date and day <= term.end_date.latest <= day + SOON:
            text = _("The term %(term)s ends on %(day)s.") % {"term": term, "day": format_date(term.end_date.latest)}
            found.append(finding("term", law.seat_end, text))
        if term.end_date and term.end_date.latest < day:
            text = _("Seats of the ended term %(term)s are still on record as held.") % {"term": term}
            found.append(finding("term", law.seat_end, text))
    return found
