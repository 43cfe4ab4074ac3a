import csv
import gzip
import importlib
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core import definitions
from skillshire.core.errors import UserError
from skillshire.sources import download, table
from skillshire.sources.errors import SourceError
from skillshire.sources.nomis_exports import (
    aps,
    business_counts,
    economic_status,
    industries,
    jobs,
    nuts3,
    places,
    qualifications,
    wizard,
)
from tests.sources import sheets

DEFINITIONS = Path(download.__file__).parent.parent / "definitions"
READERS = {
    "nomis-aps-economic-status": economic_status,
    "nomis-aps-industries": industries,
    "nomis-aps-qualifications": qualifications,
    "nomis-business-counts": business_counts,
    "nomis-jobs": jobs,
}
HERTFORDSHIRE = ("Hertfordshire", "lsip")
KEY = ["series", "area_code", "area_name", "area_level", "period", "breakdown"]


def definition(name):
    return definitions.load(DEFINITIONS / "sources" / f"{name}.yaml")


def letters(column):
    """`A` to `Z`, then `AA`: these sheets are wider than the writer of sheets was made for."""
    return (chr(ord("A") + column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


@pytest.fixture(autouse=True)
def wide_sheets(monkeypatch):
    narrow = sheets._cell

    def cell(line, column, content):
        return narrow(line, 0, content).replace(f'r="A{line}"', f'r="{letters(column)}{line}"')

    monkeypatch.setattr(sheets, "_cell", cell)


@pytest.fixture(scope="module")
def published(shared):
    frames = {}
    for name, reader in READERS.items():
        (file,) = definition(name)["files"]
        frames[name] = reader.rows(shared / "raw" / file)
    return frames


@pytest.fixture(scope="module")
def figures(shared):
    """The Hertfordshire figures that others took out of the same publications."""
    with gzip.open(shared / "figures" / "hertfordshire.csv.gz", "rt", encoding="utf-8") as text:
        return [row for row in csv.DictReader(text) if "omis" in row["source_title"]]


# Invented workbooks


def survey(headings, periods=("Oct 2017-Sep 2018", "Oct 2018-Sep 2019"), areas=None):
    """The cells of an export: for each period a title, a date, headings, two areas and a note."""
    rows = []
    for period in periods:
        rows += [["annual population survey"], ["[from Nomis on 23 January 2023]"], [""], ["date", period]]
        rows += [["confidence", "95% confidence interval (+/-)"], [""]]
        rows.append(["Area", *(cell for heading in headings for cell in (heading, "", ""))])
        rows.append(["", *(["number", "Flags", "conf"] * len(headings))])
        for area in areas or ("country:England", "ladu:Stevenage"):
            rows.append([area, *([1000.0, "", 200.0] * len(headings))])
        rows += [[""], ["! Estimate and confidence interval not available"], [""]]
    return rows


def changed(rows, **cells):
    """`changed(rows, B9=5)`; a row that is too short grows."""
    for place, cell in cells.items():
        column, line = ord(place[0]) - ord("A"), int(place[1:])
        row = rows[line - 1]
        row.extend([""] * (column + 1 - len(row)))
        row[column] = cell
    return rows


def statuses(**cells):
    return changed(survey(list(economic_status.HEADINGS)), **cells)


def read(tmp_path, rows, reader=economic_status):
    return reader.rows(sheets.write(tmp_path / "export.xlsx", {"Data": rows}))


def fault(tmp_path, rows, reader=economic_status):
    with pytest.raises(SourceError) as caught:
        read(tmp_path, rows, reader)
    return caught.value


def counts(**cells):
    rows = []
    for year in (2018, 2019):
        rows += [[business_counts.TITLE], ["[from Nomis]"], [""], ["date", year], ["industry", "Total"], [""]]
        rows += [["Area", *business_counts.HEADINGS], ["country:England", 100, 80, 10, 5, 5]]
        rows += [
            ["lep:Hertfordshire", 20, 5, 5, 5, 5],
            ["ladu:Stevenage", 10, 5, 5, 0, 0],
            [""],
            ["Rounded."],
        ]
    return changed(rows, **cells)


def jobs_lines():
    header = ["Area", *(cell for heading in jobs.HEADINGS for cell in (heading, "Flags"))]
    below = ["", *(["number", "Flags"] * len(jobs.HEADINGS))]
    areas = ("country:England", "lep:Hertfordshire", "nuts316:UKC11 Hartlepool and Stockton-on-Tees")
    return [header, below, *([area, *(["1000", ""] * len(jobs.HEADINGS))] for area in areas)]


def jobs_file(tmp_path, lines):
    file = tmp_path / "bres.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as text:
        csv.writer(text, lineterminator="\r\n").writerows(lines)
    return file


def jobs_fault(tmp_path, lines):
    with pytest.raises(SourceError) as caught:
        jobs.rows(jobs_file(tmp_path, lines))
    return caught.value


# The published files


def test_reads_all_of_the_published_files(published):
    # England, 48 drawn areas, 363 districts; 38 partnerships in the first two, where two drawn areas are not.
    assert {name: len(frame) for name, frame in published.items()} == {
        "nomis-aps-economic-status": 5 * 448 * 7,
        "nomis-aps-industries": 5 * 448 * 9,
        "nomis-aps-qualifications": 5 * 412 * 63 + 45_479,
        "nomis-business-counts": 5 * 423 * 5,
        "nomis-jobs": 116 * 40,
    }
    for frame in published.values():
        assert frame.schema == table.SCHEMA
        assert set(frame["area_level"].drop_nulls()) <= set(table.LEVELS)
        assert set(frame["status"]) <= set(table.STATUSES)
        assert not frame.filter((pl.col("status") == "") & pl.col("value").is_null()).height
        assert not frame.filter(~pl.col("status").is_in(["", "u"]) & pl.col("value").is_not_null()).height


def ours(frame, value):
    """{(area name, level, period, breakdown): value and half the width of its interval}"""
    picked = frame.filter(pl.col("series") == value) if value else frame
    reach = pl.col("upper") - pl.col("value")
    columns = picked.select("area_name", "area_level", "period", "breakdown", "value", reach)
    return {tuple(row[:4]): row[4:] for row in columns.iter_rows()}


PUBLISHED = {  # in the table of figures: source, series, how a period is written, headings
    "APS labour market status aged 16-64": (
        "nomis-aps-economic-status", economic_status.SERIES, economic_status.HEADINGS, 5 * 11 * 7,
    ),
    "APS highest qualification (NVQ) by age and sex": (
        "nomis-aps-qualifications", qualifications.PEOPLE, qualifications.HEADINGS, 5 * 12 * 63,
    ),
    "UK Business Counts enterprises by size band": (
        "nomis-business-counts", business_counts.SERIES, business_counts.HEADINGS, 5 * 12 * 5,
    ),
    "BRES employment by industry section": ("nomis-jobs", jobs.SERIES, jobs.HEADINGS, 2 * 39),
}  # fmt: skip


def as_ours(row, headings):
    """The row's key and figure: None for a number that was hidden."""
    words = row["dimension"].removesuffix("; employment status: Employment")
    name = {"Hertfordshire LSIP/LEP": "Hertfordshire"}.get(row["geography_name"], row["geography_name"])
    period = row["period"]
    if period.isdigit():
        period = f"{period}-01-01/P1Y" if "BRES" in row["indicator"] else f"{period}-03-01/P1M"
    else:
        month = {"Jan": "01", "Oct": "10"}[period[:3]]
        period = f"{period[4:8]}-{month}-01/P1Y"
    value = None if row["value"] in ("!", "~", "-") else float(row["value"])
    return (name, period, headings[words]), value, row["lower_95_or_pm"].removeprefix("+/-")


@pytest.mark.parametrize("indicator", PUBLISHED)
def test_every_figure_for_hertfordshire_is_the_one_that_others_took_out(published, figures, indicator):
    name, series, headings, expected = PUBLISHED[indicator]
    held = {}
    for (area, level, period, breakdown), figure in ours(published[name], series).items():
        if (area, level) != ("Hertfordshire", "lep" if name != "nomis-jobs" else None):
            held[area, period, breakdown] = figure
    periods = {key[1] for key in held}
    compared = 0
    for row in figures:
        if row["indicator"] != indicator:
            continue
        key, value, reach = as_ours(row, headings)
        if key[1] not in periods:
            continue
        assert held[key][0] == value, key
        if reach.replace(".", "").isdigit() and value is not None:
            assert held[key][1] == pytest.approx(float(reach)), key
        compared += 1
    assert compared == expected


def test_shares_of_an_age_add_up_to_a_hundred(published):
    shares = published["nomis-aps-qualifications"].filter(pl.col("series") == qualifications.SHARE)
    grouped = shares.with_columns(group=pl.col("breakdown").str.replace("qualification=[^;]+", ""))
    sums = grouped.group_by("area_name", "area_level", "period", "group").agg(pl.len(), pl.col("value").sum())
    assert set(sums["len"]) == {7}
    assert ((sums["value"] - 100).abs() < 0.001).all()
    assert shares["upper"].max() <= 100
    assert shares["lower"].min() >= 0


def test_four_in_ten_of_hertfordshire_held_a_degree_or_its_like_in_2017(published):
    frame = published["nomis-aps-qualifications"].filter(
        (pl.col("area_name") == "Hertfordshire")
        & (pl.col("period") == "2017-01-01/P1Y")
        & (pl.col("breakdown") == "qualification=level-4-plus")
    )
    people, share = (frame.filter(pl.col("series") == name).row(0, named=True) for name in (
        qualifications.PEOPLE, qualifications.SHARE,
    ))  # fmt: skip
    assert people["value"] == 313_200
    assert share["value"] == pytest.approx(100 * 313_200 / 733_800, abs=0.0001)
    assert share["lower"] < share["value"] < share["upper"]


def test_business_counts_and_qualifications_are_those_of_the_hub(published, shared):
    """They extend the hub's series backwards, so where both have a figure they must be the same."""
    from skillshire.sources.dfe_local_skills import hub

    (file,) = definition("dfe-local-skills")["files"]
    frame = hub.rows(shared / "raw" / file).filter(pl.col("value").is_not_null())
    theirs = frame.filter(pl.col("series").str.contains("^(enterpriseCount|qual.*)$"))
    key = ["area_name", "area_level", "period", "breakdown"]
    for name, series, at_least in (
        ("nomis-business-counts", business_counts.SERIES, 5000),
        ("nomis-aps-qualifications", qualifications.PEOPLE, 20_000),
    ):
        mine = published[name].filter((pl.col("series") == series) & pl.col("value").is_not_null())
        joined = mine.join(theirs, on=key, suffix="_hub")
        assert len(joined) > at_least
        assert (joined["value"] == joined["value_hub"]).all()


@pytest.mark.parametrize("name", ["nomis-aps-economic-status", "nomis-aps-industries"])
def test_areas_that_were_drawn_wrongly_are_left_out(published, name):
    frame = published[name]
    assert set(frame.filter(pl.col("area_name") == "Dorset")["area_level"]) == {"district", "lep"}
    assert "Enterprise M3" not in set(frame.filter(pl.col("area_level") == "lsip")["area_name"])


def test_the_combined_authority_of_four_councils_is_not_that_of_seven(published):
    frame = published["nomis-business-counts"]
    assert set(frame.filter(pl.col("area_name") == "North East-MCA")["area_code"]) == {"E47000010"}


@pytest.mark.parametrize("name", READERS)
def test_a_source_and_its_indicators_agree_with_the_reader(published, name):
    source = definition(name)
    assert importlib.import_module(f"skillshire.sources.{source['connector']}") is READERS[name]
    used = {
        origin["series"]
        for path in (DEFINITIONS / "indicators").glob("*.yaml")
        for origin in definitions.load(path)["from"]
        if origin["source"] == name
    }
    assert used == set(published[name]["series"])


# Areas


@pytest.mark.parametrize(
    ("label", "place"),
    [
        ("country:England", ("E92000001", "England", "nation")),
        ("ladu:St. Helens", (None, "St. Helens", "district")),
        ("lep:Hertfordshire", (None, "Hertfordshire", "lep")),
        ("lep:Hull and East Riding", (None, "Hull and East Yorkshire", "lsip")),
        ("User Defined Geography:Hertfordshire-LSIP - from dn81838", (None, *HERTFORDSHIRE)),
        ("User Defined Geography:Tees Valley-MCA", (None, "Tees Valley", "combined-authority")),
        (
            "User Defined Geography:Stoke-on-Trent and Staffordshire-LS - from dn81838",
            (None, "Stoke-on-Trent and Staffordshire", "lsip"),
        ),
        ("nuts316:UKH23 Hertfordshire", ("E10000015", "Hertfordshire", None)),
        ("nuts316:UKJ43 Kent Thames Gateway", None),
        ("nuts316:UKM95 South Lanarkshire", None),
    ],
)
def test_knows_each_kind_of_area(label, place):
    assert places.read(label) == place


@pytest.mark.parametrize(
    "label",
    ["", "Hertfordshire", "country:Atlantis", "lep:", "nuts316:UKH99 Somewhere", "nuts316:",
     "User Defined Geography:Somewhere"],
)  # fmt: skip
def test_refuses_a_label_that_is_no_area(label):
    with pytest.raises(ValueError, match="not"):
        places.read(label)


@given(st.text())
def test_a_label_is_an_area_or_an_error_and_never_a_guess(text):
    try:
        place = places.read(text)
    except ValueError:
        return
    assert place is None or text.split(":")[0] in (
        "country",
        "ladu",
        "lep",
        "User Defined Geography",
        "nuts316",
    )


def test_no_nuts_area_has_and_has_not_an_area():
    assert not set(nuts3.AREAS) & set(nuts3.NO_AREA)
    assert len(set(nuts3.AREAS.values())) == len(nuts3.AREAS)


# Survey figures


def test_reads_numbers_with_their_limits(tmp_path):
    frame = read(tmp_path, statuses())
    assert len(frame) == 2 * 2 * 7
    assert frame.select(KEY).is_unique().all()
    row = frame.filter(pl.col("breakdown") == "status=in-employment").row(0, named=True)
    assert (row["area_code"], row["period"], row["line"]) == ("E92000001", "2017-10-01/P1Y", 9)
    assert (row["value"], row["lower"], row["upper"], row["status"]) == (1000, 800, 1200, "")


@pytest.mark.parametrize(
    ("number", "interval", "expected"),
    [
        ("!", "!", (None, None, None, "c")),
        ("-", "-", (None, None, None, "x")),
        ("~", "*", (None, None, None, "low")),
        ("~", 300, (None, None, None, "low")),
        (1000, "*", (1000, None, None, "u")),
        (100, 300, (100, 0, 400, "")),
        (0, 0, (0, 0, 0, "")),
    ],
)
def test_a_symbol_is_missing_or_unreliable_and_never_nought(tmp_path, number, interval, expected):
    row = read(tmp_path, statuses(B10=number, D10=interval)).filter(pl.col("line") == 10).row(0, named=True)
    assert (row["value"], row["lower"], row["upper"], row["status"]) == expected


@pytest.mark.parametrize(
    ("cells", "line", "reason"),
    [
        ({"B9": "12a"}, 9, "“12a” is not a number"),
        ({"B9": ""}, 9, "“” is not a number"),
        ({"D9": "wide"}, 9, "“wide” is not a number"),
        ({"C9": "!"}, 9, "the flag “!” is not known"),
        ({"B9": -5}, 9, "no figure of the survey"),
        ({"D9": -5}, 9, "no figure of the survey"),
        ({"D9": "!"}, 9, "no figure of the survey"),
        ({"A10": "ladu:", "A23": "ladu:"}, 10, "“ladu:” is not an area"),
        ({"A23": "ladu:Watford"}, 23, "was in no table above"),
        ({"A10": "country:England"}, 10, "there twice"),
        ({"B7": "T01:22 (All)"}, 7, "the column “T01:22 (Aged 16-64 - All : All People )” is missing"),
        ({"W7": "T01:43"}, 7, "the column “T01:43” is unknown"),
        ({"D8": "sd"}, 8, "other columns than number, Flags and conf"),
        ({"B4": "Oct 2017-Dec 2018"}, 4, "not twelve months"),
        ({"B4": "last year"}, 4, "“last year” is not a period"),
        ({"B17": "Oct 2017-Sep 2018"}, 20, "already a table for Oct 2017-Sep 2018"),
        ({"A7": "Place"}, 1, "the row “Area” is missing"),
        ({"A4": "time"}, 1, "the row “date” is missing"),
        ({"A1": "labour force survey", "A14": "labour force survey"}, 1, "the title"),
    ],
)
def test_refuses_what_is_no_survey_figure_with_its_row(tmp_path, cells, line, reason):
    error = fault(tmp_path, statuses(**cells))
    assert error.line == line
    assert "in the sheet “Data”, " in error.reason
    assert reason in error.reason


@pytest.mark.parametrize("length", range(1, 25))
def test_refuses_a_sheet_that_was_cut_short(tmp_path, length):
    """A sheet that ends with the notes of a table is whole to the reader; the load misses the later years."""
    rows = statuses()
    if length in (12, 13):
        assert len(read(tmp_path, rows[:length])) == len(read(tmp_path, rows)) / 2
    else:
        assert "in the sheet “Data”" in str(fault(tmp_path, rows[:length]))


def test_refuses_a_sheet_of_one_column(tmp_path):
    assert "there is no second column" in fault(tmp_path, [row[:1] for row in statuses()]).reason


def test_refuses_a_workbook_without_the_sheet(tmp_path):
    file = sheets.write(tmp_path / "export.xlsx", {"Sheet 1": statuses()})
    with pytest.raises(SourceError, match="the sheet “Data” is missing"):
        economic_status.rows(file)


@pytest.mark.parametrize("reader", [economic_status, business_counts])
def test_refuses_a_damaged_workbook(tmp_path, reader):
    rows = statuses() if reader is economic_status else counts()
    file = sheets.write(tmp_path / "export.xlsx", {"Data": rows})
    whole = file.read_bytes()
    at = whole.rindex(b"PK\x01\x02") // 2
    for damaged in (whole[: len(whole) // 2], b"", whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
        file.write_bytes(damaged)
        with pytest.raises(SourceError, match=r"damaged|not a sound workbook"):
            reader.rows(file)


def test_the_industries_of_residents_are_read_by_their_headings(tmp_path):
    frame = read(tmp_path, survey(list(industries.HEADINGS)), industries)
    assert len(frame) == 2 * 2 * 9
    assert "industry=energy-and-water" in set(frame["breakdown"])


def test_areas_that_were_drawn_wrongly_are_skipped_without_a_look(tmp_path):
    areas = ("country:England", "User Defined Geography:Dorset-LSIP - from dn81838", "lep:Dorset")
    frame = read(tmp_path, survey(list(economic_status.HEADINGS), areas=areas))
    assert set(frame["area_level"]) == {"nation", "lep"}


def by_age(**cells):
    return changed(survey(list(qualifications.HEADINGS), ["Jan 2017-Dec 2017"]), **cells)


def test_a_share_is_of_all_seven_levels(tmp_path):
    frame = read(tmp_path, by_age(B9=4000), qualifications)
    shares = frame.filter((pl.col("series") == qualifications.SHARE) & (pl.col("line") == 9))
    value = dict(shares.select("breakdown", "value").iter_rows())
    assert value["qualification=none"] == 40
    assert value["qualification=level-1"] == 10
    row = shares.filter(pl.col("breakdown") == "qualification=none").row(0, named=True)
    assert (row["lower"], row["upper"]) == (38, 42)


@pytest.mark.parametrize("symbol", ["!", "-", "~"])
def test_an_age_with_a_hidden_level_has_no_shares(tmp_path, symbol):
    frame = read(tmp_path, by_age(B9=symbol, D9="*" if symbol == "~" else symbol), qualifications)
    england = frame.filter((pl.col("line") == 9) & (pl.col("series") == qualifications.SHARE))
    assert len(england) == 8 * 7
    assert not england.filter(~pl.col("breakdown").str.contains("age|sex")).height


def test_a_share_without_limits_stays_marked_as_unreliable(tmp_path):
    frame = read(tmp_path, by_age(D9="*"), qualifications)
    row = frame.filter((pl.col("series") == qualifications.SHARE) & (pl.col("line") == 9)).row(0, named=True)
    assert (row["lower"], row["upper"], row["status"]) == (None, None, "u")


@given(
    value=st.one_of(st.none(), st.floats(0, 1e8)), reach=st.one_of(st.none(), st.floats(0, 1e8)),
    most=st.floats(1e8, 1e9),
)  # fmt: skip
def test_limits_enclose_their_figure(value, reach, most):
    figure = aps.Figure(value, reach, "", most)
    if value is None or reach is None:
        assert (figure.lower, figure.upper) == (None, None)
    else:
        assert 0 <= figure.lower <= value <= figure.upper <= most


# Business counts


def test_reads_enterprises_by_size(tmp_path):
    frame = read(tmp_path, counts(), business_counts)
    assert len(frame) == 2 * 2 * 5  # the partnership stands there as a drawn area too
    stevenage = frame.filter((pl.col("area_name") == "Stevenage") & (pl.col("period") == "2018-03-01/P1M"))
    assert dict(stevenage.select("breakdown", "value").iter_rows()) == {
        "": 10, "size=micro": 5, "size=small": 5, "size=medium": 0, "size=large": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "line", "reason"),
    [
        ({"C8": "80a"}, 8, "“80a” is not a number"),
        ({"C8": ""}, 8, "“” is not a number"),
        ({"C8": 81}, 8, "“81.0” is not a count in fives"),
        ({"C8": -5}, 8, "is not a count in fives"),
        ({"C7": "Micro"}, 7, "the columns are Total, Micro,"),
        ({"B4": "2018-19"}, 8, "is not a period"),
        ({"A10": "ward:Bedwell"}, 10, "“ward:Bedwell” is not an area"),
        ({"A10": "nuts316:UKJ43 Kent Thames Gateway"}, 10, "is not an area of this table"),
    ],
)
def test_refuses_what_is_no_count_with_its_row(tmp_path, cells, line, reason):
    rows = counts(**cells)
    if "A10" in cells:  # the same area in the other year
        changed(rows, A22=cells["A10"])
    error = fault(tmp_path, rows, business_counts)
    assert (error.line, reason in error.reason) == (line, True), error


# Jobs


def test_reads_jobs_by_industry_and_section(tmp_path):
    frame = jobs.rows(jobs_file(tmp_path, jobs_lines()))
    assert len(frame) == 2 * 40  # the third area is two councils together
    england = frame.filter(pl.col("area_code") == "E92000001")
    value = dict(england.select("breakdown", "value").iter_rows())
    assert value[""] == 18_000
    assert value["industry=retail"] == value["section=households-as-employers"] == 1000
    assert set(frame["line"]) == {3, 4}


@pytest.mark.parametrize(
    ("line", "column", "text", "reason"),
    [
        (3, 1, "10a", "“10a” in the column “A : Agriculture, forestry and fishing” is not a number"),
        (3, 1, "", "is not a number"),
        (3, 1, "*", "is not a number"),
        (3, 1, "-5", "is no count"),
        (3, 1, "12", "is no count"),
        (4, 2, "!", "the flag “!” is not known"),
        (4, 0, "lep:", "“lep:” is not an area"),
        (4, 0, "country:England", "already a figure for country:England"),
        (1, 1, "A : Farming", "the column “A : Agriculture, forestry and fishing” is missing"),
        (1, 2, "Notes", "not one number and one “Flags”"),
        (2, 1, "percent", "does not say “number”"),
    ],
)
def test_refuses_a_bad_cell_among_the_jobs(tmp_path, line, column, text, reason):
    lines = jobs_lines()
    lines[line - 1][column] = text
    error = jobs_fault(tmp_path, lines)
    assert (error.line, reason in error.reason) == (line, True), error


def test_refuses_jobs_without_areas_and_files_cut_short(tmp_path):
    assert "no rows below the header" in jobs_fault(tmp_path, jobs_lines()[:2]).reason
    assert "there is a header but no rows" in jobs_fault(tmp_path, jobs_lines()[:1]).reason
    file = jobs_file(tmp_path, jobs_lines())
    file.write_bytes(file.read_bytes()[:-3])
    with pytest.raises(SourceError, match="cells where the header has|cut short"):
        jobs.rows(file)


@pytest.mark.parametrize("reader", READERS.values())
def test_says_where_to_make_the_selection_anew(tmp_path, reader):
    with pytest.raises(UserError, match="anew on https://www.nomisweb.co.uk/"):
        reader.fetch(tmp_path)


def test_the_tables_of_a_workbook_keep_their_rows(tmp_path):
    file = sheets.write(tmp_path / "export.xlsx", {"Data": statuses()})
    first, second = wizard.read(file, aps.TITLE)
    assert (first.date, [line for line, _ in first.rows]) == ("Oct 2017-Sep 2018", [9, 10])
    assert (second.date, [line for line, _ in second.rows]) == ("Oct 2018-Sep 2019", [22, 23])


@given(st.integers(0, 10_000_000), st.integers(0, 10_000_000))
def test_limits_have_no_more_decimals_than_the_figures(value, reach):
    """0.1232 and not 0.12319999999999998, which downloads would show."""
    share = aps.Figure(value / 10_000, reach / 10_000, "")
    assert share.lower == max(0, value - reach) / 10_000
    assert share.upper == (value + reach) / 10_000
