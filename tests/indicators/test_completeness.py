"""What a file has lost is counted for that file, whatever other sources of an indicator still have."""

from types import SimpleNamespace

import polars as pl
import pytest

from skillshire.indicators import completeness, definitions
from skillshire.indicators.assemble import COLUMNS, Assembled
from skillshire.indicators.harvest import Harvest
from skillshire.places import areas
from skillshire.sources.errors import SourceError

HERTS = areas.get("E10000015")
DISTRICTS = [area.code for area in areas.children(HERTS, "district")]
YEARS = [f"{year}-08-01/P1Y" for year in (2021, 2022, 2023, 2024)]
PARTS = ["", "sex=female", "sex=male"]


def indicator():
    model = definitions.indicators()["claimant-count-rate"].model_dump(by_alias=True)
    origins = [{"source": "main", "series": "m"}, {"source": "more", "series": "s"}]
    return definitions.IndicatorDefinition.model_validate({**model, "from": origins})


def table(periods=YEARS, parts=PARTS, codes=DISTRICTS, name="more.csv"):
    rows = [
        (code, part, period, 1.0, None, None, "", 1, name)
        for code in codes for part in parts for period in periods
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=[*COLUMNS, "name"], orient="row")


def harvest(tmp_path, frame, sums=(), files=("more.csv",)):
    model = next(iter(definitions.sources().values())).model_copy(update={"id": "more"})
    snapshots = []
    for name in files:
        (tmp_path / name).write_text("whole\n")
        snapshots.append(SimpleNamespace(file=tmp_path / name))
    return Harvest(model, frame.with_columns(series=pl.lit("s")), tuple(snapshots), frame.height, 0, sums)


def compare(tmp_path, before, now, **options):
    """Loads `now` where `before` serves. The main source has every figure too."""
    item = Assembled(indicator(), table().select(COLUMNS))
    found = {"more": harvest(tmp_path, now, **options)}
    completeness.refuse_gone([item], found, {item.definition.id: {"more": before}})


def test_the_same_figures_again_are_accepted(tmp_path):
    compare(tmp_path, table(), table())


def test_half_of_a_supplementary_file_is_refused_though_the_main_one_has_it_all(tmp_path):
    with pytest.raises(SourceError, match=r"more.csv: 60 of the 120 figures of claimant-count-rate"):
        compare(tmp_path, table(), table().head(60))


def test_a_file_without_its_breakdowns_is_refused(tmp_path):
    with pytest.raises(SourceError, match="80 of the 120 figures"):
        compare(tmp_path, table(), table(parts=[""]))


def test_one_of_several_files_is_held_to_its_own_figures(tmp_path):
    """A tenth of all is little; it is the whole of that file."""
    little = table(periods=YEARS[1:2], parts=[""], name="little.csv")
    much = table(periods=YEARS[:1] + YEARS[2:])
    with pytest.raises(SourceError, match=r"little.csv: 10 of the 10 figures"):
        compare(tmp_path, pl.concat([much, little]), much, files=("little.csv", "more.csv"))


def test_a_few_figures_that_were_withdrawn_are_accepted(tmp_path):
    compare(tmp_path, table(), table().head(110))


def test_years_before_the_first_that_the_source_now_has_do_not_count(tmp_path):
    compare(tmp_path, table(), table(periods=YEARS[1:]))


def test_a_part_of_a_year_that_has_become_the_whole_year_is_not_gone(tmp_path):
    running = [*YEARS[:-1], "2024-08-01/P9M"]
    compare(tmp_path, table(periods=running), table())
    compare(tmp_path, table(periods=running), table(periods=[*YEARS[:-1], "2024-08-01/P11M"]))


def test_a_county_that_is_the_sum_of_its_districts_stands_in_no_file(tmp_path):
    before = table(codes=[*DISTRICTS, HERTS.code])
    compare(tmp_path, before, table(), sums=("county",))
    with pytest.raises(SourceError, match="gone|not there"):
        compare(tmp_path, table(codes=[HERTS.code]), table())


def test_nothing_at_all_may_be_lost_where_the_last_line_does_not_end(tmp_path):
    found = harvest(tmp_path, table().head(119))
    (tmp_path / "more.csv").write_text("cut")
    item = Assembled(indicator(), table().select(COLUMNS))
    with pytest.raises(SourceError, match="1 of the 120 figures"):
        completeness.refuse_gone([item], {"more": found}, {item.definition.id: {"more": table()}})
