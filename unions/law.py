"""Law 5355 on unions of local administrations as code: one pure function a rule, each naming its article.

"Art. 8/1" is article 8, first paragraph, of Law 5355; "5393 art. 22" is the Municipal Law, which fills the gaps of
5355 (art. 22); "2972 art. 8" is the law on local elections. A rule whose wording nobody has read at a good source says
"Unverified" and is for warnings only: nothing may be refused because of it. `RULES` says both of every function.

Days come in as parameters; nothing here asks what day it is. Clocks count calendar days: the day of the event is not
counted, the last day counts in full, weekends and holidays do not lengthen it. Numbers that the law leaves to a union's
statute are parameters as well; only the law's own numbers stand in the code.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Protocol, TypeVar

Function = TypeVar("Function", bound=Callable[..., object])


@dataclass(frozen=True)
class Ground:
    """Where a rule stands, and whether its wording was read at a source that can be trusted."""

    article: str
    is_verified: bool


RULES: dict[Callable[..., object], Ground] = {}


def _rule(article: str, *, is_verified: bool) -> Callable[[Function], Function]:
    def register(function: Function) -> Function:
        RULES[function] = Ground(article, is_verified)
        return function

    return register


@dataclass(frozen=True)
class Deadline:
    """The last day on which something may be done, and the article that says so."""

    name: str
    due_on: date
    article: str

    def is_missed(self, done_on: date | None, today: date) -> bool:
        """Done too late, or not done although the last day is over."""
        return (done_on or today) > self.due_on


@dataclass(frozen=True)
class Bounds:
    """A number that may lie between two readings of the law, both included."""

    least: int
    most: int

    def includes(self, number: int) -> bool:
        return self.least <= number <= self.most


@dataclass(frozen=True)
class MemberSize:
    """What a statute may measure a member by; unknown numbers are None."""

    council_size: int | None = None
    population: int | None = None
    share: Fraction | None = None


class SeatRule(Protocol):
    """How a statute counts the seats a member's council elects."""

    def seats(self, size: MemberSize) -> int | None: ...


@dataclass(frozen=True)
class FixedSeats:
    """Every member elects the same number, whatever its size."""

    number: int

    def seats(self, size: MemberSize) -> int | None:
        return self.number


@dataclass(frozen=True)
class SeatsByCouncilSize:
    """Some seats for a council up to a size, more for each full step above it.

    A remainder up to `ignored_remainder` is not counted, a greater one counts as a full step: so the union of the
    Mediterranean municipalities says that remainders up to five are left out. Of remainders from six to nine it says
    nothing; whoever reads it as "only full tens" sets `ignored_remainder` to nine.
    """

    first_up_to: int
    first_seats: int
    step: int
    per_step: int
    ignored_remainder: int

    def __post_init__(self) -> None:
        if not 0 <= self.ignored_remainder < self.step:
            raise ValueError("An ignored remainder is smaller than the step.")

    def seats(self, size: MemberSize) -> int | None:
        if size.council_size is None:
            return None
        steps, remainder = divmod(max(0, size.council_size - self.first_up_to), self.step)
        if remainder > self.ignored_remainder:
            steps += 1
        return self.first_seats + steps * self.per_step


@dataclass(frozen=True)
class SeatsByPopulation:
    """Seats by bands of inhabitants: (up to so many, seats), the last band without an upper end."""

    bands: Sequence[tuple[int | None, int]]

    def __post_init__(self) -> None:
        object.__setattr__(self, "bands", _checked_bands(self.bands))

    def seats(self, size: MemberSize) -> int | None:
        return None if size.population is None else _seats_in_bands(self.bands, size.population)


@dataclass(frozen=True)
class SeatsByShare:
    """Seats by bands of a member's share in all contributions: (up to this part of one, seats), the last one open."""

    bands: Sequence[tuple[Fraction | None, int]]

    def __post_init__(self) -> None:
        object.__setattr__(self, "bands", _checked_bands(self.bands))

    def seats(self, size: MemberSize) -> int | None:
        return None if size.share is None else _seats_in_bands(self.bands, size.share)


