"""Who is mayor of a member: the person in its seat by office, or, where that seat is not on record, the listing's name.

The law makes the mayor a member of the assembly (Law 5355, art. 8), so the mayor stands on record twice: as a person in
a seat, and as a name in the listing. Readers are shown the first, and one step changes both.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.directory.models import Listing
from members.municipalities.models import Municipality
from members.people.models import OfficeHolder, Person
from unions.models import Organ, Term
from unions.text.partial_dates import PartialDate
from unions.text.turkish import letters

Reason = OfficeHolder.EndReason
SINCE_LABEL = gettext_lazy("Mayor since")
SAME_LABEL = gettext_lazy("It is the same person; only the spelling changes")
# Ends of the seat that say nothing of the office at home.
STAYS_MAYOR = {Reason.MEMBER_LEFT, Reason.UNION_ENDED, Reason.CLOSED}


def mayors_of(listings: Mapping[int, str]) -> dict[int, str]:
    """The mayors' names by municipality, in one query; `listings` gives the names in the listings.

    It holds those of the listings, and of all others that have somebody in the seat.
    """
    seats = mayors_seats()
    keys = {*listings, *seats}
    return {key: name_shown(seats.get(key, []), listings.get(key, "")) for key in keys}


def mayors_on(day: date) -> dict[int, str]:
    """The names of those who held the seats by office on a day; what a listing says is of today, and is not asked."""
    rows = OfficeHolder.objects.by_office().exclude(municipality=None).on(day).with_person().latest_first()
    return {seat.municipality_id: str(seat.person) for seat in reversed(rows)}


def mayor_of(municipality: Municipality, listing: Listing | None) -> str:
    """The mayor's name as everybody is shown it; empty where nobody is on record."""
    return name_shown(mayors_seats([municipality.pk])[municipality.pk], listing.mayor if listing else "")


def mayors_seats(municipalities: Collection[int] | None = None) -> dict[int, list[OfficeHolder]]:
    """The seats by office of each municipality, or of all, the latest first."""
    seats = defaultdict(list)
    rows = OfficeHolder.objects.by_office().exclude(municipality=None)
    rows = rows if municipalities is None else rows.filter(municipality__in=municipalities)
    for seat in rows.with_person().latest_first():
        seats[seat.municipality_id].append(seat)
    return seats


def name_shown(seats: list[OfficeHolder], listed: str) -> str:
    """The holder of the seat; without one the name in the listing, unless it is that of somebody who has left it."""
    current = current_seat(seats)
    if current:
        return str(current.person)
    has_left = any(
        is_same_name(seat.person, listed) and seat.ending.reason not in STAYS_MAYOR for seat in seats if seat.last_day
    )
    return "" if has_left else listed


def is_by_office(seat: OfficeHolder) -> bool:
    """Whether somebody holds the seat in the assembly as mayor, governor or headman."""
    return seat.seat == OfficeHolder.Seat.EX_OFFICIO and seat.organ.kind == Organ.Kind.ASSEMBLY


def current_seat(seats: Iterable[OfficeHolder]) -> OfficeHolder | None:
    return next((seat for seat in seats if seat.is_current), None)


def seats_of_mayors() -> dict[int, OfficeHolder]:
    """The seats that mayors hold by office today, by municipality."""
    return {key: seat for key, rows in mayors_seats().items() if (seat := current_seat(rows))}


def seat_of_mayor(municipality: int) -> OfficeHolder | None:
    """The seat that the mayor holds by office today, if it is on record."""
    return current_seat(mayors_seats([municipality])[municipality])


def is_same_name(person: Person, name: str) -> bool:
    """Whether a name is that of the person, with or without a title before it."""
    written = letters(name)
    return written in {letters(person.name), letters(str(person))} or written.endswith(f" {letters(person.name)}")


@dataclass(frozen=True)
class Difference:
    """A listing that names somebody else than the seat."""

    listing: Listing
    seat: OfficeHolder


def differences(listings: Iterable[Listing]) -> list[Difference]:
    """Listings whose mayor is not the person in the seat by office."""
    listings = [listing for listing in listings if listing.mayor]
    seats = mayors_seats()
    pairs = [(listing, current_seat(seats[listing.municipality_id])) for listing in listings]
    return [Difference(row, seat) for row, seat in pairs if seat and not is_same_name(seat.person, row.mayor)]


@dataclass(frozen=True)
class Change:
    """A new name for the mayor: another person since a day, or the same person written better."""

    name: str
    since: PartialDate | None = None
    is_same_person: bool = False


NO_DAY = "since_missing"


def refuse_unclear(seat: OfficeHolder | None, change: Change) -> None:
    """Raise ValidationError where it is not said since when somebody else is mayor."""
    if seat is None or not change.name or change.is_same_person or is_same_name(seat.person, change.name):
        return
    if change.since is None:
        text = _("Since when? The seat in the assembly is held by %(person)s until then.")
        raise ValidationError(text, code=NO_DAY, params={"person": seat.person})
    if change.since.earliest > timezone.localdate():
        raise ValidationError(_("This day has not come yet."), code="future")
    if seat.start_date and change.since.latest <= seat.start_date.earliest:
        text = _("%(person)s became mayor only on %(day)s.")
        raise ValidationError(text, code="before", params={"person": seat.person, "day": seat.start_date.display()})


