import math
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from skillshire.web.components.charts import position
from skillshire.web.components.charts.labels import Box, spread
from skillshire.web.components.charts.scale import LARGEST, thinned, value_axis

values = st.lists(st.none() | st.floats(), max_size=12)


@given(values, st.integers(3, 8), st.integers(0, 4), st.none() | st.booleans())
def test_an_axis_holds_every_value_with_no_more_ticks_than_asked(found, most, decimals, zero):
    axis = value_axis(found, most, decimals, zero)
    assert 2 <= len(axis.ticks) <= most
    assert all(map(math.isfinite, axis.ticks)) and axis.low < axis.high
    slack = (axis.high - axis.low) * 1e-6
    drawn = [
        max(-LARGEST, min(LARGEST, value)) for value in found if value is not None and math.isfinite(value)
    ]
    assert all(axis.low - slack <= value <= axis.high + slack for value in drawn)


def test_ticks_are_round_numbers():
    assert list(value_axis([3.3, 5.9], 6, 1, zero=True).ticks) == [0, 2, 4, 6]
    assert list(value_axis([632, 801.5], 6, 2).ticks) == [600, 650, 700, 750, 800, 850]


def test_an_axis_starts_at_zero_when_the_values_are_spread_out():
    assert value_axis([1.0, 4.0], 6, 1).low == 0
    assert value_axis([70.0, 72.0], 6, 1).low > 0
    assert value_axis([-1.0, -4.0], 6, 1).high == 0


@given(st.integers(0, 300), st.integers(1, 9))
def test_thinning_keeps_the_last_and_even_spaces(count, most):
    kept = thinned(count, most)
    assert len(kept) <= most and (not count or kept[-1] == count - 1)
    assert len({after - before for before, after in zip(kept, kept[1:], strict=False)}) <= 1


def test_thinning_keeps_the_first_where_it_can():
    assert thinned(10, 6) == [0, 3, 6, 9]


@given(st.lists(st.tuples(st.floats(0, 200), st.floats(0, 300)), max_size=12))
def test_spread_labels_never_overlap_and_stay_inside(places):
    boxes = [Box(left, left + 80, middle, 20) for left, middle in places]
    middles = spread(boxes, 0, 300)
    for index, (box, middle) in enumerate(zip(boxes, middles, strict=True)):
        assert 9.99 <= middle <= 290.01
        for other, its in zip(boxes[:index], middles, strict=False):
            assert box.beside(other) or abs(middle - its) >= 19.99


def test_a_period_is_placed_at_its_middle():
    assert abs(position(date(2024, 1, 1), date(2025, 1, 1)) - 2024.5) < 0.01
    assert abs(position(date(2024, 8, 1), date(2025, 8, 1)) - 2025.08) < 0.01
