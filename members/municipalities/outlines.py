"""The outlines of the provinces (`reference/outlines.json`) as paths of an SVG drawing.

Every border is stored once, as an arc with the provinces on its left and right; 0 is the sea, or abroad.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, pairwise
from math import cos, radians
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "reference" / "outlines.json"

# A degree of longitude against one of latitude, in the middle of the country.
NARROWING = cos(radians(39))
WIDTH = 1000
# The part of the drawing left free around what it shows.
MARGIN = 0.04
# The height of a drawing as a part of its width, at most.
HIGHEST = 0.9

# Points closer than this are drawn as one; a map of the whole country needs fewer points.
NEAREST, NEAREST_FROM_AFAR = 2, 3
# A drawing with fewer units per degree counts as seen from afar.
AFAR = 120

# In degrees, and in the units of a drawing.
Point = tuple[float, float]
Place = tuple[int, int]


class Box(NamedTuple):
    """A part of the map, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: "Box") -> bool:
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )


class Arc(NamedTuple):
    left: int
    right: int
    points: list[Point]
    box: Box


class Label(NamedTuple):
    plate: int
    x: int
    y: int


def box_of(points: Iterable[Point]) -> Box:
    longitudes, latitudes = zip(*points, strict=True)
    return Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def box_around(boxes: Iterable[Box]) -> Box:
    west, south, east, north = zip(*boxes, strict=True)
    return Box(min(west), min(south), max(east), max(north))


@dataclass(frozen=True)
class Outlines:
    """The arcs of the provinces, the lakes, and the coasts and borders of the countries around."""

    arcs: list[Arc]
    lakes: list[Arc]
    others: list[Arc]
    boxes: dict[int, Box]


@cache
def outlines() -> Outlines:
    """The outlines in the file, read once per process."""
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    scale = stored["scale"]

    def arc(left: int, right: int, steps: list[int]) -> Arc:
        points = [(x / scale, y / scale) for x, y in zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)]
        return Arc(left, right, points, box_of(points))

    arcs = [arc(left, right, steps) for left, right, *steps in stored["arcs"]]
    boxes = defaultdict(list)
    for border in arcs:
        for plate in {border.left, border.right} - {0}:
            boxes[plate].append(border.box)
    return Outlines(
        arcs,
        [arc(0, 0, steps) for steps in stored["lakes"]],
        [arc(0, 0, steps) for steps in stored["others"]],
        {plate: box_around(parts) for plate, parts in boxes.items()},
    )


class Line(NamedTuple):
    """An arc in units of a drawing, without the points that would coincide there."""

    left: int
    right: int
    places: list[Place]
    is_in_sight: bool


def no_higher(box: Box) -> Box:
    """The same, with more of what lies in the west and the east of it where it would be higher than a screen."""
    lacking = (box.north - box.south) / HIGHEST / NARROWING - (box.east - box.west)
    beside = max(0, lacking / 2)
    return Box(box.west - beside, box.south, box.east + beside, box.north)