def _checked_bands(bands: Sequence[tuple[int | Fraction | None, int]]) -> tuple[tuple[int | Fraction | None, int], ...]:
    ends = [end for end, _ in bands]
    if not ends or ends[-1] is not None or None in ends[:-1]:
        raise ValueError("Only the last band has no upper end.")
    if ends[:-1] != sorted(set(ends[:-1])):
        raise ValueError("The ends of the bands rise.")
    return tuple(bands)


def _seats_in_bands(bands: Sequence[tuple[int | Fraction | None, int]], number: int | Fraction) -> int:
    return next(seats for end, seats in bands if end is None or number <= end)


@_rule("Art. 8/1", is_verified=True)
def elected_seats(rule: SeatRule, size: MemberSize) -> int | None:
    """Art. 8/1: a member's council elects as many members as the statute fixes; None if its measure is unknown.

    Verified. How to count is the statute's own matter: weighing by population or share is known from statutes.
    """
    return rule.seats(size)


class Authority(StrEnum):
    """The kinds of local administration that can be members (art. 3)."""

    PROVINCIAL_ADMINISTRATION = "provincial_administration"
    MUNICIPALITY = "municipality"
    VILLAGE = "village"


class Head(StrEnum):
    """Who sits in the assembly by office."""

    GOVERNOR = "governor"
    MAYOR = "mayor"
    HEADMAN = "headman"


@_rule("Art. 8/2", is_verified=True)
def ex_officio_member(authority: Authority) -> Head:
    """Art. 8/2: governor, mayor or village headman sits for the member they lead, and nobody else does by office.

    Verified.
    """
    return {
        Authority.PROVINCIAL_ADMINISTRATION: Head.GOVERNOR,
        Authority.MUNICIPALITY: Head.MAYOR,
        Authority.VILLAGE: Head.HEADMAN,
    }[authority]


@_rule("Art. 8/2", is_verified=True)
def may_empower_stand_in(head: Head) -> bool:
    """Art. 8/2: a governor and a mayor may empower a councillor to stand in for them.

    Verified. The text gives a village headman no such right.
    """
    return head in {Head.GOVERNOR, Head.MAYOR}


@_rule("Art. 8/2", is_verified=True)
def full_number(ex_officio: int, elected: Iterable[int]) -> int:
    """Art. 8/2: the full number of the assembly counts those who sit by office together with all elected seats.

    Verified. Seats are counted, not people: an empty seat still belongs to the full number.
    """
    return ex_officio + sum(elected)


@_rule("Art. 8/1", is_verified=True)
def outsiders_allowed(outsiders: int, insiders: int) -> bool:
    """Art. 8/1: of those a council elects, outsiders may be at most a third of those who are councillors.

    Verified. The third is counted for each member's council by itself.
    """
    return outsiders * 3 <= insiders


@_rule("Art. 8/1", is_verified=True)
def most_outsiders(seats: int) -> int:
    """Art. 8/1: how many of a member's elected seats may go to outsiders at most; below four seats none.

    Verified: the same third as in `outsiders_allowed`, counted from all elected seats.
    """
    return seats // 4


