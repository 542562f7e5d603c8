"""What happens to a decision after the vote: sending back, upholding, finality, the governor, publication."""

from dataclasses import dataclass
from datetime import date, timedelta

from unions.law.meetings import absolute_majority
from unions.law.rules import Deadline, rule_of


@rule_of("5393 art. 23", is_verified=True)
def send_back_deadline(decided_on: date) -> Deadline:
    """5393 art. 23: the president may send a decision back for another vote within five days, saying why.

    Verified; the municipal rule, since Law 5355 has none.
    """
    return Deadline("send_back", decided_on + timedelta(days=5), "5393 art. 23")


@rule_of("5393 art. 23", is_verified=True)
def sent_back_in_time(decided_on: date, sent_back_on: date) -> bool:
    """5393 art. 23: sent back on one of the five days after it was taken, or on the very day.

    Verified.
    """
    return decided_on <= sent_back_on <= send_back_deadline(decided_on).due_on


@rule_of("5393 art. 23", is_verified=True)
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


@rule_of("5393 art. 23", is_verified=False)
def finality(decided_on: date, sent_back_on: date | None = None, upheld_on: date | None = None) -> Finality:
    """5393 art. 23: final is what is not sent back, or what is upheld, from that vote on.

    Unverified as to the day: the text does not say whether the president can let a decision become final before the
    five days are over, so the answer gives the earliest and the latest.
    """
    if sent_back_on is not None:
        return Finality(upheld_on, upheld_on)
    return Finality(decided_on, send_back_deadline(decided_on).due_on)


@rule_of("5393 art. 23", is_verified=True)
def governor_deadline(final_on: date) -> Deadline:
    """5393 art. 23: a final decision is sent to the governor, or district governor, of the seat within seven days.

    Verified.
    """
    return Deadline("governor", final_on + timedelta(days=7), "5393 art. 23")


@rule_of("5393 art. 23", is_verified=True)
def may_be_in_force(sent_to_governor_on: date | None, day: date) -> bool:
    """5393 art. 23: a decision that was not sent to the governor has no effect.

    Verified. Having been sent is needed, not always enough: other acts may have to follow.
    """
    return sent_to_governor_on is not None and sent_to_governor_on <= day


@rule_of("5393 art. 23", is_verified=True)
def publication_deadline(final_on: date) -> Deadline:
    """5393 art. 23: summaries of final decisions are made public within seven days.

    Verified.
    """
    return Deadline("publication", final_on + timedelta(days=7), "5393 art. 23")
