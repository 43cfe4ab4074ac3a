"""One load of all published files: figures that people quote, and files read again in slow, plain Python."""

import csv
from collections import defaultdict
from datetime import date

import polars as pl
import pytest

from skillshire.indicators import build, definitions, queries, releases
from skillshire.places import areas
from skillshire.sources.dfe_lait.areas import AREAS as LAIT_AREAS

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("full")]
HERTS = "E10000015"
MOST_BYTES = 8_000_000  # of Parquet: what the package may carry


def figures(indicator, breakdown=""):
    """{(area, period): (value, lower, upper, status)} as pages are answered."""
    pairs = queries.parse_breakdown(breakdown)
    found = (queries.series(indicator, area, pairs) for area in queries.area_codes(indicator))
    every = (one for series in found for one in series.observations)
    return {(one.area, one.period.iso): (one.value, one.lower, one.upper, one.status) for one in every}


def values(indicator, breakdown=""):
    return {key: row[0] for key, row in figures(indicator, breakdown).items()}


def lines(file):
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def number(text):
    return float(text) if text not in ("", "c", "x", "z", "low", "u", "-") else None


def exact(text):
    """Without the noise of binary sums that ONS publishes: 73.60000000000001 is 73.6."""
    found = number(text)
    return None if found is None else float(f"{found:.10f}")


@pytest.mark.parametrize(
    ("indicator", "first", "expected"),
    [
        ("claimant-count-rate", "2019", [1.6, 4.1, 4.2, 2.6, 2.5, 2.8, 2.9]),
        ("neet-or-not-known-16-17", "2018-12", [3.4, 3.3, 3.7, 3.0, 3.3, 4.0, 3.9]),
        ("apprenticeship-starts", "2022", [5621, 5871, 6577, 5742]),
        ("median-gross-weekly-pay", "2021", [566.9, 600.9, 656.1, 692.0, 773.7]),
        ("employment-rate-16-64", "2019", [79.1, 79.1, 79.4, 79.2, 77.8]),
    ],
)
def test_the_figures_that_hertfordshire_quotes(indicator, first, expected):
    found = [one for one in queries.series(indicator, HERTS).observations if one.period.iso >= first]
    assert [round(one.value, 1) for one in found] == expected


def test_the_running_year_of_apprenticeships_is_nine_months_and_provisional():
    last = queries.series("apprenticeship-starts", HERTS).observations[-1]
    assert (last.period.iso, last.status) == ("2025-08-01/P9M", "p")


@pytest.mark.parametrize(
    ("indicator", "name", "series"),
    [
        ("claimant-count-rate", "claimant-count", "Claimant Count"),
        ("employment-rate-16-64", "employment-rate", "Employment rate"),
        ("median-gross-weekly-pay", "gross-median-weekly-pay", "Gross median weekly pay"),
    ],
)
def test_a_file_of_ons_read_again_in_plain_python_is_the_release_cell_by_cell(
    shared, indicator, name, series
):
    expected = {}
    for row in lines(shared / "raw" / "ons-els" / f"{name}.csv"):
        if row["indicator"] == series and row["areacd"].startswith("E"):
            key = areas.get(row["areacd"]).code, row["period"] + ("" if "/" in row["period"] else "/P1D")
            found = [exact(row[name]) for name in ("observation", "lci_95", "uci_95")]
            newest = indicator == "median-gross-weekly-pay" and key[1].startswith("2025")
            expected[key] = *found, row["status"] or ("p" if newest else "")  # as the notes say of that year
    assert figures(indicator) == expected
    assert len(expected) > 5000


def test_apprenticeship_starts_added_up_in_plain_python_are_the_release_cell_by_cell(shared):
    """Every district, county and England, each as the sum of the districts in it."""
    file = shared / "raw" / "dfe-apprenticeships" / "lad_map_data_0.parquet"
    lengths = {"2025/26 (Aug to Apr)": "P9M"}
    sums = defaultdict(int)
    for year, home, starts in pl.read_parquet(file).select("year", "learner_home_lad", "starts").iter_rows():
        if home != "Outside of England and unknown":
            sums[home, f"{year[:4]}-08-01/{lengths.get(year, 'P1Y')}"] += starts
    expected = {(areas.named(home, "district").code, period): total for (home, period), total in sums.items()}
    for area in [*areas.all("county"), *areas.all("nation")]:
        inside = {area.code for area in areas.children(area, "district")}
        for period in {period for _, period in sums}:
            expected[area.code, period] = sum(expected[code, period] for code in inside)

    found = values("apprenticeship-starts")

    levels = ("district", "county", "nation")
    assert {key: one for key, one in found.items() if areas.get(key[0]).level in levels} == expected
    assert len(expected) > 1200


