"""Whom each member of the demonstration sends to the assembly, in two terms."""

from dataclasses import dataclass

from members.municipalities.models import Municipality
from pages.demo.meeting_plan import TERMS


@dataclass
class Delegation:
    """Who a member sends to the assembly in one term, by their numbers among the invented people."""

    mayor: int
    elected: list[int]
    substitutes: list[int]


class People:
    """Numbers for invented people; nobody gets one twice."""

    def __init__(self, first: int):
        self._last = first

    def next(self) -> int:
        self._last += 1
        return self._last


def seats_of(municipality: Municipality) -> int:
    """Elected seats by population, as some unions' statutes count them."""
    population = municipality.population or 0
    return 1 if population <= 100_000 else 2 if population <= 1_000_000 else 3


def substitutes_of(municipality: Municipality) -> int:
    return max(1, seats_of(municipality) // 2)


def full_number(members: list[Municipality]) -> int:
    """All seats of the assembly: the mayors and the elected."""
    return sum(1 + seats_of(municipality) for municipality in members)


def delegations_of(members: list[Municipality], people: People) -> list[dict[int, Delegation]]:
    """The delegations of each term, by municipality."""
    terms: list[dict[int, Delegation]] = []
    for _term in TERMS:
        before = terms[0] if terms else {}
        terms.append(
            {
                municipality.pk: delegation_of(municipality, place, before.get(municipality.pk), people)
                for place, municipality in enumerate(members)
            }
        )
    return terms


def delegation_of(municipality: Municipality, place: int, before: Delegation | None, people: People) -> Delegation:
    """A third of the mayors and some delegates are elected again."""
    elected = [people.next() for _seat in range(seats_of(municipality))]
    if before and place % 4 == 1:
        elected[0] = before.elected[0]
    return Delegation(
        mayor=before.mayor if before and place % 3 == 0 else people.next(),
        elected=elected,
        substitutes=[people.next() for _seat in range(substitutes_of(municipality))],
    )
