"""Destinations after key stage 4, by district of the school, 2015/16 to 2021/22."""

from pathlib import Path

import polars as pl

from skillshire.core.errors import UserError
from skillshire.sources import csvfile
from skillshire.sources.dfe_local_skills import destinations

_FIXED = {
    "time_identifier": "Academic year",
    "geographic_level": "Local authority district",
    "breakdown_topic": "Total",
    "level_methodology": "Provider location",
    "institution_group": "State-funded mainstream schools",
    "breakdown": "Total",
    "data_type": "Number of pupils",
}


def fetch(directory: Path) -> list[Path]:
    raise UserError(
        "The destination measures have no lasting download address; "
        f"save them as ks4_destinations.csv in {directory}."
    )


def rows(file: Path) -> pl.DataFrame:
    """Counts and shares as table.SCHEMA; SourceError for a departure from the expected file."""
    frame = csvfile.read(file, ["time_period", "lad_code", "lad_name", *_FIXED, *destinations.COUNTS])
    for column, known in _FIXED.items():
        csvfile.refuse_unknown(file, frame, column, [known])
    frame = frame.drop(list(_FIXED)).rename({"lad_code": "area_code", "lad_name": "area_name"})
    return destinations.rows(file, frame)
