"""Who sits in an assembly: seats, ex-officio members, substitutes, and how a seat ends (articles 8 and 9)."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from unions.law.rules import Bounds, rule_of


class MemberKind(StrEnum):
    """The kinds of municipality that statutes tell apart."""

    TOWN_OR_DISTRICT = "town_or_district"
    PROVINCE = "province"
    METROPOLITAN = "metropolitan"


@dataclass(frozen=True)
class MemberSize:
    """What a statute may measure a member by; unknown numbers are None."""

    council_size: int | None = None
    population: int | None = None
    share: Fraction | None = None
    kind: "MemberKind | None" = None


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


@dataclass(frozen=True)
class SeatsByKind:
    """Seats by the kind of municipality: of a town or district, of a province, a metropolitan one."""

    town_or_district: int
    province: int
    metropolitan: int

    def seats(self, size: MemberSize) -> int | None:
        if size.kind is None:
            return None
        return {
            MemberKind.TOWN_OR_DISTRICT: self.town_or_district,
            MemberKind.PROVINCE: self.province,
            MemberKind.METROPOLITAN: self.metropolitan,
        }[size.kind]


def _checked_bands(bands: Sequence[tuple[int | Fraction | None, int]]) -> tuple[tuple[int | Fraction | None, int], ...]:
    ends = [end for end, _ in bands]
    if not ends or ends[-1] is not None or None in ends[:-1]:
        raise ValueError("Only the last band has no upper end.")
    limits = [end for end in ends if end is not None]
    if limits != sorted(set(limits)):
        raise ValueError("The ends of the bands rise.")
    return tuple(bands)


def _seats_in_bands(bands: Sequence[tuple[int | Fraction | None, int]], number: int | Fraction) -> int:
    return next(seats for end, seats in bands if end is None or number <= end)


@rule_of("Art. 8/1", is_verified=True)
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


@rule_of("Art. 8/2", is_verified=True)
def ex_officio_member(authority: Authority) -> Head:
    """Art. 8/2: governor, mayor or village headman sits for the member they lead, and nobody else does by office.

    Verified.
    """
    return {
        Authority.PROVINCIAL_ADMINISTRATION: Head.GOVERNOR,
        Authority.MUNICIPALITY: Head.MAYOR,
        Authority.VILLAGE: Head.HEADMAN,
    }[authority]


@rule_of("Art. 8/2", is_verified=True)
def full_number(ex_officio: int, elected: Iterable[int]) -> int:
    """Art. 8/2: the full number of the assembly counts those who sit by office together with all elected seats.

    Verified. Seats are counted, not people: an empty seat still belongs to the full number.
    """
    return ex_officio + sum(elected)


@rule_of("Art. 8/1", is_verified=True)
def outsiders_allowed(outsiders: int, insiders: int) -> bool:
    """Art. 8/1: of those a council elects, outsiders may be at most a third of those who are councillors.

    Verified. The third is counted for each member's council by itself.
    """
    return outsiders * 3 <= insiders


@rule_of("Art. 8/1", is_verified=True)
def most_outsiders(seats: int) -> int:
    """Art. 8/1: how many of a member's elected seats may go to outsiders at most; below four seats none.

    Verified: the same third as in `outsiders_allowed`, counted from all elected seats.
    """
    return seats // 4


class Rounding(StrEnum):
    """How a statute, or the practice of a union, reads the half of an odd number."""

    UP = "up"
    DOWN = "down"


@rule_of("Art. 8/1", is_verified=True)
def substitutes_owed(seats: int, rounding: Rounding | None = None) -> Bounds:
    """Art. 8/1: each council elects half as many substitutes as full members.

    Verified, but the law does not say how to round an odd number: as long as the statute's way is not known, both are
    in the answer, and outside it is a warning. Rounding up is attested: one for one, one for two, two for three.
    """
    least = (seats + 1) // 2 if rounding == Rounding.UP else seats // 2
    return Bounds(least, seats // 2 if rounding == Rounding.DOWN else (seats + 1) // 2)


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


@rule_of("Art. 8/3", is_verified=True)
def succession(member: Hashable, substitutes: Iterable[Substitute]) -> Succession:
    """Art. 8/3: on an empty elected seat the president calls that member's substitutes, in order.

    Verified. If none is left, the member's council elects again at its first meeting. Substitutes of other members
    are never called. That the order is the one they were elected in is the usual reading.
    """
    own = [substitute for substitute in substitutes if substitute.member == member]
    return Succession(min(own, key=lambda substitute: substitute.position, default=None))


class SeatEndReason(StrEnum):
    """Why a seat ends by law."""

    UNION_ENDED = "union_ended"
    CLOSED = "closed"
    MEMBER_LEFT = "member_left"
    TERM = "term"
    SEAT_LOST = "seat_lost"
    OFFICE_LOST = "office_lost"


@dataclass(frozen=True)
class SeatEnd:
    """The last day of a seat and the reason for it."""

    day: date
    reason: SeatEndReason


@rule_of("Art. 8", is_verified=True)
def seat_end(
    term_end: date | None,
    home_office_end: date | None = None,
    membership_end: date | None = None,
    *,
    municipality_end: date | None = None,
    union_end: date | None = None,
    assembly_seat_end: date | None = None,
) -> SeatEnd | None:
    """Art. 8: a seat ends with the local elections, and before that with the office at home or the membership.

    Verified. The first of these days is the last of the seat; None as long as none is recorded. Whoever is elected in
    between, even after the assembly was dissolved, serves the rest of the term only. A membership ends with the
    municipality and with the union. An office that the assembly gives to one of its members ends with the member's
    seat: the executive committee is elected from among the assembly (art. 12), and so is the board (art. 10).
    """
    ends = [
        SeatEnd(day, reason)
        for day, reason in [
            (union_end, SeatEndReason.UNION_ENDED),
            (municipality_end, SeatEndReason.CLOSED),
            (membership_end, SeatEndReason.MEMBER_LEFT),
            (home_office_end, SeatEndReason.OFFICE_LOST),
            (term_end, SeatEndReason.TERM),
            (assembly_seat_end, SeatEndReason.SEAT_LOST),
        ]
        if day is not None
    ]
    return min(ends, key=lambda end: end.day, default=None)
