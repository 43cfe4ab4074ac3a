"""Similar areas on the figures that come with the project."""

import json
import statistics

import pytest
from django.test import override_settings

from skillshire.core.errors import UserError
from skillshire.indicators import releases, similar
from skillshire.places import areas as places


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("similar")
    with override_settings(SKILLSHIRE_HOME=folder):
        releases.install_bundled(echo=lambda line: None)
    return folder


@pytest.fixture(autouse=True)
def serving(home, settings):
    settings.SKILLSHIRE_HOME = home


def codes(code):
    return [one.code for one in similar.areas(code)]


def test_the_ten_nearest_come_in_order_with_what_they_share():
    found = similar.areas("E07000243")
    assert [one.rank for one in found] == list(range(1, 11))
    assert [one.distance for one in found] == sorted(one.distance for one in found)
    compared = len(similar.compared_in("district"))
    assert all(0 < one.distance < 3 and compared // 2 < one.shared <= compared for one in found)
    assert all(one.name == places.get(one.code).name for one in found)


@pytest.mark.parametrize("code", ["E07000243", "E06000052", "E08000035"])
def test_a_district_is_compared_with_districts_alone(code):
    assert code not in codes(code)
    assert {places.get(one).level for one in codes(code)} == {"district"}


def test_a_county_is_compared_with_counties_and_those_that_are_their_own():
    assert all(places.get(one).level == "county" or places.get(one).unitary for one in codes("E10000015"))
    assert "E10000030" in codes("E10000015")  # Surrey


def test_the_same_ground_has_the_same_neighbours():
    assert codes("E69000016") == codes("E10000015")


@pytest.mark.parametrize(
    "code", ["E92000001", "E12000006", "E47000003", "E10000021", "E09000001", "E06000053"]
)
def test_regions_abolished_areas_and_those_with_few_figures_have_none(code):
    assert codes(code) == []


def test_an_unknown_code_is_refused():
    with pytest.raises(UserError, match="No area has the code"):
        similar.areas("E99999999")


def test_every_indicator_named_is_one_of_ours():
    named = {one.indicator for one in similar.rule().indicators} | {
        one.over for one in similar.rule().indicators if one.over
    }
    from skillshire.indicators import definitions

    assert named <= set(definitions.indicators())


@pytest.mark.parametrize("group, mean, least", [("district", 0.88, 0.68), ("county", 0.86, 0.68)])
def test_the_lists_are_as_stable_as_the_page_on_the_method_says(group, mean, least):
    found = similar.stability(group).values()
    assert statistics.mean(found) == pytest.approx(mean, abs=0.005)
    assert min(found) == pytest.approx(least, abs=0.005)


@pytest.mark.parametrize("kind, at_least", [("global", 0.45), ("economic", 0.35), ("demographic", 0.2)])
def test_the_lists_agree_with_the_statistics_offices_far_above_chance(shared, kind, at_least):
    theirs = json.loads((shared / "raw/lookups/ons-els-areas-similar.json").read_text())
    members = set(similar.members("district"))
    shares, by_chance = [], []
    for code in members & set(theirs):
        named, ours = set(theirs[code].get(kind, [])) & members, codes(code)
        if named and ours:
            shares.append(len(named & set(ours)) / len(ours))
            by_chance.append(len(named) / (len(members) - 1))
    print(f"{kind}: {statistics.mean(shares):.0%} shared; by chance {statistics.mean(by_chance):.0%}")
    assert len(shares) > 280
    assert statistics.mean(shares) >= at_least > 3 * statistics.mean(by_chance)
