import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core import periods
from skillshire.sources.dfe_apprenticeships import (
    characteristics,
    dashboard,
    districts,
    learners,
    levels,
    subjects,
)
from skillshire.sources.errors import SourceError
from skillshire.sources.table import SCHEMA

HERTS = [
    "Broxbourne", "Dacorum", "East Hertfordshire", "Hertsmere", "North Hertfordshire",
    "St Albans", "Stevenage", "Three Rivers", "Watford", "Welwyn Hatfield",
]  # fmt: skip
FILES = {
    districts: "lad_map_data_0.parquet",
    levels: "provider_breakdowns_0.parquet",
    subjects: "subjects_and_standards_0.parquet",
    characteristics: "apprenticeships_demographics_0.parquet",
    learners: "national_provider_summary_0.parquet",
}


@pytest.fixture(scope="module")
def published(shared):
    folder = shared / "raw" / "dfe-apprenticeships"
    return {reader: reader.rows(folder / name) for reader, name in FILES.items()}


def starts(frame, breakdown=""):
    ours = frame.filter(
        pl.col("area_name").is_in(HERTS) & (pl.col("series") == "starts") & (pl.col("breakdown") == breakdown)
    )
    return ours.group_by("period").agg(pl.col("value").sum()).sort("period")["value"].to_list()


def test_the_districts_of_the_county_add_up_to_its_residents_starts(published):
    assert starts(published[districts]) == [5621, 5871, 6577, 5742]


def test_the_districts_of_the_county_add_up_to_the_starts_delivered_there(published):
    assert starts(published[districts], "basis=delivery") == [5155, 5458, 5873, 4908]


def test_the_running_year_is_nine_months_and_provisional(published):
    running = published[districts].filter(pl.col("period") == "2025-08-01/P9M")
    assert running["status"].unique().to_list() == ["p"]
    assert published[districts].filter(pl.col("status") == "")["period"].str.ends_with("P1Y").all()


def test_every_district_has_a_figure_in_every_year_so_that_parents_can_be_summed(published):
    summed = published[districts].filter(~pl.col("series").is_in(districts.NOT_SUMMED))
    counts = summed.group_by("series", "period", "breakdown").agg(pl.col("area_name").n_unique())
    assert counts["area_name"].unique().to_list() == [296]
    assert "county" in districts.SUM_TO_PARENTS


def test_flows_from_a_district_add_up_to_its_starts(published):
    frame = published[districts].filter(
        pl.col("period") == "2024-08-01/P1Y", pl.col("area_name") == "Stevenage"
    )
    (started,) = frame.filter(pl.col("series") == "starts", pl.col("breakdown") == "")["value"]
    flows = frame.filter(pl.col("series") == "starts by place of training")
    assert flows["value"].sum() == started
    assert flows.filter(pl.col("breakdown") == "delivery=stevenage")["value"][0] > 100
    assert flows["value"].min() == 0  # they learn there, and nobody began in that year


def test_all_learners_are_some_more_than_the_residents_of_england(published):
    frame = published[levels].filter(
        pl.col("area_code") == "E92000001", pl.col("period") == "2022-08-01/P1Y",
        pl.col("breakdown") == "age=19-24;level=advanced",
    )  # fmt: skip
    found = dict(frame.select("series", "value").rows())
    assert (found["starts"], found["starts, all learners"]) == (46900, 47425)


def test_stem_subjects_and_the_others_are_all_subjects(published):
    frame = published[subjects].filter(pl.col("series") == "Starts", pl.col("period") == "2024-08-01/P1Y")
    found = dict(frame.select("breakdown", "value").rows())
    assert found["stem=yes"] + found["stem=no"] == found[""]
    four = ("construction", "digital", "engineering", "science")
    assert found["stem=yes"] == sum(
        value for key, value in found.items() if key.startswith(tuple(f"subject={name}" for name in four))
    )


def test_levels_and_ages_of_england_add_up_to_its_districts(published):
    england = published[levels].filter(
        (pl.col("area_code") == "E92000001") & (pl.col("series") == "starts")
        & (pl.col("period") == "2024-08-01/P1Y")
    )  # fmt: skip
    residents = published[districts].filter(
        (pl.col("series") == "starts") & (pl.col("breakdown") == "") & (pl.col("period") == "2024-08-01/P1Y")
    )
    for family in (r"^level=\w+$", r"^age=[a-z0-9-]+$", r"^age=.*;level="):
        parts = england.filter(pl.col("breakdown").str.contains(family))
        assert parts["value"].sum() == residents["value"].sum() == 349_698


def test_subjects_add_up_to_the_published_total(published):
    frame = published[subjects].filter(
        (pl.col("series") == "Starts") & (pl.col("period") == "2024-08-01/P1Y")
    )
    by_subject = frame.filter(pl.col("breakdown").str.contains("^subject="))
    assert frame.filter(pl.col("breakdown") == "")["value"].item() == 353_503
    assert (len(by_subject), by_subject["value"].sum()) == (13, 353_503)


def test_characteristics_are_those_of_all_providers(published):
    frame = published[characteristics].filter(
        (pl.col("series") == "Starts") & (pl.col("period") == "2024-08-01/P1Y")
    )
    assert dict(frame.select("breakdown", "value").rows())["age=under-19"] == 74_990
    assert len(frame) == len(characteristics.SPLITS)


def test_learners_are_given_by_provision_and_characteristic(published):
    found = {row[:2]: row[2:] for row in published[learners].select(
        "breakdown", "period", "value", "status").rows()}  # fmt: skip
    assert found["provision=apprenticeships", "2024-08-01/P1Y"] == (761_480, "")
    assert found["provision=community-learning;sex=female", "2022-08-01/P1Y"] == (244_780, "")
    assert found["provision=community-learning", "2024-08-01/P1Y"] == (None, "z")


