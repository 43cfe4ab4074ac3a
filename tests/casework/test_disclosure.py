"""No count below the threshold can be worked out from what is shown: asked of an attacker (attack.py)."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillshire.casework import disclosure
from skillshire.casework.disclosure import Parameters, Protected, Published, Unsafe, protect
from tests.casework.attack import Attack, recovered

DISTRICTS, AGES, PARTS = ["North", "South"], ["16", "17"], ["neet", "learning"]


def whole(name, members):
    return {**{member: [member] for member in members}, name: members}


HIERARCHY = [whole("County", DISTRICTS), whole("all ages", AGES), whole("everybody", PARTS)]
LEAVES = list(product(DISTRICTS, AGES, PARTS))
KEYS = list(product(*HIERARCHY))
ROW = [whole("total", ["a", "b", "c"])]
few = st.integers(0, 9) | st.integers(0, 60)
counties = st.lists(few, min_size=len(LEAVES), max_size=len(LEAVES)).map(
    lambda counts: dict(zip(LEAVES, counts, strict=True))
)
moves = st.lists(st.tuples(st.sampled_from(LEAVES), st.sampled_from(LEAVES)), min_size=1, max_size=2)


def hidden(shown):
    return [key for key, cell in shown.items() if cell.value is None]


def small(counts, hierarchy, shown, threshold=5):
    exact = disclosure.totals(counts, hierarchy, shown)
    return {key for key in shown if exact[key] < threshold}


def told(counts, hierarchy, shown):
    """An attacker with all that is shown, who knows besides which cells are hidden for being small."""
    return Attack(hierarchy).read(shown, small=small(counts, hierarchy, shown))


def weak(counts, hierarchy, parameters=disclosure.DEFAULT):
    """Threshold and rounding, and nothing else: what many tables are protected by."""
    exact = disclosure.totals(counts, hierarchy, product(*hierarchy))
    base = parameters.base
    return {
        key: Protected(disclosure.rounded(count, base)) if count >= parameters.threshold
        else Protected(None, "c") for key, count in exact.items()
    }  # fmt: skip


# --- What is shown ------------------------------------------------------------------------------------------


def test_a_count_below_the_threshold_is_a_marker_and_never_0():
    shown = protect({("a",): 4, ("b",): 40, ("c",): 52}, ROW)
    assert shown["a",] == Protected(None, "c")


def test_a_true_zero_is_hidden_as_well_as_a_few():
    assert protect({("a",): 0, ("b",): 40, ("c",): 52}, ROW)["a",] == Protected(None, "c")


def test_the_threshold_itself_is_shown():
    assert protect({("a",): 5, ("b",): 40, ("c",): 52}, ROW)["a",] == Protected(5, "")


def test_each_cell_is_rounded_from_its_own_count():
    shown = protect({("a",): 12, ("b",): 42, ("c",): 52}, ROW)
    assert [shown[key,].value for key in ("a", "b", "c", "total")] == [10, 40, 50, 105]


def test_half_way_is_rounded_up():
    assert [disclosure.rounded(count, 10) for count in (4, 5, 14, 15)] == [0, 10, 10, 20]


def test_a_share_is_of_what_is_shown():
    assert disclosure.share(Protected(10), Protected(40)) == (25.0, "")


@pytest.mark.parametrize(
    "part, of", [(Protected(None, "c"), Protected(40)), (Protected(5), Protected(None, "c"))]
)
def test_a_share_is_hidden_where_either_of_its_counts_is(part, of):
    assert disclosure.share(part, of) == (None, "c")


def test_a_share_of_nobody_is_not_a_number():
    assert disclosure.share(Protected(0), Protected(0)) == (None, "z")


def test_only_the_cells_asked_for_are_shown():
    assert list(protect({("a",): 12, ("b",): 42, ("c",): 52}, ROW, keys=[("total",)])) == [("total",)]


# --- The attacker -------------------------------------------------------------------------------------------


def test_the_attacker_recovers_a_cell_that_rounding_alone_leaves_open():
    counts = {("a",): 7, ("b",): 7, ("c",): 4}
    shown = weak(counts, ROW)
    assert {key[0]: cell.value for key, cell in shown.items()} == {"a": 5, "b": 5, "c": None, "total": 20}
    assert told(counts, ROW, shown).values(("c",)) == [4]


def test_what_rounding_alone_leaves_open_is_closed():
    counts = {("a",): 7, ("b",): 7, ("c",): 4}
    shown = protect(counts, ROW)
    assert len(hidden(shown)) == 2
    assert not recovered(told(counts, ROW, shown), hidden(shown))


def test_the_attacker_recovers_many_a_cell_of_counts_that_are_not_rounded():
    exact = Parameters(base=1)
    counts = {("a",): 3, ("b",): 41, ("c",): 52}
    attack = Attack(ROW, base=1).read(weak(counts, ROW, exact), small={("a",)})
    assert attack.values(("a",)) == [3]
    shown = protect(counts, ROW, exact)
    attack = Attack(ROW, base=1).read(shown, small={("a",)})
    assert hidden(shown) == [("a",), ("b",)]
    assert not recovered(attack, hidden(shown))


@settings(max_examples=12, deadline=None)
@given(counties)
def test_no_hidden_cell_of_a_county_has_fewer_possible_values_than_promised(counts):
    shown = protect(counts, HIERARCHY, keys=KEYS)
    assert not recovered(told(counts, HIERARCHY, shown), hidden(shown))


@settings(max_examples=8, deadline=None)
@given(counties)
def test_every_small_cell_is_hidden_and_every_number_is_near_its_count(counts):
    shown = protect(counts, HIERARCHY, keys=KEYS)
    exact = disclosure.totals(counts, HIERARCHY, KEYS)
    for key, cell in shown.items():
        assert (cell.value is None) or (exact[key] >= 5 and abs(cell.value - exact[key]) <= 2)


def test_the_same_attacker_breaks_threshold_and_rounding_alone_in_some_counties():
    broken = 0
    for odd in range(30):
        counts = {leaf: (odd * 7 + place * 5) % 11 for place, leaf in enumerate(LEAVES)}
        shown = weak(counts, HIERARCHY)
        broken += bool(recovered(told(counts, HIERARCHY, shown), hidden(shown)))
    assert broken > 10


# --- Two tables ---------------------------------------------------------------------------------------------

BY_AGE = [key for key in KEYS if key[2] == "neet" and key[0] != "County" and key[1] != "all ages"]
BY_DISTRICT = [key for key in KEYS if key[2] == "neet" and key[1] == "all ages"]


def test_two_tables_each_safe_alone_are_broken_together():
    exact = Parameters(base=1)
    counts = {leaf: 30 for leaf in LEAVES} | {("North", "16", "neet"): 3}
    alone = protect(counts, HIERARCHY, exact, keys=BY_AGE) | protect(
        counts, HIERARCHY, exact, keys=BY_DISTRICT
    )
    attack = Attack(HIERARCHY, base=1).read(alone, small=small(counts, HIERARCHY, alone))
    assert recovered(attack, hidden(alone)) == {("North", "16", "neet"): [3]}


@settings(max_examples=8, deadline=None)
@given(counties, st.sampled_from([1, 5]))
def test_two_tables_of_the_same_people_are_safe_together(counts, base):
    shown = protect(counts, HIERARCHY, Parameters(base=base), keys=[*BY_AGE, *BY_DISTRICT])
    attack = Attack(HIERARCHY, base=base).read(shown, small=small(counts, HIERARCHY, shown))
    assert not recovered(attack, hidden(shown))


def test_members_of_a_dimension_may_overlap():
    halves = {"calendar": ["first", "second"], "academic": ["second", "third"]}
    times = [{**{half: [half] for half in ("first", "second", "third")}, **halves}]
    counts = {("first",): 7, ("second",): 4, ("third",): 30}
    shown = protect(counts, times, keys=[("calendar",), ("academic",), ("first",), ("second",)])
    assert not recovered(told(counts, times, shown), hidden(shown))


# --- Two dates ----------------------------------------------------------------------------------------------


def moved(counts, steps):
    """After some people moved from one leaf to another."""
    after = dict(counts)
    for start, end in steps:
        if after[start]:
            after[start] -= 1
            after[end] += 1
    return after


def both_editions(before, first, after, second):
    """Who knows exactly who moved, and reads both editions. Of the first they know as well which cells were
    small; of the second the marker alone, as everybody."""
    changes = {leaf: after[leaf] - before[leaf] for leaf in before}
    attack = Attack(HIERARCHY).read(first, small=small(before, HIERARCHY, first))
    return attack.read(second, changes=changes)


def test_an_edition_that_forgets_the_one_before_gives_a_cell_away():
    before = {leaf: 30 for leaf in LEAVES} | {("North", "16", "neet"): 4, ("North", "17", "neet"): 12}
    after = moved(before, [(("South", "16", "neet"), ("North", "16", "neet"))])
    first, second = (protect(counts, HIERARCHY) for counts in (before, after))
    changes = {leaf: after[leaf] - before[leaf] for leaf in before}
    attack = Attack(HIERARCHY).read(first, small={("North", "16", "neet")}).read(second, changes=changes)
    assert attack.values(("North", "16", "neet")) == [4]


def test_a_cell_stays_hidden_where_showing_it_would_tell_what_it_was():
    before = {leaf: 30 for leaf in LEAVES} | {("North", "16", "neet"): 4, ("North", "17", "neet"): 12}
    after = moved(before, [(("South", "16", "neet"), ("North", "16", "neet"))])
    first = protect(before, HIERARCHY)
    second = protect(after, HIERARCHY, earlier=[Published(before, first)])
    assert second["North", "16", "neet"].value is None
    assert not recovered(both_editions(before, first, after, second), hidden(first))


@settings(max_examples=8, deadline=None)
@given(counties, moves)
def test_a_person_who_moves_between_two_editions_gives_no_cell_away(counts, steps):
    first = protect(counts, HIERARCHY)
    after = moved(counts, steps)
    try:
        second = protect(after, HIERARCHY, earlier=[Published(counts, first)])
    except Unsafe:
        return  # then there is no second edition
    attack = both_editions(counts, first, after, second)
    assert not recovered(attack, {*hidden(first), *hidden(second)})


def test_nothing_more_is_published_where_hiding_cannot_help():
    before, after = {("a",): 5, ("b",): 30, ("c",): 30}, {("a",): 3, ("b",): 30, ("c",): 30}
    told_then = {
        ("a",): Protected(5),
        ("b",): Protected(30),
        ("c",): Protected(30),
        ("total",): Protected(65),
    }
    exact = Parameters(base=1)
    with pytest.raises(Unsafe, match="published before"):
        protect(after, ROW, exact, earlier=[Published(before, told_then)])


def test_the_same_counts_again_are_shown_in_the_same_way():
    counts = {leaf: (place * 7) % 23 for place, leaf in enumerate(LEAVES)}
    first = protect(counts, HIERARCHY)
    assert protect(counts, HIERARCHY, earlier=[Published(counts, first)]) == first
