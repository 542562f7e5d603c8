"""Whether a decision is in force on a day, and why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from unions.law.deadlines import may_be_in_force
from unions.law.rules import rule_of


class Motion(StrEnum):
    """What became of a motion at the meeting."""

    UNRECORDED = "unrecorded"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"
    POSTPONED = "postponed"


class RulingKind(StrEnum):
    """What a court does with a decision."""

    STAY = "stay"
    ANNULMENT = "annulment"
    PARTLY = "partly"


@dataclass(frozen=True)
class Ruling:
    """What a court ruled, from which day, and the day on which that was lifted."""

    kind: RulingKind
    ruled_on: date
    lifted_on: date | None = None

    def binds_on(self, day: date) -> bool:
        return self.ruled_on <= day and (self.lifted_on is None or day < self.lifted_on)


@dataclass(frozen=True)
class Progress:
    """What is on record of a decision: the motion, the steps after it, and what courts ruled."""

    motion: Motion
    decided_on: date
    sent_back_on: date | None = None
    upheld_on: date | None = None
    final_on: date | None = None
    sent_to_governor_on: date | None = None
    goes_to_governor: bool = True
    rulings: tuple[Ruling, ...] = ()


@dataclass(frozen=True)
class Change:
    """A later decision that amends or repeals an earlier one."""

    repeals: bool
    progress: Progress


class Force(StrEnum):
    """Whether a decision is in force, and the reason."""

    NOT_YET_TAKEN = "not_yet_taken"
    UNRECORDED = "unrecorded"
    NOT_ADOPTED = "not_adopted"
    ANNULLED = "annulled"
    STAYED = "stayed"
    REPEALED = "repealed"
    SENT_BACK = "sent_back"
    NOT_FINAL = "not_final"
    NOT_SENT = "not_sent"
    PARTLY = "partly"
    AMENDED = "amended"
    FULL = "full"

    @property
    def stands(self) -> bool | None:
        """Yes or no; None where the records do not tell."""
        if self is Force.UNRECORDED:
            return None
        return self in {Force.PARTLY, Force.AMENDED, Force.FULL}


@rule_of("5393 art. 23", is_verified=True)
def force_on(day: date, progress: Progress, changes: Iterable[Change] = ()) -> Force:
    """5393 art. 23: a motion that was accepted is in force once it is final and sent to the governor.

    Verified. What a court annulled or stays, or a later decision that was itself accepted repeals, is not.
    """
    if day < progress.decided_on:
        return Force.NOT_YET_TAKEN
    if progress.motion != Motion.ACCEPTED:
        return Force.UNRECORDED if progress.motion == Motion.UNRECORDED else Force.NOT_ADOPTED
    ruled = {ruling.kind for ruling in progress.rulings if ruling.binds_on(day)}
    if RulingKind.ANNULMENT in ruled:
        return Force.ANNULLED
    effective = [change for change in changes if has_effect(day, change.progress)]
    if any(change.repeals for change in effective):
        return Force.REPEALED
    if RulingKind.STAY in ruled:
        return Force.STAYED
    return step_missing(day, progress) or (
        Force.PARTLY if RulingKind.PARTLY in ruled else Force.AMENDED if effective else Force.FULL
    )


@rule_of("5393 art. 23", is_verified=True)
def step_missing(day: date, progress: Progress) -> Force | None:
    """5393 art. 23: the step without which an accepted decision has no effect on that day.

    Verified.
    """
    is_back = progress.sent_back_on is not None and progress.sent_back_on <= day
    if is_back and (progress.upheld_on is None or day < progress.upheld_on):
        return Force.SENT_BACK
    if not progress.goes_to_governor or may_be_in_force(progress.sent_to_governor_on, day):
        return None
    return Force.NOT_SENT if progress.final_on and progress.final_on <= day else Force.NOT_FINAL


@rule_of("5393 art. 23", is_verified=True)
def has_effect(day: date, progress: Progress) -> bool:
    """5393 art. 23: a later decision changes an earlier one if it was accepted and is not sent back.

    Verified. What a court annulled or stays changes nothing either.
    """
    strikes = {RulingKind.ANNULMENT, RulingKind.STAY}
    return (
        progress.motion == Motion.ACCEPTED
        and progress.decided_on <= day
        and step_missing(day, progress) != Force.SENT_BACK
        and not any(ruling.kind in strikes and ruling.binds_on(day) for ruling in progress.rulings)
    )
