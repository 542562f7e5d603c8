"""The list of members as a reader has narrowed it: who is shown, in which order, and how many people that is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext_lazy

from members.directory.bands import band_of
from members.membership.models import Membership
from members.membership.rows import MembershipRow, membership_rows, one_a_municipality
from members.municipalities.population import Inhabitants, inhabitants_of
from unions.caching.per_generation import cached_per_generation
from unions.tenancy.requests import UnionRequest
from unions.text.turkish import fold

ORDERS = {
    "name": gettext_lazy("Name"),
    "population": gettext_lazy("Population, largest first"),
    "joined": gettext_lazy("Joining date, oldest first"),
}


SORTS: dict[str, Callable[[MembershipRow], tuple]] = {
    "population": lambda row: (row.population is None, -(row.population or 0)),
    "joined": lambda row: (row.start_date is None, row.start_date and row.start_date.number),
}


def members_on(day: date) -> list[MembershipRow]:
    """Who belonged to the union on that day, in the order of the Turkish alphabet."""
    return one_a_municipality(membership_rows(Membership.objects.on(day).in_turkish_order()))


def members_seen_by(request: UnionRequest, day: date) -> list[MembershipRow]:
    """The same; those of today, whom each member's page and each choice in the list look through, are remembered."""
    if day != timezone.localdate():
        return members_on(day)
    return cached_per_generation(request, members_on, day)


@dataclass(frozen=True)
class Directory:
    """The members of a day, and those of them that fit a reader's choice."""

    members: list[MembershipRow]
    choice: dict

    @cached_property
    def found(self) -> list[MembershipRow]:
        words = fold(self.choice.get("text", "")).split()
        found = [row for row in self.members if self.fits(row) and all(word in row.folded for word in words)]
        sort = SORTS.get(self.choice.get("order") or "")
        # Sorting keeps the order of the alphabet among equals.
        return sorted(found, key=sort) if sort else found

    def fits(self, row: MembershipRow) -> bool:
        """Whether the row is of the province, kind, band and letter asked for."""
        asked = self.choice.get
        return (
            asked("province") in (None, row.province_slug)
            and asked("category") in (None, row.kind)
            and asked("letter") in (None, row.letter)
            and asked("band") in (None, band_of(row.population))
        )

    @cached_property
    def inhabitants(self) -> Inhabitants:
        return inhabitants_of(self.found)


def provinces_of(members: list[MembershipRow]) -> list[tuple[str, str]]:
    """Address word and name of the provinces in which the members lie, in the order of the alphabet."""
    found = {(row.province_order, row.province_slug, row.province) for row in members}
    return [(slug, name) for _order, slug, name in sorted(found)]


def letters_of(members: list[MembershipRow]) -> list[str]:
    """The first letters of their names, as they come in the alphabet."""
    return list(dict.fromkeys(row.letter for row in members))
