import json
import re
from itertools import accumulate
from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core.errors import UserError
from skillshire.places import areas, boundaries

PRESENT = st.sampled_from(areas.all())
COUNTY = "E10000015"
KM = 111.2  # kilometres in a degree of latitude


def moments(rings, latitude):
    """Area in km² and centroid in km of closed lines, holes wound against their outer ring."""
    twice = across = up = 0.0
    squeeze = cos(radians(latitude)) * KM
    for ring in rings:
        points = [(x * squeeze, y * KM) for x, y in ring]
        for (x, y), (next_x, next_y) in zip(points, [*points[1:], points[0]], strict=True):
            cross = x * next_y - next_x * y
            twice += cross
            across += (x + next_x) * cross
            up += (y + next_y) * cross
    return abs(twice) / 2, (across / (3 * twice), up / (3 * twice))


@pytest.fixture(scope="module")
def published(shared):
    """Rings of each district by code, as the Office for National Statistics draws them."""
    topology = json.loads((shared / "raw/boundaries/ons-els-topo.json").read_text())
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]

    def arc(number):
        steps = topology["arcs"][number if number >= 0 else ~number]
        xs, ys = (list(accumulate(step[axis] for step in steps)) for axis in (0, 1))
        points = [(x * scale[0] + move[0], y * scale[1] + move[1]) for x, y in zip(xs, ys, strict=True)]
        return points if number >= 0 else points[::-1]

    def rings(geometry):
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        return [[point for n in ring for point in arc(n)[:-1]] for polygon in polygons for ring in polygon]

    drawn = topology["objects"]["ltla"]["geometries"]
    return {geometry["properties"]["areacd"]: rings(geometry) for geometry in drawn}


# Ours leave out most of the islets, and cut the Thames elsewhere.
COARSE = {"E06000053": 0.06, "E09000013": 0.04}


@pytest.mark.parametrize("area", areas.all("district"), ids=lambda area: area.code)
def test_a_district_has_the_size_and_place_of_the_published_one(published, area):
    rings = published[area.code]
    latitude = rings[0][0][1]
    size, (x, y) = moments(rings, latitude)
    ours, (our_x, our_y) = moments(boundaries.shapes([area])[0].rings, latitude)
    assert ours == pytest.approx(size, rel=COARSE.get(area.code, 0.03))
    assert hypot(our_x - x, our_y - y) < 0.2


def test_every_present_area_has_an_outline_of_closed_lines():
    for shape in boundaries.shapes(areas.all()):
        assert shape.rings
        assert all(len(ring) >= 3 and ring[0] != ring[-1] for ring in shape.rings)
        assert all(-6.5 < x < 1.8 and 49.8 < y < 55.9 for ring in shape.rings for x, y in ring)


@given(st.sampled_from([area for area in areas.all() if area.level != "district"]))
def test_a_larger_area_is_exactly_as_large_as_its_districts(area):
    whole = moments(boundaries.shapes([area])[0].rings, 52)[0]
    parts = sum(moments(shape.rings, 52)[0] for shape in boundaries.shapes(areas.children(area)))
    assert whole == pytest.approx(parts, rel=1e-6)


def test_borders_inside_a_county_are_not_in_its_outline():
    [county] = boundaries.shapes([COUNTY])
    [skills_area] = boundaries.shapes(["E69000016"])
    assert len(county.rings) == 1
    assert set(county.rings[0]) == set(skills_area.rings[0])


def test_a_former_code_draws_the_present_area():
    assert boundaries.shapes(["E07000101"]) == boundaries.shapes(["E07000243"])


def test_refuses_an_abolished_area_by_name():
    with pytest.raises(UserError, match=r"Cumbria \(E10000006\) has no outline; draw the areas that took"):
        boundaries.shapes(["E10000006"])


@given(PRESENT, st.floats(50, 2000))
def test_a_drawing_just_holds_its_areas(area, width):
    [shape] = boundaries.shapes([area])
    frame = boundaries.frame([shape], width, margin=2)
    points = [frame.point(place) for ring in shape.rings for place in ring]
    assert min(x for x, _ in points) == pytest.approx(2, abs=1e-6)
    assert max(x for x, _ in points) == pytest.approx(width - 2, abs=1e-6)
    assert min(y for _, y in points) == pytest.approx(2, abs=1e-6)
    assert max(y for _, y in points) == pytest.approx(frame.height - 2, abs=0.06)


@given(PRESENT)
def test_a_path_is_made_of_closed_lines_of_plain_numbers(area):
    [shape] = boundaries.shapes([area])
    path = boundaries.svg_path(shape, boundaries.frame([shape], 300))
    number = r"-?\d+(\.\d)?"
    line = rf"M{number},{number}l{number},{number}( {number},{number})*z"
    assert re.fullmatch(f"({line})+", path)


def test_a_path_ends_within_a_tenth_of_where_the_outline_does():
    [shape] = boundaries.shapes([COUNTY])
    frame = boundaries.frame([shape], 300)
    start, steps = boundaries.svg_path(shape, frame)[1:-1].split("l")
    pairs = [tuple(map(float, pair.split(","))) for pair in (start, *steps.split())]
    end = frame.point(shape.rings[0][-1])
    assert sum(x for x, _ in pairs) == pytest.approx(end[0], abs=0.06)
    assert sum(y for _, y in pairs) == pytest.approx(end[1], abs=0.06)


def test_north_is_up_and_east_is_right():
    west_south, east_north = boundaries.shapes(["E07000102", "E07000242"])
    frame = boundaries.frame([west_south, east_north], 300)
    left, right = boundaries.centre(west_south, frame), boundaries.centre(east_north, frame)
    assert left[0] < right[0]
    assert left[1] > right[1]


def test_refuses_to_draw_nothing():
    with pytest.raises(UserError, match="nothing to draw"):
        boundaries.frame([], 300)


def test_the_attribution_names_both_owners():
    assert "Office for National Statistics" in boundaries.attribution()
    assert "OS data © Crown copyright" in boundaries.attribution()
