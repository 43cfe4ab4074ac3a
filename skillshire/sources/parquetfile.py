"""Reads publishers' Parquet files strictly: what a CSV reader checks line by line, checked here by row."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import polars as pl
from polars.datatypes import DataTypeClass

from skillshire.sources.errors import SourceError

_DAMAGED = "the file cannot be read as Parquet; it may be damaged or cut short, so fetch it again"


def read(
    file: Path, columns: Mapping[str, DataTypeClass], may_be_empty: Collection[str] = ()
) -> pl.DataFrame:
    """The named columns, and `line`: the row's number in the file, counted from 1.

    Raises SourceError for a file that is missing, damaged or empty, for a column that is missing or of
    another type, and for an empty cell (null) in a column that is not in `may_be_empty`. Texts that are not
    UTF-8 count as damage.
    """
    frame = _decoded(file)
    for name, dtype in columns.items():
        _refuse_departure(file, frame.schema, name, dtype)
    if not len(frame):
        raise SourceError(file, None, "there are no rows; the download may have been cut short")
    for name in columns:
        if name not in may_be_empty and frame[name].null_count():
            line = frame[name].is_null().arg_true()[0] + 1
            raise SourceError(file, line, f"there is nothing in the column “{name}”")
    return frame.select(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("line"), *columns)


def _decoded(file: Path) -> pl.DataFrame:
    try:
        # All columns, not only those in use: damage anywhere in the file is a reason to distrust all of it.
        return pl.read_parquet(file)
    except OSError as error:
        if error.strerror:
            raise SourceError(file, None, f"the file cannot be read ({error.strerror})") from None
        raise SourceError(file, None, _DAMAGED) from None
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, ValueError, MemoryError):
        # Polars panics on some damage, and its panic is no ordinary Exception.
        raise SourceError(file, None, _DAMAGED) from None


def _refuse_departure(file: Path, schema: Mapping[str, Any], name: str, dtype: DataTypeClass) -> None:
    if name not in schema:
        raise SourceError(file, None, f"the column “{name}” is missing; the publisher may have renamed it")
    if schema[name] != dtype:
        raise SourceError(file, None, f"the column “{name}” holds {schema[name]} where {dtype} is expected")
