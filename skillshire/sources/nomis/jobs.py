"""Business Register and Employment Survey (dataset NM_189_1): jobs at workplaces, by industry.

Rounded by the publisher, the more coarsely the larger the number is; the total is rounded by itself.
"""

from pathlib import Path

import polars as pl

from skillshire.sources import csvfile
from skillshire.sources.errors import SourceError
from skillshire.sources.nomis import dates, service, table
from skillshire.sources.nomis_exports.jobs import GROUPS
from skillshire.sources.table import breakdown

SERIES = "Jobs"
ALL_INDUSTRIES = "37748736"
FIRST_GROUP = 163577857  # the 18 groups follow one another
INDUSTRIES = {
    ALL_INDUSTRIES: "",
    **{str(FIRST_GROUP + place): breakdown(industry=name) for place, name in enumerate(GROUPS.values())},
}
# Employees and working owners: employment, not employees alone (1).
DIMENSIONS = {"INDUSTRY": tuple(INDUSTRIES), "EMPLOYMENT_STATUS": ("4",), "MEASURE": ("1",)}
plan, get = service.plan, service.get


def rows(file: Path) -> pl.DataFrame:
    """Jobs by group of industries; the headline is the published total."""
    frame = table.read(file, DIMENSIONS, value="20100")
    _refuse_renumbered(file, frame)
    industry = pl.col("INDUSTRY").replace_strict(INDUSTRIES, return_dtype=pl.String)
    return table.tidy(file, frame, series=pl.lit(SERIES), period=dates.year, breakdown=industry)


def _refuse_renumbered(file: Path, frame: pl.DataFrame) -> None:
    """Each group's name starts with its number, and so says whether the code is still the group's."""
    for code, name, line in (
        frame.select("INDUSTRY", "INDUSTRY_NAME", "line").unique(["INDUSTRY", "INDUSTRY_NAME"]).iter_rows()
    ):
        number = int(code) - FIRST_GROUP + 1
        if code != ALL_INDUSTRIES and not name.startswith(f"{number} :"):
            reason = f"industry {code} is called {csvfile.quoted(name)} where group {number} was expected"
            raise SourceError(file, line, reason)
