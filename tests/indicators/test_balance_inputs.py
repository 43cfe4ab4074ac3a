"""What goes into the balance, from the figures that come with the project."""

import pytest

from skillshire.indicators import balance_definitions, balance_inputs, balance_read, queries
from skillshire.places import areas
from tests.web.public.conftest import bundled as bundled  # noqa: PLC0414 (a fixture, shared)

HERTFORDSHIRE, PLAN_AREA = "E10000015", "E69000016"
CORNWALL, STEVENAGE, EAST, ENGLAND = "E06000052", "E07000243", "E12000006", "E92000001"


@pytest.fixture(autouse=True)
def serving(bundled, settings):  # noqa: F811 (the fixture of that name)
    settings.SKILLSHIRE_HOME = bundled


def gathered(code):
    return balance_inputs.gather(areas.get(code))


def demand(found, code):
    return next(one for one in found.inputs.demands if one.group == code)


def value(indicator, area, period=None, **breakdown):
    found = queries.series(indicator, area, tuple(sorted(breakdown.items()))).observations
    return next(one.value for one in reversed(found) if period is None or one.period.iso == period)


CARE = "61-caring-personal-service-occupations"


def test_openings_are_the_published_ones_a_year():
    one = demand(gathered(HERTFORDSHIRE), "61")
    openings = value("employment-projection-detail", PLAN_AREA, occupation=CARE)
    assert one.growth + one.replacement == pytest.approx(openings / 15, rel=1e-6)


def test_a_county_has_the_figures_of_the_plan_area_on_its_very_ground():
    found = gathered(HERTFORDSHIRE)
    assert found.place.code == PLAN_AREA
    assert found.missing == ()


def test_a_district_is_told_whose_gaps_it_sees():
    found = gathered(STEVENAGE)
    assert found.place.code == PLAN_AREA
    assert "not published for Stevenage" in found.missing[0]
    assert "are not scaled down" in found.missing[0]
    assert found.inputs == gathered(HERTFORDSHIRE).inputs
    assert found.facts["61"].adverts.area == STEVENAGE


def test_a_region_falls_back_to_england_and_says_so():
    found = gathered(EAST)
    assert found.place.code == ENGLAND
    assert "East of England" in found.missing[0]


def test_replacement_that_is_not_published_is_englands_rate_and_called_an_estimate():
    found = gathered(CORNWALL)
    one = demand(found, "61")
    jobs = balance_read.levels(found.place)["61"]
    england = value("employment-projection-detail", ENGLAND, occupation=CARE, component="replacement-demand")
    theirs = balance_read.levels(areas.get(ENGLAND))["61"]
    assert found.estimated
    assert one.replacement == pytest.approx(england * sum(jobs) / sum(theirs) / 15)
    assert "an estimate" in found.missing[1]
    assert one.replacement_error > demand(gathered(HERTFORDSHIRE), "61").replacement_error


def test_a_group_too_small_to_use_is_left_out_and_says_why():
    found = gathered(HERTFORDSHIRE)
    assert set(found.left_out) == {"63"}
    assert "fewer than 1,000 jobs" in found.left_out["63"]
    assert "63" not in {one.group for one in found.inputs.demands}
    assert gathered(ENGLAND).left_out == {}


def test_small_groups_have_a_larger_error():
    terms, found = balance_definitions.assumptions(), gathered(HERTFORDSHIRE)
    assert demand(found, "51").replacement_error == terms.replacement_error_small.value
    assert demand(found, "61").replacement_error == terms.replacement_error_usual.value


def test_all_courses_and_all_apprentices_are_in_some_subject():
    found = gathered(HERTFORDSHIRE)
    courses = sum(one.courses for one in found.inputs.subjects)
    apprentices = sum(one.apprentices for one in found.inputs.subjects)
    assert courses == pytest.approx(value("fe-achievement-aims", PLAN_AREA), abs=80)  # parts are rounded too
    assert apprentices == pytest.approx(value("apprenticeship-achievements", PLAN_AREA, "2024-08-01/P1Y"))


def test_every_published_subject_is_mapped():
    """A subject that nobody mapped would be lost from the supply without a word."""
    mapped = {name for one in balance_definitions.mapping().subjects for name in (one.subject, *one.also)}
    for indicator in ("fe-achievement-aims", "apprenticeship-achievements-england"):
        published = {
            dict(pairs)["subject"] for pairs in queries.breakdowns(indicator) if "subject" in dict(pairs)
        }
        assert published <= mapped


def test_the_industries_of_every_sector_are_those_of_the_projections():
    published = set(balance_read.levels(areas.get(PLAN_AREA), "industry"))
    for sector in balance_definitions.sectors().sectors:
        assert set(sector.industries) <= published, sector.id


def test_digital_apprenticeships_join_the_courses_in_the_same_subject():
    found = {one.id: one for one in gathered(ENGLAND).inputs.subjects}
    digital = value(
        "apprenticeship-achievements-england", ENGLAND, "2024-08-01/P1Y", subject="digital-technology"
    )
    # The total of people living in England is a little less than that of the table by subject.
    assert found["information-and-communication-technology"].apprentices == pytest.approx(digital, rel=0.02)


def test_an_unfinished_year_is_not_taken_for_a_whole_one():
    periods = {one.what: one.period for one in gathered(HERTFORDSHIRE).used}
    assert periods["Completed apprenticeships"] == "2024/25"
    assert periods["Completed adult courses by subject"] == "2023/24"


def test_every_input_says_what_it_is_where_and_when():
    for one in gathered(CORNWALL).used:
        assert one.what and one.period and queries.has(one.indicator)


def test_the_same_release_gives_the_same_balance():
    area = areas.get(HERTFORDSHIRE)
    first = balance_inputs.of(area)[1]
    balance_inputs._of.cache_clear()
    assert balance_inputs.of(area)[1] == first


@pytest.mark.parametrize("code", [HERTFORDSHIRE, CORNWALL, ENGLAND, "E47000001", "E09000001"])
def test_intervals_of_real_areas_hold_their_estimates(code):
    found, result = balance_inputs.of(areas.get(code))
    assert len(result.groups) == 26 - len(found.left_out)
    for one in (*result.groups, *result.sectors):
        assert one.gap.lower95 < one.gap.value < one.gap.upper95
