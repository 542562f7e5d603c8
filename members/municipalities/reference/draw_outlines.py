"""Make `outlines.json` from Natural Earth, in an environment of its own (see README.md beside it).

    python draw_outlines.py <folder with the 10m shapefiles>

The shapefiles hold lines without names. The lines are joined to areas, each area takes the plate number of the
municipalities that lie in it, and what bounds the provinces is written, simplified, as arcs that know the province on
either side.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import shapefile
import shapely
from shapely.geometry import LineString, Point, box
from shapely.ops import linemerge, nearest_points, polygonize, unary_union

HERE = Path(__file__).parent
WINDOW = box(24.5, 35, 46, 43)
SHOWN = box(25.2, 35.5, 45.3, 42.5)
# In degrees: the gap that is closed, the tolerance of simplified lines, the smallest lake drawn.
REACH, STRAY, STRAY_ABROAD, SMALLEST = 0.08, 0.004, 0.015, 0.002
# Thousandths of a degree: about a hundred metres.
SCALE = 1000

Segment = tuple[tuple[float, float], tuple[float, float]]


def lines_of(folder: Path, name: str) -> list[LineString]:
    """The lines of a layer within the window."""
    lines = []
    with (folder / f"{name}.shp").open("rb") as shp, (folder / f"{name}.shx").open("rb") as shx:
        for shape in shapefile.Reader(shp=shp, shx=shx).iterShapes():
            if not shape.points or not box(*shape.bbox).intersects(WINDOW):
                continue
            ends = [*shape.parts, len(shape.points)]
            rings = [shape.points[start:end] for start, end in zip(ends, ends[1:], strict=False)]
            lines += [LineString(points) for points in rings if len(points) > 1]
    return pieces([line.intersection(WINDOW) for line in lines])


def pieces(geometries) -> list[LineString]:
    """The simple lines in geometries of any kind."""
    lines = []
    for geometry in geometries:
        if hasattr(geometry, "geoms"):
            lines += pieces(geometry.geoms)
        elif geometry.geom_type in ["LineString", "LinearRing"] and not geometry.is_empty:
            lines.append(LineString(geometry.coords))
    return lines


def join(lines: list[LineString]):
    """The lines as a network; a line that ends just before another is extended to it."""
    network = unary_union(lines)
    parts = pieces([network])
    meetings = Counter(end for part in parts for end in [part.coords[0], part.coords[-1]])
    tree = shapely.STRtree(parts)
    joints = []
    for number, part in enumerate(parts):
        for end in [part.coords[0], part.coords[-1]]:
            point = Point(end)
            near = [other for other in tree.query(point.buffer(REACH)) if other != number]
            if meetings[end] > 1 or not near:
                continue
            nearest = min(near, key=lambda other: parts[other].distance(point))
            target = nearest_points(point, parts[nearest])[1]
            length = point.distance(target)
            if 0 < length <= REACH:
                # A little too long, so that it certainly crosses.
                factor = (length + 1e-4) / length
                beyond = [a + (b - a) * factor for a, b in zip(end, target.coords[0], strict=True)]
                joints.append(LineString([end, beyond]))
    return unary_union([network, *joints])


def provinces(network) -> dict[int, shapely.Geometry]:
    """The area of each province by its plate number."""
    faces = list(polygonize(network))
    tree = shapely.STRtree(faces)
    inside: dict = defaultdict(Counter)
    with (HERE / "municipalities.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["latitude"]:
                point = Point(float(row["longitude"]), float(row["latitude"]))
                for face in tree.query(point, predicate="within"):
                    inside[face][int(row["plate"])] += 1
    areas = defaultdict(list)
    for face, plates in inside.items():
        # With a coarse coastline, towns on the coast may lie in the sea, which is no province.
        if faces[face].area < 10:
            areas[plates.most_common(1)[0][0]].append(faces[face])
    return {plate: unary_union(parts) for plate, parts in areas.items()}


def segments(line) -> list[Segment]:
    return list(zip(line.coords, line.coords[1:], strict=False))


def provinces_on_the_left(areas: dict) -> dict[Segment, int]:
    """The province to the left of each segment of a border, by the segment's direction."""
    provinces_by_segment = {}
    for plate, area in areas.items():
        for polygon in getattr(area, "geoms", [area]):
            turned = shapely.geometry.polygon.orient(polygon)
            for ring in [turned.exterior, *turned.interiors]:
                provinces_by_segment.update(dict.fromkeys(segments(ring), plate))
    return provinces_by_segment


def merge(geometry) -> list[LineString]:
    lines = pieces([geometry])
    return pieces([linemerge(lines)]) if lines else []


def encode(line: LineString, stray: float) -> list[int]:
    """The simplified line in thousandths of a degree: the first point, then the steps from point to point."""
    points = [(round(x * SCALE), round(y * SCALE)) for x, y in line.simplify(stray).coords]
    points = [point for number, point in enumerate(points) if number == 0 or point != points[number - 1]]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(points, points[1:], strict=False)]
    return [value for pair in [points[0], *steps] for value in pair]


def arcs_of(borders, areas: dict) -> list[list[int]]:
    """The borders as arcs: the provinces on the left and on the right, then the encoded line."""
    left = provinces_on_the_left(areas)
    arcs = []
    for line in merge(borders):
        start, end = segments(line)[0]
        steps = encode(line, STRAY)
        # A line that is rounded to a single point joins nothing.
        if len(steps) > 2:
            arcs.append([left.get((start, end), 0), left.get((end, start), 0), *steps])
    return arcs


def lines_abroad(lines: list[LineString], borders) -> list[LineString]:
    """The coasts and borders of the neighbours, without those of the provinces."""
    around = borders.buffer(1e-6)
    abroad = unary_union(lines).difference(around).intersection(SHOWN)
    return [line for line in merge(abroad) if line.length > STRAY_ABROAD * 2]


def lakes_within(country, lakes: list[LineString]) -> list[LineString]:
    return [
        lake for lake in lakes if lake.is_ring and country.intersects(lake) and shapely.Polygon(lake).area > SMALLEST
    ]


def as_json(tables: dict[str, list]) -> str:
    """The file, with each line of the drawing on a line of its own."""
    parts = [
        f'"{name}":[\n' + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]"
        for name, rows in tables.items()
    ]
    return '{"source":"Natural Earth 10m, public domain",\n"scale":' + f"{SCALE},\n" + ",\n".join(parts) + "}\n"


def main(folder: Path) -> None:
    layers = {
        name: lines_of(folder, f"ne_10m_{name}")
        for name in ["admin_1_states_provinces_lines", "coastline", "admin_0_boundary_lines_land", "lakes"]
    }
    lakes = layers.pop("lakes")
    areas = provinces(join([line for lines in layers.values() for line in lines] + [LineString(WINDOW.exterior)]))
    borders = unary_union([area.boundary for area in areas.values()])
    arcs = arcs_of(borders, areas)
    abroad = lines_abroad(layers["coastline"] + layers["admin_0_boundary_lines_land"], borders)
    tables = {
        "arcs": sorted(arcs),
        "others": sorted(encode(line, STRAY_ABROAD) for line in abroad),
        "lakes": sorted(encode(lake, STRAY) for lake in lakes_within(unary_union(list(areas.values())), lakes)),
    }
    (HERE / "outlines.json").write_text(as_json(tables), encoding="utf-8")
    points = {name: sum(len(row) for row in rows) // 2 for name, rows in tables.items()}
    print(f"{len(areas)} provinces, {len(arcs)} arcs; points: {points}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
