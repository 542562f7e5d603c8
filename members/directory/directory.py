"""The list of members as a reader has narrowed it: who is shown, in which order, and how many people that is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, cast

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.directory.models import Listing
from members.membership.models import Membership
from members.membership.rows import Belonging, belongings, one_a_municipality
from members.municipalities.population import Inhabitants, inhabitants_of
from unions.caching.per_generation import cached_per_generation
from unions.tenancy.requests import UnionRequest
from unions.text.turkish import fold, format_number

UNKNOWN = "unknown"
# Where one band of population ends and the next begins.
BANDS = [0, 2_000, 5_000, 20_000, 50_000, 100_000, 500_000]

ORDERS = {
    "name": gettext_lazy("Name"),
    "population": gettext_lazy("Population, largest first"),
    "joined": gettext_lazy("Joining date, oldest first"),
}
SORTS: dict[str, Callable[[Belonging], tuple]] = {
    "population": lambda row: (row.population is None, -(row.population or 0)),
    "joined": lambda row: (row.start_date is None, row.start_date and row.start_date.number),
}


class Card(NamedTuple):
    """What a list shows of a member: the membership, and how the union lists the municipality."""

    row: Belonging
    mayor: str = ""
    phone: str = ""
    crest: str = ""


def cards_of(request: UnionRequest, rows: Iterable[Belonging]) -> list[Card]:
    """The cards of these members; what the union has not recorded stays empty."""
    known = cached_per_generation(request, listed)
    return [Card(row, *known.get(row.municipality_id, ())) for row in rows]


def listed() -> dict[int, list[str]]:
    """What the union's listings say on a card, by municipality."""
    # Nothing here is held once a language.
    rows = cast(Any, Listing.objects.order_by()).rewrite(False)
    return {of: said for of, *said in rows.values_list("municipality_id", "mayor", "phone", "crest")}


def members_on(day: date) -> list[Belonging]:
    """Who belonged to the union on that day, in the order of the Turkish alphabet."""
    return one_a_municipality(belongings(Membership.objects.on(day).in_turkish_order()))


def members_seen_by(request: UnionRequest, day: date) -> list[Belonging]:
    """The same; those of today, whom each member's page and each choice in the list look through, are remembered."""
    if day != timezone.localdate():
        return members_on(day)
    return cached_per_generation(request, members_on, day)


def band_of(population: int | None) -> str:
    """The band in which a population lies, by the numbers at its ends: 5000-20000, 500000-."""
    if population is None:
        return UNKNOWN
    place = sum(bound <= population for bound in BANDS)
    return f"{BANDS[place - 1]}-{BANDS[place] if place < len(BANDS) else ''}"


def band_in_words(band: str) -> str:
    if band == UNKNOWN:
        return _("unknown")
    first, last = band.split("-")
    if not last:
        return _("%(number)s or more") % {"number": format_number(int(first))}
    if first == "0":
        return _("fewer than %(number)s") % {"number": format_number(int(last))}
    return f"{format_number(int(first))} – {format_number(int(last) - 1)}"


@dataclass(frozen=True)
class Directory:
    """The members of a day, and those of them that fit a reader's choice."""

    members: list[Belonging]
    choice: dict

    @cached_property
    def found(self) -> list[Belonging]:
        words = fold(self.choice.get("text", "")).split()
        found = [row for row in self.members if self.fits(row) and all(word in row.folded for word in words)]
        sort = SORTS.get(self.choice.get("order") or "")
        # Sorting keeps the order of the alphabet among equals.
        return sorted(found, key=sort) if sort else found

    def fits(self, row: Belonging) -> bool:
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


def provinces_of(members: list[Belonging]) -> list[tuple[str, str]]:
    """Address word and name of the provinces in which the members lie, in the order of the alphabet."""
    found = {(row.province_order, row.province_slug, row.province) for row in members}
    return [(slug, name) for _order, slug, name in sorted(found)]


def bands_of(members: list[Belonging]) -> list[tuple[str, str]]:
    """The bands of population that have members, the smallest first, the unknown last."""
    found = {band_of(row.population) for row in members}
    known = sorted(found - {UNKNOWN}, key=lambda band: int(band.split("-")[0]))
    return [(band, band_in_words(band)) for band in [*known, *(found & {UNKNOWN})]]


def letters_of(members: list[Belonging]) -> list[str]:
    """The first letters of their names, as they come in the alphabet."""
    return list(dict.fromkeys(row.letter for row in members))
