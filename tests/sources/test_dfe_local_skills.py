import csv

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core import periods
from skillshire.core.errors import UserError
from skillshire.sources.dfe_local_skills import (
    destinations,
    fe_achievements,
    hub,
    ks4_destinations,
    ks5_destinations,
    period_texts,
    splits,
)
from skillshire.sources.errors import SourceError
from skillshire.sources.table import SCHEMA

FE_FILE = "fe_and_skills_achievements_2016-17_to_2021-22.csv"


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "raw" / "dfe-local-skills"


@pytest.fixture(scope="module")
def published(folder):
    return hub.rows(folder / "local_skills_datahub_2025-09.parquet")


def figures(frame, series, breakdown="", name="Hertfordshire", level="lsip"):
    found = frame.filter(
        (pl.col("series") == series) & (pl.col("breakdown") == breakdown)
        & (pl.col("area_name") == name) & (pl.col("area_level") == level)
    )  # fmt: skip
    return dict(found.sort("period").select("period", "value").rows())


@pytest.mark.parametrize(
    ("series", "breakdown", "period", "value"),
    [
        ("all", "", "2024-04-01/P1Y", 965_800),
        ("inemployment", "", "2024-04-01/P1Y", 636_800),
        ("inemployment", "industry=construction", "2024-04-01/P1Y", 51_300),
        ("enterpriseCount", "", "2023-03-01/P1M", 60_785),
        ("births", "", "2019-01-01/P1Y", 8_695),
        ("participation", "", "2023-08-01/P1Y", 28_590),
        ("achievements", "level=full-level-3", "2023-08-01/P1Y", 1_630),
        ("employmentProjection", "", "2035-01-01/P1Y", 794_589),
        ("employmentProjection", "", "2031-01-01/P1Y", 778_861),
        ("qualL4", "qualification=level-4-plus", "2024-01-01/P1Y", 415_900),
        ("qualL3", "qualification=level-3;sex=female", "2021-01-01/P1Y", 54_800),
        ("vacancies", "occupation-major=2-professional-occupations", "2025-07-01/P1M", 7_867),
        ("sustainedPositiveDestinationKS4Rate", "", "2022-08-01/P1Y", 95.827508),
    ],
)
def test_reads_the_skills_plan_area(published, series, breakdown, period, value):
    assert figures(published, series, breakdown)[period] == value


def test_gives_adverts_the_total_that_the_file_lacks(published):
    assert figures(published, "vacancies") == {"2025-07-01/P1M": 31_783}
    england = published.filter((pl.col("series") == "vacancies") & (pl.col("area_level") == "nation"))
    parts = england.filter(pl.col("breakdown").str.starts_with("occupation="))
    assert parts["value"].sum() == england.filter(pl.col("breakdown") == "")["value"].item()


def test_births_of_a_december_to_december_year_are_those_published_for_the_later_year(shared, published):
    from skillshire.sources.ons import business_demography

    file = shared / "raw" / "ons-business-demography" / "busdemo2024.xlsx"
    theirs = business_demography.rows(file).filter(
        (pl.col("area_name").str.strip_chars() == "Stevenage")
        & pl.col("series").str.to_lowercase().str.contains("births")
    )
    ours = figures(published, "births", name="Stevenage", level="district")
    assert ours["2019-01-01/P1Y"] == 505
    same_year = theirs.filter(pl.col("period") == "2019-01-01/P1Y")["value"].to_list()
    assert ours["2019-01-01/P1Y"] in same_year


def test_only_projections_after_the_models_last_year_are_forecasts(published):
    forecast = published.filter(pl.col("status") == "f")
    assert forecast["series"].unique().to_list() == ["employmentProjection"]
    assert forecast["period"].min() == "2021-01-01/P1Y"