class Drawing:
    """The outlines as drawn for some provinces and their surroundings."""

    def __init__(self, plates: Iterable[int]):
        boxes = outlines().boxes
        self.plates = {plate for plate in plates if plate in boxes} or set(boxes)
        box = box_around(boxes[plate] for plate in self.plates)
        space = MARGIN * max(box.east - box.west, box.north - box.south)
        self.box = no_higher(Box(box.west - space, box.south - space, box.east + space, box.north + space))
        self.scale = WIDTH / ((self.box.east - self.box.west) * NARROWING)
        self.nearest = NEAREST if self.scale > AFAR else NEAREST_FROM_AFAR
        self.width = WIDTH
        self.height = round((self.box.north - self.box.south) * self.scale)

    def place(self, longitude: float, latitude: float) -> Place:
        """Where a point given in degrees lies in the drawing."""
        x = (float(longitude) - self.box.west) * NARROWING * self.scale
        return round(x), round((self.box.north - float(latitude)) * self.scale)

    @cached_property
    def plates_in_sight(self) -> set[int]:
        return {plate for plate, box in outlines().boxes.items() if box.meets(self.box)}

    @cached_property
    def lines(self) -> list[Line]:
        """The borders of all provinces in sight."""
        return [self._line(arc) for arc in outlines().arcs if {arc.left, arc.right} & self.plates_in_sight]

    @property
    def land(self) -> str:
        """The provinces in sight."""
        return self._shaded(self.plates_in_sight)

    @property
    def shaded(self) -> str:
        """The provinces that the drawing is about."""
        return self._shaded(self.plates)

    @property
    def borders(self) -> str:
        """The borders between provinces."""
        return _paths(line.places for line in self.lines if line.is_in_sight and line.left and line.right)

    @property
    def edges(self) -> str:
        """The coast and the borders of the country."""
        return _paths(line.places for line in self.lines if line.is_in_sight and not (line.left and line.right))

    @property
    def abroad(self) -> str:
        return self._others(outlines().others)

    @property
    def lakes(self) -> str:
        return self._others(outlines().lakes)

    @property
    def labels(self) -> list[Label]:
        """Where the names of the provinces may stand: in the middle of their largest part."""
        middles = [(plate, middle_of(rings_of({plate}, self.lines))) for plate in sorted(self.plates)]
        return [Label(plate, round(x), round(y)) for plate, (x, y) in middles]

    def _shaded(self, plates: set[int]) -> str:
        return "".join(f"{path}z" for path in map(_path, rings_of(plates, self.lines)) if path)

    def _others(self, arcs: Iterable[Arc]) -> str:
        lines = (self._line(arc) for arc in arcs)
        return _paths(line.places for line in lines if line.is_in_sight)

    def _line(self, arc: Arc) -> Line:
        first, *between, last = [self.place(*point) for point in arc.points]
        places = [first]
        for x, y in between:
            if (x - places[-1][0]) ** 2 + (y - places[-1][1]) ** 2 >= self.nearest**2:
                places.append((x, y))
        return Line(arc.left, arc.right, [*places, last], arc.box.meets(self.box))


def _paths(lines: Iterable[list[Place]]) -> str:
    return "".join(map(_path, lines))


def _path(places: list[Place]) -> str:
    """A line as a path, each point relative to the one before."""
    steps = [f"{to_x - x} {to_y - y}" for (x, y), (to_x, to_y) in pairwise(places) if (x, y) != (to_x, to_y)]
    # A minus sign separates numbers by itself.
    return f"M{places[0][0]} {places[0][1]}l{' '.join(steps)}".replace(" -", "-") if steps else ""


def rings_of(plates: set[int], lines: Iterable[Line]) -> list[list[Place]]:
    """The closed lines around several provinces, without the borders between them."""
    ends = defaultdict(list)
    around = [line.places for line in lines if (line.left in plates) != (line.right in plates)]
    for number, places in enumerate(around):
        ends[places[0]].append((number, places))
        ends[places[-1]].append((number, places[::-1]))
    used, rings = set(), []
    for number, places in enumerate(around):
        if number in used:
            continue
        used.add(number)
        ring = list(places)
        while ring[-1] != ring[0]:
            following = next(((other, way) for other, way in ends[ring[-1]] if other not in used), None)
            if following is None:
                break
            used.add(following[0])
            ring += following[1][1:]
        rings.append(ring)
    return rings


def middle_of(rings: list[list[Place]]) -> tuple[float, float]:
    """The centroid of the largest area."""

    def moments(ring: list[Place]) -> tuple[float, float, float]:
        area = x = y = 0.0
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
            cross = ax * by - bx * ay
            area, x, y = area + cross, x + (ax + bx) * cross, y + (ay + by) * cross
        return area, x, y

    area, x, y = max((moments(ring) for ring in rings), key=lambda sums: abs(sums[0]))
    return x / (3 * area), y / (3 * area)
