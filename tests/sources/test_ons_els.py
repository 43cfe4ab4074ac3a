import importlib
import json
import pkgutil

import polars as pl
import pytest

from skillshire.core import definitions
from skillshire.core.definitions import ROOT as DEFINITIONS
from skillshire.sources import download, ons_els
from skillshire.sources.errors import SourceError
from skillshire.sources.ons_els import claimant_count, gross_median_weekly_pay, gross_value_added, table
from skillshire.sources.table import LEVELS, SCHEMA, STATUSES

MODULES = [
    importlib.import_module(f"skillshire.sources.ons_els.{module.name}")
    for module in pkgutil.iter_modules(ons_els.__path__)
    if module.name != "table"
]
HEADER = "areacd,areanm,geography,indicator,period,observation,measure,unit,lci_95,uci_95,status,notes"
ROW = "E10000015,Hertfordshire,County or Unitary Authority,Claimant Count,2025-01-01/P1Y,2.9,Percentage,%,,,,"
each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.NAME)


@pytest.fixture
def invented(tmp_path):
    def write(*rows, header=HEADER):
        file = tmp_path / "claimant-count.csv"
        file.write_text("\n".join([header, *rows]) + "\n")
        return file

    return write


def fault(file, module=claimant_count):
    with pytest.raises(SourceError) as caught:
        module.rows(file)
    return caught.value


def hertfordshire(module, shared, series):
    frame = module.rows(shared / "raw" / "ons-els" / f"{module.NAME}.csv")
    chosen = frame.filter((pl.col("area_code") == "E10000015") & (pl.col("series") == series))
    return {period[:4]: value for period, value in chosen.select("period", "value").rows()}


@each_module
def test_reads_the_published_file_whole(module, shared):
    file = shared / "raw" / "ons-els" / f"{module.NAME}.csv"
    frame = module.rows(file)
    assert frame.schema == SCHEMA
    assert len(frame) == file.read_bytes().count(b"\n") - 1
    assert frame["line"].to_list() == list(range(2, len(frame) + 2))
    assert set(frame["area_level"]) <= set(LEVELS)
    assert set(frame["status"]) <= set(STATUSES)
    assert set(frame["series"]) == set(module.SERIES)
    assert not frame.filter(pl.col("value").is_null() & (pl.col("status") == "")).height


@each_module
def test_the_notes_describe_every_series(module, shared):
    notes = module.notes(shared / "raw" / "ons-els" / f"{module.NAME}.json")
    assert set(notes) == set(module.SERIES)
    for note in notes.values():
        assert note["description"].startswith("This indicator shows")
        assert "2019-01-01" < note["source_date"] < "2026-11-01"


@each_module
def test_a_definition_names_this_reader_and_its_files(module):
    sources = [definitions.load(file) for file in (DEFINITIONS / "sources").glob("ons-els-*.yaml")]
    mine = [source for source in sources if f"skillshire.sources.{source['connector']}" == module.__name__]
    assert [source["files"] for source in mine] == [[f"ons-els/{module.NAME}.csv"]]
    assert [source["companions"] for source in mine] == [[f"ons-els/{module.NAME}.json"]]
    assert mine[0]["download"] == [
        f"{table.BASE}/{module.NAME}/{module.NAME}.{kind}" for kind in ("csv", "json")
    ]


def test_every_series_an_indicator_asks_for_is_one_that_a_reader_gives():
    known = {}
    for file in (DEFINITIONS / "sources").glob("ons-els-*.yaml"):
        source = definitions.load(file)
        if source["connector"] == "carried":
            continue
        module = importlib.import_module(f"skillshire.sources.{source['connector']}")
        known[source["id"]] = module.SERIES
    origins = [
        origin
        for file in (DEFINITIONS / "indicators").glob("*.yaml")
        for origin in definitions.load(file)["from"]
        if origin["source"] in known
    ]
    assert origins
    assert [origin for origin in origins if origin["series"] not in known[origin["source"]]] == []


