import csv

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core import periods
from skillshire.sources.dfe_nccis import scorecard
from skillshire.sources.errors import SourceError
from skillshire.sources.table import SCHEMA

FILES = {2021: "2021_vg_removed", 2022: "2022_final", 2023: "2023_final", 2025: "2025"}
HERTS = "E10000015"


@pytest.fixture(scope="module")
def published(shared):
    folder = shared / "raw" / "dfe-nccis"
    return {
        year: scorecard.rows(folder / f"UD_NEETNK_LA_dashboard_{name}.csv") for year, name in FILES.items()
    }


def figure(frame, series, area=HERTS, breakdown=""):
    return frame.filter(
        (pl.col("series") == series) & (pl.col("area_code") == area) & (pl.col("breakdown") == breakdown)
    ).row(0, named=True)


@pytest.mark.parametrize(("year", "value"), [(2021, 3.7), (2022, 3.0), (2023, 3.3), (2025, 3.9)])
def test_reads_the_winter_average_of_the_county(published, year, value):
    row = figure(published[year], "NEET_not_known_percent")
    assert (row["value"], row["period"]) == (value, f"{year - 1}-12-01/P3M")
    assert (row["area_name"], row["area_level"], row["status"]) == ("Hertfordshire", "county", "")


def test_reads_participation_as_a_march_count(published):
    row = figure(published[2025], "TOTAL_participating_in_education_and_training_percent")
    assert (row["value"], row["period"]) == (93.8, "2025-03-01/P1M")


def test_dates_the_september_guarantee_by_the_september_before(published):
    row = figure(published[2025], "September_guarantee_Offer_made_percent")
    assert (row["value"], row["period"]) == (96.6, "2024-09-01/P1M")


def test_reads_regions_and_england(published):
    assert figure(published[2025], "NEET_percent", "E12000006")["area_level"] == "region"
    assert figure(published[2025], "NEET_percent", "E92000001")["value"] == 3.4


def test_reads_splits_by_special_educational_needs(published):
    plan = figure(published[2025], "NEET_NK_EHCP_percent", breakdown="send=ehcp")
    assert plan["value"] == 10.6


def test_keeps_a_symbol_as_a_status_without_a_value(published):
    hidden = published[2025].filter(pl.col("status") == "c")
    assert len(hidden) == 29
    assert hidden["value"].null_count() == 29


def test_leaves_out_the_invented_areas_of_2021(published):
    assert published[2021]["area_name"].str.contains("demo").sum() == 0
    assert published[2021]["area_code"].n_unique() == 1 + 9 + 149


def test_leaves_out_what_the_publisher_removed_from_2021_for_all_but_england(published):
    assert "NEET_NK_EHCP_percent" not in published[2021]["series"].to_list()


def test_every_edition_has_the_common_shape(published):
    assert all(dict(frame.schema) == SCHEMA for frame in published.values())


@given(st.text(max_size=6), st.sampled_from([scorecard.WINTER, scorecard.MARCH, scorecard.SEPTEMBER]))
def test_a_year_is_a_period_or_refused(year, kind):
    try:
        period = scorecard.period(year, kind)
    except ValueError as error:
        assert "is not a year" in str(error)
    else:
        assert int(year) - 1 <= periods.parse(period).start.year <= int(year)


def made_up(folder, rows=None, drop=(), **changes):
    """A scorecard with England and one council; `changes` alter the council's row."""
    columns = ["time_period", "time_identifier", "geographic_level", "country_code", "country_name"]
    columns += ["region_code", "region_name", "new_la_code", "la_name", "Age", *scorecard.SERIES]
    base = dict.fromkeys(scorecard.SERIES, "5.5") | {
        "time_period": "2024", "time_identifier": "Calendar year", "Age": "16-17",
        "country_code": "E92000001", "country_name": "England", "region_code": "E12000006",
        "region_name": "East of England", "new_la_code": "E10000099", "la_name": "Ayshire",
    }  # fmt: skip
    rows = rows or [base | {"geographic_level": "National"}, base | {"geographic_level": "Local authority"}]
    rows[-1] |= changes
    file = folder / "made-up.csv"
    with file.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, [name for name in columns if name not in drop], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return file


def test_reads_a_made_up_scorecard(tmp_path):
    frame = scorecard.rows(made_up(tmp_path))
    assert len(frame) == 2 * len(scorecard.SERIES)
    assert frame["area_code"].unique().sort().to_list() == ["E10000099", "E92000001"]


@pytest.mark.parametrize("column", ["NEET_percent", "new_la_code", "time_period"])
def test_refuses_a_missing_column(tmp_path, column):
    with pytest.raises(SourceError, match=f"the column “{column}” is missing"):
        scorecard.rows(made_up(tmp_path, drop=[column]))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"NEET_percent": "5.s"}, "line 3: “5.s” in the column “NEET_percent” is not a number"),
        ({"NEET_percent": ""}, "line 3: “” in the column “NEET_percent” is not a number"),
        ({"NEET_percent": ".."}, "line 3: “..” in the column “NEET_percent” is not a number"),
        ({"NEET_percent": "550"}, "line 3: 550 is not between 0 and 105"),
        ({"NEET_percent": "-1"}, "line 3: -1 is not between 0 and 105"),
        ({"time_period": "20x4"}, "line 3: “20x4” is not a year in the column “time_period”"),
        ({"time_period": "1024"}, "line 3: “1024” is not a year"),
        ({"time_identifier": "Week"}, "line 3: “Week” is not known in the column “time_identifier”"),
        ({"Age": "16-18"}, "line 3: “16-18” is not known in the column “Age”"),
        ({"geographic_level": "Ward"}, "line 3: “Ward” is not known in the column “geographic_level”"),
        ({"new_la_code": "919"}, "line 3: “919” is not an area code"),
    ],
)
def test_refuses_a_wrong_cell_with_its_line(tmp_path, change, reason):
    with pytest.raises(SourceError, match=reason.replace("..", r"\.\.")):
        scorecard.rows(made_up(tmp_path, **change))


def test_refuses_the_same_area_twice(tmp_path):
    file = made_up(tmp_path)
    lines = file.read_text().splitlines()
    file.write_text("\n".join([*lines, lines[-1]]) + "\n")
    with pytest.raises(SourceError, match="line 4: there is already a figure for Cohort_DJFavg, E10000099"):
        scorecard.rows(file)


def test_refuses_a_file_cut_short_in_a_row(tmp_path):
    file = made_up(tmp_path)
    file.write_text(file.read_text()[:-30])
    with pytest.raises(SourceError, match="line 3: the row has"):
        scorecard.rows(file)