def test_symbols_blanks_and_undefined_rates_become_statuses(published):
    without = published.filter(pl.col("value").is_null())
    assert set(without["status"].unique()) == {"x", "z", "low"}
    assert published.filter(pl.col("value").is_not_null())["status"].is_in(["", "f"]).all()


def test_tells_the_levels_of_area_apart(published):
    levels = dict(published.group_by("area_level").agg(pl.col("area_name").n_unique()).rows())
    assert levels == {"district": 362, "lsip": 38, "combined-authority": 17, "nation": 1}
    assert dict(published.schema) == SCHEMA


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("AY19/20", "2019-08-01/P1Y"),
        ("Apr 2020-Mar 2021", "2020-04-01/P1Y"),
        ("Jan 2020-Dec 2020", "2020-01-01/P1Y"),
        ("Dec 2018 - Dec 2019", "2019-01-01/P1Y"),
        ("Mar 2020", "2020-03-01/P1M"),
        ("Jul-25", "2025-07-01/P1M"),
        ("2010", "2010-01-01/P1Y"),
    ],
)
def test_reads_every_way_in_which_the_hub_writes_a_period(text, period):
    assert period_texts.read(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "", "AY19/21", "AY2019/20", "Apr 2020-Feb 2021", "Apr 2021-Mar 2021", "Dec 2018 - Dec 2020",
        "Mar 1020", "Mrz 2020", "Jul-255", "1910", "9999", "٢٠٢٠", "2020 ", "Q1 2020",
    ],
)  # fmt: skip
def test_refuses_impossible_periods(text):
    with pytest.raises(ValueError, match="is not"):
        period_texts.read(text)


months = st.sampled_from(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"])
years = st.integers(1995, 2065)


@given(months, years, months, years)
def test_a_span_of_months_is_one_year_or_refused(first, start, last, end):
    try:
        period = periods.parse(period_texts.read(f"{first} {start}-{last} {end}"))
    except ValueError:
        return
    assert (period.start.year, period.last_day.year) == (start, end)
    assert period.end == periods.add_months(period.start, 12)


@given(st.text(max_size=20))
def test_any_text_is_a_real_period_or_a_value_error(text):
    for read in (period_texts.read, period_texts.read_academic):
        try:
            periods.parse(read(text))
        except ValueError as error:
            assert "is not" in str(error)


@given(years, st.integers(0, 99))
def test_a_six_digit_year_must_name_two_years_in_a_row(start, end):
    text = f"{start}{end:02d}"
    if start >= 2000 and end == (start + 1) % 100:
        assert period_texts.read_academic(text) == f"{start}-08-01/P1Y"
    else:
        with pytest.raises(ValueError, match="is not an academic year"):
            period_texts.read_academic(text)


@pytest.mark.parametrize(
    ("split", "group", "breakdown"),
    [
        ("Total", "Total", ""),
        ("Gender", "Females", "sex=female"),
        ("Size", "Medium-sized (50 to 249)", "size=medium"),
        ("Level", "Further education and skills: Level 4+", "level=level-4-plus"),
        ("Industry", "Agricuture and fishing", "industry=agriculture-and-fishing"),
        ("Qualification", "RQF3 A level &amp; equivalent", "qualification=level-3"),
        (splits.SUB_MAJOR, "22 - Health professionals", "occupation=22-health-professionals"),
        (splits.MAJOR, "Unknown", "occupation-major=unknown"),
    ],
)
def test_breakdowns_become_keys_and_values(split, group, breakdown):
    assert splits.read(split, group) == breakdown


@pytest.mark.parametrize(
    ("split", "group"),
    [
        ("Colour", "Red"), ("Total", "Females"), ("Gender", "Total"), ("Size", "Huge (1000+)"),
        ("Qualification", "RQF9 More"), ("Industry", "Heal\u0001th"),
    ],
)  # fmt: skip
def test_refuses_unknown_breakdowns(split, group):
    with pytest.raises(ValueError, match="is not a"):
        splits.read(split, group)


def made_up_hub(folder, **changes):
    """A row for each measure in one district; `changes` alter the second."""
    rows = [
        {
            "Area": "Ayford LADU", "metric": name, "metricNeat": label, "Breakdown": "Total",
            "Subgroup": "Total", "Period": "2024", "valueText": "0.5",
        }
        for name, label in hub.SERIES.items()
    ]  # fmt: skip
    rows[1] |= changes
    file = folder / "made-up.parquet"
    pl.DataFrame(rows, schema_overrides={"valueText": pl.String}).write_parquet(file)
    return file


@pytest.mark.parametrize(("text", "status"), [(None, "x"), ("NaN", "x"), ("Inf", "x"), ("c", "c")])
def test_reads_a_made_up_hub(tmp_path, text, status):
    frame = hub.rows(made_up_hub(tmp_path, valueText=text)).filter(pl.col("line") == 2)
    assert frame.select("area_name", "area_level", "value", "status").row(0) == (
        "Ayford", "district", None, status,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"valueText": "l0w"}, "line 2: “l0w” in the column “valueText” is not a number"),
        ({"valueText": "-5"}, "line 2: -5 is not between 0"),
        ({"Period": "AY19/21"}, "line 2: “2019/21” is not an academic year in the column “Period”"),
        ({"Area": "Ayford WARD"}, "line 2: “Ayford WARD” does not end in LADU, LSIP or MCA"),
        ({"Area": "LADU"}, "line 2: “LADU” does not end in"),
        ({"Area": None}, "line 2: there is nothing in the column “Area”"),
        ({"Breakdown": "Colour"}, "line 2: “Colour: Total” is not a known breakdown"),
        ({"metric": "achievments"}, "line 2: the measure “achievments”"),
        ({"metricNeat": "Something else"}, "line 2: the measure “achievementsAims”"),
        ({"metric": "active", "metricNeat": "Enterprises active"}, "“achievementsAims” is missing"),
    ],
)
def test_refuses_a_wrong_cell_with_its_row(tmp_path, change, reason):
    with pytest.raises(SourceError, match=reason):
        hub.rows(made_up_hub(tmp_path, **change))


