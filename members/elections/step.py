"""The step after the local elections: what ends by law ends, the next term begins, and all of it can be undone."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.checks.models import CheckRound, ListingCheck
from members.directory.models import Listing
from members.elections.models import Elections
from members.exchange.logbook import Writer, take_all_back
from members.exchange.writing import Refused
from members.people.grounds import CHOSEN_BY_THE_ASSEMBLY
from members.people.mayors import ended, person_named, seat_by_office
from members.people.models import OfficeHolder
from unions import law
from unions.models import Organ, Term
from unions.text.partial_dates import PartialDate
from unions.text.turkish import format_date

Reason, Seat = OfficeHolder.EndReason, OfficeHolder.Seat
# How long members may answer.
ANSWERS_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Mayor:
    """What the office knows of a member's mayor after the elections: the same person, or somebody else."""

    stays: bool = False
    name: str = ""


@dataclass(frozen=True)
class Ending:
    """The seats that elections end: by office and the others."""

    by_office: list[OfficeHolder] = field(default_factory=list)
    others: list[OfficeHolder] = field(default_factory=list)

    @property
    def numbers(self) -> dict[str, int]:
        """How many seats end in each organ, by its name."""
        names = [str(seat.organ) for seat in self.others]
        return {name: names.count(name) for name in dict.fromkeys(names)}


def last_elections(day: date) -> date:
    """The day of the newest local elections on or before that day (Law 2972, art. 8)."""
    coming = law.next_local_elections(day)
    return coming if coming == day else law.next_local_elections(date(coming.year - 5, 1, 1))


def is_due(day: date) -> bool:
    """Whether local elections have been held since the present term began, and no step was carried out after them."""
    elections = last_elections(day)
    began = Term.objects.begun().order_by("-start_date").first()
    is_old = began is not None and began.start_date is not None and began.start_date.latest < elections
    return is_old and not Elections.objects.done().filter(held_on=elections).exists()


def seats_that_end(held_on: date) -> Ending:
    """The seats held on the day before the elections that end with them (art. 8, 10 and 12)."""
    organs = [Organ.Kind.ASSEMBLY, *CHOSEN_BY_THE_ASSEMBLY]
    rows = OfficeHolder.objects.on(held_on - timedelta(days=1)).filter(organ__kind__in=organs)
    rows = rows.exclude(seat=Seat.APPOINTED).with_person().with_term().in_order()
    ending = Ending()
    for seat in rows:
        # A seat that began after the elections belongs to the next assembly.
        if not seat.start_date or seat.start_date.earliest < held_on:
            is_mayor = seat.organ.kind == Organ.Kind.ASSEMBLY and seat.seat == Seat.EX_OFFICIO and seat.municipality_id
            (ending.by_office if is_mayor else ending.others).append(seat)
    ending.by_office.sort(key=lambda seat: seat.municipality.sort_key if seat.municipality else "")
    return ending


@transaction.atomic
def carry_out(elections: Elections, mayors: Mapping[int, Mayor], *, by) -> Elections:
    """End what the elections end, begin the next term, and open a round in which the members are asked.

    `mayors` says by municipality who is known to stay or to be new; the seats of the others end as well.
    """
    elections.full_clean(exclude=["union"])
    if Elections.objects.done().filter(held_on=elections.held_on).exists():
        raise ValidationError(_("The step after these elections has already been carried out."), code="done")
    writer = Writer(by, f"Yerel seçimler, {format_date(elections.held_on, 'tr')}")
    ending = seats_that_end(elections.held_on)
    term = next_term(elections.held_on, writer)
    for seat in ending.others:
        end_seat(seat, elections.held_on, Reason.TERM, writer)
    for seat in ending.by_office:
        mayor = mayors.get(seat.municipality_id or 0, Mayor())
        after_mayor(seat, mayor, elections.held_on, term, writer)
    elections.term = term
    elections.check_round = round_of(elections, writer)
    elections.ended_count = len(ending.others) + len(ending.by_office)
    elections.kept_count = sum(mayors.get(seat.municipality_id or 0, Mayor()).stays for seat in ending.by_office)
    elections.written = writer.log
    elections._history_user = by
    elections.save()
    return elections


