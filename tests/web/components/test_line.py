import re

from skillshire.web.components.charts import Break, Forecast, LineChart, LineSeries, Point, Target, line
from skillshire.web.components.charts.line import draw
from skillshire.web.components.charts.models import NARROW, WIDE
from skillshire.web.components.charts.scale import value_axis
from tests.web.components.drawings import SVG, assert_sound, parse, size, texts


def points(*values, first=2016, limits=None):
    return [
        Point(
            first + index + 0.5,
            str(first + index),
            value,
            None if limits is None or value is None else value - limits,
            None if limits is None or value is None else value + limits,
        )
        for index, value in enumerate(values)
    ]


def chart(*values, **options):
    limits = options.pop("limits", None)
    series = [LineSeries("Alphashire", points(*values, limits=limits), emphasis=True)]
    options = {"id": "c", "title": "A finding", "unit": "percent", "series": series, **options}
    return LineChart(**options)


def paths(svg, colour):
    return [path for path in svg.iter(f"{SVG}path") if path.get("stroke") == colour]


def test_draws_one_layout_for_a_desk_and_one_for_a_telephone():
    wide, narrow = parse(line(chart(1.0, 2.0)))
    assert wide.get("class") == "app-chart__wide" and size(wide)[0] == 680
    assert narrow.get("class") == "app-chart__narrow" and size(narrow)[0] == 320
    assert_sound(line(chart(1.0, 2.0)))


def test_text_is_twelve_pixels_on_the_narrowest_screen():
    assert NARROW.font * 290 / NARROW.width >= 12
    assert WIDE.font * 581 / WIDE.width >= 12


def test_a_gap_stays_a_gap_and_is_explained():
    svg = parse(draw(chart(3.0, 2.0, None, 4.0, 5.0)))[0]
    assert len(paths(svg, "#12436D")) == 2
    assert any("Gap in the line: no figure." in said for said in texts(svg))


def test_a_figure_between_two_gaps_is_a_dot():
    svg = parse(draw(chart(3.0, None, 2.5, None, 4.0, 5.0)))[0]
    assert len(list(svg.iter(f"{SVG}circle"))) == 3  # two alone and the end of the line


def test_missing_figures_at_the_ends_are_not_called_a_gap():
    svg = parse(draw(chart(None, 3.0, 2.0, None)))[0]
    assert not any("Gap" in said for said in texts(svg))


def test_names_the_line_and_its_last_value_at_its_end():
    svg = parse(draw(chart(5.9, 3.3)))[0]
    assert "Alphashire 3.3%" in texts(svg)


def test_says_where_the_axis_starts_unless_that_is_zero():
    high, low = parse(draw(chart(70.0, 72.0)))[0], parse(draw(chart(1.0, 4.0)))[0]
    assert any("Percent (axis starts at" in said for said in texts(high))
    assert "not zero" in high.find(f"{SVG}desc").text
    assert "Percent" in texts(low)
    assert "not zero" not in low.find(f"{SVG}desc").text


def test_an_axis_told_to_start_at_zero_does():
    assert "0" in texts(parse(draw(chart(70.0, 72.0, zero=True)))[0])


def test_shades_the_limits_and_says_so():
    svg = parse(draw(chart(3.0, 2.0, limits=0.4)))[0]
    assert [path for path in svg.iter(f"{SVG}path") if path.get("class") == "c-band"]
    assert any("95% confidence interval" in said for said in texts(svg))


def test_says_nothing_of_marks_that_are_not_there():
    said = " ".join(texts(parse(draw(chart(3.0, 2.0)))[0]))
    assert not re.search("Shaded|Dashed|Gap|Lighter|Baseline|Target", said)


def test_a_dashed_path_runs_from_the_baseline_to_the_named_target():
    baseline = Point(2016.5, "2016", 5.9)
    svg = parse(draw(chart(5.9, 4.0, baseline=baseline, targets=[Target("Target", 2020.5, 3.0, "2020")])))[0]
    (path,) = paths(svg, "#801650")
    assert path.get("stroke-dasharray")
    assert {"Target 3.0%", "Baseline 5.9%", "2020"} <= set(texts(svg))
    assert any("Dashed: path to the target." in said for said in texts(svg))


def test_describes_what_a_sighted_reader_sees():
    baseline = Point(2016.5, "2016", 5.9)
    shown = chart(5.9, None, 2.9, 3.3, baseline=baseline, targets=[Target("Target", 2020.5, 3.0, "2020")])
    assert parse(draw(shown))[0].find(f"{SVG}desc").text == (
        "Alphashire fell from 5.9% in 2016 to 3.3% in 2019. "
        "Highest 5.9% in 2016; lowest 2.9% in 2018. "
        "1 of 4 periods has no figure. Target: 3.0% in 2020; the latest figure is above it. "
        "Dashed: path to the target. Gap in the line: no figure."
    )


def test_a_forecast_is_named_and_its_range_explained():
    forecast = Forecast([Point(2019.5, "2019", 3.0, 2.5, 3.5), Point(2020.5, "2020", 2.8, 2.1, 3.4)])
    svg = parse(draw(chart(5.0, 4.0, 3.5, forecast=forecast)))[0]
    assert "Forecast 2.8%" in texts(svg)
    assert "8 times in 10" in " ".join(texts(svg))
    assert "Forecast: 2.8% in 2020, 80% range 2.1% to 3.4%." in svg.find(f"{SVG}desc").text