def test_refuses_the_same_figure_twice(tmp_path):
    frame = pl.read_parquet(made_up_hub(tmp_path))
    pl.concat([frame, frame.head(1)]).write_parquet(tmp_path / "made-up.parquet")
    with pytest.raises(SourceError, match="line 27: there is already a figure for achievements, Ayford"):
        hub.rows(tmp_path / "made-up.parquet")


@pytest.mark.parametrize("column", ["Area", "metric", "Period", "valueText"])
def test_refuses_a_hub_without_a_column(tmp_path, column):
    file = made_up_hub(tmp_path)
    pl.read_parquet(file).drop(column).write_parquet(file)
    with pytest.raises(SourceError, match=f"the column “{column}” is missing"):
        hub.rows(file)


def district(frame, name, series, breakdown=""):
    found = frame.filter(
        (pl.col("area_name") == name) & (pl.col("series") == series) & (pl.col("breakdown") == breakdown)
    )
    return dict(found.select("period", "value").rows())


def test_shares_agree_with_the_hub_where_both_are_final(folder, published):
    frame = ks4_destinations.rows(folder / "ks4_destinations.csv")
    ours = district(frame, "Stevenage", "sustained")
    hubs = figures(published, "sustainedPositiveDestinationKS4Rate", name="Stevenage", level="district")
    final = ["2018-08-01/P1Y", "2019-08-01/P1Y", "2020-08-01/P1Y"]
    assert [ours[year] for year in final] == [hubs[year] for year in final]
    assert len(ours) == 7


def test_reads_destinations_after_16_to_18_study_by_level(folder):
    frame = ks5_destinations.rows(folder / "ks5_destinations.csv")
    assert district(frame, "County Durham", "cohort", "level=level-2")["2017-08-01/P1Y"] == 817
    share = district(frame, "County Durham", "sustained education", "level=level-2;outcome=education")
    assert share["2017-08-01/P1Y"] == round(100 * 183 / 817, 6)