@transaction.atomic
def change_mayor(municipality: Municipality, change: Change, *, by, reason: str = "") -> None:
    """Make the seat by office that of the mayor just named; the listing is the caller's to save.

    Where no seat was ever on record nothing is invented. Raises ValidationError where the day is missing.
    """
    seat = seat_of_mayor(municipality.pk)
    refuse_unclear(seat, change)
    if seat is None:
        for row in returning_rows(vacated_seat(municipality.pk), change):
            saved(row, by, reason)
    elif not change.name or is_same_name(seat.person, change.name):
        return
    elif change.is_same_person:
        seat.person.title, seat.person.name = title_and_name(change.name, seat.person.title)
        saved(seat.person, by, reason)
    elif change.since:
        for row in successors_rows(seat, change.name, change.since):
            saved(row, by, reason)


def vacated_seat(municipality: int) -> OfficeHolder | None:
    """The latest seat by office of a municipality, if its mayor has left it and nobody sits in it today."""
    return vacated_seats([municipality]).get(municipality)


def vacated_seats(municipalities: Collection[int] | None = None) -> dict[int, OfficeHolder]:
    """Those seats of each municipality, or of all."""
    seats = mayors_seats(municipalities)
    return {
        key: rows[0]
        for key, rows in seats.items()
        if rows and not current_seat(rows) and rows[0].ending.reason not in STAYS_MAYOR
    }


def returning_rows(last: OfficeHolder | None, change: Change) -> list:
    """What has to be saved so that somebody holds a vacated seat: since the day named, or since the term began."""
    if last is None or not change.name:
        return []
    term = Term.objects.on(change.since.latest if change.since else timezone.localdate()).first()
    since = change.since or (term.start_date if term else None)
    if since is None or (last.last_day and since.latest < last.last_day.earliest):
        raise ValidationError(_("Since when is %(name)s mayor?"), code=NO_DAY, params={"name": change.name})
    person = last.person if is_same_name(last.person, change.name) else person_named(last, change.name)
    return [*([] if person.pk else [person]), seat_by_office(last, person, since, term)]


def seat_by_office(before: OfficeHolder, person: Person, since: PartialDate, term: Term | None) -> OfficeHolder:
    """A new seat in the place of another one."""
    return OfficeHolder(
        union=before.union,
        organ=before.organ,
        person=person,
        municipality=before.municipality,
        seat=OfficeHolder.Seat.EX_OFFICIO,
        start_date=since,
        term=term,
        is_demo=before.is_demo,
    )


def successors_rows(seat: OfficeHolder, name: str, since: PartialDate) -> list:
    """What has to be saved, in this order, so that another person holds the seat since that day."""
    person = person_named(seat, name)
    rows: list = [ended(seat, since)]
    if person.pk:
        own = OfficeHolder.objects.in_the_assembly().filter(person=person, end_date=None)
        rows += [ended(delegate, since, Reason.OTHER) for delegate in own]
    else:
        rows.append(person)
    term = seat.term if seat.term and seat.term.is_current_on(since.latest) else Term.objects.on(since.latest).first()
    return [*rows, seat_by_office(seat, person, since, term)]


def ended(seat: OfficeHolder, since: PartialDate, reason: str = Reason.OFFICE_LOST) -> OfficeHolder:
    """The seat with its end on the day before; where only a month or year is known, in that month or year."""
    seat.end_date = PartialDate.from_date(since.earliest - timedelta(days=1)) if since.day else since
    if seat.start_date and seat.end_date.latest < seat.start_date.earliest:
        seat.end_date = seat.start_date
    seat.end_reason = reason
    return seat


def person_named(seat: OfficeHolder, name: str) -> Person:
    """Whoever of that name already holds or held a seat for the municipality, or a new person."""
    known = Person.objects.filter(offices__municipality=seat.municipality_id).distinct()
    found = [person for person in known if is_same_name(person, name)]
    if len(found) == 1:
        return found[0]
    title, bare = title_and_name(name)
    return Person(union=seat.union, name=bare, title=title, is_demo=seat.is_demo)


def title_and_name(text: str, title: str = "") -> tuple[str, str]:
    """A title that ends with a full stop, and the name behind it: Prof. Dr. Ayşe Yılmaz."""
    words = text.split()
    number = next((place for place, word in enumerate(words) if not word.endswith(".")), 0)
    return " ".join(words[:number]) or title, " ".join(words[number:])


def saved(row, by, reason: str) -> None:
    row._history_user = by
    if reason:
        row._change_reason = reason[:100]
    if isinstance(row, OfficeHolder):
        # The person may only now have got a key.
        row.person = row.person
    row.save()


@transaction.atomic
def settle(listing: Listing, change: Change | None, *, by) -> None:
    """End a difference: the listing takes the name of the seat, or, with a change, the seat that of the listing."""
    if change:
        change_mayor(listing.municipality, change, by=by)
        return
    seat = seat_of_mayor(listing.municipality_id)
    if seat:
        listing.mayor = str(seat.person)
        saved(listing, by, "")
