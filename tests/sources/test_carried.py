import hashlib

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core.definitions import ROOT as DEFINITIONS
from skillshire.core.errors import UserError
from skillshire.indicators import definitions
from skillshire.sources import carried
from skillshire.sources.errors import SourceError
from skillshire.sources.table import SCHEMA

HEADER = ",".join(carried.COLUMNS)
ROW = "jobs,E10000015,2024-01-01/P1Y,sex=female,12.5,11,14,"
TABLES = sorted((DEFINITIONS / "figures").glob("*.csv"))


def written(folder, *rows, header=HEADER):
    file = folder / "some-figures.csv"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file


def test_a_figure_keeps_its_place_limits_and_status(tmp_path):
    frame = carried.rows(written(tmp_path, ROW, "jobs,E10000015,2023-01-01/P1Y,,,,,c"))
    assert frame.schema == SCHEMA
    assert frame.rows() == [
        ("jobs", "E10000015", None, None, "2024-01-01/P1Y", "sex=female", 12.5, 11.0, 14.0, "", 2),
        ("jobs", "E10000015", None, None, "2023-01-01/P1Y", "", None, None, None, "c", 3),
    ]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("E10000015", "Hertfordshire", "“Hertfordshire” is not the code of an area in England"),
        ("12.5", "12.5x", "“12.5x” in the column “value” is not a number"),
        ("12.5", "", "there is no figure and no status that says why"),
        ("12.5", "15", "the figure is outside its 95% limits"),
        (",11,", ",,", "only one of the two 95% limits is given"),
        ("2024-01-01/P1Y", "2024", "is not a period"),
        ("14,", "14,?", "“?” is not known in the column “status”"),
        ("jobs,", ",", "the series has no name"),
    ],
)
def test_refuses_a_bad_cell_with_its_line(tmp_path, old, new, reason):
    good = ROW.replace("2024", "2023")
    with pytest.raises(SourceError) as caught:
        carried.rows(written(tmp_path, good, ROW.replace(old, new, 1)))
    assert caught.value.line == 3
    assert reason in caught.value.reason


def test_refuses_a_second_figure_and_a_missing_column(tmp_path):
    with pytest.raises(SourceError, match="there is already a figure for jobs"):
        carried.rows(written(tmp_path, ROW, ROW.replace("12.5", "12.6")))
    with pytest.raises(SourceError, match="the column “status” is missing"):
        carried.rows(written(tmp_path, header=HEADER.removesuffix(",status")))


def test_says_that_there_is_nothing_to_fetch(tmp_path):
    with pytest.raises(UserError, match="come with Skillshire"):
        carried.fetch(tmp_path)


@given(st.floats(min_value=-1e9, max_value=1e9, allow_nan=False).map(lambda one: round(one, 6)))
def test_any_number_is_read_back_as_it_was_written(tmp_path_factory, number):
    folder = tmp_path_factory.mktemp("carried")
    row = f"jobs,E10000015,2024-01-01/P1Y,,{number:.6f},,,"
    assert carried.rows(written(folder, row))["value"].to_list() == [number]


@pytest.mark.parametrize("file", TABLES, ids=lambda file: file.stem)
def test_every_table_is_read_and_is_the_edition_that_its_source_names(file):
    frame = carried.rows(file)
    source = definitions.source(file.stem)
    assert source.files == [f"figures/{file.name}"]
    assert source.published_of(hashlib.sha256(file.read_bytes()).hexdigest()) == source.published
    used = {
        origin.series
        for one in definitions.indicators().values() for origin in one.origins if origin.source == source.id
    }  # fmt: skip
    assert set(frame["series"]) == used
    assert frame.filter(pl.col("value").is_null() & (pl.col("status") == "")).is_empty()


def test_every_source_that_is_carried_over_has_its_table_and_the_others_do_not():
    found = [one.id for one in definitions.sources().values() if one.connector == "carried"]
    assert found == [file.stem for file in TABLES]
