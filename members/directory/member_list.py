"""The list of members as a reader has narrowed it: who is shown, in which order, and how many people that is."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext_lazy

from members.directory.bands import band_of
from members.membership.models import Membership
from members.membership.rows import MembershipRow, membership_rows, one_a_municipality
from members.municipalities.matching import Register
from members.municipalities.models import Municipality
from members.municipalities.names import WrittenName, read_name
from members.municipalities.population import Inhabitants, inhabitants_of
from unions.caching.per_generation import cached_per_generation
from unions.caching.same_answers import made_of_rows
from unions.lists.finding import Found, understood_by
from unions.tenancy.requests import UnionRequest
from unions.text.turkish import fold

SHORTEST_NAME = 4
NEARLY = 0.87
CASE_ENDING = re.compile(r"n[iu]n|[iu]n|y[aeiu]|[aeiu]|[dt][ae]n?|l[iu](?:ler|lar)?|yl[ae]")
ORDERS = {
    "name": gettext_lazy("Name"),
    "population": gettext_lazy("Population, largest first"),
    "joined": gettext_lazy("Joining date, oldest first"),
}


SORTS: dict[str, Callable[[MembershipRow], tuple]] = {
    "population": lambda row: (row.population is None, -(row.population or 0)),
    "joined": lambda row: (row.start_date is None, row.start_date and row.start_date.number),
}


@made_of_rows
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
        rows = [row for row in named(self.members, self.choice.get("text", "")) if self.matches(row)]
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


def as_understood(request: UnionRequest, members: MemberList) -> tuple[MemberList, Found]:
    """The list; where nobody is named so, those of it whom the search understands by the words."""
    text = members.choice.get("text", "")
    if not text or members.rows:
        return members, Found(members.rows, text)
    understood = understood_by(request, "member", text)
    meant = [row for row in members.members if str(row.municipality_id) in understood.keys]
    others = MemberList(meant, {name: value for name, value in members.choice.items() if name != "text"})
    return others, Found(others.rows, text, understood=understood)


def named(members: list[MembershipRow], text: str) -> list[MembershipRow]:
    """The members that a text names: by its words, without the words of a kind, or as an office may write them."""
    words = fold(text).split()
    rows = [row for row in members if all(word in row.search_text for word in words)]
    return rows or of_kind(members, read_name(text)) or meant(members, text) or nearly_named(members, " ".join(words))


def nearly_named(members: list[MembershipRow], typed: str) -> list[MembershipRow]:
    """The members whose names were typed with a case ending or nearly right: “Çorluya”, “Çrolu”, “Lülebugraz”."""
    return [row for row in members if is_nearly(typed, fold(row.name))]


def is_nearly(typed: str, name: str) -> bool:
    """Whether what was typed was meant to be the name; another place, “Çorum”, may differ by as little as a letter."""
    if len(name) < SHORTEST_NAME:
        return False
    is_inflected = typed.startswith(name) and bool(CASE_ENDING.fullmatch(typed[len(name) :]))
    is_swapped = typed[:1] == name[:1] and sorted(typed) == sorted(name)
    return is_inflected or is_swapped or SequenceMatcher(None, typed, name).ratio() >= NEARLY


def of_kind(members: list[MembershipRow], written: WrittenName) -> list[MembershipRow]:
    """The members of the kinds that are written, with the words of the name: “Tekirdağ Büyükşehir Belediyesi”."""
    words = [fold(word) for word in written.words]
    if not words and not written.kinds:
        return []
    return [
        row
        for row in members
        if all(word in row.search_text for word in words)
        and (not written.kinds or row.kind in written.kinds)
        and not (written.is_centre and words and fold(row.name) not in words)
    ]


def meant(members: list[MembershipRow], text: str) -> list[MembershipRow]:
    """The members whose names are written as in no list: “Karadeniz Ereğli”, “Marmara Ereğlisi”, “59 Çorlu”."""
    keys = {row.municipality_id for row in members}
    match = Register(Municipality.objects.by_key(keys)).find(text)
    fitting = [match.municipality] if match.municipality else match.offered if match.is_ambiguous else []
    chosen = {municipality.pk for municipality in fitting}
    return [row for row in members if row.municipality_id in chosen]


def provinces_of(members: list[MembershipRow]) -> list[tuple[str, str]]:
    """Address word and name of the provinces in which the members lie, in the order of the alphabet."""
    provinces = {(row.province_order, row.province_slug, row.province) for row in members}
    return [(slug, name) for _order, slug, name in sorted(provinces)]


def letters_of(members: list[MembershipRow]) -> list[str]:
    """The first letters of their names in alphabetical order."""
    return list(dict.fromkeys(row.letter for row in members))
