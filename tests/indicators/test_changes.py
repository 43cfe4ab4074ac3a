"""What a release changed: found figure by figure, counted, listed, and read back for one area."""

from datetime import UTC, datetime

import pytest

from skillshire.core.errors import UserError
from skillshire.indicators import changes, queries, releases
from tests.indicators import invented
from tests.indicators.invented import ENGLAND, HERTS, STEVENAGE

NAME = "claimant-count-rate"
PAY = "median-gross-weekly-pay"
FIRST, SECOND = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)


def figure(area, year):
    """The second edition: Hertfordshire revised a little, Stevenage more, and a year that is new."""
    return {(HERTS, 2023): 2.6, (STEVENAGE, 2022): 4.0}.get((area, year), 2.5)


@pytest.fixture
def two(load, published):
    first = load(published, now=FIRST)
    invented.claimants(published, value=figure, years=(2022, 2023, 2024, 2025))
    return first, load(published, "ons-els-claimant-count", now=SECOND)


def told(found):
    return [(one.indicator, one.area, one.period.year, one.kind, one.before, one.after) for one in found]


REVISED = [
    (NAME, STEVENAGE, 2022, "revised", 2.5, 4.0),
    (NAME, HERTS, 2023, "revised", 2.5, 2.6),
]
ADDED = [(NAME, area, 2025, "added", None, 2.5) for area in sorted([STEVENAGE, HERTS, ENGLAND])]


def test_revised_figures_stand_largest_first_and_then_those_that_were_added(two):
    (change,) = changes.between(*two)
    assert (change.indicator, change.state) == (NAME, "changed")
    assert (change.added, change.revised, change.withdrawn) == (3, 2, 0)
    assert told(change.figures) == REVISED + ADDED
    assert change.figures[0].size == 1.5


def test_what_is_added_one_way_is_withdrawn_the_other(two):
    (change,) = changes.between(two[1], two[0])
    assert (change.added, change.revised, change.withdrawn) == (0, 2, 3)


def test_a_release_differs_in_nothing_from_itself(two):
    assert changes.between(two[0], two[0]) == []


def test_what_was_noted_is_what_comparing_the_two_finds(two):
    (change,) = changes.between(*two)
    noted = changes.revisions(two[1].id, NAME)
    assert set(noted) == set(change.figures)
    assert told(noted)[:2] == REVISED
    assert changes.revisions(two[1].id, PAY) == []
    assert changes.revisions(two[0].id, NAME) == []


def test_the_log_names_each_release_with_what_was_new_to_it(two):
    later, first = changes.log()
    assert (later.release, later.previous, later.sources) == (
        two[1].id, two[0].id, ("ons-els-claimant-count",),
    )  # fmt: skip
    assert later.indicators == {NAME: {"state": "changed", "added": 3, "revised": 2, "withdrawn": 0}}
    assert [later.total(kind) for kind in changes.KINDS] == [3, 2, 0]
    assert (first.release, first.previous, first.indicators) == (two[0].id, None, {})


def test_what_changed_for_an_area_is_told_of_the_release_that_serves(two):
    assert told(changes.for_area(STEVENAGE)) == [REVISED[0], (NAME, STEVENAGE, 2025, "added", None, 2.5)]
    assert changes.for_area("E10000016") == []
    releases.rollback()
    assert changes.for_area(STEVENAGE) == []


def test_an_area_s_headlines_are_told_first_and_breakdowns_on_demand(load, tmp_path):
    """Starts by home are the headline, starts by delivery a breakdown."""
    folder = tmp_path / "published"
    invented.apprenticeships(folder, [("Stevenage", "Stevenage", 5), ("Luton", "Stevenage", 7)])
    load(folder, now=FIRST)
    invented.apprenticeships(folder, [("Stevenage", "Stevenage", 6), ("Luton", "Stevenage", 7)])
    load(folder, now=SECOND, accept_changes=True)
    headline, every = changes.for_area(STEVENAGE), changes.for_area(STEVENAGE, every=True)
    assert headline
    assert all(one.breakdown == () for one in headline)
    assert every[: len(headline)] == headline
    rest = {one.breakdown for one in every[len(headline) :]}
    assert (("basis", "delivery"),) in rest
    assert () not in rest


def test_an_indicator_that_is_new_or_gone_is_counted_and_not_listed(load, published):
    first = load(published, "ons-els-claimant-count", now=FIRST)
    second = load(published, "ons-els-median-weekly-pay", now=SECOND)
    (new,) = changes.between(first, second)
    assert (new.indicator, new.state, new.added, new.figures) == (PAY, "new", 9, ())
    (gone,) = changes.between(second, first)
    assert (gone.indicator, gone.state, gone.withdrawn, gone.figures) == (PAY, "gone", 9, ())
    assert changes.for_area(HERTS) == []


def test_asking_for_an_area_reads_no_more_than_its_own_lines(two, monkeypatch):
    changes.for_area(HERTS)
    read = []
    monkeypatch.setattr(changes, "_read", read.append)
    changes.for_area(HERTS)
    assert len(read) == 2


def test_the_changes_of_a_release_that_is_not_there_are_refused(two):
    with pytest.raises(UserError, match="There is no release “20200101-0”"):
        changes.revisions("20200101-0", NAME)


def test_the_command_says_what_changed(two, command):
    status, out, _ = command("release", "diff")
    assert (status, out.splitlines()) == (
        0, [f"From {two[0].id} to {two[1].id}:", f"{NAME}: 3 added, 2 revised, 0 withdrawn"],
    )  # fmt: skip
    status, out, _ = command("release", "diff", two[1].id, two[1].id)
    assert out.splitlines()[-1] == "No figure differs."


def test_a_later_file_of_a_source_stands_and_the_revision_is_listed(two):
    found = [one.value for one in queries.series(NAME, STEVENAGE).observations]
    assert found == [4.0, 2.5, 2.5, 2.5]
    assert REVISED[0] in told(changes.revisions(two[1].id, NAME))
