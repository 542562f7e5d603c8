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
    """The same; the members of today are cached, because every member's page and every filter needs them."""
    if day != timezone.localdate():
        return members_on(day)
    return cached_per_generation(request, members_on, day)


@dataclass(frozen=True)
class MemberList:
    """The members of a day, and those of them that match a reader's choice."""

    members: list[MembershipRow]
    choice: dict

    @cached_property
    def rows(self) -> list[MembershipRow]:
        words = fold(self.choice.get("text", "")).split()
        rows = [row for row in self.members if self.matches(row) and all(word in row.search_text for word in words)]
        sort = SORTS.get(self.choice.get("order") or "")
        # Sorting is stable: equals stay in alphabetical order.
        return sorted(rows, key=sort) if sort else rows

    def matches(self, row: MembershipRow) -> bool:
        """Whether the row has the province, kind, band and letter chosen."""
        chosen = self.choice.get
        return (
            chosen("province") in (None, row.province_slug)
            and chosen("category") in (None, row.kind)
            and chosen("letter") in (None, row.letter)
            and chosen("band") in (None, band_of(row.population))
        )

    @cached_property
    def inhabitants(self) -> Inhabitants:
        return inhabitants_of(self.rows)


def provinces_of(members: list[MembershipRow]) -> list[tuple[str, str]]:
    """Address word and name of the provinces in which the members lie, in the order of the alphabet."""
    provinces = {(row.province_order, row.province_slug, row.province) for row in members}
    return [(slug, name) for _order, slug, name in sorted(provinces)]


def letters_of(members: list[MembershipRow]) -> list[str]:
    """The first letters of their names in alphabetical order."""
    return list(dict.fromkeys(row.letter for row in members))
