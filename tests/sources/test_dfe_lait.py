import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core import periods
from skillshire.sources.dfe_lait import measures
from skillshire.sources.errors import SourceError
from skillshire.sources.table import SCHEMA


@pytest.fixture(scope="module")
def published(shared):
    return measures.rows(shared / "raw" / "dfe-lait" / "bds_long_0.parquet")


def series(frame, name, area="E10000015"):
    found = frame.filter((pl.col("series") == name) & (pl.col("area_code") == area)).sort("period")
    return dict(found.select("period", "value").rows())


def test_reads_seven_winters_of_neet_or_not_known(published):
    found = series(published, "16-17_not known_NEET")
    assert list(found.values()) == [3.4, 3.3, 3.7, 3.0, 3.3, 4.0, 3.9]
    assert list(found)[1] == "2019-12-01/P3M"


def test_reads_nine_marches_of_participation(published):
    found = series(published, "16-17Ed&Training")
    assert (len(found), found["2017-03-01/P1M"], found["2025-03-01/P1M"]) == (9, 93.3, 93.82)


def test_dates_the_september_guarantee_by_its_own_september(published):
    assert series(published, "Sept_Guarantee")["2024-09-01/P1M"] == 96.59


def test_rounds_away_the_noise_of_storage(published):
    assert series(published, "Level3Age19")["2015-09-01/P1Y"] == 66.193


def test_a_dash_is_not_available(published):
    missing = published.filter(pl.col("value").is_null())
    assert (len(missing), missing["status"].unique().to_list()) == (6638, ["x"])


def test_knows_regions_and_england(published):
    levels = dict(published.select("area_name", "area_level").unique().rows())
    assert levels["England"] == "nation"
    assert levels["East of England"] == "region"
    assert levels["Luton"] == "county"
    assert levels["London (Inner)"] is None


def test_has_the_common_shape_and_every_series(published):
    assert dict(published.schema) == SCHEMA
    assert set(published["series"].unique()) == set(measures.SERIES)


def test_agrees_with_the_scorecard_to_a_decimal(shared, published):
    from skillshire.sources.dfe_nccis import scorecard

    other = scorecard.rows(shared / "raw" / "dfe-nccis" / "UD_NEETNK_LA_dashboard_2023_final.csv")
    ours = published.filter(pl.col("series") == "16-17_not known_NEET")
    theirs = other.filter((pl.col("series") == "NEET_not_known_percent") & (pl.col("breakdown") == ""))
    both = ours.join(theirs, on=["area_code", "period"])
    assert len(both) > 150
    assert both.filter((pl.col("value") - pl.col("value_right")).abs() > 0.0601).is_empty()


def test_the_dictionary_explains_every_series(shared):
    notes = measures.notes(shared / "raw" / "dfe-lait" / "dict.csv")
    assert set(notes) == set(measures.SERIES)
    winter = notes["16-17_not known_NEET"]
    assert winter["label"] == "16-17 year olds who are NEET or whose activity is not known (%)"
    assert (winter["source_date"], winter["next_release"]) == ("2025-07-01", "2026-07-01")
    assert "\r" not in notes["16-17YroldSEN_ET"]["caveats"]


KINDS = (measures.WINTER, measures.MARCH, measures.SEPTEMBER, measures.ACADEMIC)


@given(st.one_of(st.text(max_size=6), st.integers(1900, 2200).map(str)), st.sampled_from(KINDS))
def test_a_year_is_a_period_or_refused(year, kind):
    try:
        period = periods.parse(measures.period(year, kind))
    except ValueError as error:
        assert "is not a year" in str(error)
    else:
        assert period.year == int(year)


def made_up(folder, **changes):
    """Every series for one area and year; `changes` alter the second row. The file's columns as published."""
    names = list(measures.SERIES)
    rows = [
        {
            "Short Desc": name, "Data item": None, "Years": "2024", "LA and Regions": "Hertfordshire",
            "Values": "50.5", "LA Number": 919.0, "Region": "East of England",
        }
        for name in names
    ]  # fmt: skip
    rows[1] |= changes
    file = folder / "made-up.parquet"
    types = {"Data item": pl.String, "Values": pl.String}
    pl.DataFrame(rows, schema_overrides=types).write_parquet(file)
    return file


def test_reads_a_made_up_table(tmp_path):
    frame = measures.rows(made_up(tmp_path, Values="u"))
    assert len(frame) == len(measures.SERIES)
    assert frame.filter(pl.col("line") == 2).select("value", "status").row(0) == (None, "u")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"Values": "5O.5"}, "line 2: “5O.5” in the column “Values” is not a number"),
        ({"Values": ":"}, "line 2: “:” in the column “Values” is not a number"),
        ({"Values": None}, "line 2: there is nothing in the column “Values”"),
        ({"Values": "505"}, "line 2: 505 is not between 0 and 105"),
        ({"Years": "2024/25"}, "line 2: “2024/25” is not a year in the column “Years”"),
        ({"Years": "9024"}, "line 2: “9024” is not a year"),
        ({"LA Number": 998.0}, "line 2: there is no area “Hertfordshire” numbered 998"),
        ({"LA and Regions": "Hertfordshyre"}, "line 2: there is no area “Hertfordshyre” numbered 919"),
        ({"Short Desc": "Sept_Guarantee"}, "the measure “16-17 NEET” is missing"),
    ],
)
def test_refuses_a_wrong_cell_with_its_row(tmp_path, change, reason):
    with pytest.raises(SourceError, match=reason):
        measures.rows(made_up(tmp_path, **change))


def test_refuses_a_wrong_number_in_a_measure_that_is_not_used(tmp_path):
    file = made_up(tmp_path)
    extra = pl.read_parquet(file).head(1).with_columns(pl.lit("RTA").alias("Short Desc"), Values=pl.lit("?"))
    pl.concat([pl.read_parquet(file), extra]).write_parquet(file)
    with pytest.raises(SourceError, match=f"line {len(measures.SERIES) + 1}: “\\?”"):
        measures.rows(file)


def test_refuses_the_same_figure_twice(tmp_path):
    file = made_up(tmp_path)
    frame = pl.read_parquet(file)
    pl.concat([frame, frame.head(1)]).write_parquet(file)
    with pytest.raises(SourceError, match=f"line {len(frame) + 1}: there is already a figure"):
        measures.rows(file)


@pytest.mark.parametrize("column", ["Short Desc", "Years", "Values", "LA Number"])
def test_refuses_a_missing_column(tmp_path, column):
    file = made_up(tmp_path)
    pl.read_parquet(file).drop(column).write_parquet(file)
    with pytest.raises(SourceError, match=f"the column “{column}” is missing"):
        measures.rows(file)


def test_refuses_a_retyped_column(tmp_path):
    file = made_up(tmp_path)
    pl.read_parquet(file).with_columns(pl.col("Values").cast(pl.Float64)).write_parquet(file)
    with pytest.raises(SourceError, match="“Values” holds Float64 where String is expected"):
        measures.rows(file)