def next_term(held_on: date, writer: Writer) -> Term:
    """The term that begins with the elections; the one before ends on the day before."""
    eve = PartialDate.from_date(held_on - timedelta(days=1))
    begun = Term.objects.filter(start_date=PartialDate.from_date(held_on)).first()
    for old in Term.objects.on(held_on - timedelta(days=1)):
        if old != begun and (old.end_date is None or old.end_date.latest >= held_on):
            twin = copy.copy(old)
            old.end_date = eve
            writer.save(old, twin)
    if begun is None:
        begun = Term(start_date=PartialDate.from_date(held_on))
        writer.save(begun)
    return begun


def end_seat(seat: OfficeHolder, held_on: date, reason: str, writer: Writer) -> None:
    twin = copy.copy(seat)
    writer.save(ended(seat, PartialDate.from_date(held_on), reason), twin)


def after_mayor(seat: OfficeHolder, mayor: Mayor, held_on: date, term: Term, writer: Writer) -> None:
    """The seat by office of one member: it goes on with the same person, another one, or is not known yet."""
    old = copy.copy(seat)
    is_new = bool(mayor.name) and not mayor.stays
    end_seat(seat, held_on, Reason.OFFICE_LOST if is_new else Reason.TERM, writer)
    if not is_new and not mayor.stays:
        return
    person = person_named(old, mayor.name) if is_new else old.person
    if person.pk is None:
        writer.save(person)
    writer.save(seat_by_office(old, person, PartialDate.from_date(held_on), term))
    listing = Listing.objects.of_municipality(old.municipality).first()
    if is_new and listing is not None:
        twin = copy.copy(listing)
        listing.mayor = mayor.name
        writer.save(listing, twin)


def round_of(elections: Elections, writer: Writer) -> CheckRound:
    """A round that asks the members for mayor and delegates; its mails are sent on its own page."""
    day = format_date(elections.held_on, "tr")
    check_round = CheckRound(
        title=f"Seçim sonuçları {day}"[:120],
        due_on=timezone.localdate() + ANSWERS_WITHIN,
        elections_on=elections.held_on,
        text=ASKED % {"day": day},
    )
    writer.save(check_round)
    return check_round


# A letter to the municipalities: in Turkish, as every message of a round.
ASKED = (
    "%(day)s tarihli mahallî idareler seçimlerinden sonra birlik meclisi yeniden oluşuyor. Aşağıdaki bağlantıda açılan "
    "sayfada lütfen belediye başkanınızın adını ve göreve başladığı günü, belediye meclisinizin birlik meclisi için "
    "seçtiği asıl ve yedek üyelerin adlarını, belediye meclisi üyesi olup olmadıklarını ve seçildikleri günü yazın. "
    "Parti sorulmaz."
)


@transaction.atomic
def undo(elections: Elections, *, by) -> None:
    """Restore everything as it was before the step; raises Refused where something was built on it."""
    if elections.state != Elections.State.DONE:
        raise Refused([_("This step has already been undone.")])
    refuse_built_on(elections)
    written = elections.written
    elections.state, elections.term, elections.check_round, elections.written = Elections.State.UNDONE, None, None, []
    elections._history_user = by
    elections.save()
    take_all_back(written, by=by, reason=_("Undone: step after the local elections"))


def refuse_built_on(elections: Elections) -> None:
    """Raise Refused where seats were entered for the term, or members have already been asked."""
    own = [line["pk"] for line in elections.written if line["model"] == "members.officeholder"]
    later = OfficeHolder.objects.filter(term=elections.term).exclude(pk__in=own).count()
    asked = ListingCheck.objects.filter(round=elections.check_round).count()
    reasons = []
    if later:
        reasons.append(_("Seats entered for the new term: %(number)s.") % {"number": later})
    if asked:
        reasons.append(_("Members already asked: %(number)s.") % {"number": asked})
    if reasons:
        raise Refused(reasons)


def refuse_early(held_on: date) -> None:
    """Raise ValidationError for elections that a later term already rests on."""
    later = Term.objects.filter(start_date__gt=PartialDate.from_date(held_on)).first()
    if later:
        text = _("A later term is already on record: %(term)s.")
        raise ValidationError({"held_on": ValidationError(text, code="later_term", params={"term": later})})
