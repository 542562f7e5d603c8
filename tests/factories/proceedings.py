"""Rows of what the organs do: meetings, decisions, annual documents, votes."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from members.meetings.models import Attendance, RollCallVote
from members.people.models import OfficeHolder
from tests.factories.institution import assembly_of, union_of
from tests.factories.members import make_office_holder
from tests.factories.values import PUBLISHED, number, pdf_upload
from unions.models import (
    AgendaItem,
    AgendaPaper,
    BudgetFigures,
    CourtRuling,
    Decision,
    Meeting,
    Organ,
    Paper,
    Subject,
    Union,
)


def make_meeting(
    *,
    organ: Organ | None = None,
    union: Union | None = None,
    title_tr: str = "Mayıs olağan toplantısı",
    starts_at: datetime | None = None,
    status: str = PUBLISHED,
    agenda: list[str] | None = None,
    **fields,
) -> Meeting:
    """A meeting in a month's time unless a time is given, with agenda items of the titles given."""
    union = union_of(union, organ)
    meeting = Meeting.objects.create(
        union=union,
        organ=organ or assembly_of(union),
        title_tr=title_tr,
        starts_at=starts_at or timezone.now() + timedelta(days=30),
        status=status,
        **fields,
    )
    for title in agenda or []:
        make_agenda_item(meeting=meeting, title_tr=title)
    return meeting


def make_agenda_item(
    *, meeting: Meeting | None = None, union: Union | None = None, title_tr: str = "Bütçe", **fields
) -> AgendaItem:
    union = union_of(union, meeting)
    return AgendaItem.objects.create(
        union=union, meeting=meeting or make_meeting(union=union), title_tr=title_tr, **fields
    )


def make_decision(
    *,
    organ: Organ | None = None,
    union: Union | None = None,
    date: date | None = None,
    title_tr: str = "Bütçenin kabulü",
    status: str = PUBLISHED,
    **fields,
) -> Decision:
    """A decision that was accepted, unless the fields say how it was voted on."""
    union = union_of(union, organ)
    fields.setdefault("number", number())
    if "votes_for" not in fields:
        fields.setdefault("outcome", Decision.Outcome.ACCEPTED)
    return Decision.objects.create(
        union=union,
        organ=organ or assembly_of(union),
        date=date or timezone.localdate(),
        title_tr=title_tr,
        status=status,
        **fields,
    )


def make_court_ruling(*, decision: Decision, court: str = "Konya 2. İdare Mahkemesi", **fields) -> CourtRuling:
    """A stay of the decision's execution, ruled on its very day unless the fields say otherwise."""
    values = {"kind": CourtRuling.Kind.STAY, "ruled_on": decision.date, **fields}
    return CourtRuling.objects.create(union=decision.union, decision=decision, court=court, **values)


def make_paper(
    *,
    union: Union | None = None,
    kind: str = Paper.Kind.BUDGET,
    year: int = 0,
    status: str = PUBLISHED,
    **fields,
) -> Paper:
    """An annual document of this year without a file."""
    return Paper.objects.create(
        union=union_of(union), kind=kind, year=year or timezone.localdate().year, status=status, **fields
    )


def make_budget_figures(*, paper: Paper | None = None, union: Union | None = None, **fields) -> BudgetFigures:
    """The figures of a budget, with its two totals unless something else is said."""
    fields = fields or {"income_total": Decimal(1_000_000), "expense_total": Decimal(1_000_000)}
    return BudgetFigures.objects.create(paper=paper or make_paper(union=union), **fields)


def make_agenda_paper(
    *, agenda_item: AgendaItem | None = None, union: Union | None = None, title_tr: str = "Rapor", **fields
) -> AgendaPaper:
    item = agenda_item or make_agenda_item(union=union)
    fields.setdefault("file", pdf_upload("rapor.pdf"))
    return AgendaPaper.objects.create(union=item.union, agenda_item=item, title_tr=title_tr, **fields)


def make_subject(*, union: Union | None = None, title_tr: str = "Bütçe", **fields) -> Subject:
    return Subject.objects.create(union=union_of(union), title_tr=title_tr, **fields)


def make_attendance(
    *, meeting: Meeting | None = None, seat: OfficeHolder | None = None, union: Union | None = None, **fields
) -> Attendance:
    """Someone present at a meeting of the seat's organ."""
    seat = seat or make_office_holder(union=union_of(union, meeting), organ=meeting.organ if meeting else None)
    meeting = meeting or make_meeting(organ=seat.organ)
    return Attendance.objects.create(union=meeting.union, meeting=meeting, seat=seat, **fields)


def make_roll_call_vote(
    *, decision: Decision | None = None, seat: OfficeHolder | None = None, union: Union | None = None, **fields
) -> RollCallVote:
    seat = seat or make_office_holder(union=union_of(union, decision), organ=decision.organ if decision else None)
    decision = decision or make_decision(organ=seat.organ)
    fields.setdefault("option", RollCallVote.Option.FOR)
    return RollCallVote.objects.create(union=decision.union, decision=decision, seat=seat, **fields)
