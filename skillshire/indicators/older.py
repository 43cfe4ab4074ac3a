"""Releases from before cubes: one list of snapshots for all indicators, and an SQLite file that served.

`skillshire release rebuild` brings one up to date from its Parquet files, so that it can serve again.
"""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from skillshire.indicators import build, contents, releases
from skillshire.indicators.build import Contents
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.releases import Release


def upgrade(echo: Callable[[str], None]) -> None:
    """Bring the release that serves up to date where a program before cubes made it, so that pages go on."""
    if releases.current_id() is None or not is_older(releases.current()):
        return
    with releases.building(wait=True):
        serving = releases.current()
        if is_older(serving):  # another process may have been first
            bring_up_to_date(serving)
            echo(f"Release {serving.id} was of an older layout and has been brought up to date.")


def is_older(release: Release) -> bool:
    try:
        found = json.loads((release.folder / contents.NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and "snapshots" in found


def bring_up_to_date(release: Release) -> list[str]:
    """Write the release anew under the same id, in the old one's place; returns its indicators."""
    described = json.loads((release.folder / contents.NAME).read_text(encoding="utf-8"))
    records = {int(number): record for number, record in described["snapshots"].items()}
    tables, snapshots = {}, {}
    for name in described["indicators"]:
        table = pl.read_parquet(release.parquet / f"{name}.parquet")
        tables[name], snapshots[name] = build.renumbered(table, records)
    made = Contents(
        definitions={name: _definition(item) for name, item in described["indicators"].items()},
        lags={name: item["lag_months"] for name, item in described["indicators"].items()},
        tables=tables, snapshots=snapshots,
    )  # fmt: skip
    with build.started() as folder:
        build.prepare(folder, made, json.loads((release.folder / "report.json").read_text(encoding="utf-8")))
        releases.write_manifest(Release(**{**vars(release), "folder": folder}))
        aside = folder.with_name(f"{folder.name}-older")
        os.replace(release.folder, aside)
        os.replace(folder, release.folder)
    shutil.rmtree(aside, ignore_errors=True)
    return list(tables)


def _definition(item: Mapping[str, Any]) -> IndicatorDefinition:
    return IndicatorDefinition.model_validate(item["definition"])
