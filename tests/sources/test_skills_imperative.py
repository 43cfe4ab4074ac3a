import csv
import gzip

import polars as pl
import pytest

from skillshire.core import definitions
from skillshire.core.errors import UserError
from skillshire.sources import table
from skillshire.sources.dfe_local_skills import hub
from skillshire.sources.errors import SourceError
from skillshire.sources.skills_imperative import blocks, labels, projections
from skillshire.sources.skills_imperative.grid import Sheet
from tests.sources import sheets
from tests.sources.test_nomis_exports import DEFINITIONS, definition, wide_sheets  # noqa: F401

HERTFORDSHIRE, ENGLAND = "HE_LSIP_MainTables.xlsm", "EN_MainTables.xlsm"
INFO = [["LSIP", "16. Hertfordshire"], ["Scenario", ".Main"], ["LSIP name", "Hertfordshire"]]


@pytest.fixture(scope="module")
def published(shared):
    folder = shared / "raw" / "skills-imperative"
    return {name: projections.rows(folder / name) for name in (HERTFORDSHIRE, ENGLAND)}


def value(frame, series, year, breakdown):
    period = f"{year}-01-01/P1Y" if year else projections.SPAN
    found = frame.filter(pl.col("series") == series, pl.col("period") == period, breakdown=breakdown)
    return found.row(0, named=True)


# An invented workbook, in which every occupation has 5,000 jobs in 2020 and 6,000 in 2035


def put(cells, line, column, content):
    while len(cells) < line:
        cells.append([])
    row = cells[line - 1]
    row.extend([""] * (column + 1 - len(row)))
    row[column] = content


def workbook(info=INFO, industries="22 Industries"):
    book = {"Info": [list(row) for row in info]} | {name: [[]] for name in blocks.SHEETS}
    put(book["RD T1"], 3, 23, industries)
    every = [*blocks.main(), *blocks.demand(Sheet("", "RD T1", book["RD T1"]))]
    levels = {2015: 4.0, 2019: 4.5, 2020: 5.0, 2025: 5.5, 2035: 6.0}
    for block in every:
        cells = book[block.sheet]
        for line, column, words in block.expected():
            for place, word in enumerate(words, start=column):
                put(cells, line, place, int(word) if word.isdigit() else word)
        for line, (label, _) in enumerate(block.items, start=block.first):
            for place, content in enumerate([label, *(levels[y] for y in block.years)], start=block.column):
                put(cells, line, place, content)
            for place, content in zip(block.changes or (), (1.0, 2.0, 3.0), strict=False):
                put(cells, line, place, content)
    return book


def read(tmp_path, book):
    return projections.rows(sheets.write(tmp_path / "XX_MainTables.xlsm", book))


def fault(tmp_path, book):
    with pytest.raises(SourceError) as caught:
        read(tmp_path, book)
    return caught.value


# The published workbooks


@pytest.mark.parametrize(("name", "rows"), [(HERTFORDSHIRE, 2735), (ENGLAND, 2669)])
def test_reads_the_published_workbooks(published, name, rows):
    frame = published[name]
    assert frame.schema == table.SCHEMA
    assert len(frame) == rows
    assert set(frame["status"]) == {"", "f", "u"}
    assert ((frame["status"] == "u") == frame["value"].is_null()).all()
    assert set(frame["area_level"]) == {"lsip" if name == HERTFORDSHIRE else "nation"}


def test_openings_in_hertfordshire(published):
    frame = published[HERTFORDSHIRE]
    assert value(frame, projections.JOBS, 2035, "")["value"] == pytest.approx(794_589)
    openings = value(frame, "Job openings", None, "")
    assert openings["value"] == pytest.approx(432_477.876, abs=0.001)
    assert (openings["status"], openings["period"]) == ("f", "2021-01-01/P15Y")
    nurses = "occupation=22-health-professionals"
    assert value(frame, "Net change in jobs", None, nurses)["value"] == pytest.approx(4648, abs=1)


