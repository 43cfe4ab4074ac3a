"""Holds a learner, and what stands around the learners, to the schema: each fault with its place."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from lxml import etree

from skillshire.casework.ilr import describing, schema
from skillshire.casework.ilr import layout as layouts
from skillshire.casework.ilr.faults import NOTICE, Fault, shown
from skillshire.casework.ilr.layout import Element
from skillshire.casework.ilr.reading import Reading

_STEP = re.compile(r"/([^/\[]+)(?:\[(\d+)\])?")


def of_learner(element: Any, reading: Reading) -> list[Fault]:
    """Of an earlier year's file the element is put into the current layout, its namespace included."""
    notices = [] if not reading.earlier else list(_modernise(element, "Learner"))
    return [*notices, *_faults(schema.learner(reading.earlier), element, reading.earlier)]


def of_frame(reading: Reading) -> list[Fault]:
    """At the end of the file. A learner stands there as an empty element, which is not looked into."""
    frame = reading.frame
    notices = [] if not reading.earlier else list(_modernise(frame, "Message"))
    return [*notices, *_faults(schema.frame(reading.earlier), frame, reading.earlier)]


def _faults(checked: etree.XMLSchema, top: Any, earlier: bool) -> list[Fault]:
    found: dict[Fault, None] = {}
    for element, entry in _entries(checked, top, earlier):
        found.setdefault(_fault(element, entry, top))
    return list(found)


def _entries(checked: etree.XMLSchema, top: Any, earlier: bool) -> Iterator[tuple[Any, Any]]:
    """Where the order in a record is wrong, the checker looks at no more of it: then each part, by itself."""
    if checked.validate(top):
        return
    found = [(_find(top, entry.path or ""), entry) for entry in checked.error_log]
    yield from found
    for record in _disordered(found):
        for part in record:
            if _is_known(part) and part is not top:
                yield from _entries(schema.parts(earlier), part, earlier)


def _disordered(found: list[tuple[Any, Any]]) -> list[Any]:
    parents = [element.getparent() for element, entry in found if "not expected" in entry.message]
    return list(dict.fromkeys(parent for parent in parents if parent is not None))


def _is_known(element: Any) -> bool:
    """A learner in the frame is empty and was looked at before."""
    current = element.tag == f"{{{layouts.load().namespace}}}{_name(element)}"
    return current and _name(element) in _fields() and (len(element) > 0 or _name(element) != "Learner")


def _fault(element: Any, entry: Any, top: Any) -> Fault:
    of_file = _name(top) == "Message"
    name = _name(element)
    needed = describing.missing(entry.message)
    value = "" if len(element) or needed else shown(element.text)
    return Fault(
        element.sourceline or entry.line,
        "" if of_file else _own(top, "LearnRefNumber"),
        None if of_file else _aim_number(element, top),
        needed or name,
        "schema",
        value,
        describing.sentence(name, entry.message),
    )


def _find(top: Any, path: str) -> Any:
    """The element of a path that the checker gives, such as /*/*[3]/*[1], from `top` on."""
    element = top
    for name, number in _STEP.findall(path)[1:]:
        children = [child for child in element if name == "*" or name.split(":")[-1] == _name(child)]
        element = children[int(number or 1) - 1]
    return element


def _name(element: Any) -> str:
    return str(etree.QName(element).localname)


def _own(element: Any, name: str) -> str:
    return shown(element.findtext(f"{{*}}{name}"))


def _aim_number(element: Any, top: Any) -> int | None:
    while element is not top and _name(element) != "LearningDelivery":
        element = element.getparent()
    text = _own(element, "AimSeqNumber") if element is not top else ""
    return int(text) if text.isascii() and text.isdigit() else None


# --- files of earlier years


def _modernise(element: Any, name: str) -> Iterator[Fault]:
    """Takes out what the current layout does not know and puts the rest into its order."""
    parts = _parts()[name]
    element.tag = f"{{{layouts.load().namespace}}}{name}"
    kept = []
    for child in list(element):
        own = _name(child)
        if own in parts:
            kept.append(child)
            if own != "Learner" or name != "Message":
                yield from _modernise_part(child, own)
        else:
            yield _left_out(child, own)
            element.remove(child)
    _reorder(element, kept, list(parts))


def _modernise_part(child: Any, name: str) -> Iterator[Fault]:
    if name in _parts():
        yield from _modernise(child, name)
    else:
        child.tag = f"{{{layouts.load().namespace}}}{name}"


def _reorder(element: Any, kept: list[Any], order: list[str]) -> None:
    rank = {name: position for position, name in enumerate(order)}
    wanted = sorted(kept, key=lambda child: rank[_name(child)])
    if wanted != kept:
        element[:] = wanted


def _left_out(child: Any, name: str) -> Fault:
    return Fault(
        child.sourceline or 0, "", None, name, "layout", "",
        f"{name} is not in the layout of {layouts.CURRENT}; it was left out.", NOTICE,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _fields() -> frozenset[str]:
    return frozenset(one.name for one in layouts.tolerant(layouts.load()).message.walk())


@lru_cache(maxsize=1)
def _parts() -> Mapping[str, Mapping[str, Element]]:
    """Record → its fields and records, as of the tolerant layout."""
    layout = layouts.tolerant(layouts.load())
    return {one.name: {part.name: part for part in one.parts} for one in layout.message.walk() if one.parts}