def test_every_reader_gives_the_common_shape(published):
    assert all(dict(frame.schema) == SCHEMA for frame in published.values())


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024/25", "2024-08-01/P1Y"),
        ("2025/26 (Aug to Apr)", "2025-08-01/P9M"),
        ("2025/26 (Aug to Jan)", "2025-08-01/P6M"),
        ("2025/26 (Aug to Aug)", "2025-08-01/P1M"),
        ("1999/00", None),
        ("2024/26", None),
        ("2024/25 (Aug to Spring)", None),
        ("2024/25 (Aug to Foo)", None),
        ("2024/25 ", None),
        ("", None),
    ],
)
def test_reads_whole_and_running_years(text, period):
    if period:
        assert dashboard.read_year(text) == period
    else:
        with pytest.raises(ValueError, match="is not an academic year"):
            dashboard.read_year(text)


@given(st.integers(2000, 2098), st.sampled_from(periods.MONTHS))
def test_a_running_year_ends_with_the_month_that_it_names(start, month):
    period = periods.parse(dashboard.read_year(f"{start}/{(start + 1) % 100:02d} (Aug to {month[:3]})"))
    assert periods.MONTHS[period.last_day.month - 1] == month
    assert periods.add_months(period.start, 12) >= period.end


@given(st.text(max_size=22))
def test_any_text_is_a_year_or_a_value_error(text):
    try:
        periods.parse(dashboard.read_year(text))
    except ValueError as error:
        assert "is not an academic year" in str(error)


DISTRICT = {
    "year": "2024/25", "provider_name": "Made Up Training", "learner_home_lad": "Ayford",
    "delivery_lad": "Beeham", "starts": 3, "enrolments": 5, "achievements": 1,
}  # fmt: skip
TYPES = dict.fromkeys(districts.COUNTS, pl.Int32)


def made_up(folder, rows, types=TYPES):
    file = folder / "made-up.parquet"
    pl.DataFrame(rows, schema_overrides=types).write_parquet(file)
    return file


def test_sums_providers_and_leaves_out_learners_from_elsewhere(tmp_path):
    other = DISTRICT | {"provider_name": "Another"}
    abroad = DISTRICT | {"learner_home_lad": dashboard.ELSEWHERE}
    frame = districts.rows(made_up(tmp_path, [DISTRICT, other, abroad]))
    found = {row[:2]: row[2:] for row in frame.filter(pl.col("series") == "starts").select(
        "area_name", "breakdown", "value", "line").rows()}  # fmt: skip
    assert found == {("Ayford", ""): (6, 1), ("Beeham", "basis=delivery"): (9, 1)}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"year": "2024-25"}, "line 2: “2024-25” is not an academic year in the column “year”"),
        ({"starts": -1}, "line 2: a count is below zero .starts -1, enrolments 5"),
        ({"achievements": None}, "line 2: there is nothing in the column “achievements”"),
        ({"delivery_lad": None}, "line 2: there is nothing in the column “delivery_lad”"),
        ({"learner_home_lad": "Ay\u0000ford"}, "line 2: .* is not a plain name"),
        ({"provider_name": "Made Up Training"}, "line 2: there is already a figure for 2024/25, Made Up"),
    ],
)
def test_refuses_a_wrong_district_row(tmp_path, change, reason):
    second = DISTRICT | {"provider_name": "Another"} | change
    with pytest.raises(SourceError, match=reason):
        districts.rows(made_up(tmp_path, [DISTRICT, second]))


def test_refuses_a_retyped_count(tmp_path):
    with pytest.raises(SourceError, match="“starts” holds Int64 where Int32 is expected"):
        districts.rows(made_up(tmp_path, [DISTRICT], TYPES | {"starts": pl.Int64}))


WRONG = {
    levels: ("age_group", "Over 99"),
    subjects: ("apps_Level", "Low Apprenticeship"),
    characteristics: ("count", "1O"),
    learners: ("Apprenticeships", "some"),
}


@pytest.mark.parametrize("reader", WRONG)
def test_refuses_an_unknown_word_with_its_row(shared, tmp_path, reader):
    column, text = WRONG[reader]
    frame = pl.read_parquet(shared / "raw" / "dfe-apprenticeships" / FILES[reader]).head(9)
    frame = frame.with_columns(
        pl.when(pl.int_range(pl.len()) == 4).then(pl.lit(text)).otherwise(column).alias(column)
    )
    frame.write_parquet(tmp_path / "made-up.parquet")
    with pytest.raises(SourceError, match=f"line 5: “{text}”"):
        reader.rows(tmp_path / "made-up.parquet")


@pytest.mark.parametrize("reader", FILES)
def test_refuses_each_file_without_its_first_column(shared, tmp_path, reader):
    frame = pl.read_parquet(shared / "raw" / "dfe-apprenticeships" / FILES[reader]).head(9)
    frame.drop(frame.columns[0]).write_parquet(tmp_path / "made-up.parquet")
    with pytest.raises(SourceError, match=f"the column “{frame.columns[0]}” is missing"):
        reader.rows(tmp_path / "made-up.parquet")


@pytest.mark.parametrize("reader", FILES)
def test_refuses_each_file_with_a_row_twice(shared, tmp_path, reader):
    frame = pl.read_parquet(shared / "raw" / "dfe-apprenticeships" / FILES[reader]).head(9)
    pl.concat([frame, frame.tail(1)]).write_parquet(tmp_path / "made-up.parquet")
    with pytest.raises(SourceError, match="line 10: there is already a figure"):
        reader.rows(tmp_path / "made-up.parquet")
