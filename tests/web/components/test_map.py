"""Maps: classes that hold equals together, a hatch for no figure, borders without gaps."""

from hypothesis import given
from hypothesis import strategies as st

from skillshire.web.components.charts import MapArea, MapChart, choropleth, map, map_drawing, outline
from tests.web.components.drawings import SVG, assert_sound, parse

SQUARE = "M0 0l10 0 0 10 -10 0z"


def chart(*values, chosen=(), **options):
    areas = [
        MapArea(f"Area {index}", SQUARE, value, index in chosen) for index, value in enumerate(values)
    ]  # fmt: skip
    return MapChart("m", "Pay on the map", "percent", 1, areas, 100.0, 120.0, **options)


def fills(markup):
    (svg,) = parse(markup)
    paths = [path for path in svg.iter(f"{SVG}path") if path.get("fill") != "none"]
    return {path.find(f"{SVG}title").text: path.get("fill") for path in paths}


def test_ten_areas_make_five_classes_of_two():
    found = map.classes(chart(*(float(i) for i in range(10))))
    assert [(one.low, one.high) for one in found] == [(0, 1), (2, 3), (4, 5), (6, 7), (8, 9)]
    assert {one.count for one in found} == {2}
    assert len({one.shade for one in found}) == 5


def test_areas_that_look_equal_share_a_shade():
    drawn = fills(map_drawing(chart(1.04, 0.96, 3.0, 2.0)))
    assert drawn["Area 0: 1.0%"] == drawn["Area 1: 1.0%"] != drawn["Area 2: 3.0%"]


def test_an_area_without_a_figure_is_hatched_and_said_to_be():
    markup = choropleth(chart(1.0, None, 2.0))
    assert 'fill="url(#m-hatch)"' in markup and "no figure (1)" in markup
    assert "1 without a figure are hatched" in markup
    assert "m-hatch" not in choropleth(chart(1.0, 2.0))


def test_a_chosen_area_is_outlined_and_named_in_the_legend():
    markup = choropleth(chart(1.0, 2.0, chosen={1}))
    assert "c-chosen" in markup and "<span>Area 1</span>" in markup


def test_the_legend_gives_numbers_highest_first():
    markup = choropleth(chart(1.0, 5.0))
    assert markup.index("<span>5.0 (1)</span>") < markup.index("<span>1.0 (1)</span>")


def test_a_map_of_equals_and_one_of_nothing_are_still_maps():
    assert len(map.classes(chart(2.0, 2.0, 2.0))) == 1
    assert "all 3 areas are at 2.0%" in map.described(chart(2.0, 2.0, 2.0))
    assert map.classes(chart(None)) == [] and "without figures" in choropleth(chart(None))


def test_a_map_in_a_file_of_its_own_has_its_words_as_the_pictures_text():
    markup = choropleth(chart(1.0, 5.0), file="/map.svg?area=E1&period=2024")
    assert '<img src="/map.svg?area=E1&amp;period=2024" alt="Pay on the map. A map of 2 areas' in markup
    assert "<path" not in markup.split("app-map__legend")[0]


def test_neighbours_round_their_common_border_alike():
    left = outline([[(0.0, 0.0), (5.04, 0.0), (5.04, 9.0), (0.0, 9.0)]], 10)
    right = outline([[(5.04, 0.0), (9.0, 0.0), (9.0, 9.0), (5.04, 9.0)]], 10)
    assert left == "M0,0l5,0 0,9 -5,0z" and right == "M5,0l4,0 0,9 -4,0z"


def test_an_island_that_vanishes_at_this_size_is_left_out():
    assert outline([[(0.0, 0.0), (0.01, 0.0), (0.01, 0.01)]], 1) == ""


values = st.none() | st.floats(-1e6, 1e6) | st.floats()


@given(st.lists(values, max_size=40))
def test_any_map_is_sound_and_every_number_is_in_one_class(found):
    drawn = chart(*found)
    assert_sound(map_drawing(drawn), layouts=1)
    known = [value for value in found if value is not None and abs(value) < float("inf")]
    classes = map.classes(drawn)
    assert sum(one.count for one in classes) == len(known) and len(classes) <= 5
    assert all(one.low <= one.high for one in classes)
    assert all(a.high < b.low for a, b in zip(classes, classes[1:], strict=False))
