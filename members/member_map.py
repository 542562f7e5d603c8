"""The members on a map: a dot each over the provinces, of today or of another day."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from itertools import groupby
from math import sqrt
from typing import NamedTuple

from members.belonging import Belonging, one_a_municipality
from members.outlines import Drawing

# In units of the drawing, which is a thousand wide.
RADIUS, SMALLEST, LARGEST = 9, 4, 44
RADIUS_OF_MANY, MANY = 5, 300
# More names than these would hide the dots.
NAMED_PROVINCES = 20
PAST_YEARS = [2004, 2014, 2024]


class Dot(NamedTuple):
    """A member on the map."""

    x: int
    y: int
    radius: int
    row: Belonging
    is_certain: bool


class MemberMap:
    """The members of a day over the provinces in which the union has or had members.

    The part of the country shown is the same for every day, so that maps of several days can be compared.
    """

    def __init__(self, rows: Iterable[Belonging], day: date, today: date, *, by_population: bool = False):
        self.rows = list(rows)
        self.day, self.today = day, today
        self.by_population = by_population

    @cached_property
    def members(self) -> list[Belonging]:
        return one_a_municipality(row for row in self.rows if row.is_on(self.day))

    @cached_property
    def drawing(self) -> Drawing:
        return Drawing(row.province_id for row in self.rows)

    @property
    def province_names(self) -> list[tuple]:
        """Names and where they stand, as long as there is room for them."""
        names = {row.province_id: row.province for row in self.rows}
        labels = self.drawing.labels if len(names) <= NAMED_PROVINCES else []
        return [(label, names[label.plate]) for label in labels if label.plate in names]

    @cached_property
    def dots(self) -> list[Dot]:
        """The largest first, so that none hides a smaller one; those of one size from north to south."""
        placed = [row for row in self.members if row.has_place]
        most = max((row.population or 0 for row in placed), default=0)
        usual = RADIUS_OF_MANY if len(placed) > MANY else RADIUS
        dots = [
            Dot(
                *self.drawing.place(row.longitude, row.latitude),
                radius_of(row.population, most) if self.by_population else usual,
                row,
                row.is_certain_on(self.day, self.today),
            )
            for row in placed
        ]
        return sorted(dots, key=lambda dot: (-dot.radius, dot.y, dot.x))

    @property
    def unplaced(self) -> list[Belonging]:
        """Members whose place is not known: named beneath the map."""
        return [row for row in self.members if not row.has_place]

    @property
    def uncertain(self) -> int:
        """How many may have joined only after the day."""
        return sum(not row.is_certain_on(self.day, self.today) for row in self.members)

    @property
    def by_province(self) -> list[tuple[str, list[Belonging]]]:
        """The same members as a list, for those who do not see the map."""

        def province(row: Belonging) -> tuple[str, str]:
            return row.province_order, row.province

        in_order = sorted(self.members, key=province)
        return [(name, list(found)) for (_order, name), found in groupby(in_order, key=province)]

    @property
    def points(self) -> dict[str, str]:
        """All dots as two strokes of a pen, certain ones and others, where no link is wanted."""
        strokes = {True: "", False: ""}
        for dot in self.dots:
            strokes[dot.is_certain] += f"M{dot.x} {dot.y}h0"
        return {"certain": strokes[True], "uncertain": strokes[False]}


def radius_of(population: int | None, most: int) -> int:
    """A radius whose square, and so the dot's area, grows with the population."""
    return max(SMALLEST, round(LARGEST * sqrt((population or 0) / most))) if most else RADIUS


def last_day_of(year: int, today: date) -> date:
    """The day that stands for a year: its last one, or today."""
    return min(date(year, 12, 31), today)
