"""The figures that maintainers share beside the project, and what each is in a release."""

import csv
import gzip
from collections import Counter
from dataclasses import replace
from pathlib import Path

from tests.indicators.shared_figures.rules import Row


def rows(file: Path) -> list[Row]:
    """Every line of the shared file, the header being line 1."""
    seen: Counter[tuple[str, ...]] = Counter()
    with gzip.open(file, "rt", encoding="utf-8", newline="") as opened:
        found = []
        for line, one in enumerate(csv.DictReader(opened), start=2):
            row = Row(
                line, one["indicator"], one["geography_code"], one["period"], one["dimension"], one["value"],
                one["unit"], one["source_title"], one["lower_95_or_pm"], one["upper_95"], one["status_flag"],
                one["source_url_or_repo_path"],
            )  # fmt: skip
            key = row.source, row.path, row.indicator, row.area, row.period, row.dimension
            found.append(replace(row, again=seen[key]))
            seen[key] += 1
    return found
