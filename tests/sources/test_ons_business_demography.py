import polars as pl
import pytest

from skillshire.core.errors import UserError
from skillshire.sources import csvfile
from skillshire.sources.errors import SourceError
from skillshire.sources.ons import business_demography
from skillshire.sources.table import LEVELS, SCHEMA
from tests.sources import sheets


def tables(**changes):
    """Every sheet with one area, two years; `changes` are cells of Table 1.1c by name, such as C5=12."""
    book = {}
    for sheet in business_demography.SHEETS:
        first = {"a": 2019, "b": 2020, "c": 2021, "d": 2023}[sheet[-1]]
        years = [first, str(first + 1)] if sheet[-1] == "c" else [first]
        header = [["Table"], ["one table"], ["Units"], ["", "", *years]]
        book[sheet] = [*header, ["E10000015 ", "Hertfordshire", *(100 + 5 * i for i, _ in enumerate(years))]]
    for sheet, year in business_demography.SURVIVAL.items():
        columns = [f"{n}-year {what}" for n in range(1, 6) for what in ("survival", "per cent")]
        header = [["Table"], ["one table"], ["Units"], ["", "", f"{year} Births", *columns]]
        book[sheet] = [*header, ["E10000015 ", "Hertfordshire", 100, 95, 95.0, *([":"] * 8)]]
    header = [["Table"], ["one table"], ["Units"], ["", "", "2024 Employer Demography", "", ""]]
    header.append(["", "", "Births", "Deaths", "Active"])
    book[business_demography.EMPLOYERS_SHEET] = [*header, ["E10000015", "Hertfordshire", 50, 40, 900]]
    for place, cell in changes.items():
        book["Table 1.1c"][int(place[1:]) - 1][ord(place[0]) - ord("A")] = cell
    return book


@pytest.fixture
def published(shared):
    return shared / "raw" / "ons-business-demography" / "busdemo2024.xlsx"


def read(tmp_path, book):
    return business_demography.rows(sheets.write(tmp_path / "busdemo.xlsx", book))


def fault(tmp_path, book):
    with pytest.raises(SourceError) as caught:
        read(tmp_path, book)
    return caught.value


def test_reads_every_area_and_year_of_the_published_workbook(published):
    frame = business_demography.rows(published)
    assert frame.schema == SCHEMA
    assert set(frame["period"]) == {f"{year}-01-01/P1Y" for year in range(2019, 2025)}
    assert set(frame["area_level"]) <= set(LEVELS)
    series = {*business_demography.SERIES.values(), business_demography.SURVIVORS}
    assert set(frame["series"]) == series | set(business_demography.EMPLOYERS.values())
    survivors = pl.col("series") == business_demography.SURVIVORS
    assert frame.filter(~survivors)["value"].null_count() == 0
    assert set(frame.filter(pl.col("value").is_null())["status"]) == {"x"}
    assert (frame["value"] % 5 == 0).all()


def test_births_in_hertfordshire(published):
    frame = business_demography.rows(published)
    births = frame.filter(
        (pl.col("area_code") == "E10000015") & (pl.col("series") == "Births of new enterprises")
    ).sort("period")
    assert births["value"].to_list() == [8695, 6970, 7350, 7120, 6935, 6840]
    assert births["line"].to_list()[-1] == 181


def test_the_counts_give_the_rates_that_ons_publishes_elsewhere(published, shared):
    """The rates are worked out by ONS from these counts, so they must agree to the last decimal."""
    counts = business_demography.rows(published).pivot(
        "series", index=["area_code", "period"], values="value", aggregate_function="first"
    )
    rates = csvfile.read(
        shared / "raw" / "ons-els" / "business-demography.csv",
        ["areacd", "indicator", "period", "observation"],
    ).filter(pl.col("indicator") == "Business births")
    joined = counts.join(rates, left_on=["area_code", "period"], right_on=["areacd", "period"])
    off = (
        joined["observation"].cast(pl.Float64)
        - 100 * joined["Births of new enterprises"] / joined["Active enterprises"]
    )
    assert len(joined) > 2000
    assert off.abs().max() < 1e-9


def test_counts_of_districts_add_up_to_their_county(published):
    frame = business_demography.rows(published).filter(pl.col("value").is_not_null())
    districts = [
        f"E07000{end}" for end in ("095", "096", "098", "099", "102", "103", "240", "241", "242", "243")
    ]
    key = ["series", "period", "breakdown"]
    added = frame.filter(pl.col("area_code").is_in(districts)).group_by(key).agg(pl.col("value").sum())
    county = frame.filter(pl.col("area_code") == "E10000015").select(*key, "value")
    assert added.sort(key).equals(county.sort(key))
    assert len(county) == 5 * 6 + 15 + 3  # a survivor's years are fewer, the later the birth


