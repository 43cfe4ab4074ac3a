"""Reads a drawing back: is it well-formed, and is everything on the paper?"""

import math
import re
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
X = ("x", "x1", "x2", "cx")
Y = ("y", "y1", "y2", "cy")


def parse(markup):
    """The <svg> elements of the markup, which must be well-formed XML."""
    root = ElementTree.fromstring(markup)
    return [root] if root.tag == f"{SVG}svg" else root.findall(f"{SVG}svg")


def texts(svg):
    return ["".join(element.itertext()) for element in svg.iter(f"{SVG}text")]


def size(svg):
    left, top, width, height = (float(part) for part in svg.get("viewBox").split())
    assert (left, top) == (0, 0)
    return width, height


def places(svg):
    """Every (x or None, y or None) that something is drawn at, with steps of paths added up."""
    for element in svg.iter():
        yield from ((float(element.get(name)), None) for name in X if name in element.attrib)
        yield from ((None, float(element.get(name))) for name in Y if name in element.attrib)
        if element.tag == f"{SVG}path":
            yield from _path(element.get("d"))
        if element.tag == f"{SVG}rect":
            yield float(element.get("x")) + float(element.get("width")), None


def _path(d):
    start, _, steps = d.removesuffix("z").partition("l")
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", start)]
    x, y = numbers
    yield x, y
    for dx, dy in zip(*[iter(float(number) for number in steps.split())] * 2, strict=True):
        x, y = x + dx, y + dy
        yield x, y


def assert_on_paper(svg):
    width, height = size(svg)
    assert math.isfinite(height)
    for x, y in places(svg):
        assert x is None or -0.1 <= x <= width + 0.1, (x, width)
        assert y is None or -0.1 <= y <= height + 0.1, (y, height)


def assert_sound(markup, layouts=2):
    """Well-formed, on the paper, named and described by ids of its own, and no style attribute."""
    drawings = parse(markup)
    assert len(drawings) == layouts
    ids = [element.get("id") for svg in drawings for element in svg.iter() if element.get("id") is not None]
    assert len(ids) == len(set(ids))
    for svg in drawings:
        assert_on_paper(svg)
        assert svg.get("role") == "img"
        assert {svg.get("aria-labelledby"), svg.get("aria-describedby")} <= set(ids)
        assert not [element for element in svg.iter() if "style" in element.attrib]
