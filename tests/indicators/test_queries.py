from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillshire.core import periods
from skillshire.core.errors import UserError
from skillshire.indicators import build, calculate, queries, releases
from skillshire.indicators.observations import (
    Observation,
    Series,
    days_published,
    join_breakdown,
    parse_breakdown,
    published_on,
)
from tests.indicators import invented
from tests.indicators.invented import ENGLAND, HERTS, STEVENAGE

unhurried = settings(deadline=None)  # other workers may take the processor

words = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=12)


def series(*rows, lag=0):
    """A series of (period, value) or (period, value, status)."""
    found = tuple(
        Observation("i", HERTS, periods.parse(row[0]), (), row[1], None, None, (*row, "")[2], 1)
        for row in rows
    )
    return Series("i", HERTS, (), "r", lag, found)


@pytest.fixture
def loaded_small(load, published):
    invented.claimants(published, value=lambda area, year: year - 2000 + len(area) / 10)
    return load(published)


def test_a_series_is_in_the_order_of_its_periods(loaded_small):
    found = queries.series("claimant-count-rate", HERTS)
    assert [one.period.label for one in found.observations] == ["2022", "2023", "2024"]
    assert [one.value for one in found.observations] == [22.9, 23.9, 24.9]
    assert (found.release, found.lag_months, found.breakdown) == (loaded_small.id, 1, ())


@pytest.mark.slow
def test_nine_months_stand_before_the_year_that_begins_with_them(load, tmp_path):
    """As texts, P9M comes after P1Y; both readers of series give the order of time."""
    release = load(_with_running_year(tmp_path))
    contents = build.read(release)
    assert contents.tables["apprenticeship-starts"]["period"].unique().sort().to_list() == [
        "2024-08-01/P1Y", "2024-08-01/P9M",
    ]  # fmt: skip
    stevenage = queries.series("apprenticeship-starts", STEVENAGE)
    (every,) = [one for one in queries.headline_series("apprenticeship-starts") if one.area == STEVENAGE]
    assert every == stevenage
    assert [one.period.iso for one in stevenage.observations] == ["2024-08-01/P9M", "2024-08-01/P1Y"]


def _with_running_year(folder):
    import polars as pl

    file = invented.apprenticeships(folder, [("Stevenage", "Stevenage", 5), ("Stevenage", "Luton", 7)])
    whole = pl.read_parquet(file)
    running = whole.with_columns(year=pl.lit("2024/25 (Aug to Apr)"))
    pl.concat([whole, running]).write_parquet(file)
    return folder


def test_providers_and_places_of_delivery_are_summed_for_a_district(load, tmp_path):
    invented.apprenticeships(
        tmp_path, [("Stevenage", "Stevenage", 5), ("Stevenage", "Luton", 7), ("Luton", "Stevenage", 11)]
    )
    load(tmp_path)
    by_home = queries.series("apprenticeship-starts", STEVENAGE)
    by_delivery = queries.series("apprenticeship-starts", STEVENAGE, (("basis", "delivery"),))
    assert [one.value for one in by_home.observations] == [12.0]
    assert [one.value for one in by_delivery.observations] == [16.0]
    assert queries.breakdowns("apprenticeship-starts", STEVENAGE) == [(), (("basis", "delivery"),)]
    assert queries.series("apprenticeship-starts", HERTS).observations == ()


def test_an_area_without_figures_has_an_empty_series(loaded_small):
    assert queries.series("claimant-count-rate", "E10000016").observations == ()
    assert queries.series("claimant-count-rate", HERTS, (("sex", "female"),)).observations == ()
    assert queries.breakdowns("claimant-count-rate", "E10000016") == []


@pytest.mark.parametrize(
    "ask",
    [
        lambda name: queries.series(name, HERTS),
        lambda name: queries.compare(name, [HERTS], "2024-01-01/P1Y"),
        queries.coverage,
        lambda name: queries.breakdowns(name, HERTS),
        queries.headline_series,
        queries.snapshots,
        lambda name: queries.areas_of(name, [HERTS]),
        queries.indicator,
    ],
)
def test_an_unknown_indicator_is_refused_by_every_question(loaded_small, ask):
    with pytest.raises(UserError, match="There is no indicator “happiness”; list them with"):
        ask("happiness")


def test_areas_are_compared_in_the_order_asked_for(loaded_small):
    found = queries.compare("claimant-count-rate", [STEVENAGE, "E10000016", ENGLAND, HERTS], "2023-01-01/P1Y")
    assert [one.area for one in found] == [STEVENAGE, ENGLAND, HERTS]
    assert queries.compare("claimant-count-rate", [], "2023-01-01/P1Y") == []
    assert queries.compare("claimant-count-rate", [HERTS], "1999-01-01/P1Y") == []


def test_coverage_counts_figures_and_areas_and_names_the_ends(loaded_small):
    assert queries.coverage("claimant-count-rate") == {
        "observations": 9, "areas": 3, "first_period": "2022-01-01/P1Y", "last_period": "2024-01-01/P1Y",
    }  # fmt: skip


def test_areas_with_a_headline_are_told_apart(loaded_small):
    assert queries.areas_of("claimant-count-rate", [HERTS, "E10000016"]) == {HERTS}
    assert queries.areas_of("claimant-count-rate", []) == set()


def test_the_release_says_what_it_holds(loaded_small):
    assert queries.release() == loaded_small
    assert [one.id for one in queries.indicators()] == ["claimant-count-rate", "median-gross-weekly-pay"]
    assert queries.has("claimant-count-rate")
    assert not queries.has("apprenticeship-starts")


