"""How many people live in several municipalities together."""

from collections.abc import Iterable
from dataclasses import dataclass

from members.municipalities.models import Municipality, PopulationFigure

# Where the populations of the reference data come from (members/municipalities/reference/README.md).
POPULATION_YEAR = 2023

Kind = Municipality.Kind


@dataclass(frozen=True)
class Inhabitants:
    """How many people live in some municipalities, each counted once, and for how many of them this is unknown."""

    number: int
    unknown: int
    year: int = POPULATION_YEAR


@dataclass(frozen=True)
class YearPopulation:
    """The population of a municipality in one year; a bar of a chart."""

    year: int
    population: int
    source: str = ""

    @property
    def certain(self) -> int:
        return self.population

    @property
    def total(self) -> int:
        return self.population


def populations_of(municipality: Municipality) -> list[YearPopulation]:
    """The population through the years, the earliest first, from the union's figures and the shared register."""
    by_year = {
        row.year: YearPopulation(row.year, row.population, row.source)
        for row in PopulationFigure.objects.of(municipality)
    }
    if municipality.population is not None:
        by_year.setdefault(POPULATION_YEAR, YearPopulation(POPULATION_YEAR, municipality.population))
    return sorted(by_year.values(), key=lambda population: population.year)


def inhabitants_of(members: list) -> Inhabitants:
    populations = [member.population for member in population_bearers(members)]
    return Inhabitants(sum(filter(None, populations)), populations.count(None))


def population_bearers(members: Iterable) -> list:
    """The members without those whose population is part of another member's.

    The figure of a metropolitan municipality includes its districts, that of a district its towns.
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
