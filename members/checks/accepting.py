"""What staff accept of the people a municipality has named: seats and people, nothing guessed, and the way back."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.checks.delegates import Reported, due_of, recorded_seats, reported_in
from members.checks.models import ListingCheck
from members.checks.review import CorrectionDecision, review
from members.directory.models import Listing
from members.exchange.logbook import Writer, take_all_back
from members.people.mayors import ended, is_same_name, title_and_name
from members.people.member_seats import member_findings
from members.people.models import OfficeHolder, Person
from unions.law.findings import Finding
from unions.models import Organ, Statute, Term
from unions.text.partial_dates import PartialDate
from unions.text.turkish import letters

Seat = OfficeHolder.Seat


@dataclass(frozen=True)
class Entry:
    """One person named, and what is on record: the same seat, another mayor in it, or people of that name."""

    number: int
    person: Reported
    # For substitutes: the order in which they are called.
    position: int = 0
    held: OfficeHolder | None = None
    other_mayor: OfficeHolder | None = None
    namesakes: list[Person] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    """All that a municipality has named, beside what is on record."""

    entries: list[Entry]
    # Seats on record that the municipality has not named.
    unnamed: list[OfficeHolder]

    @property
    def new(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.held is None]


def answer_of(check: ListingCheck) -> Answer:
    people, seats = reported_in(check), recorded_seats(check.membership.municipality_id)
    namesakes = people_by_name([person.name for person in people])
    entries, matched, substitutes = [], set(), 0
    for number, person in enumerate(people):
        substitutes += person.seat == Seat.SUBSTITUTE
        held = next((seat for seat in seats if is_held(seat, person)), None)
        sitting = next((seat for seat in seats if seat.seat == Seat.EX_OFFICIO), None)
        other = sitting if person.seat == Seat.EX_OFFICIO and held is None else None
        position = substitutes if person.seat == Seat.SUBSTITUTE else 0
        entries.append(Entry(number, person, position, held, other, namesakes.get(letters(person.name), [])))
        matched |= {seat.pk for seat in [held, other] if seat}
    return Answer(entries, [seat for seat in seats if seat.pk not in matched])


def is_held(seat: OfficeHolder, person: Reported) -> bool:
    return seat.seat == person.seat and is_same_name(seat.person, person.full_name)


def people_by_name(names: list[str]) -> dict[str, list[Person]]:
    """The people of the union who are called one of these names."""
    found: dict[str, list[Person]] = {letters(name): [] for name in names}
    for person in Person.objects.all():
        if letters(person.name) in found:
            found[letters(person.name)].append(person)
    return found


def findings_of(check: ListingCheck) -> list[Finding]:
    """What would be wrong with the municipality's seats once everybody named holds one."""
    municipality, answer = check.municipality, answer_of(check)
    statute = Statute.objects.first()
    seats = [seat for seat in answer.unnamed]
    for entry in answer.entries:
        person = Person(title=entry.person.title, name=entry.person.name)
        fields = {"seat": entry.person.seat, "is_outsider": entry.person.is_outsider, "position": entry.position}
        seats.append(OfficeHolder(person=person, **fields))
    return member_findings(municipality, seats, due_of(check).elected, statute.rounding if statute else None)


class MayorChange:
    """What becomes of another mayor on record."""

    UNTIL_THEN = "until_then"
    MISTAKE = "mistake"
    SAME = "same"


@dataclass(frozen=True)
class Decided:
    """What staff say of one entry: who it is, since when, and what becomes of another mayor in the seat."""

    # One of the namesakes; nobody where the person is new.
    person: Person | None = None
    since: PartialDate | None = None
    other_mayor: str = ""