def test_reads_achievements_with_the_unfinished_year_under_a_name_of_its_own(folder):
    frame = fe_achievements.rows(folder / FE_FILE)
    unfinished = frame.filter(pl.col("period") == "2021-08-01/P1Y")
    assert unfinished["series"].unique().to_list() == [fe_achievements.UNFINISHED_SERIES]
    assert frame.filter(pl.col("area_code") == "z").is_empty()
    assert set(frame.filter(pl.col("value").is_null())["status"]) == {"low"}
    assert (
        district(frame, "England", "achievements", "provision=apprenticeships")["2016-08-01/P1Y"] == 277_790
    )


def rewrite(source, target, line, column, text):
    """A copy of a published file's first lines with one cell changed."""
    with source.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))[:20]
    rows[line - 1][rows[0].index(column)] = text
    with target.open("w", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return target


READERS = {
    "ks4_destinations.csv": (ks4_destinations, "education"),
    "ks5_destinations.csv": (ks5_destinations, "education"),
    FE_FILE: (fe_achievements, "achievements"),
}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("text", ["12a", "..", "", "1 2"])
def test_a_letter_in_a_count_is_refused_with_its_line(folder, tmp_path, name, text):
    reader, column = READERS[name]
    file = rewrite(folder / name, tmp_path / "made-up.csv", 5, column, text)
    with pytest.raises(SourceError, match=f"line 5: .* in the column “{column}” is not a number"):
        reader.rows(file)


@pytest.mark.parametrize("name", READERS)
def test_an_impossible_year_is_refused_with_its_line(folder, tmp_path, name):
    file = rewrite(folder / name, tmp_path / "made-up.csv", 5, "time_period", "201619")
    with pytest.raises(SourceError, match="line 5: “2016/19” is not an academic year"):
        READERS[name][0].rows(file)


@pytest.mark.parametrize("name", READERS)
def test_a_renamed_column_is_refused(folder, tmp_path, name):
    reader, column = READERS[name]
    file = rewrite(folder / name, tmp_path / "made-up.csv", 1, column, "total")
    with pytest.raises(SourceError, match=f"line 1: the column “{column}” is missing"):
        reader.rows(file)


@pytest.mark.parametrize("name", ["ks4_destinations.csv", "ks5_destinations.csv"])
def test_destinations_must_add_up_to_the_cohort(folder, tmp_path, name):
    file = rewrite(folder / name, tmp_path / "made-up.csv", 5, "cohort", "7")
    with pytest.raises(SourceError, match="line 5: the destinations do not add up to the cohort"):
        READERS[name][0].rows(file)


def test_an_unknown_kind_of_provision_is_refused(folder, tmp_path):
    file = rewrite(folder / FE_FILE, tmp_path / "made-up.csv", 5, "level_or_type", "Hobbies: Total")
    with pytest.raises(SourceError, match="line 5: “Hobbies: Total” is not known"):
        fe_achievements.rows(file)


def test_a_district_without_pupils_has_no_share():
    frame = pl.DataFrame(
        {"area_code": "E06000999", "area_name": "Ayford", "time_period": "202021", "line": 2}
        | dict.fromkeys(destinations.COUNTS, "0")
    )
    shares = destinations.rows("made-up.csv", frame).filter(pl.col("series") == "sustained")
    assert shares.select("value", "status").row(0) == (None, "z")


@pytest.mark.parametrize("reader", [hub, ks4_destinations, ks5_destinations, fe_achievements])
def test_says_where_to_put_a_file_that_cannot_be_downloaded(reader, tmp_path):
    with pytest.raises(UserError, match="no (lasting )?download address"):
        reader.fetch(tmp_path)