def test_tidies_codes_and_reads_years_typed_as_text(tmp_path):
    frame = read(tmp_path, tables())
    births = frame.filter(
        (pl.col("series") == "Births of new enterprises") & (pl.col("period").str.starts_with("202"))
    )
    assert set(births["area_code"]) == {"E10000015"}
    assert ("2022-01-01/P1Y", 105.0, 5) in births.select("period", "value", "line").rows()


def test_a_colon_is_missing_and_never_nought(tmp_path):
    frame = read(tmp_path, tables(C5=":"))
    missing = frame.filter(pl.col("value").is_null(), pl.col("series") == "Births of new enterprises")
    assert missing.select("period", "status").rows() == [("2021-01-01/P1Y", "x")]


@pytest.mark.parametrize(
    ("changes", "line", "reason"),
    [
        ({"C5": "12a"}, 5, "“12a” is not a number"),
        ({"C5": ""}, 5, "“” is not a number"),
        ({"C5": 2.5}, 5, "2.5 is not a count"),
        ({"C5": -5}, 5, "-5.0 is not a count"),
        ({"A5": "Herts"}, 5, "“Herts” is not the code of an area"),
        ({"A5": ""}, 5, "“” is not the code of an area"),
        ({"A5": "E99000001"}, 5, "“E99000001” is not the code of an area"),
        ({"C4": "Births"}, 4, "not all headed by a year"),
        ({"D4": ""}, 4, "not all headed by a year"),
    ],
)
def test_refuses_a_bad_cell_with_its_sheet_and_row(tmp_path, changes, line, reason):
    error = fault(tmp_path, tables(**changes))
    assert error.line == line
    assert "in the sheet “Table 1.1c”, " in error.reason
    assert reason in error.reason


def test_refuses_a_second_figure_for_one_area_and_year(tmp_path):
    book = tables()
    book["Table 2.1a"].append(["E10000015", "Hertfordshire", 5])
    error = fault(tmp_path, book)
    assert error.line == 6
    assert "already a figure for Deaths of enterprises, E10000015, 2019" in error.reason


@pytest.mark.parametrize("rows", [0, 2, 4])
def test_refuses_a_sheet_that_was_cut_short(tmp_path, rows):
    book = tables()
    book["Table 3.1b"] = book["Table 3.1b"][:rows]
    assert "Table 3.1b" in fault(tmp_path, book).reason


def test_refuses_a_workbook_without_one_of_its_sheets(tmp_path):
    book = tables()
    del book["Table 3.1d"]
    assert "the sheet “Table 3.1d” is missing" in fault(tmp_path, book).reason


def test_says_where_to_find_a_workbook_without_a_lasting_address(tmp_path):
    with pytest.raises(
        UserError, match="Download the business demography workbook from https://www.ons.gov.uk"
    ):
        business_demography.fetch(tmp_path)


def test_survivors_are_counted_by_years_since_birth_and_a_year_to_come_is_not_nought(tmp_path):
    frame = read(tmp_path, tables())
    found = frame.filter(
        pl.col("series") == business_demography.SURVIVORS, pl.col("period") == "2023-01-01/P1Y"
    )
    assert dict(found.select("breakdown", "value").rows()) == {
        "years=1": 95.0, "years=2": None, "years=3": None, "years=4": None, "years=5": None,
    }  # fmt: skip
    assert found["status"].to_list() == ["", "x", "x", "x", "x"]


def test_survivors_and_employers_in_hertfordshire(published):
    frame = business_demography.rows(published).filter(pl.col("area_code") == "E10000015")
    first = frame.filter(
        pl.col("series") == business_demography.SURVIVORS, pl.col("period") == "2019-01-01/P1Y"
    )
    born = frame.filter(pl.col("series") == "Births of new enterprises").sort("period")["value"][0]
    values = first.sort("breakdown")["value"].to_list()
    assert values == sorted(values, reverse=True)
    assert values[0] <= born
    (active,) = frame.filter(pl.col("series") == "Active employers")["value"]
    (every,) = frame.filter(pl.col("series") == "Active enterprises", pl.col("period") == "2024-01-01/P1Y")[
        "value"
    ]
    assert 0.8 < active / every < 1


@pytest.mark.parametrize(
    ("sheet", "row", "column", "reason"),
    [
        ("Table 5.1c", 3, 2, "the columns are not 2021 Births"),
        ("Table 5.1c", 3, 6, "the columns are not 2021 Births"),
        ("Table 6.1", 3, 2, "the heading does not say which year this is"),
        ("Table 6.1", 4, 3, "the columns are not Births, Deaths, Active"),
    ],
)
def test_refuses_another_table_of_survivors_or_employers(tmp_path, sheet, row, column, reason):
    book = tables()
    book[sheet][row][column] = "Other"
    assert reason in str(fault(tmp_path, book))


def test_numbers_below_the_last_area_belong_to_nothing(tmp_path):
    book = tables()
    before = read(tmp_path, book).height
    book["Table 7.1d"].append(["", "", 10])
    assert read(tmp_path, book).height == before
