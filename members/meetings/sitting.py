"""A meeting as it is held: the seats of the day, the quorum, and what is needed to prepare it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db import models, transaction
from django.utils import timezone

from members.meetings.models import Attendance
from members.people.models import OfficeHolder
from members.people.seat_queries import OfficeHolderQuerySet
from unions import law
from unions.models import AgendaItem, Decision, Meeting, Organ


def seats_on(organ: Organ, day: date) -> models.QuerySet:
    """The full seats of an organ that were held on a day, in the order of the roll call; each person once."""
    return held_on(organ, day).with_person().in_order()


def held_on(organ: Organ, day: date) -> OfficeHolderQuerySet:
    """The same seats, to be counted."""
    own = OfficeHolder.objects.filter(organ=organ).on(day).seated()
    # The president presides by law, but has only one seat if there is another one beside that.
    sits_here = models.Q(organ=organ) | ~models.Q(person__in=own.order_by().values("person"))
    return OfficeHolder.objects.of_organ(organ).on(day).seated().filter(sits_here)


@dataclass(frozen=True)
class Presence:
    """How many of the members attended, and whether that is a quorum."""

    full_number: int
    present: int
    quorum: law.Quorum
    is_second: bool

    @property
    def needed(self) -> int:
        return self.quorum.present_needed_at_second if self.is_second else self.quorum.present_needed

    @property
    def is_quorate(self) -> bool:
        return self.quorum.is_met(self.present, self.is_second)


def full_number_of(meeting: Meeting) -> int:
    """The number that quorum and majority are counted from: as recorded, else the seats held on that day."""
    return meeting.full_number or meeting.organ.seat_count or held_on(meeting.organ, meeting.day).count()


def attendance_at(meeting: Meeting) -> list[Attendance]:
    """The attendance, each line with the number of seats held that day: one query for both."""
    held = held_on(meeting.organ, meeting.day).order_by().values("union").annotate(seats=models.Count("pk"))
    return list(meeting.attendances.with_people().annotate(seats_held=models.Subquery(held.values("seats"))))


def presence_at(meeting: Meeting, attendance: list[Attendance] | None = None) -> Presence | None:
    """The attendance, counted; None while it is not recorded or no seat is known."""
    attendance = attendance_at(meeting) if attendance is None else attendance
    held: int | None = cast(Any, attendance[0]).seats_held if attendance else None
    full_number = (meeting.full_number or meeting.organ.seat_count or held) if attendance else None
    if not full_number:
        return None
    present = sum(line.state in Attendance.COUNTED for line in attendance)
    return Presence(full_number, present, law.quorum(full_number), meeting.sitting_of_id is not None)


def next_ordinary_month(organ: Organ, today: date) -> date | None:
    """The first day of the next month for which the statute requires an ordinary meeting and none is planned.

    None where the statute's months are not recorded.
    """
    coming = [date(year, month, 1) for year in [today.year, today.year + 1] for month in sorted(organ.months)]
    taken = {meeting.day.replace(day=1) for meeting in Meeting.objects.ordinary_from(organ, today.year)}
    return next((day for day in coming if day >= today.replace(day=1) and day not in taken), None)


@transaction.atomic
def prepare(
    *,
    organ: Organ,
    kind: str,
    title_tr: str,
    title_en: str,
    starts_at: datetime,
    second_call_at: datetime | None,
    place_tr: str,
    agenda_of: Meeting | None,
) -> Meeting:
    """Create a draft of a meeting that starts from the agenda of an earlier one."""
    meeting = Meeting.objects.create(
        organ=organ,
        kind=kind,
        title_tr=title_tr,
        title_en=title_en,
        starts_at=starts_at,
        second_call_at=second_call_at,
        place_tr=place_tr,
    )
    for item in agenda_of.agenda_items.all() if agenda_of else []:
        AgendaItem.objects.create(
            meeting=meeting, number=item.number, title_tr=item.title_tr, title_en=item.title_en or ""
        )
    return meeting


def next_number(organ: Organ, year: int) -> int:
    """The next free number in the decision book of a year."""
    taken = Decision.objects.filter(year=year, series=organ.decision_series)
    return (taken.aggregate(highest=models.Max("number"))["highest"] or 0) + 1


def by_seat(meeting: Meeting) -> dict[int, Attendance]:
    """The recorded attendance, by the key of the seat."""
    return {attendance.seat_id: attendance for attendance in meeting.attendances.all()}


def deadlines(meeting: Meeting, today: date | None = None) -> list[tuple[law.Deadline, bool]]:
    """The legal deadlines before a meeting, and whether each was missed."""
    call = law.latest_call(meeting.day)
    today = today or timezone.localdate()
    return [(call, meeting.called_on is None and today > call.due_on)]