def test_below_a_thousand_jobs_nothing_is_shown(published):
    wardens = "occupation=63-community-and-civil-enforcement-occupations"
    for series, year in ((projections.JOBS, 2020), (projections.JOBS, 2035), ("Job openings", None)):
        row = value(published[HERTFORDSHIRE], series, year, wardens)
        assert (row["value"], row["status"]) == (None, "u")
    shown = published[HERTFORDSHIRE].filter(pl.col("series") == projections.JOBS)["value"].drop_nulls()
    assert shown.min() >= 1000


def test_the_jobs_are_those_of_the_hub(published, shared):
    """They stand behind the hub's in one indicator, so where both have a figure they must be the same."""
    (file,) = definition("dfe-local-skills")["files"]
    theirs = hub.rows(shared / "raw" / file).filter(pl.col("series") == "employmentProjection")
    key = ["area_name", "area_level", "period", "breakdown"]
    for name, overlap in ((HERTFORDSHIRE, 360), (ENGLAND, 360)):
        joined = published[name].filter(series=projections.JOBS).join(theirs, on=key, suffix="_hub")
        assert len(joined) == overlap
        gap = (joined["value"] - joined["value_hub"]).abs()
        assert gap.max() < 0.001
        assert ((joined["status"] == joined["status_hub"]) | (joined["status"] == "u")).all()


LABELS = {"All occupations": ""} | dict([*blocks._groups(), *blocks._occupations()])
KINDS = {"level": projections.JOBS, "Change": "Net change in jobs", "Demand": "Replacement demand"}


def test_every_figure_for_hertfordshire_is_the_one_that_others_took_out(published, shared):
    """But for growth, which is not read, and “Levels (000s)”, which in that list repeats the year 2020."""
    compared = hidden = 0
    with gzip.open(shared / "figures" / "hertfordshire.csv.gz", "rt", encoding="utf-8") as text:
        rows = [row for row in csv.DictReader(text) if row["indicator"].startswith("Skills Imperative")]
    for row in rows:
        label, kind = row["dimension"].rsplit("; ", 1)
        if kind not in KINDS:
            continue
        year = None if row["period"] == "2020-2035" else row["period"]
        ours = value(published[HERTFORDSHIRE], KINDS[kind], year, LABELS[label])
        if ours["status"] == "u":
            hidden += 1
            continue
        assert ours["value"] == pytest.approx(1000 * float(row["value"]), abs=0.6), row["dimension"]
        compared += 1
    assert (compared, hidden) == (252, 7)


def test_the_definition_and_its_indicators_agree_with_the_reader(published):
    source = definition("skills-imperative")
    assert source["connector"] == "skills_imperative.projections"
    used = {
        origin["series"]
        for path in (DEFINITIONS / "indicators").glob("*.yaml")
        for origin in definitions.load(path)["from"]
        if origin["source"] == "skills-imperative"
    }
    assert used == set(published[ENGLAND]["series"])


# Invented workbooks


def test_reads_an_invented_workbook(tmp_path):
    frame = read(tmp_path, workbook())
    assert set(frame.select("area_name", "area_level").rows()) == {("Hertfordshire", "lsip")}
    row = value(frame, projections.JOBS, 2025, "industry=education")
    assert (row["value"], row["status"], row["line"]) == (5500, "f", 23)
    crossed = "occupation=22-health-professionals;qualification=level-8"
    assert value(frame, "Replacement demand", None, crossed)["value"] == 2000
    assert value(frame, "Job openings", None, "qualification=none")["value"] == 3000
    assert value(frame, "Job openings", None, "occupation-major=9-elementary-occupations;sex=female")
    assert value(frame, projections.JOBS, 2019, "sex=male")["status"] == ""


def test_england_has_other_industries_in_its_replacement_demand(tmp_path):
    info = [["Country name", "England"], ["Scenario", ".Main"]]
    frame = read(tmp_path, workbook(info, "75 Industries"))
    openings = frame.filter(pl.col("series") == "Job openings")
    assert not openings.filter(pl.col("breakdown").str.contains("industry=")).height
    assert set(frame["area_name"]) == {"England"}


