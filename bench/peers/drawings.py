"""The same chart drawn by Skillshire, Matplotlib and Altair, all as SVG with its words as text."""

import importlib
import io
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

YEARS = 20
FIRST = 2005


@dataclass(frozen=True)
class Subject:
    """What is drawn: a strong line with limits, two grey ones, a target; the same figures as rows."""

    title: str
    names: tuple[str, ...]
    lines: tuple[tuple[float, ...], ...]
    target: float

    @property
    def years(self) -> list[float]:
        return [FIRST + year + 0.5 for year in range(YEARS)]


Maker = Callable[[Subject], str]


def subjects(count: int, seed: int = 20260107) -> list[Subject]:
    """Different figures in each, so that nothing can be drawn from memory."""
    rng = random.Random(seed)
    return [_subject(rng, number) for number in range(count)]


def _subject(rng: random.Random, number: int) -> Subject:
    lines = []
    for _ in range(3):
        value, line = rng.uniform(30, 60), []
        for _ in range(YEARS):
            value += rng.gauss(0, 1.5)
            line.append(round(value, 3))
        lines.append(tuple(line))
    names = ("Hertfordshire", "East of England", "England")
    return Subject(f"Random walk {number}", names, tuple(lines), round(lines[0][-1] + 4, 3))


def check(name: str, kind: str, svg: str, subject: Subject) -> None:
    """An error where a drawing lacks its words, or far too little is drawn for 20 points."""
    written = re.sub(r"<[^>]*>", " ", svg)
    wanted = [] if kind == "spark" else [subject.title, "England"]
    absent = [words for words in wanted if words not in written]
    marks = len(re.findall(r"<(?:rect|circle|path|line|use)|\d[ ,]-?\d", svg))
    if absent or marks < (YEARS if kind in ("line", "spark") else 10) or "<svg" not in svg:
        raise SystemExit(
            f"{name} does not draw the same {kind}: without {absent or 'its points'}; nothing was timed."
        )


# --- Skillshire -----------------------------------------------------------------------------------------


def ours(kind: str, both: bool = False) -> Maker:
    from skillshire.web.components import charts

    if kind == "spark":
        return lambda subject: charts.sparkline(subject.lines[0], id="s", title=subject.title)
    models = {"line": _line, "dots": _dots, "bars": _bars}
    if both:
        whole = getattr(charts, kind)
        return lambda subject: whole(models[kind](subject))
    module = importlib.import_module(f"skillshire.web.components.charts.{kind}")
    return lambda subject: module.draw(models[kind](subject))


def _line(subject: Subject) -> Any:
    from skillshire.web.components.charts import LineChart, LineSeries, Point, Target

    def points(values: tuple[float, ...], limits: bool) -> list[Any]:
        return [
            Point(x, str(int(x)), y, *((y - 2, y + 2) if limits else ()))
            for x, y in zip(subject.years, values, strict=True)
        ]

    series = [
        LineSeries(name, points(values, name == "Hertfordshire"), name == "Hertfordshire")
        for name, values in zip(subject.names, subject.lines, strict=True)
    ]
    baseline = Point(subject.years[0], str(FIRST), subject.lines[0][0])
    target = Target("Target", FIRST + YEARS + 2.5, subject.target, str(FIRST + YEARS + 2))
    return LineChart("walk", subject.title, "percent", series, baseline=baseline, targets=[target])


def _rows(subject: Subject) -> list[tuple[str, float]]:
    """Ten districts, and England among them."""
    return [("England" if i == 9 else f"District {i}", subject.lines[i % 3][i]) for i in range(10)]


def _dots(subject: Subject) -> Any:
    from skillshire.web.components.charts import DotChart, DotRow

    rows = [DotRow(name, value, value - 2, value + 2) for name, value in _rows(subject)]
    return DotChart("dots", subject.title, "percent", rows)


def _bars(subject: Subject) -> Any:
    from skillshire.web.components.charts import Bar, BarChart

    return BarChart("bars", subject.title, "percent", [Bar(*row) for row in _rows(subject)])


def peer(name: str, kind: str) -> Maker:
    return _matplotlib(kind) if name == "Matplotlib" else _altair(kind)


# --- Matplotlib: its object interface, no pyplot, words kept as text ------------------------------------


def _matplotlib(kind: str) -> Maker:
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    matplotlib.rcParams["svg.fonttype"] = "none"
    paint = {"line": _mpl_line, "dots": _mpl_dots, "bars": _mpl_bars, "spark": _mpl_spark}[kind]
    size = (1.32, 0.36) if kind == "spark" else (6.8, 3.2)

    def make(subject: Subject) -> str:
        figure = Figure(figsize=size)
        axes = figure.add_subplot()
        paint(axes, subject)
        file = io.StringIO()
        FigureCanvasSVG(figure).print_svg(file, metadata={"Date": None})
        return file.getvalue()

    return make