@_rule("Art. 8/1", is_verified=True)
def substitutes_owed(seats: int) -> Bounds:
    """Art. 8/1: each council elects half as many substitutes as full members.

    Verified, but the law does not say how to round an odd number: both ways are in the answer, and outside it is a
    warning. Unions with one seat a member elect one substitute.
    """
    return Bounds(seats // 2, (seats + 1) // 2)


@dataclass(frozen=True)
class Substitute:
    """Someone elected to step in for a member, at a place in the order."""

    key: Hashable
    member: Hashable
    position: int


@dataclass(frozen=True)
class Succession:
    """Who follows on an empty seat: a substitute who is called, or whoever the home council elects anew."""

    called: Substitute | None

    @property
    def council_elects(self) -> bool:
        return self.called is None


@_rule("Art. 8/3", is_verified=True)
def succession(member: Hashable, substitutes: Iterable[Substitute]) -> Succession:
    """Art. 8/3: on an empty elected seat the president calls that member's substitutes, in order.

    Verified. If none is left, the member's council elects again at its first meeting. Substitutes of other members
    are never called. That the order is the one they were elected in is the usual reading.
    """
    own = [substitute for substitute in substitutes if substitute.member == member]
    return Succession(min(own, key=lambda substitute: substitute.position, default=None))


class SeatEndReason(StrEnum):
    """Why a seat ends by law."""

    OFFICE_LOST = "office_lost"
    MEMBER_LEFT = "member_left"
    TERM = "term"


@dataclass(frozen=True)
class SeatEnd:
    """The last day of a seat and the reason for it."""

    day: date
    reason: SeatEndReason


@_rule("Art. 8", is_verified=True)
def seat_end(
    term_end: date | None, home_office_end: date | None = None, membership_end: date | None = None
) -> SeatEnd | None:
    """Art. 8: a seat ends with the local elections, and before that with the office at home or the membership.

    Verified. The first of these days is the last of the seat; None as long as none is known. Whoever is elected in
    between, even after the assembly was dissolved, serves the rest of the term only.
    """
    ends = [
        SeatEnd(day, reason)
        for day, reason in [
            (home_office_end, SeatEndReason.OFFICE_LOST),
            (membership_end, SeatEndReason.MEMBER_LEFT),
            (term_end, SeatEndReason.TERM),
        ]
        if day is not None
    ]
    return min(ends, key=lambda end: end.day, default=None)


@_rule("Art. 8", is_verified=True)
def may_be_elected_after_forfeit(terms_since: int) -> bool:
    """Art. 8: who forfeited a seat for cause may not be elected in the next term (`terms_since` = 1).

    Verified. For the rest of the same term (0) it is taken to hold all the more.
    """
    return terms_since > 1


@_rule("2972 art. 8", is_verified=False)
def next_local_elections(day: date) -> date:
    """2972 art. 8: local elections are held every five years on the last Sunday of March; those on or after a day.

    Unverified: seen as a quotation only, and a law may move them. Where a term's end is recorded, that day counts.
    """
    # 2019 and 2024 were such years.
    year = day.year + (2019 - day.year) % 5
    elections = _last_sunday_of_march(year)
    return elections if elections >= day else _last_sunday_of_march(year + 5)


def _last_sunday_of_march(year: int) -> date:
    last = date(year, 3, 31)
    return last - timedelta(days=last.isoweekday() % 7)


@_rule("Art. 10", is_verified=True)
def board_term_end(elected_on: date, is_first: bool, next_elections: date) -> date:
    """Art. 10: the first board after local elections sits two years, the next one until the general local elections.

    Verified. The answer is the day by which another board must have been elected.
    """
    return min(_years_after(elected_on, 2), next_elections) if is_first else next_elections


@_rule("Art. 10", is_verified=True)
def president_within_term(elected_on: date, is_first: bool, next_elections: date, day: date) -> bool:
    """Art. 10: the president is elected with the board and sits as long as it does, not a day longer.

    Verified. The seat in the assembly may be lost sooner, and the presidency with it: see `seat_end`.
    """
    return elected_on <= day <= board_term_end(elected_on, is_first, next_elections)


@dataclass(frozen=True)
class Board:
    """How many people hold each office of the presidency board on a day."""

    presidents: int
    first_deputies: int
    second_deputies: int
    clerks: int
    substitute_clerks: int


class BoardOffice(StrEnum):
    """The offices of the presidency board."""

    PRESIDENT = "president"
    FIRST_DEPUTY = "first_deputy"
    SECOND_DEPUTY = "second_deputy"
    CLERK = "clerk"
    SUBSTITUTE_CLERK = "substitute_clerk"


@dataclass(frozen=True)
class Gap:
    """An office that is not filled as it should be: too few, or two in the place of one."""

    office: BoardOffice
    needed: int
    found: int


@_rule("Art. 10", is_verified=True)
def board_gaps(board: Board, clerks_needed: int = 2) -> list[Gap]:
    """Art. 10: the board is one president, one first and one second deputy and at least two clerks with substitutes.

    Verified. How many substitutes the clerks have is not said; one is asked for. A statute may want more clerks.
    """
    single = [
        (BoardOffice.PRESIDENT, board.presidents),
        (BoardOffice.FIRST_DEPUTY, board.first_deputies),
        (BoardOffice.SECOND_DEPUTY, board.second_deputies),
    ]
    several = [
        (BoardOffice.CLERK, max(2, clerks_needed), board.clerks),
        (BoardOffice.SUBSTITUTE_CLERK, 1, board.substitute_clerks),
    ]
    return [Gap(office, 1, found) for office, found in single if found != 1] + [
        Gap(office, needed, found) for office, needed, found in several if found < needed
    ]


@dataclass(frozen=True)
class ElectionRound:
    """What one round of a secret election asks for; None where simply the most votes win."""

    number: int
    votes_needed: int | None
    is_between_two: bool


@_rule("Art. 10", is_verified=False)
def election_round(number: int, full_number: int) -> ElectionRound:
    """Art. 10: two thirds of the full number elect in rounds one and two, its absolute majority in round three.

    Unverified for unions: it is the rule of municipal councils. Round four is a run-off, where the most votes win.
    """
    if number in {1, 2}:
        return ElectionRound(number, max(1, -(-2 * full_number // 3)), is_between_two=False)
    if number == 3:
        return ElectionRound(number, absolute_majority(full_number), is_between_two=False)
    if number == 4:
        return ElectionRound(number, None, is_between_two=True)
    raise ValueError("An election has four rounds.")


@dataclass(frozen=True)
class ElectionResult:
    """How a round ended: someone elected, or another round between candidates, or a lot between them."""

    elected: Hashable | None = None
    next_candidates: tuple[Hashable, ...] = ()
    draw_lots: tuple[Hashable, ...] = ()


@_rule("Art. 10", is_verified=False)
def election_result(number: int, full_number: int, tally: Mapping[Hashable, int]) -> ElectionResult:
    """Art. 10: who has enough votes is elected; after round three the two highest meet; a tie of these is left to lot.

    Unverified for unions, and for one office at a time. If several share the second place after round three, all of
    them go on.
    """
    round_ = election_round(number, full_number)
    ranked = sorted(tally, key=lambda candidate: -tally[candidate])
    if not ranked:
        return ElectionResult()
    top = tuple(candidate for candidate in ranked if tally[candidate] == tally[ranked[0]])
    if round_.votes_needed is None:
        return ElectionResult(elected=top[0]) if len(top) == 1 else ElectionResult(draw_lots=top)
    if len(top) == 1 and tally[top[0]] >= round_.votes_needed:
        return ElectionResult(elected=top[0])
    if number == 3:
        bar = tally[ranked[min(1, len(ranked) - 1)]]
        return ElectionResult(next_candidates=tuple(candidate for candidate in ranked if tally[candidate] >= bar))
    return ElectionResult(next_candidates=tuple(ranked))


@_rule("Art. 12", is_verified=False)
def executive_size_allowed(elected: int) -> bool:
    """Art. 12: the executive committee is the president and at most seven members elected by the assembly.

    Unverified: the seven was read in a summary only. The number itself is the statute's, or the assembly's.
    """
    return 1 <= elected <= 7


@_rule("Art. 12", is_verified=True)
def executive_term_end(elected_on: date) -> date:
    """Art. 12: its elected members sit for one year and may be elected again.

    Verified. The election belongs to the opening meeting of the year and is secret.
    """
    return _years_after(elected_on, 1)


@_rule("Art. 11", is_verified=False)
def ordinary_months_allowed(months: Collection[int]) -> bool:
    """Art. 11: the statute names the times of the ordinary meetings, at least two a year.

    Unverified.
    """
    return len(set(months)) >= 2


@_rule("Art. 11", is_verified=False)
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


@_rule("Art. 11", is_verified=False)
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
            is_over=today > _month_end(year, start.month),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


@_rule("Art. 11", is_verified=False)
def missing_ordinary_meetings(months: Collection[int], held: Iterable[date], year: int, today: date) -> list[int]:
    """Art. 11: the statute's months that are over without the ordinary meeting they should have brought.

    Unverified.
    """
    return [meeting.month for meeting in ordinary_meetings(months, held, year, today) if meeting.is_missing]


@_rule("Art. 11", is_verified=False)
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


@_rule("Art. 11", is_verified=False)
def call_notice(called_on: date, meeting_day: date) -> CallNotice:
    """Art. 11: members get the call and the agenda in writing at least three days before, and the public is told.

    Unverified; statutes repeat it for extraordinary meetings, and 5393 art. 21 asks the same of every agenda. The day
    of the call is not counted, the day of the meeting is: called on the 1st, it may meet on the 4th. Whether three
    clear days are meant is open; the answer tells both.
    """
    return CallNotice((meeting_day - called_on).days, needed=3)


@_rule("Art. 11", is_verified=False)
def latest_call(meeting_day: date) -> Deadline:
    """Art. 11: the last day for calling a meeting, three days before it.

    Unverified; counted as in `call_notice`.
    """
    return Deadline("call", meeting_day - timedelta(days=3), "Art. 11")


Item = TypeVar("Item", bound=Hashable)


@_rule("Art. 11", is_verified=False)
def items_outside_call(decided: Iterable[Item], called: Collection[Item]) -> list[Item]:
    """Art. 11: a meeting may deal with nothing that was not on the agenda of its call; these items were not.

    Unverified; statutes say it of extraordinary meetings. An ordinary one may take up more: see `may_join_agenda`.
    """
    return [item for item in decided if item not in called]


@_rule("5393 art. 21", is_verified=False)
def may_join_agenda(votes_for: int, present: int, is_extraordinary: bool) -> bool:
    """5393 art. 21: an ordinary meeting takes up a further matter if the absolute majority of those present wants it.

    Unverified for unions. An extraordinary meeting never does.
    """
    return not is_extraordinary and votes_for >= absolute_majority(present)


@_rule("5393 art. 22", is_verified=True)
def absolute_majority(number: int) -> int:
    """5393 art. 22: the absolute majority is the least whole number greater than half.

    Verified.
    """
    return number // 2 + 1


@_rule("5393 art. 22", is_verified=True)
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


@_rule("5393 art. 22", is_verified=True)
def quorum(full_number: int) -> Quorum:
    """5393 art. 22: a meeting needs the absolute majority of the full number; the second one a quarter of it.

    Verified; the municipal rule, since Law 5355 has none. The full number counts empty seats too.
    """
    return Quorum(full_number, absolute_majority(full_number), quarter(full_number))


@_rule("5393 art. 22", is_verified=False)
def latest_second_meeting(first_day: date) -> Deadline:
    """5393 art. 22: without a quorum the chair adjourns to a day within three days.

    Unverified for unions: the municipal text is certain, but unions name second dates four or five days later.
    """
    return Deadline("second_meeting", first_day + timedelta(days=3), "5393 art. 22")


@_rule("5393 art. 22", is_verified=True)
def votes_possible(present: int, votes_for: int, votes_against: int, votes_abstaining: int = 0) -> bool:
    """5393 art. 22: members vote in person, so there are never more votes than people present.

    Verified.
    """
    votes = [votes_for, votes_against, votes_abstaining]
    return min(votes) >= 0 and sum(votes) <= present


class Outcome(StrEnum):
    """What a vote means."""

    CARRIED = "carried"
    REJECTED = "rejected"
    TIED = "tied"
    REPEAT = "repeat"
    DRAW_LOTS = "draw_lots"


class Side(StrEnum):
    """Which side the chair voted with."""

    FOR = "for"
    AGAINST = "against"


@dataclass(frozen=True)
class VoteResult:
    """What a vote led to, how many votes it took, and whether the law leaves no doubt of it."""

    outcome: Outcome
    votes_needed: int
    is_certain: bool = True


@_rule("5393 art. 22", is_verified=True)
def vote_result(
    full_number: int,
    present: int,
    votes_for: int,
    votes_against: int,
    *,
    chair_side: Side | None = None,
    is_secret: bool = False,
    is_repeated: bool = False,
) -> VoteResult:
    """5393 art. 22: carried by the absolute majority of those present, with at least a quarter of the full number.

    Verified. When votes are equal, an open vote goes to the chair's side, unknown sides leave it tied; a secret one is
    repeated once, then decided by lot. No tie-break helps below the quarter. Abstaining is being present: whether
    equal votes beside abstentions are a tie or simply no majority is open, and the answer then is not certain.
    """
    needed = max(absolute_majority(present), quarter(full_number))
    is_tie = votes_for == votes_against > 0
    if not is_tie or votes_for < quarter(full_number):
        return VoteResult(Outcome.CARRIED if votes_for >= needed else Outcome.REJECTED, needed)
    if is_secret:
        outcome = Outcome.DRAW_LOTS if is_repeated else Outcome.REPEAT
    else:
        outcome = {Side.FOR: Outcome.CARRIED, Side.AGAINST: Outcome.REJECTED, None: Outcome.TIED}[chair_side]
    return VoteResult(outcome, needed, is_certain=votes_for + votes_against == present)


@_rule("5393 art. 23", is_verified=True)
def send_back_deadline(decided_on: date) -> Deadline:
    """5393 art. 23: the president may send a decision back for another vote within five days, saying why.

    Verified; the municipal rule, since Law 5355 has none.
    """
    return Deadline("send_back", decided_on + timedelta(days=5), "5393 art. 23")


@_rule("5393 art. 23", is_verified=True)
def sent_back_in_time(decided_on: date, sent_back_on: date) -> bool:
    """5393 art. 23: sent back on one of the five days after it was taken, or on the very day.

    Verified.
    """
    return decided_on <= sent_back_on <= send_back_deadline(decided_on).due_on


@_rule("5393 art. 23", is_verified=True)
def upheld(votes_for: int, full_number: int) -> bool:
    """5393 art. 23: a decision sent back becomes final if the absolute majority of the full number insists on it.

    Verified. Those present are not enough of a measure here.
    """
    return votes_for >= absolute_majority(full_number)


@dataclass(frozen=True)
class Finality:
    """Between which days a decision became final; None for one that did not."""

    earliest: date | None
    latest: date | None


@_rule("5393 art. 23", is_verified=False)
def finality(decided_on: date, sent_back_on: date | None = None, upheld_on: date | None = None) -> Finality:
    """5393 art. 23: final is what is not sent back, or what is upheld, from that vote on.

    Unverified as to the day: the text does not say whether the president can let a decision become final before the
    five days are over, so the answer gives the earliest and the latest.
    """
    if sent_back_on is not None:
        return Finality(upheld_on, upheld_on)
    return Finality(decided_on, send_back_deadline(decided_on).due_on)


@_rule("5393 art. 23", is_verified=True)
def governor_deadline(final_on: date) -> Deadline:
    """5393 art. 23: a final decision is sent to the governor, or district governor, of the seat within seven days.

    Verified.
    """
    return Deadline("governor", final_on + timedelta(days=7), "5393 art. 23")


@_rule("5393 art. 23", is_verified=True)
def may_be_in_force(sent_to_governor_on: date | None, day: date) -> bool:
    """5393 art. 23: a decision that was not sent to the governor has no effect.

    Verified. Having been sent is needed, not always enough: other acts may have to follow.
    """
    return sent_to_governor_on is not None and sent_to_governor_on <= day


@_rule("5393 art. 23", is_verified=True)
def publication_deadline(final_on: date) -> Deadline:
    """5393 art. 23: summaries of final decisions are made public within seven days.

    Verified.
    """
    return Deadline("publication", final_on + timedelta(days=7), "5393 art. 23")


class PaperKind(StrEnum):
    """The papers a union adopts for a year."""

    ACTIVITY_REPORT = "activity_report"
    FINAL_ACCOUNTS = "final_accounts"
    BUDGET = "budget"
    WORK_PROGRAMME = "work_programme"
    TARIFF = "tariff"
    STRATEGIC_PLAN = "strategic_plan"
    PERFORMANCE_PROGRAMME = "performance_programme"


class PaperGround(StrEnum):
    """Why a union owes a paper: the key of the sentence shown beside it."""

    PRESIDENT_REPORTS = "president_reports"
    ASSEMBLY_ADOPTS_ACCOUNTS = "assembly_adopts_accounts"
    ASSEMBLY_ADOPTS_BUDGET = "assembly_adopts_budget"
    ASSEMBLY_ADOPTS_PROGRAMME = "assembly_adopts_programme"
    ASSEMBLY_SETS_TARIFF = "assembly_sets_tariff"
    STATUTE_ASKS = "statute_asks"


@dataclass(frozen=True)
class PaperStatute:
    """What a union's statute says of its yearly papers; strategic plans by their first and last year."""

    meeting_months: Collection[int] = ()
    has_tariff: bool = True
    is_tariff_set_with_budget: bool = True
    strategic_plans: Collection[tuple[int, int]] = ()
    has_performance_programme: bool = False


@dataclass(frozen=True)
class PaperOwed:
    """A paper owed for a year: by when the assembly should have adopted it, and why."""

    kind: PaperKind
    year: int
    last_year_covered: int
    deadline: Deadline
    ground: PaperGround
    is_owed_by_law: bool


@_rule("Art. 9", is_verified=True)
def papers_owed(year: int, statute: PaperStatute) -> list[PaperOwed]:
    """Art. 9: the papers the assembly adopts for a year; art. 14 adds the president's activity report.

    Verified as to which; the days are what unions do, so a late paper is a warning: report and accounts at the opening
    meeting of the next year, budget (with the two years after) and programme at the last meeting of the year before.
    The meeting's whole month is given. Where the statute's months are unknown: the end of May, as for municipalities,
    and the last day of the year before. No text was found that makes a union plan strategically: only if its statute
    does.
    """
    after = _opening_day(year + 1, statute.meeting_months)
    before = _month_end(year - 1, max(statute.meeting_months, default=12))
    tariff = before if statute.is_tariff_set_with_budget else _opening_day(year, statute.meeting_months)
    plans = dict(statute.strategic_plans)
    last_years = {PaperKind.BUDGET: year + 2, PaperKind.STRATEGIC_PLAN: plans.get(year, year)}
    papers = [
        (PaperKind.ACTIVITY_REPORT, after, "Art. 14", PaperGround.PRESIDENT_REPORTS, True),
        (PaperKind.FINAL_ACCOUNTS, after, "Art. 9", PaperGround.ASSEMBLY_ADOPTS_ACCOUNTS, True),
        (PaperKind.BUDGET, before, "Art. 9", PaperGround.ASSEMBLY_ADOPTS_BUDGET, True),
        (PaperKind.WORK_PROGRAMME, before, "Art. 9", PaperGround.ASSEMBLY_ADOPTS_PROGRAMME, True),
        (PaperKind.TARIFF, tariff, "Art. 9", PaperGround.ASSEMBLY_SETS_TARIFF, statute.has_tariff),
        (PaperKind.STRATEGIC_PLAN, before, "", PaperGround.STATUTE_ASKS, year in plans),
        (PaperKind.PERFORMANCE_PROGRAMME, before, "", PaperGround.STATUTE_ASKS, statute.has_performance_programme),
    ]
    return [
        PaperOwed(
            kind=kind,
            year=year,
            last_year_covered=last_years.get(kind, year),
            deadline=Deadline(kind.value, due_on, article),
            ground=ground,
            is_owed_by_law=ground != PaperGround.STATUTE_ASKS,
        )
        for kind, due_on, article, ground, is_owed in papers
        if is_owed
    ]


@_rule("5393 art. 64", is_verified=True)
def final_accounts_deadlines(year: int) -> list[Deadline]:
    """5393 art. 64: a year's accounts go to the executive committee in April and to the assembly in May after it.

    Verified for municipalities, whose councils meet every month; a union without a meeting in May follows its statute.
    """
    return [
        Deadline("accounts_to_executive", date(year + 1, 4, 30), "5393 art. 64"),
        Deadline("accounts_to_assembly", date(year + 1, 5, 31), "5393 art. 64"),
    ]


def _opening_day(year: int, months: Collection[int]) -> date:
    return _month_end(year, min(months, default=5))


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _years_after(day: date, years: int) -> date:
    # One or two years after 29 February there is none.
    return date(day.year + years, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