def test_neet_or_not_known_is_the_interactive_tool_s_figure_and_else_the_scorecard_s(shared):
    """Two sources in order of precedence, read again in plain Python, for every area and winter."""
    expected = {}
    scorecards = sorted((shared / "raw" / "dfe-nccis").glob("*.csv"))
    columns = {"National": "country_code", "Regional": "region_code", "Local authority": "new_la_code"}
    for row in [row for file in scorecards for row in lines(file) if row["region_name"] != "Region demo"]:
        code = areas.get(row[columns[row["geographic_level"]]]).code
        expected[code, f"{int(row['time_period']) - 1}-12-01/P3M"] = number(row["NEET_not_known_percent"])
    tool = pl.read_parquet(shared / "raw" / "dfe-lait" / "bds_long_0.parquet")
    wanted = tool.filter(pl.col("Short Desc") == "16-17_not known_NEET")
    for year, place, value in wanted.select("Years", "LA Number", "Values").iter_rows():
        code = LAIT_AREAS[int(place)][1]
        if code and (
            number(value) is not None or expected.get((areas.get(code).code, _winter(year))) is None
        ):
            expected[areas.get(code).code, _winter(year)] = number(value)

    found = values("neet-or-not-known-16-17")

    assert set(found) == set(expected)
    wrong = {key: (found[key], expected[key]) for key in found if not _same(found[key], expected[key])}
    assert wrong == {}


def _winter(year):
    return f"{int(year) - 1}-12-01/P3M"


def _same(one, other):
    """The tool's figures carry noise such as 66.192999999999998."""
    return one == other or (None not in (one, other) and abs(one - other) < 1e-6)


def filed(source):
    """Whether its figures are in files of ../shared: not a live service's, not counts from records here."""
    return source.kind == "published" and not source.query


def published(definition):
    return any(filed(definitions.source(origin.source)) for origin in definition.origins)


def test_every_series_that_an_indicator_asks_for_was_there():
    """A series that a source lacks stops the load, so every indicator is in the release."""
    held = [one.id for one in queries.indicators()]
    assert held == sorted(one.id for one in definitions.indicators().values() if published(one))


def test_every_source_gave_figures_and_says_which_file():
    used = {one["source"] for each in queries.indicators() for one in queries.snapshots(each.id)}
    assert used == {one.id for one in definitions.sources().values() if filed(one)}


def test_every_file_that_has_no_checksum_of_its_own_is_recorded_with_one(shared):
    """Without its record a flipped byte in it could pass as another number."""
    recorded = {record["file"]: record for record in queries.handle().snapshots.values()}
    for file in (shared / "raw").glob("dfe-*/*.parquet"):
        assert recorded[file.name]["bytes"] == file.stat().st_size


def test_every_observation_s_snapshot_exists():
    for name, held in queries.handle().indicators.items():
        numbers = build.table(releases.current(), name)["snapshot"].unique()
        assert sorted(numbers) == list(range(1, len(held.snapshots) + 1)), name


def test_no_figure_is_missing_without_a_reason():
    silent = [
        identifier
        for identifier, table in build.read(releases.current()).tables.items()
        if table.filter(pl.col("value").is_null() & (pl.col("status") == "")).height
    ]
    assert silent == []


def test_every_area_in_the_release_is_one_that_people_can_look_up():
    codes = sorted({code for one in queries.indicators() for code in queries.area_codes(one.id)})
    assert [areas.get(code).code for code in codes] == codes


def test_every_breakdown_has_words_and_no_words_are_for_a_breakdown_that_nothing_has():
    for definition in queries.indicators():
        found = {pair for pairs in queries.breakdowns(definition.id) for pair in pairs}
        assert (definition.id, definition.unlabelled(sorted(found))) == (definition.id, [])
        assert set(definition.breakdowns) == {key for key, _ in found}, definition.id


def test_a_projection_was_known_from_the_day_on_which_its_file_came_out():
    lsip = "E69000016"
    found = queries.series("employment-projection", lsip, (("occupation", "22-health-professionals"),))
    latest = found.observations[-1]
    assert latest.period.iso == "2035-01-01/P1Y"
    assert found.known_from(latest) == found.published[latest.snapshot] < date(2026, 1, 1)


def test_every_breakdown_is_written_in_the_order_that_questions_are_asked_in():
    texts = {text for name in queries.handle().indicators for text in queries.handle().cube(name).breakdowns}
    for text in texts:
        assert queries.join_breakdown(queries.parse_breakdown(text)) == text


def test_the_release_is_small_enough_to_be_carried_in_the_package():
    size = sum(file.stat().st_size for file in releases.current().parquet.glob("*.parquet"))
    assert size + (releases.current().folder / "contents.json").stat().st_size < MOST_BYTES


def test_the_bundled_figures_are_those_of_the_published_files():
    """The bundle is made from the same files: whoever adds a source or mends a reader makes it anew."""
    if not (releases.BUNDLED / "release.json").exists():
        pytest.skip("there is no bundled release")
    bundled, loaded = build.read(releases.read(releases.BUNDLED)), build.read(releases.current())
    different = [
        identifier
        for identifier in sorted({*bundled.tables, *loaded.tables})
        if identifier not in bundled.tables
        or not bundled.tables[identifier].drop("snapshot").equals(loaded.tables[identifier].drop("snapshot"))
    ]
    assert different == [], "run script/bundle to make the bundled release anew"
