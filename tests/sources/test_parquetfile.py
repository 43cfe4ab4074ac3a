import random

import polars as pl
import pytest

from skillshire.sources import parquetfile
from skillshire.sources.errors import SourceError

COLUMNS = {"place": pl.String, "count": pl.Int32}


def write(folder, **columns):
    file = folder / "made-up.parquet"
    frame = pl.DataFrame({"place": ["Ayford", "Beeham"], "count": [3, 4]}, schema=COLUMNS)
    frame.with_columns(**columns).write_parquet(file)
    return file


def test_numbers_the_rows_from_one(tmp_path):
    frame = parquetfile.read(write(tmp_path), COLUMNS)
    assert frame.rows() == [(1, "Ayford", 3), (2, "Beeham", 4)]
    assert frame.columns == ["line", "place", "count"]


def test_refuses_a_missing_column_by_name(tmp_path):
    with pytest.raises(SourceError, match="the column “area” is missing; the publisher may have renamed it"):
        parquetfile.read(write(tmp_path), {"area": pl.String})


def test_refuses_a_retyped_column_with_both_types(tmp_path):
    file = write(tmp_path, count=pl.lit("3"))
    with pytest.raises(SourceError, match="the column “count” holds String where Int32 is expected"):
        parquetfile.read(file, COLUMNS)


def test_refuses_an_empty_cell_with_its_row(tmp_path):
    file = write(tmp_path, place=pl.Series(["Ayford", None]))
    with pytest.raises(SourceError, match="line 2: there is nothing in the column “place”"):
        parquetfile.read(file, COLUMNS)
    assert parquetfile.read(file, COLUMNS, may_be_empty=["place"])["place"].null_count() == 1


def test_refuses_a_file_without_rows(tmp_path):
    pl.DataFrame(schema=COLUMNS).write_parquet(tmp_path / "none.parquet")
    with pytest.raises(SourceError, match="there are no rows"):
        parquetfile.read(tmp_path / "none.parquet", COLUMNS)


def test_refuses_a_missing_file(tmp_path):
    with pytest.raises(SourceError, match="cannot be read"):
        parquetfile.read(tmp_path / "nowhere.parquet", COLUMNS)


@pytest.mark.parametrize("kept", [0, 3, 100, -1, -9])
def test_refuses_a_truncated_file(tmp_path, kept):
    file = write(tmp_path)
    file.write_bytes(file.read_bytes()[:kept])
    with pytest.raises(SourceError, match="may be damaged or cut short"):
        parquetfile.read(file, COLUMNS)


def test_refuses_damage_in_a_column_that_is_not_read(tmp_path):
    names = pl.Series([f"name {number}" for number in range(1000)])
    file = tmp_path / "other.parquet"
    pl.DataFrame({"other": names, "count": range(1000)}, schema_overrides={"count": pl.Int32}).write_parquet(
        file
    )
    damaged = bytearray(file.read_bytes())
    damaged[20:60] = bytes(40)
    file.write_bytes(damaged)
    with pytest.raises(SourceError, match="may be damaged"):
        parquetfile.read(file, {"count": pl.Int32})


def test_a_flipped_byte_is_a_source_error_or_a_table_but_never_another_fault(tmp_path):
    file = write(tmp_path)
    whole, chance = file.read_bytes(), random.Random(1)
    outcomes = set()
    for _ in range(60):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        file.write_bytes(damaged)
        try:
            outcomes.add(type(parquetfile.read(file, COLUMNS)))
        except SourceError as error:
            outcomes.add(type(error))
    assert SourceError in outcomes
