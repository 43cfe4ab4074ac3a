"""What a chart is made from. Plain values: no chart knows where its numbers came from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Point:
    """One period: `x` in years (2024.5 is the middle of 2024), `value` None where no figure exists.

    `said` is how the value is written, where that is more exact than the chart's decimals.
    """

    x: float
    label: str
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    status: str = ""
    said: str = ""


@dataclass(frozen=True)
class LineSeries:
    """A line named at its end. The strong ones are what the page is about; the rest are grey."""

    name: str
    points: Sequence[Point]
    emphasis: bool = False


@dataclass(frozen=True)
class Target:
    """A value aimed for at `x`. `period` names that time on the axis and in sentences."""

    label: str
    x: float
    value: float
    period: str = ""


@dataclass(frozen=True)
class Forecast:
    """Expected values to come, with the limits that should hold them four times in five."""

    points: Sequence[Point]
    name: str = "Forecast"


@dataclass(frozen=True)
class Break:
    """A change of method at `x`: figures on its two sides should not be compared."""

    x: float
    reason: str


@dataclass(frozen=True)
class LineChart:
    """A series over time against what was aimed for.

    `trajectory` runs from the baseline through the targets unless given as (x, value) pairs. `zero` forces
    the value axis to start at zero (True) or lets it not (False); None decides by the data.
    """

    id: str
    title: str
    unit: str
    series: Sequence[LineSeries]
    decimals: int = 1
    unit_label: str = ""
    baseline: Point | None = None
    targets: Sequence[Target] = ()
    trajectory: Sequence[tuple[float, float]] = ()
    trajectory_name: str = "path to the target"
    forecast: Forecast | None = None
    breaks: Sequence[Break] = ()
    zero: bool | None = None
    description: str = ""


@dataclass(frozen=True)
class Bar:
    name: str
    value: float | None
    emphasis: bool = False
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True)
class BarChart:
    """Horizontal bars from zero, in the order given."""

    id: str
    title: str
    unit: str
    bars: Sequence[Bar]
    decimals: int = 1
    unit_label: str = ""
    description: str = ""


@dataclass(frozen=True)
class DotRow:
    name: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    emphasis: bool = False


@dataclass(frozen=True)
class Reference:
    """An upright line across every row, such as the county or England."""

    name: str
    value: float


@dataclass(frozen=True)
class DotChart:
    """One row for each place, highest first, with 95 % limits where they are known.

    `middle` is where the middle half of all places lies, of which the rows may be but some. `limits` says
    what the rows' limits are.
    """

    id: str
    title: str
    unit: str
    rows: Sequence[DotRow]
    references: Sequence[Reference] = ()
    decimals: int = 1
    unit_label: str = ""
    description: str = ""
    middle: tuple[float, float] | None = None
    limits: str = "95% confidence intervals"


@dataclass(frozen=True)
class MapArea:
    """An area with its outline: the `d` of an SVG path in the units of its chart, filled even-odd."""

    name: str
    path: str
    value: float | None
    emphasis: bool = False


@dataclass(frozen=True)
class MapChart:
    """`width` and `height` are those of the outlines' drawing; `note` is what must stand by the map."""

    id: str
    title: str
    unit: str
    decimals: int
    areas: Sequence[MapArea]
    width: float
    height: float
    note: str = ""


@dataclass(frozen=True)
class Layout:
    """Sizes in the drawing's own units. `width` is what the drawing is meant to be shown at, in pixels."""

    name: str
    width: float
    plot: float
    font: float
    label: float
    ticks: int
    stacked: bool = field(default=False)

    @property
    def line(self) -> float:
        return self.font + 4


# Wide is drawn at its own size on a desk's screen; narrow shrinks to 290 pixels on the smallest telephone,
# where its text must still be at least 12 pixels high.
WIDE = Layout("wide", width=680, plot=250, font=15, label=190, ticks=6)
NARROW = Layout("narrow", width=320, plot=210, font=14, label=122, ticks=5, stacked=True)


def position(start: date, end: date) -> float:
    """The middle of the half-open period from `start` to `end`, in years, for a point's `x`."""
    return (_years(start) + _years(end)) / 2


def _years(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 366
