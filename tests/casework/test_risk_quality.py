"""How well a list works: worked by hand, and no count behind it worked out from what is shown (attack.py)."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillshire.casework import disclosure, risk_quality
from skillshire.casework.disclosure import Published, Unsafe
from skillshire.casework.risk_quality import EVERYBODY, SHARES
from tests.casework.attack import Attack, recovered

ATOMS = ["n1", "n0", "f1", "f0"]
GROUPS = ["a", "b", "c"]
LEAVES = list(product(GROUPS, ATOMS))


def counts(**groups):
    """By group: how many were found, missed, flagged for nothing, rightly left alone."""
    return {(group, atom): n for group, every in groups.items() for atom, n in zip(ATOMS, every, strict=True)}


def all_of(exact):
    return {(EVERYBODY, atom): sum(n for (_, one), n in exact.items() if one == atom) for atom in ATOMS}


def shown(exact, earlier=()):
    """The rows of everybody and of the groups; `earlier` is such exact counts with what was shown of them."""
    of_all = [Published(all_of(one), rows(cells, everybody=True)) for one, cells in earlier]
    of_each = [Published(one, rows(cells, everybody=False)) for one, cells in earlier]
    every = risk_quality.of_everybody(all_of(exact), ["list"], of_all)
    return every | risk_quality.of_groups(exact, "list", every, of_each)


def rows(cells, *, everybody):
    return {key: cell for key, cell in cells.items() if (key[0] == EVERYBODY) == everybody}


def qualities(cells):
    return {one.group: one for one in risk_quality.quality("gender", "list", cells)}


def shares(one):
    return [getattr(one, name) for name in SHARES]


# --- Shares -------------------------------------------------------------------------------------------------


def test_the_shares_worked_by_hand():
    """103 people (105): 11 found (10), 9 missed (10), 32 flagged for nothing (30), 51 left (50)."""
    (one,) = qualities(risk_quality.of_everybody(counts(everybody=(11, 9, 32, 51)), ["list"])).values()
    assert one.people == 105
    # Each of a part and its rest: 20 and 85, 45 and 60, 10 and 30, 10 and 10, 30 and 50, 10 and 10
    assert [share.value for share in shares(one)] == [19, 43, 25, 50, 38, 50]


def test_a_share_and_its_interval_are_whole_percent():
    share = risk_quality.wilson(10, 45)
    assert [type(part) for part in (share.value, share.lower, share.upper)] == [int, int, int]
    assert (share.value, share.lower, share.upper) == (22, 12, 37)  # 12.5 to 36.3, outwards


def test_a_part_that_is_nearly_all_or_nearly_none_is_not_said_to_be_it():
    assert risk_quality.wilson(995, 1000).value == 99
    assert risk_quality.wilson(5, 1010).value == 1


def test_wilsons_interval_of_a_published_example():
    """81 of 263: Newcombe (1998), table I, method 3 gives 0.2553 to 0.3662."""
    assert risk_quality.limits(81, 263) == pytest.approx((0.2553, 0.3662), abs=0.0001)


def test_wilsons_interval_of_none_begins_at_nought_and_is_not_empty():
    """0 of 20: the same table gives 0 to 0.1611."""
    assert risk_quality.limits(0, 20) == pytest.approx((0, 0.1611), abs=0.0001)


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_holds_the_share_and_stays_within_0_and_100(count, more):
    share = risk_quality.wilson(count, count + more)
    assert 0 <= share.lower <= share.value <= share.upper <= 100


def test_a_group_all_of_whom_were_flagged_is_not_said_to_be_it():
    found = qualities(shown(counts(a=(20, 0, 60, 0), b=(20, 30, 60, 200), c=(20, 30, 60, 200))))
    assert found["a"].flagged.hidden and found["a"].recall.hidden and found["a"].false_negative.hidden


def test_a_group_none_of_whom_was_neet_is_not_said_to_be_it():
    found = qualities(shown(counts(a=(0, 0, 60, 90), b=(20, 30, 60, 200), c=(20, 30, 60, 200))))
    assert found["a"].neet.hidden and found["a"].precision.hidden


def test_where_everybody_was_flagged_nothing_is_shown_of_that_list():
    cells = shown(counts(a=(20, 0, 60, 0), b=(20, 0, 60, 0)))
    assert set(qualities(cells)) == {EVERYBODY}
    assert all(share.hidden for name, share in zip(SHARES, shares(qualities(cells)[EVERYBODY]), strict=True)
               if name != "neet")  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=12, max_size=12))
def test_no_share_stands_on_a_count_below_the_threshold(numbers):
    exact = dict(zip(LEAVES, numbers, strict=True))
    for group, one in qualities(shown(exact)).items():
        of = all_of(exact) if group == EVERYBODY else exact
        found, missed, false, left = (of[group, atom] for atom in ATOMS)
        behind = {"flagged": (found + false, missed + left), "precision": (found, false),
                  "recall": (found, missed), "false_positive": (false, left)}  # fmt: skip
        for name, parts in behind.items():
            share = getattr(one, name)
            assert share.hidden or (min(parts) >= 5 and 0 < share.value < 100)


def test_one_person_more_or_less_behind_the_same_rounded_counts_shows_nowhere():
    exact = counts(a=(21, 31, 61, 200), b=(21, 31, 61, 200))
    for atom, other in (("n1", "f1"), ("n0", "f0")):
        moved = {**exact, ("a", atom): exact["a", atom] + 1, ("a", other): exact["a", other] + 1}
        if disclosure_of(moved) == disclosure_of(exact):
            assert qualities(shown(moved)) == qualities(shown(exact))


def disclosure_of(exact):
    return {key: cell.value for key, cell in shown(exact).items()}


# --- The attacker -------------------------------------------------------------------------------------------

few = st.integers(0, 9) | st.integers(0, 60)
counties = st.lists(few, min_size=12, max_size=12).map(lambda found: dict(zip(LEAVES, found, strict=True)))
moves = st.lists(st.tuples(st.sampled_from(LEAVES), st.sampled_from(LEAVES)), min_size=1, max_size=2)
PLACES = {**{group: [group] for group in GROUPS}, EVERYBODY: GROUPS}
HIERARCHY = [PLACES, risk_quality.columns(["list"])]


def hidden(cells):
    return [key for key, cell in cells.items() if cell.value is None]


def small(exact, cells):
    totals = disclosure.totals(exact, HIERARCHY, cells)
    return {key for key in hidden(cells) if totals[key] < 5}


def groups_hidden(cells):
    """A list that is withheld whole says of everybody only that one of its counts is small."""
    return [key for key in hidden(cells) if key[0] != EVERYBODY]


def test_an_exact_share_is_taken_apart_and_a_rounded_one_is_not():
    """20 of 43: with the rounded number of people beside it, only those two fit an exact share."""
    flagged, people = 100 * 20 / 43, 45
    fits = [(part, whole) for whole in range(people - 2, people + 3) for part in range(whole)
            if abs(100 * part / whole - flagged) < 1e-9]  # fmt: skip
    assert fits == [(20, 43)]
    share = risk_quality.wilson(20, 45)
    fits = [(part, whole) for whole in range(people - 2, people + 3) for part in range(whole)
            if round(100 * disclosure.rounded(part, 5) / people) == share.value]  # fmt: skip
    assert len(fits) > 10


@settings(max_examples=6, deadline=None)
@given(counties)
def test_no_count_of_a_group_can_be_worked_out(exact):
    cells = shown(exact)
    attack = Attack(HIERARCHY).read(cells, small=small(exact, cells))
    assert not recovered(attack, groups_hidden(cells))


@settings(max_examples=4, deadline=None)
@given(counties, moves)
def test_no_count_can_be_worked_out_from_two_dates(before, steps):
    first, after = shown(before), dict(before)
    for start, end in steps:
        if after[start]:
            after[start], after[end] = after[start] - 1, after[end] + 1
    try:
        second = shown(after, [(before, first)])
    except Unsafe:
        return  # then there is no second edition
    changes = {leaf: after[leaf] - before[leaf] for leaf in before}
    attack = Attack(HIERARCHY).read(first, small=small(before, first)).read(second, changes=changes)
    assert not recovered(attack, {*groups_hidden(first), *groups_hidden(second)})


BOTH = ["n11", "n10", "n01", "n00", "f11", "f10", "f01", "f00"]
TWO = [PLACES, risk_quality.columns(["list", "other"])]


@settings(max_examples=4, deadline=None)
@given(st.lists(few, min_size=24, max_size=24))
def test_no_count_of_a_group_can_be_worked_out_with_another_list_over_the_same_people(numbers):
    """The other list is shown of everybody alone."""
    exact = dict(zip(product(GROUPS, BOTH), numbers, strict=True))
    together = {(EVERYBODY, atom): sum(exact[group, atom] for group in GROUPS) for atom in BOTH}
    every = risk_quality.of_everybody(together, ["list", "other"])
    one = {(group, atom): exact[group, f"{atom}0"] + exact[group, f"{atom}1"] for group, atom in LEAVES}
    cells = every | risk_quality.of_groups(one, "list", every)
    totals = disclosure.totals(exact, TWO, cells)
    attack = Attack(TWO).read(cells, small={key for key in hidden(cells) if totals[key] < 5})
    assert not recovered(attack, groups_hidden(cells))


def test_groups_that_are_all_large_are_all_shown():
    assert not hidden(shown(counts(a=(20, 30, 60, 200), b=(20, 30, 60, 200))))