@transaction.atomic
def accept(
    check: ListingCheck, decided: Mapping[int, Decided], *, by, decisions: dict[int, CorrectionDecision] | None = None
) -> None:
    """Give everybody named the seat, with the decisions on the corrections; a whole answer is closed and mailed.

    Raises ValidationError where a seat cannot be held, and StaleVersion.
    """
    if check.are_delegates_accepted:
        raise ValidationError(_("These people have already been entered."), code="accepted")
    organ = Organ.objects.assembly()
    if organ is None:
        raise ValidationError(_("The union's assembly is not on record. Record it first."), code="no_assembly")
    if check.awaits_review:
        review(check, decisions or {}, by=by)
    writer = Writer(by, f"{check.municipality} bildirdi, {by} kabul etti")
    entries = answer_of(check).new
    # The seat by office first: whoever becomes mayor leaves it to somebody else.
    for entry in sorted(entries, key=lambda entry: entry.person.seat != Seat.EX_OFFICIO):
        seat_entry(check, entry, decided.get(entry.number, Decided()), organ, writer)
    name_on_card(check, writer)
    check.written = writer.log
    check._history_user = by
    check.save()


def seat_entry(check: ListingCheck, entry: Entry, decided: Decided, organ: Organ, writer: Writer) -> None:
    """Save one person and the seat."""
    other, term = entry.other_mayor, term_of(check)
    since = beginning(decided.since, term)
    if other and decided.other_mayor == MayorChange.SAME:
        respell(other.person, entry.person, writer)
        return
    person = decided.person or new_person(check, entry.person, writer)
    if other and decided.other_mayor == MayorChange.MISTAKE:
        mistaken = copy.copy(other)
        other.person, other.start_date = person, since or other.start_date
        writer.save(other, mistaken)
        return
    if other and since:
        lasting = copy.copy(other)
        writer.save(ended(other, since), lasting)
    seat = OfficeHolder(
        union=check.union, organ=organ, person=person, municipality=check.municipality, seat=entry.person.seat,
        is_outsider=entry.person.is_outsider, position=entry.position, start_date=since, term=term,
        is_demo=check.is_demo,
    )  # fmt: skip
    refuse_impossible(seat, entry.person)
    writer.save(seat)


def respell(person: Person, reported: Reported, writer: Writer) -> None:
    """The person on record under the name that the municipality writes."""
    twin = copy.copy(person)
    person.title, person.name = title_and_name(reported.full_name, person.title)
    writer.save(person, twin)


def new_person(check: ListingCheck, reported: Reported, writer: Writer) -> Person:
    person = Person(union=check.union, name=reported.name, title=reported.title, is_demo=check.is_demo)
    person.full_clean(exclude=["union"])
    writer.save(person)
    return person


def refuse_impossible(seat: OfficeHolder, reported: Reported) -> None:
    """Raise ValidationError, with the person's name before it, where the rules forbid the seat."""
    try:
        seat.full_clean(exclude=["union"])
    except ValidationError as error:
        raise ValidationError([f"{reported.full_name}: {message}" for message in error.messages]) from None


def term_of(check: ListingCheck) -> Term | None:
    """The term that began with the elections that the round asks about."""
    return Term.objects.on(check.round.elections_on).first() if check.round.elections_on else None


def beginning(since: PartialDate | None, term: Term | None) -> PartialDate | None:
    """The first day of a seat: whoever was mayor before sits in the new assembly since its term began."""
    if since and term and term.start_date and since.latest < term.start_date.earliest:
        return term.start_date
    return since


def name_on_card(check: ListingCheck, writer: Writer) -> None:
    """The listing names the mayor whom the municipality has named."""
    listing = Listing.objects.of_municipality(check.membership.municipality_id).first()
    mayor = next((person for person in reported_in(check) if person.seat == Seat.EX_OFFICIO), None)
    if listing and mayor and listing.mayor != mayor.full_name:
        twin = copy.copy(listing)
        listing.mayor = mayor.full_name
        writer.save(listing, twin)


@transaction.atomic
def take_back(check: ListingCheck, *, by) -> None:
    """Everything as it was before the answer was accepted; raises Refused where something was built on it."""
    log, check.written = check.written or [], None
    if check.state == ListingCheck.State.REVIEWED and not check.corrections.exists():
        check.state, check.reviewed_at, check.reviewed_by = ListingCheck.State.PROPOSED, None, None
    check._history_user = by
    check.save()
    take_all_back(log, by=by, reason=_("Undone: answer of %(name)s") % {"name": check.municipality})
