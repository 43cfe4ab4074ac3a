"""Annual Population Survey, Nomis table T13a: residents in employment by industry, years to September."""

from pathlib import Path

import polars as pl

from skillshire.sources.nomis_exports import aps, wizard
from skillshire.sources.nomis_exports.economic_status import DRAWN_WRONGLY
from skillshire.sources.table import breakdown

SERIES = "People in employment by industry"
# The spelling of the first is the publisher's.
_INDUSTRIES = {
    "T13a:1 (A Agricuture & fishing (SIC 2007) : All people )": "agriculture-and-fishing",
    "T13a:4 (B,D,E Energy & water (SIC 2007) : All people )": "energy-and-water",
    "T13a:7 (C Manufacturing (SIC 2007) : All people )": "manufacturing",
    "T13a:10 (F Construction (SIC 2007) : All people )": "construction",
    "T13a:13 (G,I Distribution, hotels & restaurants (SIC 2007) : All people )":
        "distribution-hotels-and-restaurants",
    "T13a:16 (H,J Transport & Communication (SIC 2007) : All people )": "transport-and-communication",
    "T13a:19 (K-N Banking finance & insurance etc. (SIC 2007) : All people )":
        "banking-finance-and-insurance-etc",
    "T13a:22 (O-Q Public admin education & health (SIC 2007) : All people )":
        "public-admin-education-and-health",
    "T13a:25 (R-U Other services (SIC 2007) : All people )": "other-services",
}  # fmt: skip
HEADINGS = {heading: breakdown(industry=name) for heading, name in _INDUSTRIES.items()}


def fetch(directory: Path) -> list[Path]:
    return wizard.fetch("Annual Population Survey, table T13a with confidence", directory)


def rows(file: Path) -> pl.DataFrame:
    """People in employment by industry with 95% limits; the file has no total."""
    return aps.counts(file, SERIES, HEADINGS, DRAWN_WRONGLY)
