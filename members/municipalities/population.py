"""How many people live in a municipality, by which count, and how many in several together."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from members.municipalities.models import Municipality, PopulationFigure

# What the populations of the reference data come from (members/municipalities/reference/README.md).
REGISTER = gettext_lazy("address-based population register, from turkiye-api")

Kind = Municipality.Kind


class Counted(Protocol):
    """What carries a population: a municipality, or its row in a list."""

    population: int | None
    population_year: int | None
    counts_the_district: bool


@dataclass(frozen=True)
class Inhabitants:
    """How many people live in some municipalities, each counted once, and for how many of them this is unknown.

    `years` names the years of the figures: "2025", or "2023–2025" where they differ.
    """

    number: int
    unknown: int
    years: str


@dataclass(frozen=True)
class YearPopulation:
    """The population of a municipality in one year; a bar of a chart."""

    year: int
    population: int
    source: str | Promise = ""
    counts_the_district: bool = False

    @property
    def certain(self) -> int:
        return self.population

    @property
    def total(self) -> int:
        return self.population


def of_the_register(municipality: Municipality) -> YearPopulation | None:
    """What the shared register says."""
    if municipality.population is None or municipality.population_year is None:
        return None
    return YearPopulation(
        municipality.population_year, municipality.population, REGISTER, municipality.counts_the_district
    )


def populations_of(municipality: Municipality) -> list[YearPopulation]:
    """The population through the years, the earliest first, from the union's figures and the shared register."""
    by_year = {
        row.year: YearPopulation(row.year, row.population, row.source)
        for row in PopulationFigure.objects.of(municipality)
    }
    register = of_the_register(municipality)
    if register:
        by_year.setdefault(register.year, register)
    return sorted(by_year.values(), key=lambda population: population.year)


def current_populations(municipalities: Iterable[Municipality]) -> dict[int, YearPopulation | None]:
    """How many people live in each of them, by its number: what every page and file says. One query.

    The union's own latest figure goes before the register's, unless it is older.
    """
    figures: dict[int, PopulationFigure] = {}
    for figure in PopulationFigure.objects.newest_first():
        figures.setdefault(figure.municipality_id, figure)
    return {
        municipality.pk: newer_of(figures.get(municipality.pk), of_the_register(municipality))
        for municipality in municipalities
    }


def newer_of(figure: PopulationFigure | None, register: YearPopulation | None) -> YearPopulation | None:
    if figure is None or (register and figure.year < register.year):
        return register
    return YearPopulation(figure.year, figure.population, figure.source)


def inhabitants_of(members: list) -> Inhabitants:
    bearers = population_bearers(members)
    populations = [member.population for member in bearers]
    return Inhabitants(sum(filter(None, populations)), populations.count(None), years_of(bearers))


def years_of(members: Iterable[Counted]) -> str:
    """The years of their figures in words: "2025", "2023–2025" or nothing."""
    years = {member.population_year for member in members if member.population is not None and member.population_year}
    return "–".join(map(str, sorted({min(years), max(years)}))) if years else ""


def population_bearers(members: Iterable) -> list:
    """The members without those whose population is part of another member's.

    The figure of a metropolitan municipality includes its districts; that of a whole district, where the
    municipality's own is not known, includes its towns.
    """
    members = list(members)
    metropolitan = {member.province_id for member in members if member.kind == Kind.METROPOLITAN}
    districts = {
        (member.province_id, "Merkez" if member.kind == Kind.PROVINCE else member.name)
        for member in members
        if member.kind in {Kind.PROVINCE, Kind.DISTRICT} and member.counts_the_district
    }
    return [
        member
        for member in members
        if not (member.kind == Kind.METROPOLITAN_DISTRICT and member.province_id in metropolitan)
        and not (member.kind == Kind.TOWN and (member.province_id, member.district_name) in districts)
    ]
