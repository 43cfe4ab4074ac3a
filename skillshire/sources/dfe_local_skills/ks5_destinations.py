"""Destinations after 16 to 18 study, by district of the school or college, 2017/18 to 2020/21."""

from pathlib import Path

import polars as pl

from skillshire.core.errors import UserError
from skillshire.sources import csvfile
from skillshire.sources.dfe_local_skills import destinations

LEVELS = {
    "Total": "",
    "Level 3": "level=level-3",
    "Level 2": "level=level-2",
    "All other qualifications": "level=other",
}
_FIXED = {
    "geographic_level": "localAuthorityDistrict",
    "data_type": "Number of pupils",
    "institution_group": "State-funded mainstream schools & colleges",
    "level_methodology": "16-18 Provider location",
    "characteristic": "Total",
}


def fetch(directory: Path) -> list[Path]:
    raise UserError(
        "The destination measures have no lasting download address; "
        f"save them as ks5_destinations.csv in {directory}."
    )


def rows(file: Path) -> pl.DataFrame:
    """Counts and shares as table.SCHEMA; SourceError for a departure from the expected file."""
    keys = ["location", "location_code", "time_period", "cohort_level_group"]
    frame = csvfile.read(file, [*keys, *_FIXED, *destinations.COUNTS])
    for column, known in _FIXED.items():
        csvfile.refuse_unknown(file, frame, column, [known])
    csvfile.refuse_unknown(file, frame, "cohort_level_group", list(LEVELS))
    frame = frame.drop(list(_FIXED)).rename({"location_code": "area_code", "location": "area_name"})
    split = pl.col("cohort_level_group").replace_strict(LEVELS, return_dtype=pl.String)
    return destinations.rows(file, frame, split)