def test_without_a_release_a_question_says_how_to_get_one(home):
    with pytest.raises(UserError, match="There are no figures yet"):
        queries.series("claimant-count-rate", HERTS)


def test_a_pointer_to_a_release_that_is_gone_is_said_to_be(loaded_small):
    releases.pointer().write_text("20200101-gone\n")
    with pytest.raises(UserError, match="Release 20200101-gone should serve but cannot be read"):
        queries.handle()


def test_within_one_release_a_switch_is_not_seen(loaded_small, load, published):
    with queries.one_release():
        invented.claimants(published, value=1.0)
        new = load(published)
        assert queries.release() == loaded_small
        assert queries.series("claimant-count-rate", HERTS).observations[0].value == 22.9
    assert queries.release() == new


# --- Observations and series --------------------------------------------------------------------------------


@unhurried
@given(
    st.dates(date(1990, 1, 1), date(2050, 12, 31)),
    st.integers(0, 36),
    st.sampled_from(["P1Y", "P3M", "P1M", "P1D"]),
)
def test_a_figure_is_known_from_its_lag_after_the_period_s_end_and_not_a_day_sooner(start, lag, length):
    found = series((f"{start}/{length}", 1.0), lag=lag)
    day = periods.add_months(found.observations[0].period.last_day, lag)
    assert found.known_on(day) == found
    assert found.known_on(day - timedelta(days=1)).observations == ()


@pytest.mark.parametrize(
    ("period", "lag", "day"),
    [
        ("2019-12-01/P3M", 8, date(2020, 10, 29)),  # a winter average of a leap year, out in October
        ("2018-12-01/P3M", 8, date(2019, 10, 28)),
        ("2024-01-01/P1Y", 1, date(2025, 1, 31)),
        ("2024-08-01/P1Y", 4, date(2025, 11, 30)),
        ("2025-04-30/P1D", 7, date(2025, 11, 30)),
        ("2023-08-31/P1D", 6, date(2024, 2, 29)),
        ("2023-08-30/P1D", 6, date(2024, 2, 29)),
    ],
)
def test_publication_days(period, lag, day):
    assert published_on(periods.parse(period), lag) == day


def test_a_figure_in_a_file_that_came_out_sooner_was_known_from_that_day():
    """A projection to 2035 need not wait for 2035; a file of today does not make old figures unknown."""
    early, late = date(2023, 2, 10), date(2026, 6, 26)
    found = series(("2022-01-01/P1Y", 1.0), ("2035-01-01/P1Y", 2.0, "f"), lag=1)
    (snapshot,) = {one.snapshot for one in found.observations}
    sooner, later = (replace(found, published={snapshot: day}) for day in (early, late))
    assert [sooner.known_from(one) for one in sooner.observations] == [date(2023, 1, 31), early]
    assert [later.known_from(one) for one in later.observations] == [date(2023, 1, 31), late]
    assert [found.known_from(one) for one in found.observations] == [date(2023, 1, 31), date(2036, 1, 31)]
    assert sooner.known_on(early).published == {snapshot: early}


def test_the_day_of_a_file_is_read_from_its_record_unless_it_is_not_stated():
    records = {1: {"published": "2026-06-26"}, 2: {"published": "not stated"}}
    assert days_published(records) == {1: date(2026, 6, 26)}


def test_what_was_known_keeps_all_else_of_the_series():
    whole = series(("2022-01-01/P1Y", 1.0), ("2023-01-01/P1Y", 2.0), lag=1)
    seen = whole.known_on(date(2023, 2, 1))
    assert [one.value for one in seen.observations] == [1.0]
    assert (seen.indicator, seen.area, seen.release, seen.lag_months) == ("i", HERTS, "r", 1)


def test_the_latest_figure_is_a_number_of_the_usual_length_and_no_forecast():
    years = [("2022-01-01/P1Y", 1.0), ("2023-01-01/P1Y", 2.0)]
    assert series(*years, ("2024-01-01/P1Y", None, "x")).latest.value == 2.0
    assert series(*years, ("2024-01-01/P9M", 9.0, "p")).latest.value == 2.0
    assert series(*years, ("2024-01-01/P1Y", 9.0, "f")).latest.value == 2.0
    assert series(("2024-01-01/P1Y", 9.0, "f")).latest.value == 9.0
    assert series().latest is None
    assert series(("2024-01-01/P1Y", None, "x")).latest is None


def test_a_change_on_the_year_needs_both_years():
    assert calculate.change_on_year(series(("2022-01-01/P1Y", 1.0), ("2023-01-01/P1Y", 3.0))) == 2.0
    assert calculate.change_on_year(series(("2021-01-01/P1Y", 1.0), ("2023-01-01/P1Y", 3.0))) is None
    assert calculate.change_on_year(series(("2022-01-01/P1Y", None, "x"), ("2023-01-01/P1Y", 3.0))) is None
    assert calculate.change_on_year(series()) is None


@unhurried
@given(st.dictionaries(words, words, max_size=4))
def test_a_breakdown_reads_back_as_it_was_written(pairs):
    assert parse_breakdown(join_breakdown(tuple(pairs.items()))) == tuple(sorted(pairs.items()))


@unhurried
@given(st.dictionaries(words, words, max_size=4), st.randoms())
def test_a_breakdown_is_the_same_in_whatever_order_it_is_given(pairs, chance):
    mixed = list(pairs.items())
    chance.shuffle(mixed)
    assert join_breakdown(tuple(mixed)) == join_breakdown(tuple(pairs.items()))
