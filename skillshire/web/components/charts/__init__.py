"""Charts drawn on the server: plain values in, accessible SVG out. They import no Django."""

from skillshire.web.components.charts.bars import bars
from skillshire.web.components.charts.dots import dots
from skillshire.web.components.charts.line import line
from skillshire.web.components.charts.models import (
    Bar,
    BarChart,
    Break,
    DotChart,
    DotRow,
    Forecast,
    LineChart,
    LineSeries,
    Point,
    Reference,
    Target,
    position,
)
from skillshire.web.components.charts.sparkline import sparkline

__all__ = [
    "Bar",
    "BarChart",
    "Break",
    "DotChart",
    "DotRow",
    "Forecast",
    "LineChart",
    "LineSeries",
    "Point",
    "Reference",
    "Target",
    "bars",
    "dots",
    "line",
    "position",
    "sparkline",
]
