"""Charts drawn on the server: plain values in, accessible SVG out. They import no Django."""

from skillshire.web.components.charts.bars import bars
from skillshire.web.components.charts.dots import dots
from skillshire.web.components.charts.line import line
from skillshire.web.components.charts.locator import locator
from skillshire.web.components.charts.map import choropleth, outline
from skillshire.web.components.charts.map import drawing as map_drawing
from skillshire.web.components.charts.models import (
    Bar,
    BarChart,
    Break,
    DotChart,
    DotRow,
    Forecast,
    LineChart,
    LineSeries,
    MapArea,
    MapChart,
    Point,
    Reference,
    Target,
    position,
)
from skillshire.web.components.charts.small import small
from skillshire.web.components.charts.sparkline import sparkline
from skillshire.web.components.charts.strip import strip

__all__ = [
    "Bar",
    "BarChart",
    "Break",
    "DotChart",
    "DotRow",
    "Forecast",
    "LineChart",
    "LineSeries",
    "MapArea",
    "MapChart",
    "Point",
    "Reference",
    "Target",
    "bars",
    "choropleth",
    "dots",
    "line",
    "map_drawing",
    "outline",
    "locator",
    "position",
    "small",
    "sparkline",
    "strip",
]