@each_module
def test_fetches_the_figures_and_their_notes(module, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(download, "files", lambda urls, directory: asked.extend([*urls, directory]))
    module.fetch(tmp_path)
    assert asked == [f"{table.BASE}/{module.NAME}/{module.NAME}.{kind}" for kind in ("csv", "json")] + [
        tmp_path
    ]


def test_claimant_count_of_hertfordshire(shared):
    found = hertfordshire(claimant_count, shared, "Claimant Count")
    years = ("2019", "2020", "2021", "2022", "2023", "2024", "2025")
    assert [found[year] for year in years] == [1.6, 4.1, 4.2, 2.6, 2.5, 2.8, 2.9]


def test_employment_rate_of_hertfordshire(shared):
    module = importlib.import_module("skillshire.sources.ons_els.employment_rate")
    found = hertfordshire(module, shared, "Employment rate")
    years = ("2019", "2020", "2021", "2022", "2023")
    assert [found[year] for year in years] == [79.1, 79.1, 79.4, 79.2, 77.8]


def test_pay_in_hertfordshire_is_dated_by_its_april_day(shared):
    frame = gross_median_weekly_pay.rows(shared / "raw" / "ons-els" / "gross-median-weekly-pay.csv")
    found = dict(frame.filter(pl.col("area_code") == "E10000015").select("period", "value").rows())
    days = ("2021-04-21", "2022-04-27", "2023-04-19", "2024-04-17", "2025-04-30")
    assert [found[f"{day}/P1D"] for day in days] == [566.9, 600.9, 656.1, 692.0, 773.7]


def test_productivity_of_the_east_of_england_has_its_usual_code(shared):
    frame = gross_value_added.rows(shared / "raw" / "ons-els" / "gross-value-added.csv")
    east = frame.filter((pl.col("area_code") == "E12000006") & (pl.col("period") == "2023-01-01/P1Y"))
    assert set(east["area_level"]) == {"region"}
    assert sorted(east["series"]) == ["Gross value added per filled job", "Gross value added per hour worked"]


def test_a_figure_keeps_its_place_limits_and_status(invented):
    file = invented(
        ROW,
        "E06000001,Hartlepool ,County or Unitary Authority,Claimant Count,2025-04-01/P1M,,Percentage,%,,,x,",
        "E92000001,England,Nation,Claimant Count,2025-01-01/P1Y,4.0,Percentage,%,3.9,4.1,u,",
    )
    assert claimant_count.rows(file).rows() == [
        (
            "Claimant Count",
            "E10000015",
            "Hertfordshire",
            "county",
            "2025-01-01/P1Y",
            "",
            2.9,
            None,
            None,
            "",
            2,
        ),
        (
            "Claimant Count",
            "E06000001",
            "Hartlepool",
            "district",
            "2025-04-01/P1M",
            "",
            None,
            None,
            None,
            "x",
            3,
        ),
        ("Claimant Count", "E92000001", "England", "nation", "2025-01-01/P1Y", "", 4.0, 3.9, 4.1, "u", 4),
    ]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("2.9", "2.9x", "“2.9x” in the column “observation” is not a number"),
        ("2.9", "", "no figure and no status"),
        ("2.9", "101", "the percentage is not between 0 and 100"),
        ("2.9", "-1", "the percentage is not between 0 and 100"),
        (",%,", ",per cent,", "“per cent” is not known in the column “unit”"),
        ("2025-01-01/P1Y", "2025", "is not a period"),
        ("2025-01-01/P1Y", "2025-02-30/P1Y", "not a real date"),
        ("2025-01-01/P1Y", "2025-01-01", "“2025-01-01” is one day in a series of longer periods"),
        ("2025-01-01/P1Y", "2025-01-01/P1D", "“2025-01-01/P1D” is one day in a series of longer periods"),
        ("County or Unitary Authority", "Shire", "“Shire” is not known in the column “geography”"),
        (",,,,", ",,,?,", "“?” is not known in the column “status”"),
        (",,,,", ",2.8,,,", "only one of the two 95% limits"),
        (",,,,", ",3.0,3.1,,", "outside its 95% limits"),
        (",,,,", ",1.0,2.0,,", "outside its 95% limits"),
        ("2.9,Percentage,%,,,,", ",Percentage,%,1,2,x,", "limits but no figure"),
        (",,,,", ",,,", "has 11 cells where the header has 12"),
    ],
)
def test_refuses_a_bad_cell_with_its_line(invented, old, new, reason):
    good = ROW.replace("E10000015", "E92000001")
    assert old in ROW
    error = fault(invented(good, ROW.replace(old, new, 1) if old != ",,,," else ROW[: -len(old)] + new))
    assert error.line == 3
    assert reason in error.reason


def test_refuses_a_second_figure_for_one_area_and_period(invented):
    error = fault(invented(ROW, ROW.replace("2.9", "3.0")))
    assert error.line == 3
    assert "already a figure for Claimant Count, E10000015, 2025-01-01/P1Y" in error.reason


def test_refuses_a_file_without_one_of_its_columns(invented):
    error = fault(invented(ROW, header=HEADER.replace("observation", "value")))
    assert (error.line, error.reason) == (
        1, "the column “observation” is missing; the publisher may have renamed it",
    )  # fmt: skip


