"""Outlines of areas, and the paths that draw them.

The borders between districts are kept in data/boundaries.json, each once; a larger area is the borders that
only one of its districts has. Source: Office for National Statistics licensed under the Open Government
Licence v3.0; contains OS data © Crown copyright and database right 2024. A map must show `attribution()`.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians

from skillshire.core.errors import UserError
from skillshire.places import areas
from skillshire.places.areas import DATA, Area

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """`rings` are closed lines of longitude and latitude in degrees, parts and holes alike: fill even-odd."""

    code: str
    name: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing `width` by `height`, north up; `svg_path` and `centre` give points in it."""

    width: float
    height: float
    west: float
    north: float
    across: float  # units of the drawing for one degree of longitude
    down: float  # and of latitude

    def point(self, place: Point) -> Point:
        return (place[0] - self.west) * self.across, (self.north - place[1]) * self.down


@dataclass(frozen=True)
class _Borders:
    attribution: str
    arcs: tuple[Ring, ...]
    districts: dict[str, list[list[int]]]


def attribution() -> str:
    """The words that must stand by any map drawn from these outlines."""
    return _borders().attribution


def shapes(codes: Iterable[str | Area]) -> list[Shape]:
    """The outline of each area, in the order given. UserError for an area that no longer exists."""
    return [_shape(code.code if isinstance(code, Area) else areas.get(code).code) for code in codes]


def frame(drawn: Sequence[Shape], width: float, margin: float = 2) -> Frame:
    """The drawing of this width that just holds `drawn`, with a margin; distances are true in its middle."""
    points = [point for shape in drawn for ring in shape.rings for point in ring]
    if not points:
        raise UserError("There is nothing to draw; give at least one area.")
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = cos(radians((south + north) / 2))
    down = (width - 2 * margin) / ((east - west) * squeeze)
    across = down * squeeze
    height = round((north - south) * down + 2 * margin, 1)
    return Frame(width, height, west - margin / across, north + margin / down, across, down)


def svg_path(shape: Shape, within: Frame) -> str:
    """The `d` of an SVG path, to a tenth of a unit; draw it with fill-rule evenodd."""
    return "".join(_line([within.point(place) for place in ring]) for ring in shape.rings)


def centre(shape: Shape, within: Frame) -> Point:
    """Where a label may stand: the centroid of the largest part."""
    largest = max((_centroid(ring) for ring in shape.rings), key=lambda found: found[0])
    return within.point(largest[1])


def _line(points: list[Point]) -> str:
    """Whole tenths and steps between them keep the path short; pieces that vanish at this size go."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    kept = [point for place, point in enumerate(tenths) if point != tenths[place - 1]]
    if len(kept) < 3:
        return ""
    steps = [
        f"{(x - before_x) / 10:g},{(y - before_y) / 10:g}"
        for (before_x, before_y), (x, y) in zip(kept, kept[1:], strict=False)
    ]
    return f"M{kept[0][0] / 10:g},{kept[0][1] / 10:g}l{' '.join(steps)}z"


def _centroid(ring: Ring) -> tuple[float, Point]:
    """Area in square degrees and centroid of a closed line, by the shoelace formula."""
    origin_x, origin_y = ring[0]  # measured from here, or rounding would spoil small rings
    local = [(x - origin_x, y - origin_y) for x, y in ring]
    twice = across = up = 0.0
    for (x, y), (next_x, next_y) in zip(local, [*local[1:], local[0]], strict=True):
        cross = x * next_y - next_x * y
        twice += cross
        across += (x + next_x) * cross
        up += (y + next_y) * cross
    if not twice:
        return 0.0, ring[0]
    return abs(twice) / 2, (origin_x + across / (3 * twice), origin_y + up / (3 * twice))


@lru_cache(maxsize=512)
def _shape(code: str) -> Shape:
    area, borders = areas.get(code), _borders()
    districts = [area] if area.level == "district" else _districts(area)
    missing = [district.name for district in districts if district.code not in borders.districts]
    if missing or not districts:
        raise UserError(f"{area.name} ({area.code}) has no outline; draw the areas that took its place.")
    rings = _stitch(
        [arc for district in districts for ring in borders.districts[district.code] for arc in ring]
    )
    return Shape(area.code, area.name, rings)


def _districts(area: Area) -> list[Area]:
    return areas.children(area) if area.current else []


def _stitch(walks: list[int]) -> tuple[Ring, ...]:
    """Closed lines from numbers of arcs; a border walked both ways lies inside the area and goes."""
    outer = set(walks)
    starts: dict[Point, list[Ring]] = {}
    for walk in walks:
        if ~walk not in outer:
            arc = _arc(walk)
            starts.setdefault(arc[0], []).append(arc)
    rings = []
    while starts:
        first = next(iter(starts))
        rings.append(_follow(first, starts))
    return tuple(rings)


def _follow(first: Point, starts: dict[Point, list[Ring]]) -> Ring:
    """One closed line from `first`, taking its arcs out of `starts`."""
    points: list[Point] = []
    here = first
    while not points or here != first:
        arc = starts[here].pop()
        if not starts[here]:
            del starts[here]
        points.extend(arc[:-1])
        here = arc[-1]
    return tuple(points)


def _arc(walk: int) -> Ring:
    arcs = _borders().arcs
    return arcs[walk] if walk >= 0 else arcs[~walk][::-1]


@lru_cache(maxsize=1)
def _borders() -> _Borders:
    stored = json.loads((DATA / "boundaries.json").read_text(encoding="utf-8"))
    arcs = tuple(_points(arc, stored["grid"]) for arc in stored["arcs"])
    return _Borders(stored["attribution"], arcs, stored["districts"])


def _points(steps: list[int], grid: float) -> Ring:
    x = y = 0
    points = []
    for across, up in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + across, y + up
        points.append((round(x * grid, 6), round(y * grid, 6)))
    return tuple(points)
