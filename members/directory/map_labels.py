"""Where the names of a map stand: beside their dots, or a little away from them at the end of a line."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import cos, hypot, pi, sin
from typing import NamedTuple

# In units of the drawing. The usual fonts need half of their size for a letter, the widest ones somewhat more.
LETTER, LINE = 0.6, 1.15
GAP = 3
DISTANCES = [1.2, 2.2, 3.4, 4.8, 6.4, 8.5, 11]
DIRECTIONS = 12


class Point(NamedTuple):
    """A dot of the map, and what is written at it."""

    x: int
    y: int
    radius: int
    words: str


class MapLabel(NamedTuple):
    """The words at a dot: where they begin (or end), and the line that leads to them if they stand away from it."""

    x: int
    y: int
    anchor: str
    leader: str


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@lru_cache(maxsize=64)
def placed_labels(
    points: tuple[Point, ...], size: int, width: int, height: int, taken: tuple[Box, ...] = ()
) -> tuple[MapLabel, ...]:
    """A label for each point, in their order: none lies on another, on a dot or outside, as far as there is room."""
    dots = [Box(p.x - p.radius, p.y - p.radius, p.x + p.radius, p.y + p.radius) for p in points]
    obstacles, labels = [*dots, *taken], {}
    for number in sorted(range(len(points)), key=lambda each: (-crowd(points, points[each]), each)):
        label, box = first_free(points[number], size, Box(0, 0, width, height), obstacles)
        labels[number] = label
        obstacles.append(box)
    return tuple(labels[number] for number in range(len(points)))


def crowd(points: Sequence[Point], point: Point) -> int:
    """How many dots are near: where it is crowded, labels are placed first."""
    return sum(abs(other.x - point.x) < 70 and abs(other.y - point.y) < 40 for other in points)


def first_free(point: Point, size: int, sheet: Box, obstacles: list[Box]) -> tuple[MapLabel, Box]:
    """The nearest place that is free; beside the dot if none is."""
    tried = list(places_for(point, size))
    for label, box in tried:
        inside = box.left >= sheet.left and box.right <= sheet.right
        inside = inside and box.top >= sheet.top and box.bottom <= sheet.bottom
        if inside and not any(box.meets(other) for other in obstacles):
            return label, box
    return tried[0] if tried[0][1].right <= sheet.right else tried[1]


def places_for(point: Point, size: int) -> Iterable[tuple[MapLabel, Box]]:
    """Places for the words of a dot, the best first: right and left of it, above, below, then around it."""
    wide, tall = len(point.words) * size * LETTER, size * LINE
    beside = float(point.radius + GAP)
    for dx, dy, anchor in [(beside, 0.0, ""), (-beside, 0.0, "end"), (0.0, -beside - tall / 2, "middle")]:
        yield placed(point, dx, dy, anchor, wide, tall)
    yield placed(point, 0, beside + tall / 2, "middle", wide, tall)
    for distance in DISTANCES:
        for step in range(DIRECTIONS):
            angle = 2 * pi * step / DIRECTIONS
            dx, dy = cos(angle) * distance * size + point.radius, sin(angle) * distance * size
            yield placed(point, dx, dy, "" if dx >= 0 else "end", wide, tall, has_leader=True)


def placed(
    point: Point, dx: float, dy: float, anchor: str, wide: float, tall: float, *, has_leader: bool = False
) -> tuple[MapLabel, Box]:
    x, middle = point.x + dx, point.y + dy
    left = {"": x, "end": x - wide, "middle": x - wide / 2}[anchor]
    near = x - GAP if dx >= 0 else x + GAP
    leader = f"M{point.x} {point.y}L{round(near)} {round(middle)}" if has_leader else ""
    label = MapLabel(round(x), round(middle + tall * 0.3), anchor, leader)
    return label, Box(left, middle - tall / 2, left + wide, middle + tall / 2)


def apart(places: list[tuple[int, int]], distance: float) -> list[tuple[int, int]]:
    """The same places, those of two members on one point moved apart, so that each can be reached."""
    moved = [(float(x), float(y)) for x, y in places]
    for _round in range(12):
        order = sorted(range(len(moved)), key=lambda each: (moved[each], each))
        has_moved = False
        for position, one in enumerate(order):
            for other in order[position + 1 :]:
                if moved[other][0] - moved[one][0] >= distance:
                    break
                has_moved |= push(moved, one, other, distance)
        if not has_moved:
            break
    return [(round(x), round(y)) for x, y in moved]


def push(moved: list[tuple[float, float]], one: int, other: int, distance: float) -> bool:
    """Moves two places that are too near to each other, both by the half; whether they were."""
    (x, y), (to_x, to_y) = moved[one], moved[other]
    far = hypot(to_x - x, to_y - y)
    # Rounding may bring two places a little nearer again.
    if far >= distance - 0.5:
        return False
    step_x, step_y = ((to_x - x) / far, (to_y - y) / far) if far else (1.0, 0.0)
    half = (distance - far) / 2
    moved[one] = x - step_x * half, y - step_y * half
    moved[other] = to_x + step_x * half, to_y + step_y * half
    return True
