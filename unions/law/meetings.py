"""How an assembly meets and votes: ordinary and extraordinary meetings, call, agenda, quorum, majority."""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from unions.law.rules import Deadline, month_end, rule_of


@rule_of("Art. 11", is_verified=False)
def ordinary_months_allowed(months: Collection[int]) -> bool:
    """Art. 11: the statute names the times of the ordinary meetings, at least two a year.

    Unverified.
    """
    return len(set(months)) >= 2


@rule_of("Art. 11", is_verified=False)
def opening_month(months: Collection[int]) -> int | None:
    """Art. 11: the first ordinary meeting of the year is its opening meeting, where the yearly elections are held.

    Unverified. None where the statute's months are unknown.
    """
    return min(months, default=None)


@dataclass(frozen=True)
class OrdinaryMeeting:
    """A month of the statute and the ordinary meeting held for it, if there was one."""

    month: int
    held_on: date | None
    is_over: bool

    @property
    def is_late(self) -> bool:
        return self.held_on is not None and self.held_on.month != self.month

    @property
    def is_missing(self) -> bool:
        return self.is_over and self.held_on is None


@rule_of("Art. 11", is_verified=False)
def ordinary_meetings(months: Collection[int], held: Iterable[date], year: int, today: date) -> list[OrdinaryMeeting]:
    """Art. 11: which ordinary meeting of a year was held for which month of the statute.

    Unverified. A meeting counts for the month in which it is held or, held late, for the last of the statute's months
    before it; one held before the first month counts for none.
    """
    days = sorted(day for day in held if day.year == year and day <= today)
    starts = sorted({date(year, month, 1) for month in months})
    ends = [*starts, date(year + 1, 1, 1)][1:]
    return [
        OrdinaryMeeting(
            month=start.month,
            held_on=next((day for day in days if start <= day < end), None),
            is_over=today > month_end(year, start.month),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


@rule_of("Art. 11", is_verified=False)
def missing_ordinary_meetings(months: Collection[int], held: Iterable[date], year: int, today: date) -> list[int]:
    """Art. 11: the statute's months that are over without the ordinary meeting they should have brought.

    Unverified.
    """
    return [meeting.month for meeting in ordinary_meetings(months, held, year, today) if meeting.is_missing]


@rule_of("Art. 11", is_verified=False)
def extraordinary_demanded(
    members: int, full_number: int, councils: int = 0, councils_needed: int | None = None
) -> bool:
    """Art. 11: the president calls an extraordinary meeting when a third of the members demand it with reasons.

    Unverified. Some statutes give the same right to member councils: `councils_needed` is their number there. The
    president may also call one without any demand.
    """
    by_councils = councils_needed is not None and councils >= councils_needed
    return members * 3 >= full_number > 0 or by_councils


@dataclass(frozen=True)
class CallNotice:
    """How many days lie between a call and its meeting."""

    days: int
    needed: int

    @property
    def is_in_time(self) -> bool:
        return self.days >= self.needed

    @property
    def is_in_time_by_clear_days(self) -> bool:
        """Also by the strict reading, which leaves out the day of the call and the day of the meeting."""
        return self.days > self.needed


@rule_of("5393 art. 21", is_verified=True)
def call_notice(called_on: date, meeting_day: date) -> CallNotice:
    """5393 art. 21: members get the agenda at least three days before, and the public is told.

    Verified; the municipal rule, which statutes of unions repeat. The day of the call is not counted, the day of the
    meeting is: called on the 1st, it may meet on the 4th. Whether three clear days are meant is open; the answer has
    both.
    """
    return CallNotice((meeting_day - called_on).days, needed=3)


@rule_of("5393 art. 21", is_verified=True)
def latest_call(meeting_day: date) -> Deadline:
    """5393 art. 21: the last day for calling a meeting, three days before it.

    Verified; counted as in `call_notice`.
    """
    return Deadline("call", meeting_day - timedelta(days=3), "5393 art. 21")


Item = TypeVar("Item", bound=Hashable)


@rule_of("5393 art. 20", is_verified=True)
def items_outside_call(decided: Iterable[Item], called: Collection[Item]) -> list[Item]:
    """5393 art. 20: an extraordinary meeting deals with nothing that its call did not name.

    Verified; the last paragraph, added by Law 5675 art. 3 (Official Gazette of 7 June 2007, no. 26545). An ordinary
    meeting may take up more: see `may_join_agenda`.
    """
    return [item for item in decided if item not in called]


@rule_of("5393 art. 21", is_verified=True)
def may_join_agenda(votes_for: int, present: int, *, is_extraordinary: bool, is_first_sitting: bool = True) -> bool:
    """5393 art. 21: an ordinary meeting takes up a further matter if the absolute majority of those present wants it.

    Verified. Only in the first sitting of the month, and never at an extraordinary meeting.
    """
    return not is_extraordinary and is_first_sitting and votes_for >= absolute_majority(present)


@rule_of("5393 art. 21", is_verified=True)
def joins_in_first_sitting(sitting_on: date, earlier_sittings: Iterable[date]) -> bool:
    """5393 art. 21: matters outside the call are taken up in the first sitting of the month.

    Verified. `earlier_sittings` are the days on which the organ met; a meeting without quorum was no sitting.
    """
    return not any(
        (day.year, day.month) == (sitting_on.year, sitting_on.month) and day < sitting_on for day in earlier_sittings
    )


@rule_of("5393 art. 22", is_verified=True)
def absolute_majority(number: int) -> int:
    """5393 art. 22: the absolute majority is the least whole number greater than half.

    Verified.
    """
    return number // 2 + 1


@rule_of("5393 art. 22", is_verified=True)
def quarter(full_number: int) -> int:
    """5393 art. 22: a quarter of the full number, a fraction counted as a whole; never fewer than one.

    Verified; the rounding is that of the by-law on the work of municipal councils (art. 10).
    """
    return max(1, -(-full_number // 4))


@dataclass(frozen=True)
class Quorum:
    """How many must be present for a meeting, and for the second one if the first failed."""

    full_number: int
    present_needed: int
    present_needed_at_second: int

    def is_met(self, present: int, is_second: bool = False) -> bool:
        return present >= (self.present_needed_at_second if is_second else self.present_needed)


@rule_of("5393 art. 22", is_verified=True)
def quorum(full_number: int) -> Quorum:
    """5393 art. 22: a meeting needs the absolute majority of the full number; the second one a quarter of it.

    Verified; the municipal rule, since Law 5355 has none. The full number counts empty seats too.
    """
    return Quorum(full_number, absolute_majority(full_number), quarter(full_number))


@rule_of("5393 art. 22", is_verified=True)
def latest_second_meeting(first_day: date) -> Deadline:
    """5393 art. 22: without a quorum the chair adjourns to a day within three days, the first day not counted.

    Verified; a meeting of the 6th of February that was held on the 9th counts in the same way.
    """
    return Deadline("second_meeting", first_day + timedelta(days=3), "5393 art. 22")


@rule_of("5393 art. 22", is_verified=True)
def may_decide_after_quorum_loss(item: int, lost_at: int | None) -> bool:
    """5393 art. 22: once too few are left during a sitting, it takes no further decisions.

    Verified; its third paragraph. Items are numbers of the agenda; nor is the one decided at which the loss was found.
    """
    return lost_at is None or item < lost_at


@rule_of("5393 art. 22", is_verified=True)
def votes_possible(present: int, votes_for: int, votes_against: int, votes_abstaining: int = 0) -> bool:
    """5393 art. 22: members vote in person, so there are never more votes than people present.

    Verified.
    """
    votes = [votes_for, votes_against, votes_abstaining]
    return min(votes) >= 0 and sum(votes) <= present
