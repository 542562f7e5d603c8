"""Bands of population by which the list of members is narrowed."""

from django.utils.translation import gettext as _

from members.membership.rows import MembershipRow
from unions.text.turkish import format_number

UNKNOWN = "unknown"


# The lower bounds of the bands.
BANDS = [0, 2_000, 5_000, 20_000, 50_000, 100_000, 500_000]


def band_of(population: int | None) -> str:
    """The band of a population as its address says it: 5000-20000, 500000-, unknown."""
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


def bands_of(members: list[MembershipRow]) -> list[tuple[str, str]]:
    """The bands of population that have members, the smallest first, the unknown last."""
    bands = {band_of(row.population) for row in members}
    in_order = sorted(bands - {UNKNOWN}, key=lambda band: int(band.split("-")[0]))
    return [(band, band_in_words(band)) for band in [*in_order, *(bands & {UNKNOWN})]]
