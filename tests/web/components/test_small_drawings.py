"""The drawings the size of a few words: a dot strip, a small line chart, a map of where."""

from hypothesis import given
from hypothesis import strategies as st

from skillshire.web.components import charts
from skillshire.web.components.charts import Point
from tests.web.components.drawings import assert_on_paper, parse, texts

numbers = st.floats() | st.floats(-1e4, 1e4)
maybe = st.none() | numbers
points = st.lists(st.builds(Point, st.floats(1990, 2040), st.text(max_size=20), maybe), max_size=8)


def years(*values, first=2020):
    return [Point(first + index + 0.5, str(first + index), value) for index, value in enumerate(values)]


@given(maybe, st.lists(maybe, max_size=12), maybe)
def test_any_strip_is_sound_and_on_the_paper(own, others, middle):
    drawn = charts.strip(own, others, middle)
    if drawn:
        (svg,) = parse(drawn)
        assert_on_paper(svg)
        assert svg.get("aria-hidden") == "true" and svg.get("style") is None


def test_a_strip_has_a_dot_for_each_area_and_the_own_one_is_the_largest():
    drawn = charts.strip(3.0, [1.0, None, 2.0, 5.0], 2.0)
    radii = [float(part.split('"')[0]) for part in drawn.split(' r="')[1:]]
    assert len(radii) == 4 and radii[-1] == max(radii) and radii.count(max(radii)) == 1


def test_a_strip_of_one_value_or_none_is_not_drawn():
    assert charts.strip(3.0, []) == charts.strip(None, [None]) == charts.strip(None, [1.0]) == ""


@given(st.text(max_size=20), st.text(max_size=40), points, points, st.integers(0, 4))
def test_any_small_chart_is_sound_and_on_the_paper(identifier, title, own, beside, decimals):
    own = sorted(own, key=lambda point: point.x)
    drawn = charts.small(identifier, title, own, beside, decimals)
    if drawn:
        (svg,) = parse(drawn)
        assert_on_paper(svg)
        assert svg.get("role") == "img"


def test_a_small_chart_names_its_first_and_last_period_and_two_or_three_values():
    (svg,) = parse(charts.small("s", "Pay rose", years(1.0, 2.0, 3.0), years(2.0, 2.0, 2.0)))
    said = texts(svg)
    assert said[-2:] == ["2020", "2022"] and 2 <= len(said[:-2]) <= 4


def test_a_small_chart_keeps_a_gap_and_leaves_out_other_years():
    own, beside = years(1.0, 2.0, None, 3.0, 4.0), years(9.0, 9.0, first=1990)
    drawn = charts.small("s", "Pay", own, beside)
    assert drawn.count("<path") == 2


def test_one_figure_is_no_line():
    assert charts.small("s", "Pay", years(1.0)) == charts.small("s", "Pay", years(None, None)) == ""


def test_a_small_area_is_ringed_and_a_large_one_is_not():
    where = ("m", "A < B", "M0,0l1,0 0,1z", "M0,0l1,0 0,1z", (12.0, 9.0), (3.0, 3.0))
    ringed, plain = charts.locator(*where, 0.1), charts.locator(*where, 6.0)
    assert "<circle" in ringed and "<circle" not in plain
    assert "A &lt; B" in ringed and parse(ringed)[0].get("role") == "img"