def test_refuses_a_file_without_one_of_its_series(invented):
    error = fault(invented(ROW.replace("Claimant Count", "Claimants")))
    assert "the series “Claimant Count” is missing" in error.reason


def test_keeps_a_series_that_the_publisher_has_added(invented):
    file = invented(ROW, ROW.replace("Claimant Count", "Claimants aged 18 to 24"))
    assert claimant_count.rows(file)["series"].to_list() == ["Claimant Count", "Claimants aged 18 to 24"]


def test_refuses_another_publisher_s_file_and_garbage(tmp_path):
    file = tmp_path / "claimant-count.csv"
    for content in (b"time_period,value\n2024,1\n", bytes(range(256)), b"<!doctype html>"):
        file.write_bytes(content)
        assert fault(file).file == str(file)


def test_broken_json_is_refused_with_its_line(tmp_path):
    file = tmp_path / "notes.json"
    file.write_text('{\n  "ess-beta-metadata": {\n    "label": "x",\n  }\n}')
    with pytest.raises(SourceError) as caught:
        table.notes(file)
    # Python 3.13 points to the comma, earlier versions to what follows it.
    assert caught.value.line in (3, 4)
    assert "the JSON is broken" in caught.value.reason


ENTRY = {
    "label": "Pay", "subtitle": "Pay", "longDescription": "This indicator shows pay", "caveats": None,
    "sourceOrg": "ONS", "sourceURL": "https://example.org", "sourceDate": "23/10/2025|01/11/2025",
}  # fmt: skip


def test_notes_of_two_sources_carry_the_later_date(tmp_path):
    file = tmp_path / "notes.json"
    file.write_text(json.dumps({"ess-beta-metadata": ENTRY}))
    assert table.notes(file)["Pay"]["source_date"] == "2025-11-01"
    assert table.notes(file)["Pay"]["caveats"] == ""


def test_a_series_overrides_what_all_share(tmp_path):
    shared = {**ENTRY, "caveats": "all"}
    series = {"label": "A", "subtitle": "a", "longDescription": "d"}
    content = {"shared": shared, "A": {**series, "caveats": "mine"}, "B": series}
    file = tmp_path / "notes.json"
    file.write_text(json.dumps({"ess-beta-metadata": content}))
    notes = table.notes(file)
    assert {name: note["caveats"] for name, note in notes.items()} == {"A": "mine", "B": "all"}


@pytest.mark.parametrize(
    "content", ["[]", "{}", '{"ess-beta-metadata": {}}', '{"ess-beta-metadata": []}', "null"]
)
def test_metadata_laid_out_otherwise_is_refused(tmp_path, content):
    file = tmp_path / "notes.json"
    file.write_text(content)
    with pytest.raises(SourceError, match="not laid out as expected"):
        table.notes(file)


def test_a_source_date_that_is_not_one_is_refused(tmp_path):
    file = tmp_path / "notes.json"
    file.write_text(json.dumps({"ess-beta-metadata": {**ENTRY, "sourceDate": "October"}}))
    with pytest.raises(SourceError, match="source date cannot be read"):
        table.notes(file)


def test_metadata_that_is_not_text_is_refused(tmp_path):
    file = tmp_path / "notes.json"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError):
        table.notes(file)


def test_pay_is_of_single_days_and_a_year_among_them_is_refused(invented):
    row = (
        ROW.replace("Claimant Count", "Gross median weekly pay")
        .replace("%", "£")
        .replace("Percentage", "Pounds")
    )
    day = row.replace("2025-01-01/P1Y", "2025-04-30")
    assert gross_median_weekly_pay.rows(invented(day))["period"].to_list() == ["2025-04-30/P1D"]
    error = fault(invented(day, row), gross_median_weekly_pay)
    assert (error.line, error.reason) == (3, "the period “2025-01-01/P1Y” is not one day, as the others are")


def test_noise_of_binary_sums_is_not_kept(shared):
    """The publisher's file has 73.60000000000001 for the upper limit of 73.4 and 0.2."""
    file = shared / "raw" / "ons-els" / "employment-rate.csv"
    assert "73.60000000000001" in file.read_text(encoding="utf-8")
    frame = importlib.import_module("skillshire.sources.ons_els.employment_rate").rows(file)
    for name in ("value", "lower", "upper"):
        assert max(len(str(one).partition(".")[2]) for one in frame[name].drop_nulls()) <= 10
    assert 73.6 in frame["upper"].to_list()
