"""Every area that the publishers' files name is either known or left out by a rule."""

import csv

import polars as pl
import pytest

from skillshire.core.errors import UserError
from skillshire.places import areas

REGIONS = {area.name.casefold() for area in areas.all("region")}


def strangers(names, level):
    return sorted(name for name in names if not areas.ignored(name, level) and not known(name, level))


def known(name, level):
    try:
        return bool(areas.named(name, level))
    except UserError:
        return False


@pytest.mark.parametrize("level", [None, "by suffix"])
def test_the_local_skills_data_hub(shared, level):
    hub = pl.read_parquet(
        shared / "raw/dfe-local-skills/local_skills_datahub_2025-09.parquet", columns=["Area"]
    )
    published = hub["Area"].unique().to_list()
    suffixes = {"LADU": "district", "LSIP": "lsip", "MCA": "combined-authority", "England": "nation"}
    for name in published:
        named_at = suffixes[name.split()[-1]] if level else None
        assert strangers([name], named_at) == []
    assert len(published) > 400


@pytest.mark.parametrize("column", ["learner_home_lad", "delivery_lad"])
def test_the_apprenticeship_map(shared, column):
    table = pl.read_parquet(shared / "raw/dfe-apprenticeships/lad_map_data_0.parquet", columns=[column])
    assert strangers(table[column].unique().to_list(), "district") == []


def test_the_local_authority_tables(shared):
    table = pl.read_parquet(
        shared / "raw/dfe-lait/bds_long_0.parquet", columns=["LA and Regions", "LA Number"]
    )
    rows = table.unique().drop_nulls().rows()
    for name, number in rows:
        level = "region" if name.casefold() in REGIONS else "nation" if name == "England" else "county"
        assert strangers([name], level) == []
        if level == "county" and not areas.ignored(name, level):
            assert areas.numbered(int(number)) is areas.named(name, level)
    assert len(rows) > 150


def test_the_codes_and_names_of_explore_local_statistics(shared):
    published = set()
    for file in sorted((shared / "raw/ons-els").glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            published |= {(row["areacd"], row["areanm"]) for row in csv.DictReader(opened)}
    served = {(code, name) for code, name in published if not areas.ignored(code)}
    assert len(served) > 350
    assert [(code, name) for code, name in served if name not in areas.get(code).names] == []
