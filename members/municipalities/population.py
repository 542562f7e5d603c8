"""How many people live in several municipalities together."""

from collections.abc import Iterable
from dataclasses import dataclass

from members.municipalities.models import Municipality, PopulationFigure

# Where the populations of the reference data come from (members/municipalities/reference/README.md).
POPULATION_YEAR = 2023

Kind = Municipality.Kind


@dataclass(frozen=True)
class Inhabitants:
    """The people of some municipalities, each counted once, and of how many municipalities the number is unknown."""

    number: int
    unknown: int
    year: int = POPULATION_YEAR


@dataclass(frozen=True)
class Count:
    """The population of a municipality in a year; a bar of a chart."""

    year: int
    population: int
    source: str = ""

    @property
    def certain(self) -> int:
        return self.population

    @property
    def total(self) -> int:
        return self.population


def counts_of(municipality: Municipality) -> list[Count]:
    """The population through the years, the earliest first: the union's record, and the register that all share."""
    counts = {
        row.year: Count(row.year, row.population, row.source) for row in PopulationFigure.objects.of(municipality)
    }
    if municipality.population is not None:
        counts.setdefault(POPULATION_YEAR, Count(POPULATION_YEAR, municipality.population))
    return sorted(counts.values(), key=lambda count: count.year)


def inhabitants_of(members: list) -> Inhabitants:
    populations = [member.population for member in population_bearers(members)]
    return Inhabitants(sum(filter(None, populations)), populations.count(None))


def population_bearers(members: Iterable) -> list:
    """The members without those whose people another member counts too.

    The figure of a metropolitan municipality holds its districts, that of a district its towns.
    """
    members = list(members)
    metropolitan = {member.province_id for member in members if member.kind == Kind.METROPOLITAN}
    districts = {
        (member.province_id, "Merkez" if member.kind == Kind.PROVINCE else member.name)
        for member in members
        if member.kind in {Kind.PROVINCE, Kind.DISTRICT}
    }
    return [
        member
        for member in members
        if not (member.kind == Kind.METROPOLITAN_DISTRICT and member.province_id in metropolitan)
        and not (member.kind == Kind.TOWN and (member.province_id, member.district_name) in districts)
    ]
