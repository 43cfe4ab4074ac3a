"""A load report in words. Apart from report.py, so that a web process need not load what reads Parquet."""

from collections.abc import Mapping
from typing import Any

from skillshire.core import periods


def sentences(report: Mapping[str, Any]) -> list[str]:
    """The report in words, for a terminal or a page."""
    lines = [
        f"{item['source']}: {item['rows_read']:,} rows read, {item['rows_kept']:,} kept, "
        f"{item['rows_of_areas_not_served']:,} of areas not served here"
        for item in report["sources"]
    ]
    lines += [
        f"{item['indicator']}: {item['rows']:,} figures, {item['areas']} areas, "
        f"{periods.parse(item['first_period']).label} to {periods.parse(item['last_period']).label}; "
        f"{item['added']:,} added, {item['changed']:,} changed, {item['removed']:,} removed"
        for item in report["indicators"]
    ]
    return lines
