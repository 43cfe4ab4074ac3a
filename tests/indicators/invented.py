"""Small files laid out as the publishers lay out theirs, with invented figures."""

import csv
import json

import polars as pl

HERTS, STEVENAGE, ENGLAND = "E10000015", "E07000243", "E92000001"
LEVELS = {"E07": "Local Authority District", "E10": "County or Unitary Authority", "E92": "Nation"}
HEADER = [
    "areacd", "areanm", "geography", "indicator", "period", "observation", "measure", "unit",
    "lci_95", "uci_95", "status", "notes",
]  # fmt: skip
AREAS = {HERTS: "Hertfordshire", STEVENAGE: "Stevenage", ENGLAND: "England"}
YEARS = (2022, 2023, 2024)


def claimants(folder, value=2.5, areas=AREAS, years=YEARS):
    """Every figure is `value`, or what value(area, year) says."""
    return _ons(
        folder, "claimant-count", "Claimant Count", "%", value, areas, [f"{y}-01-01/P1Y" for y in years]
    )


def pay(folder, value=600.0, areas=AREAS, years=YEARS):
    periods = [f"{year}-04-17" for year in years]
    return _ons(folder, "gross-median-weekly-pay", "Gross median weekly pay", "£", value, areas, periods)


def _ons(folder, name, series, unit, value, areas, periods):
    folder.mkdir(parents=True, exist_ok=True)
    figure = value if callable(value) else lambda area, year: value
    rows = [
        [area, areas[area], LEVELS[area[:3]], series, period, figure(area, int(period[:4])), "", unit]
        + [""] * 4
        for area in areas for period in periods
    ]  # fmt: skip
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    note = {
        "label": series, "subtitle": "", "longDescription": "Invented.", "sourceOrg": "Nobody",
        "sourceURL": "https://example.org", "sourceDate": "26/06/2026",
    }  # fmt: skip
    (folder / f"{name}.json").write_text(json.dumps({"ess-beta-metadata": note}, indent=1), encoding="utf-8")
    return folder / f"{name}.csv"


def apprenticeships(folder, rows):
    """`rows`: (home district, delivery district, starts)."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "lad_map_data_0.parquet"
    columns = [
        "year",
        "provider_name",
        "learner_home_lad",
        "delivery_lad",
        "starts",
        "enrolments",
        "achievements",
    ]
    every = [
        ("2024/25", f"Provider {place}", home, delivery, starts, starts, starts)
        for place, (home, delivery, starts) in enumerate(rows)
    ]
    counts = dict.fromkeys(columns[4:], pl.Int32)
    pl.DataFrame(every, schema=columns, orient="row").cast(counts).write_parquet(file)
    return file
