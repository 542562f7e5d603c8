"""The elections inside a union: those that begin a term, the board of the assembly, the executive committee."""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from unions.law.meetings import absolute_majority
from unions.law.rules import rule_of, years_after


@rule_of("2972 art. 8", is_verified=True)
def next_local_elections(day: date) -> date:
    """2972 art. 8: local elections are held every five years on the last Sunday of March; those on or after a day.

    Verified; a law may move them. Where a term's end is recorded, that day counts.
    """
    # 2019 and 2024 were such years.
    year = day.year + (2019 - day.year) % 5
    elections = _last_sunday_of_march(year)
    return elections if elections >= day else _last_sunday_of_march(year + 5)


def _last_sunday_of_march(year: int) -> date:
    last = date(year, 3, 31)
    return last - timedelta(days=last.isoweekday() % 7)


@rule_of("Art. 10", is_verified=True)
def board_term_end(elected_on: date, is_first: bool, next_elections: date) -> date:
    """Art. 10: the first board after local elections sits two years, the next one until the general local elections.

    Verified. The answer is the day by which another board must have been elected.
    """
    return min(years_after(elected_on, 2), next_elections) if is_first else next_elections


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
    filled: int


@rule_of("Art. 10", is_verified=True)
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
    return [Gap(office, 1, filled) for office, filled in single if filled != 1] + [
        Gap(office, needed, filled) for office, needed, filled in several if filled < needed
    ]


@dataclass(frozen=True)
class ElectionRound:
    """What one round of a secret election asks for; None where simply the most votes win."""

    number: int
    votes_needed: int | None
    is_between_two: bool


@rule_of("5393 art. 45", is_verified=False)
def election_round(number: int, full_number: int) -> ElectionRound:
    """5393 art. 45: two thirds of the full number elect in rounds one and two, its absolute majority in round three.

    Unverified for unions: it is the rule by which a council elects a mayor, applied by analogy (5355, art. 22). Round
    four is a run-off, where the most votes win.
    """
    if number in {1, 2}:
        return ElectionRound(number, max(1, -(-2 * full_number // 3)), is_between_two=False)
    if number == 3:
        return ElectionRound(number, absolute_majority(full_number), is_between_two=False)
    if number == 4:
        return ElectionRound(number, None, is_between_two=True)
    raise ValueError("An election has four rounds.")


@rule_of("Art. 12", is_verified=False)
def executive_size_allowed(elected: int) -> bool:
    """Art. 12: the executive committee is the president and at most seven members elected by the assembly.

    Unverified: the seven was read in a summary only. The number itself is the statute's, or the assembly's.
    """
    return 1 <= elected <= 7


@rule_of("Art. 12", is_verified=True)
def executive_term_end(elected_on: date) -> date:
    """Art. 12: its elected members sit for one year and may be elected again.

    Verified. The election belongs to the opening meeting of the year and is secret.
    """
    return years_after(elected_on, 1)


@rule_of("Art. 12", is_verified=False)
def executive_outsiders(elected: Iterable[Hashable], assembly: Collection[Hashable]) -> list[Hashable]:
    """Art. 12: the assembly elects the executive committee from among its own members; those who are none of them.

    Unverified: read in a summary only.
    """
    return [member for member in elected if member not in assembly]
