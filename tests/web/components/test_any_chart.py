"""Whatever goes in, a sound drawing comes out."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skillshire.web.components.charts import (
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
    bars,
    dots,
    line,
    sparkline,
)
from tests.web.components.drawings import assert_on_paper, assert_sound, parse

numbers = st.floats() | st.floats(-1e4, 1e4)
maybe = st.none() | numbers
words = st.text(max_size=40)
units = st.sampled_from(["percent", "count", "pounds", "pounds per hour", "per 100,000", "score", ""]) | words
points = st.lists(st.builds(Point, numbers, words, maybe, maybe, maybe), max_size=6)
lines = st.builds(
    LineChart,
    id=words,
    title=words,
    unit=units,
    series=st.lists(st.builds(LineSeries, words, points, st.booleans()), max_size=10),
    decimals=st.integers(0, 4),
    unit_label=words,
    baseline=st.none() | st.builds(Point, numbers, words, maybe),
    targets=st.lists(st.builds(Target, words, numbers, numbers, words), max_size=3),
    trajectory=st.lists(st.tuples(numbers, numbers), max_size=3),
    forecast=st.none() | st.builds(Forecast, points, words),
    breaks=st.lists(st.builds(Break, numbers, words), max_size=2),
    zero=st.none() | st.booleans(),
)
dot_charts = st.builds(
    DotChart,
    id=words,
    title=words,
    unit=units,
    rows=st.lists(st.builds(DotRow, words, maybe, maybe, maybe, st.booleans()), max_size=6),
    references=st.lists(st.builds(Reference, words, numbers), max_size=3),
    decimals=st.integers(0, 4),
    middle=st.none() | st.tuples(numbers, numbers),
)
bar_charts = st.builds(
    BarChart,
    id=words,
    title=words,
    unit=units,
    bars=st.lists(st.builds(Bar, words, maybe, st.booleans(), maybe, maybe), max_size=6),
    decimals=st.integers(0, 4),
)
few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@few
@given(lines)
def test_any_line_chart_is_sound(chart):
    assert_sound(line(chart))


@few
@given(dot_charts)
def test_any_dot_chart_is_sound(chart):
    assert_sound(dots(chart))


@few
@given(bar_charts)
def test_any_bar_chart_is_sound(chart):
    assert_sound(bars(chart))


@few
@given(st.lists(maybe, max_size=30))
def test_any_sparkline_is_sound(values):
    (svg,) = parse(sparkline(values, id="s", title="t"))
    assert_on_paper(svg)