def _mpl_line(axes: Any, subject: Subject) -> None:
    strong = subject.lines[0]
    axes.fill_between(subject.years, [y - 2 for y in strong], [y + 2 for y in strong], alpha=0.16)
    for name, values in zip(subject.names, subject.lines, strict=True):
        axes.plot(subject.years, values)
        axes.annotate(name, (subject.years[-1], values[-1]))
    end = FIRST + YEARS + 2.5
    axes.plot([subject.years[0], end], [strong[0], subject.target], linestyle="--")
    axes.plot([end], [subject.target], marker="D")
    axes.annotate("Target", (end, subject.target))
    axes.set_title(subject.title)


def _mpl_dots(axes: Any, subject: Subject) -> None:
    names, values = zip(*_rows(subject), strict=True)
    axes.errorbar(values, range(10), xerr=2, fmt="o")
    axes.set_yticks(range(10), names)
    axes.set_title(subject.title)


def _mpl_bars(axes: Any, subject: Subject) -> None:
    names, values = zip(*_rows(subject), strict=True)
    axes.bar_label(axes.barh(names, values), fmt="%.1f")
    axes.set_title(subject.title)


def _mpl_spark(axes: Any, subject: Subject) -> None:
    axes.set_axis_off()
    axes.plot(subject.lines[0])


# --- Altair: one specification a chart, drawn by vl-convert without a browser ---------------------------


def _altair(kind: str) -> Maker:
    import altair
    import vl_convert

    build = {"line": _alt_line, "dots": _alt_dots, "bars": _alt_bars, "spark": _alt_spark}[kind]

    def make(subject: Subject) -> str:
        # Unchecked: holding each specification against the schema is a help to authors, and slow.
        return str(vl_convert.vegalite_to_svg(build(altair, subject).to_dict(validate=False)))

    return make


def _values(alt: Any, rows: list[dict[str, Any]]) -> Any:
    return alt.Data(values=rows)


def _alt_line(alt: Any, subject: Subject) -> Any:
    rows = [
        {"x": x, "y": y, "name": name, "low": y - 2, "high": y + 2}
        for name, values in zip(subject.names, subject.lines, strict=True)
        for x, y in zip(subject.years, values, strict=True)
    ]
    end = FIRST + YEARS + 2.5
    aim = [{"x": subject.years[0], "y": subject.lines[0][0]}, {"x": end, "y": subject.target}]
    base = alt.Chart(_values(alt, rows)).encode(x=alt.X("x:Q", scale=alt.Scale(zero=False)))
    last = base.transform_filter(f"datum.x == {subject.years[-1]}")
    y = alt.Y("y:Q", scale=alt.Scale(zero=False))
    band = (
        base.transform_filter("datum.name == 'Hertfordshire'")
        .mark_area(opacity=0.16)
        .encode(y="low:Q", y2="high:Q")
    )
    lines = base.mark_line().encode(y=y, color="name:N")
    names = last.mark_text(align="left").encode(y=y, text="name:N")
    path = alt.Chart(_values(alt, aim)).mark_line(strokeDash=[4, 4], point=True).encode(x="x:Q", y=y)
    return alt.layer(band, lines, names, path).properties(width=680, height=250, title=subject.title)


def _alt_dots(alt: Any, subject: Subject) -> Any:
    rows = [{"name": n, "y": v, "low": v - 2, "high": v + 2} for n, v in _rows(subject)]
    base = alt.Chart(_values(alt, rows)).encode(y=alt.Y("name:N", sort="-x"))
    drawn = base.mark_rule().encode(x="low:Q", x2="high:Q") + base.mark_point(filled=True).encode(x="y:Q")
    return drawn.properties(width=680, height=250, title=subject.title)


def _alt_bars(alt: Any, subject: Subject) -> Any:
    base = alt.Chart(_values(alt, [{"name": n, "y": v} for n, v in _rows(subject)]))
    drawn = base.mark_bar().encode(x="y:Q", y="name:N")
    return drawn.properties(width=680, height=250, title=subject.title)


def _alt_spark(alt: Any, subject: Subject) -> Any:
    rows = [{"x": i, "y": v} for i, v in enumerate(subject.lines[0])]
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(zero=False))
    return (
        alt.Chart(_values(alt, rows))
        .mark_line()
        .encode(x=alt.X("x:Q", axis=None), y=y)
        .properties(width=132, height=36)
    )
