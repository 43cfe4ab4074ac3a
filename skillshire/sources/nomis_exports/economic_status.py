"""Annual Population Survey, Nomis table T01: people aged 16 to 64, in and out of work, years to September."""

from pathlib import Path

import polars as pl

from skillshire.sources.nomis_exports import aps, wizard
from skillshire.sources.table import breakdown

SERIES = "People aged 16 to 64"
_STATUSES = {
    "T01:22 (Aged 16-64 - All : All People )": "",
    "T01:25 (Aged 16-64 - Economically active : All People )": "active",
    "T01:28 (Aged 16-64 - In employment : All People )": "in-employment",
    "T01:31 (Aged 16-64 - Employees : All People )": "employee",
    "T01:34 (Aged 16-64 - Self Employed : All People )": "self-employed",
    "T01:37 (Aged 16-64 - Unemployed : All People )": "unemployed",
    "T01:40 (Aged 16-64 - Inactive : All People )": "inactive",
}
HEADINGS = {heading: breakdown(status=name) if name else "" for heading, name in _STATUSES.items()}
# As drawn for the exports of January 2023, Dorset counted all its people twice and Enterprise M3 lacked a
# third of them: neither is the sum of its districts. Dorset is read from its partnership instead.
DRAWN_WRONGLY = (
    "User Defined Geography:Dorset-LSIP",
    "User Defined Geography:Enterprise M3 LEP",
)


def fetch(directory: Path) -> list[Path]:
    return wizard.fetch("Annual Population Survey, table T01 with confidence", directory)


def rows(file: Path) -> pl.DataFrame:
    """People by economic status with 95% limits; the headline is everyone aged 16 to 64."""
    return aps.counts(file, SERIES, HEADINGS, DRAWN_WRONGLY)
