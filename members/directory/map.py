"""The members as dots on a map of the provinces, today or on another day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import count, groupby, pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Any, NamedTuple

from members.directory.map_labels import Box, MapLabel, Point, apart, placed_labels
from members.membership.history import last_day_of
from members.membership.rows import MembershipRow, one_a_municipality
from members.municipalities.outlines import Drawing

# In units of the drawing, which is a thousand wide.
RADIUS, SMALLEST, LARGEST = 9, 4, 44
RADIUS_OF_MANY, MANY = 5, 300
# More names than these would hide the dots.
NAMED_PROVINCES = 20
NAMED_MEMBERS = 80
# Of the letters, on wide pages and on phones; as in static/css/components/map.css.
NAME_SIZE, NUMBER_SIZE = 15, 34
NEIGHBOURS = 6
# In kilometres.
EARTH_RADIUS = 6371
PAST_YEARS = [2004, 2014, 2024]


class Dot(NamedTuple):
    """A member on the map."""

    x: int
    y: int
    radius: int
    row: MembershipRow
    is_certain: bool


class NamedDot(NamedTuple):
    """A member on a map with names: on wide pages the name, on phones the number that the list below has."""

    dot: Dot
    name: MapLabel
    number: int
    place_of_number: MapLabel


class Listed(NamedTuple):
    """A member in the list below the map, with its number on the map, if it has one."""

    row: MembershipRow
    number: int | None


class MemberMap:
    """The members of a day over the provinces in which the union has or had members.

    The part of the country shown is the same for every day, so that maps of several days can be compared.
    """

    def __init__(self, rows: Iterable[MembershipRow], day: date, today: date, *, by_population: bool = False):
        self.rows = list(rows)
        self.day, self.today = day, today
        self.by_population = by_population

    @cached_property
    def members(self) -> list[MembershipRow]:
        return one_a_municipality(row for row in self.rows if row.is_on(self.day))

    @cached_property
    def drawing(self) -> Drawing:
        return Drawing(row.province_id for row in self.rows)

    @cached_property
    def province_names(self) -> list[tuple]:
        """Names and their positions, as long as there is room for them."""
        names = {row.province_id: row.province for row in self.rows}
        labels = self.drawing.labels if len(names) <= NAMED_PROVINCES else []
        return [(label, names[label.plate]) for label in labels if label.plate in names]

    @cached_property
    def dots(self) -> list[Dot]:
        """The largest first, so that none hides a smaller one; those of one size in the order of the list."""
        placed = [row for row in self.members if row.has_place]
        most = max((row.population or 0 for row in placed), default=0)
        usual = RADIUS_OF_MANY if len(placed) > MANY else RADIUS
        places = apart([place_in(self.drawing, row) for row in placed], usual * (0.6 if len(placed) > MANY else 2))
        dots = [
            Dot(
                *place,
                radius_of(row.population, most) if self.by_population else usual,
                row,
                row.is_certain_on(self.day, self.today),
            )
            for row, place in zip(placed, places, strict=True)
        ]
        return sorted(dots, key=lambda dot: (-dot.radius, dot.row.province_order))

    @property
    def has_names(self) -> bool:
        """Whether there is room for the names of the members."""
        return 0 < len(self.dots) <= NAMED_MEMBERS

    @cached_property
    def named_dots(self) -> list[NamedDot]:
        """The dots with the places of their names and numbers; none where there is no room for them."""
        if not self.has_names:
            return []
        numbers = {listed.row.municipality_id: listed.number for _name, rows in self.by_province for listed in rows}
        dots = [(dot, numbers[dot.row.municipality_id] or 0) for dot in self.dots]
        provinces = tuple(
            Box(label.x - len(name) * 7, label.y - 20, label.x + len(name) * 7, label.y + 4)
            for label, name in self.province_names
        )
        size = self.drawing.width, self.drawing.height
        names = tuple(Point(dot.x, dot.y, dot.radius, dot.row.name) for dot, _number in dots)
        # On phones dots and numbers are drawn larger.
        short = tuple(Point(dot.x, dot.y, round(dot.radius * 1.4), str(number)) for dot, number in dots)
        by_name = placed_labels(names, NAME_SIZE, *size, provinces)
        by_number = placed_labels(short, NUMBER_SIZE, *size)
        rows = zip(dots, by_name, by_number, strict=True)
        return [NamedDot(dot, name, number, place) for (dot, number), name, place in rows]

    @cached_property
    def unplaced(self) -> list[MembershipRow]:
        """Members without coordinates, named below the map."""
        return [row for row in self.members if not row.has_place]

    @property
    def is_large(self) -> bool:
        """Whether the page is too heavy to name the members without coordinates twice."""
        return len(self.members) > MANY

    @cached_property
    def uncertain(self) -> int:
        """How many may have joined only after the day."""
        return sum(not row.is_certain_on(self.day, self.today) for row in self.members)

    @cached_property
    def by_province(self) -> list[tuple[str, list[Listed]]]:
        """The same members as a list, for readers who do not see the map, and to find the numbers of the map."""

        def province(row: MembershipRow) -> tuple[str, str]:
            return row.province_order, row.province

        in_order = sorted(self.members, key=province)
        numbers = count(1)
        listed = [Listed(row, next(numbers) if self.has_names and row.has_place else None) for row in in_order]
        groups = groupby(listed, key=lambda each: province(each.row))
        return [(name, list(rows)) for (_order, name), rows in groups]


class SmallMap(NamedTuple):
    """The members of a past year beside those of other years."""

    year: int
    members: int
    uncertain: int
    # The numbers of the shared strokes that belong to this year, each with whether it is certain.
    strokes: list[tuple[int, bool]]


class SmallMaps:
    """Maps of several years side by side; members with the same years share one stroke that all maps use."""

    def __init__(self, rows: list[MembershipRow], drawing: Drawing, years: Sequence[int], today: date):
        self.drawing = drawing
        days = {year: last_day_of(year, today) for year in years}
        members_of = {year: one_a_municipality(row for row in rows if row.is_on(day)) for year, day in days.items()}
        certain = {
            (year, row.municipality_id): row.is_certain_on(days[year], today)
            for year, members in members_of.items()
            for row in members
        }
        placed = {row.municipality_id: row for members in members_of.values() for row in members if row.has_place}
        groups = defaultdict(list)
        for number, row in placed.items():
            groups[tuple(certain.get((year, number)) for year in years)].append(row)
        self.shown = [
            frozenset((row.municipality_id, certain[year, row.municipality_id]) for row in members)
            for year, members in members_of.items()
        ]
        self.strokes = [self.stroke(members) for members in groups.values()]
        self.maps = [
            SmallMap(
                year,
                len(members_of[year]),
                sum(not certain[year, row.municipality_id] for row in members_of[year]),
                [(number, state) for number, states in enumerate(groups) if (state := states[place]) is not None],
            )
            for place, year in enumerate(years)
        ]

    def differ_from(self, members: list[MembershipRow]) -> bool:
        """Whether any of the maps shows something else than the others, or other members than these."""
        today = {row.municipality_id for row in members}
        return len(set(self.shown)) > 1 or any({number for number, _state in shown} != today for shown in self.shown)

    def stroke(self, rows: list[MembershipRow]) -> str:
        """A dot for each member, drawn as one stroke."""
        return stroke_of(place_in(self.drawing, row) for row in rows)


def stroke_of(places: Iterable[tuple[int, int]]) -> str:
    """A dot for each place, from west to east. Steps from one to the next are shorter to send than the places."""
    in_order = sorted(places)
    steps = "".join(f"m{x - before} {y - above}h0" for (before, above), (x, y) in pairwise(in_order))
    return f"M{in_order[0][0]} {in_order[0][1]}h0{steps}".replace(" -", "-") if in_order else ""


class Neighbour(NamedTuple):
    """Another member, and how far away it lies as the crow flies."""

    row: MembershipRow
    kilometres: int


class Place:
    """Where one municipality lies among the members of today."""

    def __init__(self, municipality, members: Iterable[MembershipRow]):
        self.municipality = municipality
        self.others = [row for row in members if row.has_place and row.municipality_id != municipality.pk]

    @property
    def is_known(self) -> bool:
        return self.municipality.latitude is not None and self.municipality.longitude is not None

    @property
    def neighbours(self) -> list[Neighbour]:
        """The nearest other members."""
        here = self.municipality
        neighbours = [Neighbour(row, round(kilometres(here, row))) for row in self.others] if self.is_known else []
        return sorted(neighbours, key=lambda neighbour: neighbour.kilometres)[:NEIGHBOURS]

    @cached_property
    def drawing(self) -> Drawing:
        return Drawing([self.municipality.province_id])

    @property
    def dot(self) -> tuple[int, int]:
        return self.drawing.place(self.municipality.longitude, self.municipality.latitude)

    @property
    def other_dots(self) -> str:
        """The other members in sight, drawn as one stroke."""
        places = [place_in(self.drawing, row) for row in self.others]
        within = [(x, y) for x, y in places if 0 <= x <= self.drawing.width and 0 <= y <= self.drawing.height]
        return stroke_of(within)


def kilometres(one, other) -> float:
    """The distance of two places with a latitude and a longitude."""
    south, north = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude) - radians(one.longitude)
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(half))


def radius_of(population: int | None, most: int) -> int:
    """A radius whose square, and so the dot's area, grows with the population."""
    return max(SMALLEST, round(LARGEST * sqrt((population or 0) / most))) if most else RADIUS


def place_in(drawing: Drawing, row: Any) -> tuple[int, int]:
    """Where a member lies in the drawing; only for members that have coordinates."""
    return drawing.place(row.longitude, row.latitude)
