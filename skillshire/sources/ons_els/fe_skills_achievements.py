"""Adult learners who achieved, per 100,000 people."""

from pathlib import Path

import polars as pl

from skillshire.sources.ons_els import table

NAME = "further-education-and-skills-learner-achievements"
SERIES = ("Further education and skills learner achievements",)
notes = table.notes


def fetch(directory: Path) -> list[Path]:
    return table.fetch(NAME, directory)


def rows(file: Path) -> pl.DataFrame:
    return table.rows(file, SERIES)