@pytest.mark.parametrize(
    ("jobs_2020", "jobs_2035", "shown"), [(0.9, 5, False), (5, 0.9, False), (1, 1, True)]
)
def test_a_change_is_shown_where_there_are_a_thousand_jobs_at_both_ends(
    tmp_path, jobs_2020, jobs_2035, shown
):
    book = workbook()
    for place, content in ((3, jobs_2020), (5, jobs_2035), (7, jobs_2035 - jobs_2020)):
        put(book["Occ T2"], 9, place, content)
    put(book["Occ T2"], 9, 9, jobs_2035 - jobs_2020 + 2)
    row = value(read(tmp_path, book), "Job openings", None, "occupation=12-other-managers-and-proprietors")
    assert (row["value"] is not None, row["status"]) == (shown, "f" if shown else "u")


@pytest.mark.parametrize(
    ("sheet", "line", "column", "content", "reason"),
    [
        ("Occ T2", 9, 1, "4.0b", "“4.0b” is not a number"),
        ("Occ T2", 9, 1, "", "“” is not a number"),
        ("Occ T2", 9, 1, -4.0, "there cannot be -4000 jobs"),
        ("Occ T2", 9, 0, "12 Managers", "“12 Managers” stands where “12 Other managers and proprietors”"),
        ("Occ T2", 10, 0, labels.OCCUPATIONS[1], "stands where “21 Science"),
        ("Occ T2", 9, 7, 1.5, "do not add up"),
        ("Occ T2", 9, 8, 2.5, "do not add up"),
        ("Occ T2", 6, 5, 2036, "“2036” stands where “2035” was expected"),
        ("Ind T1", 5, 8, "Need", "“Need” stands where “Demand” was expected"),
        ("RD T1", 35, 0, "RQF9", "“RQF9” stands where “RQF8 Doctorate (Constrained)”"),
        ("RD T1", 18, 8, "Degree", "“Degree” stands where “RQF8 Doctorate” was expected"),
    ],
)
def test_refuses_a_bad_cell_with_its_sheet_and_row(tmp_path, sheet, line, column, content, reason):
    book = workbook()
    put(book[sheet], line, column, content)
    error = fault(tmp_path, book)
    assert error.line == line
    assert f"in the sheet “{sheet}”, " in error.reason
    assert reason in error.reason


@pytest.mark.parametrize(
    ("info", "reason"),
    [
        ([["LSIP name", "Kent"]], "the scenario is not the baseline"),
        ([["LSIP name", "Kent"], ["Scenario", ".Automation"]], "the scenario is not the baseline"),
        ([["Country name", "Wales"], ["Scenario", ".Main"]], "says the area"),
        ([["Scenario", ".Main"]], "says the area"),
    ],
)
def test_refuses_a_workbook_of_another_scenario_or_of_no_area(tmp_path, info, reason):
    assert reason in fault(tmp_path, workbook(info)).reason


@pytest.mark.parametrize("sheet", blocks.SHEETS)
@pytest.mark.parametrize("rows", [0, 3, 11])
def test_refuses_a_sheet_that_was_cut_short(tmp_path, sheet, rows):
    book = workbook()
    book[sheet] = book[sheet][:rows]
    error = fault(tmp_path, book)
    assert f"in the sheet “{sheet}”" in error.reason


@pytest.mark.parametrize("sheet", ["Info", *blocks.SHEETS])
def test_refuses_a_workbook_without_one_of_its_sheets(tmp_path, sheet):
    book = workbook()
    del book[sheet]
    assert f"the sheet “{sheet}” is missing" in fault(tmp_path, book).reason


def test_refuses_a_damaged_workbook(tmp_path):
    file = sheets.write(tmp_path / "XX_MainTables.xlsm", workbook())
    whole = file.read_bytes()
    at = whole.rindex(b"PK\x01\x02") // 2
    for damaged in (whole[: len(whole) // 2], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
        file.write_bytes(damaged)
        with pytest.raises(SourceError, match=r"damaged|not a sound workbook"):
            projections.rows(file)


def test_says_where_to_find_the_workbooks(tmp_path):
    with pytest.raises(UserError, match="no lasting address"):
        projections.fetch(tmp_path)
