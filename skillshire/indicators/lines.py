"""An indicator's observations as text, a line each, straight from its cube's columns.

What a line has in common with others (names, periods, sources) is put into words once, so that a line costs
one formatting. The lines are those that `export.row` would give, by area, breakdown and period.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from skillshire.indicators import export
from skillshire.indicators.cubes import ABSENT, LIMITS, Cube, Plane
from skillshire.indicators.observations import parse_breakdown
from skillshire.indicators.store import Handle
from skillshire.places import areas


@dataclass(frozen=True)
class Form:
    """How a kind of file writes an observation. `line` has a place for each of export.COLUMNS."""

    start: str
    line: str
    between: str
    end: str
    missing: str
    text: Callable[[str], str]
    breakdown: Callable[[str], str]


def _quoted(text: str) -> str:
    """As a cell of CSV, quoted where it must be."""
    cell = io.StringIO()
    csv.writer(cell).writerow([text, ""])  # alone, an empty text would be quoted
    return cell.getvalue().removesuffix(",\r\n")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


CSV = Form(
    start=",".join(export.COLUMNS) + "\r\n",
    line=",".join("%s" for _ in export.COLUMNS) + "\r\n",
    between="", end="", missing="", text=_quoted, breakdown=_quoted,
)  # fmt: skip
JSON = Form(
    start="[\n",
    line="{" + ", ".join(f'"{name}": %s' for name in export.COLUMNS) + "}",
    between=",\n", end="\n]\n", missing="null", text=_json,
    breakdown=lambda text: _json(dict(parse_breakdown(text))),
)  # fmt: skip


def blocks(opened: Handle, indicator: str, form: Form) -> Iterator[str]:
    """The indicator's lines, those of one area at a time; `form.start` and `form.end` are not among them."""
    write = _Writer(opened, indicator, form)
    for place in range(len(write.cube.areas)):
        yield form.between.join(write.area(place))


class _Writer:
    """The texts that the lines of one indicator share."""

    def __init__(self, opened: Handle, indicator: str, form: Form):
        self.form, self.cube = form, opened.cube(indicator)
        held, text = opened.held(indicator), form.text
        self.indicator, self.unit = text(indicator), text(held.definition.unit)
        self.release = text(opened.release.id)
        self.periods = [(text(one.iso), text(one.label)) for one in self.cube.periods]
        self.breakdowns = [form.breakdown(one) for one in self.cube.breakdowns]
        self.statuses = [text(one) for one in self.cube.statuses]
        records = [opened.snapshots[number] for number in held.snapshots]
        self.sources = [
            tuple(text(one[name]) for name in ("producer", "title", "published", "licence"))
            for one in records
        ]

    def area(self, place: int) -> list[str]:
        cube, form = self.cube, self.form
        code = cube.areas[place]
        start = (self.indicator, form.text(code), form.text(areas.get(code).name))
        there = cube.status[:, place] != ABSENT
        status = cube.status[:, place][there].tolist()
        places = (one.tolist() for one in np.nonzero(there))
        columns = (*places, *_numbers(cube, place, there, form.missing), status, self._from(place, there))
        return [
            form.line % (*start, *self.periods[period], self.breakdowns[part], value, lower, upper,
                         self.statuses[code], self.unit, self.release, *source)
            for part, period, value, lower, upper, code, source in zip(*columns, strict=True)
        ]  # fmt: skip

    def _from(self, place: int, there: Plane) -> list[Any]:
        """The source of each observation of the area."""
        if self.cube.snapshot is None:
            return [self.sources[0]] * int(there.sum())
        return [self.sources[number - 1] for number in self.cube.snapshot[:, place][there].tolist()]


def _numbers(cube: Cube, place: int, there: Plane, missing: str) -> Iterator[list[str]]:
    """The area's values, lower and upper limits, every digit of them; `missing` where there is no number."""
    for name in ("value", *LIMITS):
        plane = getattr(cube, name)
        if plane is None:
            yield [missing] * int(there.sum())
        else:
            # NaN alone is not equal to itself.
            yield [repr(one) if one == one else missing for one in plane[:, place][there].tolist()]  # noqa: PLR0124
