"""Openings against people trained: the arithmetic, and how its uncertainty is carried."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillshire.indicators import balance
from skillshire.indicators.balance import Demand, Inputs, Subject
from tests.indicators import invented_balance as slow

INPUTS, TERMS = slow.INPUTS, slow.TERMS


def by_id(found):
    return {one.id: one for one in found}


def test_a_gap_is_growth_and_replacement_less_the_people_sent_to_the_group():
    found = by_id(balance.run(INPUTS).groups)
    people = 3_210 * 0.6 + 1_009
    assert found["61"].openings.value == pytest.approx(620 + 1_910)
    assert found["61"].supply.value == pytest.approx(0.5 * people)
    assert found["61"].gap.value == pytest.approx(2_530 - 0.5 * people)


def test_the_arrays_say_what_plain_loops_say():
    found, plain = by_id(balance.run(INPUTS).groups), slow.central(INPUTS)
    for group, (openings, supply, gap) in plain.items():
        one = found[group]
        assert (one.openings.value, one.supply.value, one.gap.value) == pytest.approx((openings, supply, gap))


def test_every_draw_limit_and_rank_is_what_plain_loops_say():
    drawn, result = balance.draw(INPUTS), balance.run(INPUTS)
    every = [slow.gap_of_draw(INPUTS, drawn, index) for index in range(TERMS.draws)]
    for place, demand in enumerate(INPUTS.demands):
        one = by_id(result.groups)[demand.group]
        values = [gaps[demand.group] for gaps in every]
        ranks = [slow.rank_in(list(gaps.values()), place) for gaps in every]
        assert one.gap.lower95 == pytest.approx(slow.percentile(values, 0.025))
        assert one.gap.lower80 == pytest.approx(slow.percentile(values, 0.1))
        assert one.gap.upper80 == pytest.approx(slow.percentile(values, 0.9))
        assert one.gap.upper95 == pytest.approx(slow.percentile(values, 0.975))
        assert one.rank == pytest.approx(sum(ranks) / len(ranks))
        assert one.top == 1.0  # of three groups all are among the five widest


def test_a_sectors_gap_is_its_shares_of_the_groups_gaps_in_every_draw():
    drawn, result = balance.draw(INPUTS), by_id(balance.run(INPUTS).sectors)
    for place, name in enumerate(balance.sectors(INPUTS)):
        values = [slow.sector_gap_of_draw(INPUTS, drawn, i, place) for i in range(TERMS.draws)]
        assert result[name].gap.lower95 == pytest.approx(slow.percentile(values, 0.025))
        assert result[name].gap.upper95 == pytest.approx(slow.percentile(values, 0.975))
    central = slow.central(INPUTS)
    assert result["health"].gap.value == pytest.approx(0.9 * central["22"][2] + 0.5 * central["61"][2])


def test_the_same_seed_gives_the_same_result_and_another_seed_does_not():
    assert balance.run(INPUTS) == balance.run(INPUTS)
    other = balance.run(replace(INPUTS, terms=replace(TERMS, seed=8)))
    assert by_id(other.groups)["61"].gap.lower95 != by_id(balance.run(INPUTS).groups)["61"].gap.lower95


def test_nothing_uncertain_leaves_no_interval():
    sure = replace(
        TERMS, growth_error=0.0, replacement_common_error=0.0, people_per_course_error=0.0,
        course_rounding=0.0, mix_concentration=None, share_concentration=1e9,
    )  # fmt: skip
    demands = tuple(replace(one, replacement_error=0.0) for one in INPUTS.demands)
    subjects = tuple(replace(one, concentration=1e9) for one in INPUTS.subjects)
    for one in balance.run(replace(INPUTS, demands=demands, subjects=subjects, terms=sure)).groups:
        assert one.gap.upper95 - one.gap.lower95 < 1.0
        assert one.gap.lower95 <= one.gap.value + 0.5


@pytest.mark.parametrize("name", ["growth_error", "replacement_common_error", "people_per_course_error"])
def test_a_larger_error_of_any_input_widens_the_interval(name):
    wide = replace(INPUTS, terms=replace(TERMS, **{name: 4 * getattr(TERMS, name)}))
    usual, wider = by_id(balance.run(INPUTS).groups)["61"].gap, by_id(balance.run(wide).groups)["61"].gap
    assert wider.upper95 - wider.lower95 > usual.upper95 - usual.lower95


def test_less_sure_weights_widen_the_interval():
    vague = replace(INPUTS, subjects=tuple(replace(one, concentration=2.0) for one in INPUTS.subjects))
    usual, wider = (
        by_id(balance.run(INPUTS).groups)["53"].supply,
        by_id(balance.run(vague).groups)["53"].supply,
    )
    assert wider.upper95 - wider.lower95 > usual.upper95 - usual.lower95


def test_the_spread_is_what_the_distributions_say():
    """Growth is normal with the error times the jobs; a weight is Beta, which Dirichlet parts are."""
    many = replace(INPUTS, terms=replace(TERMS, draws=20_000))
    drawn = balance.draw(many)
    factor = np.hypot(1_910 * np.hypot(0.1, 0.25), 0.01 * 49_600)
    assert drawn.openings[:, 2].std() == pytest.approx(factor, rel=0.03)
    assert drawn.routes[0][:, 0].std() == pytest.approx(np.sqrt(0.25 / 26), rel=0.03)
    assert drawn.routes[0][:, 0].mean() == pytest.approx(0.5, abs=0.005)


def test_weights_shares_and_apprentices_add_up_in_every_draw():
    drawn = balance.draw(INPUTS)
    for routes in drawn.routes:
        assert np.allclose(routes.sum(axis=1), 1)
    assert (drawn.shares.sum(axis=1) <= 1 + 1e-9).all()
    without = replace(INPUTS, subjects=tuple(replace(one, courses=0.0) for one in INPUTS.subjects))
    assert np.allclose(balance.draw(without).people.sum(axis=1), 1_238)


def test_a_group_without_openings_takes_no_supply_from_the_others():
    less = replace(INPUTS, demands=INPUTS.demands[1:])
    assert by_id(balance.run(less).groups)["61"].supply.value == pytest.approx(slow.central(INPUTS)["61"][1])


def test_no_sector_has_no_leader():
    assert balance.run(replace(INPUTS, shares=())).sectors == ()


number = st.floats(0, 1e6)


@settings(max_examples=25)
@given(
    st.lists(st.tuples(number, st.floats(-1e4, 1e4), number, st.floats(0, 1)), min_size=1, max_size=5),
    st.lists(st.tuples(number, number, st.floats(0.05, 0.95)), min_size=1, max_size=4),
)
def test_limits_are_in_order_and_ranks_are_places(demands, subjects):
    groups = [str(11 + index) for index in range(len(demands))]
    made = Inputs(
        tuple(Demand(group, *values) for group, values in zip(groups, demands, strict=True)),
        tuple(
            Subject(str(index), courses, people, ((groups[0], weight), (balance.NOWHERE, 1 - weight)), 20.0)
            for index, (courses, people, weight) in enumerate(subjects)
        ),
        (),
        replace(TERMS, draws=50),
    )
    found = balance.run(made).groups
    for one in found:
        gap = one.gap
        assert gap.lower95 <= gap.lower80 <= gap.upper80 <= gap.upper95
        assert 1 <= one.rank_low <= one.rank_high <= len(groups)
        assert 0 <= one.top <= 1
        assert one.gap.value == pytest.approx(one.openings.value - one.supply.value, abs=1e-6)
    assert [one.gap.value for one in found] == sorted((one.gap.value for one in found), reverse=True)