def test_a_break_is_a_letter_with_its_reason():
    svg = parse(draw(chart(5.0, 4.0, 3.5, breaks=[Break(2017.5, "new survey")])))[0]
    assert {"a", "a: new survey."} <= set(texts(svg))


def test_labels_that_would_meet_are_moved_apart():
    names = ["Alpha", "Beta", "Gamma", "Delta"]
    series = [LineSeries(name, points(3.0, 3.0 + index / 50)) for index, name in enumerate(names)]
    svg = parse(draw(LineChart("c", "t", "percent", series)))[0]
    feet = sorted(
        float(element.get("y"))
        for element in svg.iter(f"{SVG}text")
        if "".join(element.itertext()).split()[0] in names
    )
    assert len(feet) == 4
    assert all(after - before >= WIDE.font for before, after in zip(feet, feet[1:], strict=False))


def test_ten_lines_keep_their_names_on_a_telephone():
    names = [f"District number {index}" for index in range(10)]
    series = [LineSeries(name, points(3.0, 3.0 + index / 50)) for index, name in enumerate(names)]
    said = " ".join(texts(parse(draw(LineChart("c", "t", "percent", series), NARROW))[0]))
    assert said.count("District") == 10


def test_the_lowest_value_has_air_below_it():
    flat = LineSeries("A", points(3.4, 3.3, 3.7, 3.0, 3.9), True)
    low = value_axis([point.value for point in flat.points], 6, 1).low
    assert low < 3.0
    assert value_axis([0.0, 5.0], 6, 1).low == 0


def test_three_month_periods_are_short_on_the_axis_and_explained():
    labels = ["Dec 2018 to Feb 2019", "Dec 2019 to Feb 2020"]
    found = [Point(2019 + index, label, 3.0 + index) for index, label in enumerate(labels)]
    said = texts(parse(draw(LineChart("c", "t", "percent", [LineSeries("A", found, True)])))[0])
    assert {"Feb 2019", "Feb 2020", "Below the chart: the last month of each period."} <= set(said)


def test_a_baseline_may_be_written_more_exactly():
    baseline = Point(2015.5, "2015", 3.39, said="3.39%")
    said = texts(parse(draw(chart(3.4, 3.3, baseline=baseline)))[0])
    assert "Baseline 3.39%" in said


def test_months_are_marked_by_whole_years():
    months = [Point(2010 + index / 12, f"month {index}", 3.0 + index % 5) for index in range(150)]
    said = texts(parse(draw(LineChart("c", "t", "percent", [LineSeries("A", months, True)])))[0])
    assert {"2010", "2015", "2020"} <= set(said)
    assert not [words for words in said if words.startswith("month")]


def test_no_figures_draws_words_and_no_axis():
    for empty in (chart(), chart(None, None), LineChart("c", "t", "percent", [])):
        assert_sound(line(empty))
        assert texts(parse(draw(empty))[0]) == ["No figures to draw yet."]


def test_one_point_equal_values_negatives_and_great_numbers_are_drawn():
    for values in (
        (3.0,),
        (3.0, 3.0, 3.0),
        (0.0, 0.0),
        (-5.0, -2.5),
        (-5.0, 5.0),
        (1e300, -1e300),
        (1.0, 1.0 + 1e-9),
    ):
        assert_sound(line(chart(*values, limits=1.0)))


def test_a_very_long_name_is_cut_and_stays_on_the_paper():
    series = [LineSeries("Wolverhampton " * 20, points(1.0, 2.0), True)]
    markup = line(LineChart("c", "t", "percent", series))
    assert_sound(markup)
    assert any(said.endswith("…") for said in texts(parse(markup)[0]))


def test_hostile_names_are_only_words():
    series = [LineSeries("<script>alert(1)</script>", points(1.0, 2.0), True)]
    markup = line(
        LineChart('"><script>', "</title><script>", "percent", series, breaks=[Break(2016, "<b>\x00")])
    )
    assert_sound(markup)
    assert "<script" not in markup and "\x00" not in markup


def test_the_same_chart_is_drawn_the_same_twice():
    assert line(chart(1.0, 2.0, limits=0.1)) == line(chart(1.0, 2.0, limits=0.1))


def test_ten_strong_lines_are_all_named_and_told_apart_in_both_layouts():
    names = [f"Long-named District {letter}" for letter in "ABCDEFGHIJ"]
    series = [LineSeries(name, points(1.0, 2.0 + i / 100, limits=0.5), True) for i, name in enumerate(names)]
    markup = line(LineChart("l", "Ten", "percent", series))
    assert_sound(markup)
    for svg in parse(markup):
        said = " ".join(texts(svg))
        assert all(f"District {letter}" in said for letter in "ABCDEFGHIJ")
        lines = [path for path in svg.iter(f"{SVG}path") if path.get("class") == "c-strong"]
        assert len({(path.get("stroke"), path.get("stroke-dasharray")) for path in lines}) == 10
