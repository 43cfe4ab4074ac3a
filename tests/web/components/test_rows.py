"""Bars, dots and sparklines."""

from skillshire.web.components.charts import Bar, BarChart, DotChart, DotRow, Reference, bars, dots, sparkline
from tests.web.components.drawings import SVG, assert_on_paper, assert_sound, parse, texts


def bar_chart(*rows, **options):
    return BarChart("b", "Starts", "count", [Bar(name, value) for name, value in rows], decimals=0, **options)


def dot_chart(*rows, references=()):
    return DotChart("d", "By district", "percent", [DotRow(*row) for row in rows], references)


def widths(markup):
    return [float(rect.get("width")) for rect in parse(markup)[0].iter(f"{SVG}rect")]


def test_bars_start_at_zero_and_keep_their_proportions():
    half, whole = widths(bars(bar_chart(("Half", 1000.0), ("Whole", 2000.0))))
    assert abs(whole - 2 * half) < 0.3


def test_a_bar_below_zero_runs_the_other_way():
    markup = bars(bar_chart(("Up", 100.0), ("Down", -50.0)))
    up, down = parse(markup)[0].iter(f"{SVG}rect")
    assert float(down.get("x")) + float(down.get("width")) == float(up.get("x"))
    assert "−50" in texts(parse(markup)[0])


def test_a_bar_without_a_figure_says_so_and_draws_none():
    markup = bars(bar_chart(("Known", 5.0), ("Unknown", None)))
    assert len(widths(markup)) == 1
    assert "no figure" in texts(parse(markup)[0])
    assert "No figure for Unknown." in parse(markup)[0].find(f"{SVG}desc").text


def test_bars_say_the_highest_and_the_lowest():
    markup = bars(bar_chart(("Care", 1955.0), ("Arts", 20.0)))
    assert parse(markup)[0].find(f"{SVG}desc").text == "Highest Care 1,955; lowest Arts 20; 2 shown."


def test_dots_are_sorted_highest_first_and_missing_last():
    markup = dots(dot_chart(("Low", 1.0), ("None", None), ("High", 3.0), ("Also low", 1.0)))
    said = [words for words in texts(parse(markup)[0]) if words in ("Low", "None", "High", "Also low")]
    assert said == ["High", "Also low", "Low", "None"]


def test_dots_name_their_reference_lines():
    markup = dots(
        dot_chart(("A", 1.0, 0.5, 1.5), references=[Reference("England", 1.2), Reference("County", 1.2)])
    )
    assert_sound(markup)
    assert {"England 1.2%", "County 1.2%", "Lines: 95% confidence intervals."} <= set(texts(parse(markup)[0]))


def test_nothing_to_rank_draws_words():
    for markup in (bars(bar_chart()), dots(dot_chart())):
        assert_sound(markup)
        assert texts(parse(markup)[0]) == ["No figures to draw yet."]


def test_long_and_hostile_names_stay_on_the_paper():
    name = "<script>" + "Engineering and manufacturing technologies " * 9
    for markup in (bars(bar_chart((name, 1e18))), dots(dot_chart((name, 1e18, -1e18, 1e19)))):
        assert_sound(markup)
        assert "<script" not in markup


def test_a_sparkline_keeps_its_gap():
    (svg,) = parse(sparkline([1, 2, None, 4, 5]))
    assert len(list(svg.iter(f"{SVG}path"))) == 2
    assert_on_paper(svg)


def test_a_sparkline_is_hidden_unless_it_has_a_title():
    (hidden,), (named,) = parse(sparkline([1, 2])), parse(sparkline([1, 2], id="s", title="Up & away"))
    assert hidden.get("aria-hidden") == "true" and hidden.get("role") is None
    assert named.get("role") == "img" and named.find(f"{SVG}title").text == "Up & away"
    assert named.get("aria-labelledby") == named.find(f"{SVG}title").get("id")


def test_a_sparkline_of_nothing_or_of_one_or_of_equals_is_still_a_drawing():
    for values in ([], [None], [3.0], [3.0, 3.0], [1.7e308, -1.7e308], [float("nan"), 1.0]):
        (svg,) = parse(sparkline(values))
        assert_on_paper(svg)


def test_a_bar_has_its_limits_as_a_line_across_its_end():
    chart = BarChart("b", "By age", "count", [Bar("Young", 100.0, False, 80.0, 120.0)], decimals=0)
    markup = bars(chart)
    assert_sound(markup)
    (bar,) = parse(markup)[0].iter(f"{SVG}rect")
    end = float(bar.get("x")) + float(bar.get("width"))
    (whisker,) = [one for one in parse(markup)[0].iter(f"{SVG}line") if one.get("stroke-width") == "2"]
    assert float(whisker.get("x1")) < end < float(whisker.get("x2"))
    assert "Lines: 95% confidence intervals." in texts(parse(markup)[0])


def test_the_middle_half_of_all_areas_is_a_band_that_is_explained():
    rows = [DotRow("A", 1.0), DotRow("B", 5.0)]
    markup = dots(DotChart("d", "All", "percent", rows, middle=(2.0, 4.0)))
    assert len(list(parse(markup)[0].iter(f"{SVG}rect"))) == 1
    assert "Grey band: the middle half of all areas." in texts(parse(markup)[0])
    assert not list(parse(dots(DotChart("d", "All", "percent", rows)))[0].iter(f"{SVG}rect"))
