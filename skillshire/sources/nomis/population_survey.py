"""Annual Population Survey, percentages (dataset NM_17_5), with their 95% limits."""

from pathlib import Path

import polars as pl

from skillshire.sources import csvfile
from skillshire.sources.errors import SourceError
from skillshire.sources.nomis import dates, service, table

# Code of the variable: our name for the series, and words that Nomis's name of it must have. New codes were
# given out before, when the levels of qualification changed.
VARIABLES = {
    "18": ("Economic activity rate, 16 to 64", "economic activity rate - aged 16-64"),
    "45": ("Employment rate, 16 to 64", "employment rate - aged 16-64"),
    "74": ("Self-employed, 16 to 64", "self employed"),
    "84": ("Unemployment rate, 16 to 64", "unemployment rate - aged 16-64"),
    "111": ("Economically inactive, 16 to 64", "economically inactive"),
    "1947": ("No qualifications, 16 to 64", "no qualifications (rqf) - aged 16-64"),
}
VALUE = "20599"
LIMITS = table.Limits("21003", most=100.0)
plan, get = service.plan, service.get


def rows(file: Path) -> pl.DataFrame:
    """One series a variable, in per cent, by calendar year."""
    frame = table.read(file, {"VARIABLE": tuple(VARIABLES)}, VALUE, LIMITS)
    _refuse_renamed(file, frame)
    _refuse_impossible(file, frame)
    names = {code: name for code, (name, _) in VARIABLES.items()}
    series = pl.col("VARIABLE").replace_strict(names, return_dtype=pl.String)
    return table.tidy(file, frame, series=series, period=dates.year_to)


def _refuse_renamed(file: Path, frame: pl.DataFrame) -> None:
    """A code that stands for something else now would turn every figure into another."""
    for code, name, line in (
        frame.select("VARIABLE", "VARIABLE_NAME", "line").unique(["VARIABLE", "VARIABLE_NAME"]).iter_rows()
    ):
        words = VARIABLES[code][1]
        if words not in name.lower():
            reason = f"variable {code} is called {csvfile.quoted(name)}, which does not say “{words}”"
            raise SourceError(file, line, reason)


def _refuse_impossible(file: Path, frame: pl.DataFrame) -> None:
    wrong = (~frame["value"].is_between(0, 100)).fill_null(False).arg_true()
    if len(wrong):
        raise SourceError(file, frame["line"][wrong[0]], "the percentage is not between 0 and 100")
