"""What a vote means: how many votes a motion needs, and what follows from those that were cast."""

from dataclasses import dataclass
from enum import StrEnum

from unions.law.meetings import absolute_majority, quarter
from unions.law.rules import rule_of


class Outcome(StrEnum):
    """What a vote means."""

    CARRIED = "carried"
    REJECTED = "rejected"
    TIED = "tied"
    REPEAT = "repeat"
    DRAW_LOTS = "draw_lots"


class Side(StrEnum):
    """Which side the chair voted with, or the lot fell to."""

    FOR = "for"
    AGAINST = "against"


class Majority(StrEnum):
    """Which majority a motion needs; all but the simple one are counted from the full number of members."""

    SIMPLE = "simple"
    ABSOLUTE = "absolute"
    TWO_THIRDS = "two_thirds"
    THREE_QUARTERS = "three_quarters"


@dataclass(frozen=True)
class Votes:
    """The votes of a motion, how they were cast, and what broke a tie."""

    votes_for: int
    votes_against: int
    votes_abstaining: int = 0
    is_secret: bool = False
    is_repeated: bool = False
    chair_side: Side | None = None
    lot: Side | None = None

    @property
    def cast(self) -> int:
        return self.votes_for + self.votes_against + self.votes_abstaining

    @property
    def is_tie(self) -> bool:
        return self.votes_for == self.votes_against > 0


@dataclass(frozen=True)
class VoteResult:
    """What a vote led to, how many votes it took, and whether the law leaves no doubt of it."""

    outcome: Outcome
    votes_needed: int
    is_certain: bool = True


@rule_of("5393 art. 22", is_verified=True)
def votes_needed(majority: Majority, full_number: int, present: int) -> int:
    """5393 art. 22: the absolute majority of those present, with at least a quarter of the full number.

    Verified. Other majorities are named by the article that asks for them, and counted from the full number: more than
    half to insist on a decision (5393 art. 23), two thirds for a statute (5355 art. 5), three quarters to find an
    activity report insufficient (5393 art. 26).
    """
    if majority == Majority.SIMPLE:
        return max(absolute_majority(present), quarter(full_number))
    if majority == Majority.ABSOLUTE:
        return absolute_majority(full_number)
    numerator, denominator = (2, 3) if majority == Majority.TWO_THIRDS else (3, 4)
    return max(1, -(-full_number * numerator // denominator))


@rule_of("5393 art. 22", is_verified=True)
def vote_result(
    full_number: int, present: int, votes: Votes, *, majority: Majority = Majority.SIMPLE, is_count_known: bool = True
) -> VoteResult:
    """5393 art. 22: carried by the absolute majority of those present, with at least a quarter of the full number.

    Verified. When votes are equal, an open vote goes to the chair's side, unknown sides leave it tied; a secret one is
    repeated once, then decided by lot. No tie-break helps below the quarter, nor where another majority is needed.
    Abstaining is being present: whether equal votes beside abstentions are a tie or simply no majority is open, and the
    answer then is not certain. Nor is it where `is_count_known` is false: the full number is a guess then.
    """
    needed = votes_needed(majority, full_number, present)
    may_break = majority == Majority.SIMPLE and votes.votes_for >= quarter(full_number)
    if not votes.is_tie or not may_break:
        outcome = Outcome.CARRIED if votes.votes_for >= needed else Outcome.REJECTED
        return VoteResult(outcome, needed, is_certain=is_count_known or majority == Majority.SIMPLE)
    is_certain = votes.votes_for + votes.votes_against == present
    return VoteResult(outcome_of_tie(votes), needed, is_certain=is_certain)


@rule_of("5393 art. 22", is_verified=True)
def outcome_of_tie(votes: Votes) -> Outcome:
    """5393 art. 22: an open tie goes to the chair's side; a secret one is voted on again, then decided by lot.

    Verified.
    """
    side = votes.lot if votes.is_secret and votes.is_repeated else None if votes.is_secret else votes.chair_side
    if side is not None:
        return Outcome.CARRIED if side == Side.FOR else Outcome.REJECTED
    if not votes.is_secret:
        return Outcome.TIED
    return Outcome.DRAW_LOTS if votes.is_repeated else Outcome.REPEAT


@rule_of("5393 art. 26", is_verified=True)
def report_found_insufficient(votes: int, full_number: int) -> bool:
    """5393 art. 26: three quarters of the full number find the activity report insufficient; it goes to the governor.

    Verified. A smaller majority against the report has no such consequence.
    """
    return votes >= votes_needed(Majority.THREE_QUARTERS, full_number, full_number)
