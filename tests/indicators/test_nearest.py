"""The arithmetic of nearest neighbours, held against a second implementation in plain Python."""

import math
import statistics

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from skillshire.indicators import nearest

FURTHEST, NEEDED = 3.0, 0.75
cells = st.none() | st.integers(-50, 50).map(lambda number: number / 4)


def tables(fewest=2):
    return st.tuples(st.integers(fewest, 9), st.integers(1, 5)).flatmap(
        lambda size: st.lists(
            st.lists(cells, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
        )
    )


def as_matrix(table):
    return np.array([[math.nan if cell is None else cell for cell in row] for row in table], dtype=float)


def plain_scaled(table):
    """Robust z of every cell, one at a time."""
    found = [[None] * len(table[0]) for _ in table]
    for column in range(len(table[0])):
        known = [row[column] for row in table if row[column] is not None]
        if not known:
            continue
        middle = statistics.median(known)
        spread = 1.4826 * statistics.median(abs(value - middle) for value in known) or statistics.pstdev(
            known
        )
        for row, values in enumerate(table):
            if values[column] is not None:
                z = (values[column] - middle) / spread if spread else 0.0
                found[row][column] = max(-FURTHEST, min(FURTHEST, z))
    return found


def plain_distance(one, other, weights):
    both = [(a, b, w) for a, b, w in zip(one, other, weights, strict=True) if a is not None and b is not None]
    shared = sum(w for _, _, w in both)
    if shared < NEEDED * sum(weights) - 1e-9:
        return math.inf
    return math.sqrt(sum(w * (a - b) ** 2 for a, b, w in both) / shared)


@given(tables(), st.data())
def test_both_implementations_agree_on_every_distance(table, data):
    weights = data.draw(
        st.lists(st.sampled_from([0.333, 1.0, 2.0]), min_size=len(table[0]), max_size=len(table[0]))
    )
    scaled = nearest.standardise(as_matrix(table), FURTHEST)
    apart = nearest.distances(scaled, np.array(weights), NEEDED)
    by_hand = plain_scaled(table)
    for row, one in enumerate(by_hand):
        for column, other in enumerate(by_hand):
            expected = math.inf if row == column else plain_distance(one, other, weights)
            # Where areas are alike to the last digit the matrix form leaves a trace of rounding.
            assert apart[row, column] == pytest.approx(expected, abs=1e-6)


@given(tables(), st.floats(0.1, 100), st.floats(-1000, 1000))
def test_another_unit_of_measurement_changes_nothing(table, factor, shift):
    figures = as_matrix(table)
    before = nearest.standardise(figures, FURTHEST)
    assert nearest.standardise(figures * factor + shift, FURTHEST) == pytest.approx(
        before, abs=1e-6, nan_ok=True
    )


@given(tables(fewest=3))
def test_distances_are_even_handed_and_never_to_oneself(table):
    apart = nearest.distances(nearest.standardise(as_matrix(table), FURTHEST), np.ones(len(table[0])), NEEDED)
    assert np.array_equal(apart, apart.T) or apart == pytest.approx(apart.T)
    assert all(row not in others for row, others in enumerate(nearest.order(apart, 10)))


@given(tables(), st.integers(1, 5))
def test_the_nearest_come_first_and_none_is_nearer_than_the_last(table, most):
    assume(len(table) > most)
    apart = nearest.distances(nearest.standardise(as_matrix(table), FURTHEST), np.ones(len(table[0])), NEEDED)
    for row, others in enumerate(nearest.order(apart, most)):
        steps = [apart[row, other] for other in others]
        assert steps == sorted(steps)
        left = [apart[row, other] for other in range(len(table)) if other not in others]
        assert not steps or min(left, default=math.inf) >= steps[-1]


def test_an_area_with_too_few_figures_has_no_neighbours():
    table = as_matrix([[1, 1, 1, 1], [2, 2, 2, 2], [1, 1, None, None]])
    apart = nearest.distances(nearest.standardise(table, FURTHEST), np.ones(4), NEEDED)
    assert nearest.order(apart, 2) == [[1], [0], []]
    assert nearest.shared(table).tolist() == [[4, 4, 2], [4, 4, 2], [2, 2, 2]]


def test_one_extreme_figure_does_not_hide_the_differences_of_the_others():
    usual = [[float(number)] for number in range(20)]
    scaled = nearest.standardise(np.array([*usual, [1e9]]), FURTHEST)
    assert scaled[-1, 0] == FURTHEST and scaled[15, 0] - scaled[10, 0] > 0.5


def test_stability_is_whole_where_columns_say_the_same():
    column = np.array([[0.0], [1.0], [2.5], [4.5], [8.0]])
    same = np.hstack([column, column, column])
    assert nearest.stability(same, np.ones(3), NEEDED, 2).tolist() == [1.0] * 5
