"""Annual Population Survey, Nomis table T19: highest qualification by age and by sex, calendar years."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from skillshire.sources.nomis_exports import aps, places, wizard
from skillshire.sources.table import breakdown

PEOPLE = "People by highest qualification"
SHARE = "Share of people by highest qualification"
LEVELS = {
    "None": "none",
    "NVQ1": "level-1",
    "NVQ2": "level-2",
    "Trade Apprenticeships": "trade-apprenticeship",
    "NVQ3": "level-3",
    "NVQ4+": "level-4-plus",
    "Other Qualifications": "other",
}
GROUPS: dict[str, dict[str, str]] = {
    "All people aged 16-64": {},
    "Males aged 16-64": {"sex": "male"},
    "Females aged 16-64": {"sex": "female"},
    "All people aged 16-19": {"age": "16-19"},
    "All people aged 20-24": {"age": "20-24"},
    "All people aged 25-29": {"age": "25-29"},
    "All people aged 30-39": {"age": "30-39"},
    "All people aged 40-49": {"age": "40-49"},
    "All people aged 50-64": {"age": "50-64"},
}
_CELLS = [(group, level) for group in GROUPS for level in LEVELS]
HEADINGS = {
    f"T19:{number} (Total - {group} : {level} )": breakdown(qualification=LEVELS[level], **GROUPS[group])
    for number, (group, level) in enumerate(_CELLS, start=1)
}
_GROUP_SIZE = len(LEVELS)


def fetch(directory: Path) -> list[Path]:
    return wizard.fetch("Annual Population Survey, table T19 with confidence", directory)


def rows(file: Path) -> pl.DataFrame:
    """Two series: PEOPLE, as published, and SHARE of those of that age or sex who said what they hold.

    A share needs all seven levels: groups of which one is hidden have none, and no rows either. Its limits
    are those of the number, since the survey's weights make each age and sex add up to the population.
    """
    lines = aps.lines(file, list(HEADINGS), places.PARTNERSHIPS)
    found = [each for line in lines for each in (*_people(line), *_shares(line))]
    return aps.frame(file, found)


def _people(line: aps.Line) -> Iterator[tuple[object, ...]]:
    for heading, figure in line.figures.items():
        yield aps.row(line, PEOPLE, HEADINGS[heading], figure)


def _shares(line: aps.Line) -> Iterator[tuple[object, ...]]:
    figures = list(line.figures.items())
    for start in range(0, len(figures), _GROUP_SIZE):
        group = figures[start : start + _GROUP_SIZE]
        values = [figure.value for _, figure in group]
        total = sum(value for value in values if value is not None)
        if None in values or not total:
            continue
        for heading, figure in group:
            yield aps.row(line, SHARE, HEADINGS[heading], _share(figure, total))


def _share(figure: aps.Figure, total: float) -> aps.Figure:
    """The figure as a percentage, with four decimals."""
    value, reach = figure.value or 0.0, figure.reach
    within = None if reach is None else round(100 * reach / total, 4)
    return aps.Figure(round(100 * value / total, 4), within, figure.status, most=100.0)
