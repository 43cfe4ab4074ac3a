"""The one shape that every reader gives back."""

import polars as pl

# One row is one published figure, still in the publisher's words where words are needed.
SCHEMA = {
    "series": pl.String,      # the publisher's own name for the figure, e.g. "Claimant Count"
    "area_code": pl.String,   # GSS code where the file has one, else null
    "area_name": pl.String,   # name as published, else null
    "area_level": pl.String,  # one of LEVELS where the file says, else null
    "period": pl.String,      # ISO 8601 interval, e.g. 2024-08-01/P1Y
    "breakdown": pl.String,   # key=value pairs joined by ";" in key order, "" for the headline
    "value": pl.Float64,      # null where there is no number
    "lower": pl.Float64,      # lower 95 % limit, else null
    "upper": pl.Float64,      # upper 95 % limit, else null
    "status": pl.String,      # c, x, z, low, u, p, f or ""
    "line": pl.Int64,         # where in the file, counted from 1
}  # fmt: skip
LEVELS = ("district", "county", "region", "nation", "lsip", "lep", "combined-authority")
STATUSES = ("", "c", "x", "z", "low", "u", "p", "f")


def breakdown(**pairs: str) -> str:
    """`breakdown(sex="female", age="16-24")` is `age=16-24;sex=female`; values are slugs."""
    return ";".join(f"{key}={pairs[key]}" for key in sorted(pairs))
