"""What the session frameworks show: the rows of one indicator for a few areas, from the same SQLite file."""

import os
import sqlite3
from collections.abc import Sequence

COLUMNS = ["area", "period", "value"]


def of(indicator: str, areas: Sequence[str]) -> list[tuple[str, str, float | None]]:
    marks = ",".join("?" * len(areas))
    file = sqlite3.connect(f"file:{os.environ['BENCH_DATABASE']}?mode=ro&immutable=1", uri=True)
    statement = (
        "SELECT area, period, value FROM observation"  # noqa: S608
        f" WHERE indicator = ? AND breakdown = '' AND area IN ({marks}) ORDER BY area, period"
    )
    found = file.execute(statement, (indicator, *areas)).fetchall()
    file.close()
    return found
