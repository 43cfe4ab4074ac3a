import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core import definitions
from skillshire.core.definitions import ROOT as DEFINITIONS
from skillshire.core.errors import UserError
from skillshire.sources import workbook
from skillshire.sources.errors import SourceError
from skillshire.sources.ess import answers, lep_2017, lep_2019, leps, questions_2019, table
from skillshire.sources.table import SCHEMA
from tests.sources import sheets

YEARS = {
    "2017": (lep_2017, "ess_2017_lep_tables.xlsx"),
    "2019": (lep_2019, "ess_2019_lep_summary.xlsx"),
}
each_year = pytest.mark.parametrize("year", YEARS)
SHARES = (table.TRAINING, table.OFF_THE_JOB, table.ON_THE_JOB, table.SHORTAGES, table.GAPS)


@pytest.fixture(scope="module")
def every(shared):
    """The two workbooks, each read once: all that their readers give."""
    folder = shared / "raw" / "employer-skills-survey"
    return {year: module.rows(folder / name) for year, (module, name) in YEARS.items()}


@pytest.fixture
def published(every):
    """The figures that indicators of their own have, without the answers as they stand."""
    return lambda year: every[year].filter(pl.col("series").is_in([*SHARES, table.DENSITY, table.STAFF_GAPS]))


def answer(frame, series, split, area="Hertfordshire"):
    mine = (pl.col("series") == series) & (pl.col("breakdown") == split) & (pl.col("area_name") == area)
    return frame.row(by_predicate=mine, named=True)


def figure(frame, series, area="Hertfordshire"):
    return frame.row(by_predicate=(pl.col("series") == series) & (pl.col("area_name") == area), named=True)


def summary(**changes):
    """A 2019 sheet with England and two partnerships; `changes` are cells by name, such as D7=0.5."""
    rows = [["Summary"], ["", "England Total", "Hertfordshire", "Greater Cambridge Greater Peterborough"]]
    rows += [
        ["Unweighted row", 10000, 1000, 20],
        ["Total number of staff", 50000, 5000, "**"],
        ["Have a skills shortage vacancy (prompted or unprompted)", 0.06, 0.05, "**"],
        ["Number of vacancies", 1000, 100, "**"],
        ["Number of skill-shortage vacancies", 250, 22, "**"],
        ["% of all vacancies which are SSVs", 0.25, 0.22, "**"],
        ["% of establishments with any staff not fully proficient", 0.13, 0.14, "**"],
        ["Number of skills gaps ", 2500, 300, "**"],
        ["Number of skills gaps as a % of employment", 0.05, 0.06, "**"],
        ["% of establishments training staff over the last 12 months", 0.61, 0.59, "**"],
        ["% of establishments providing off-the-job training in the last 12 months", 0.43, 0.42, "**"],
        ["% of establishments providing on-the-job training in the last 12 months", 0.49, 0.48, "**"],
    ]
    for place, cell in changes.items():
        rows[int(place[1:]) - 1][ord(place[0]) - ord("A")] = cell
    return {"ALL_LEPS": rows}


def read(tmp_path, book, module=lep_2019):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lep_2019, "PARTNERSHIPS", tuple(name for name in book if name != "ALL_LEPS"))
        patch.setattr(lep_2017, "TABLES", tuple(book))
        return module.rows(sheets.write(tmp_path / "ess.xlsx", book))


def fault(tmp_path, book, module=lep_2019):
    with pytest.raises(SourceError) as caught:
        read(tmp_path, book, module)
    return caught.value


def test_training_in_hertfordshire_fell_from_70_to_59_per_cent(published):
    before, after = figure(published("2017"), table.TRAINING), figure(published("2019"), table.TRAINING)
    assert before["value"] == 100 * 26249 / 37348
    assert after["value"] == 59
    assert (before["period"], after["period"]) == ("2017-01-01/P1Y", "2019-01-01/P1Y")
    assert before["lower"] < before["value"] < before["upper"]
    assert before["lower"] > after["upper"]


def test_england_is_a_nation_and_partnerships_are_themselves(published):
    frame = published("2017")
    assert figure(frame, table.TRAINING, "England")["area_level"] == "nation"
    assert figure(frame, table.TRAINING)["area_level"] == "lep"
    assert figure(frame, table.TRAINING, "England")["value"] == pytest.approx(66, abs=0.5)


@each_year
def test_reads_seven_figures_for_every_partnership_and_england(published, year):
    frame = published(year)
    assert frame.schema == SCHEMA
    assert frame["series"].n_unique() == 7
    assert set(frame["area_name"]) == {"England", *leps.NAMES}
    assert len(frame) == 7 * 40


@each_year
def test_a_partnership_with_too_few_interviews_is_unreliable_and_empty(published, year):
    hidden = published(year).filter(pl.col("value").is_null())
    assert set(hidden["area_name"]) == {"Northamptonshire"}
    assert set(hidden["status"]) == {"u"}
    assert hidden["lower"].null_count() == len(hidden)


@each_year
def test_only_shares_of_establishments_have_limits(published, year):
    figures = published(year).filter(pl.col("value").is_not_null())
    with_limits = figures.filter(pl.col("lower").is_not_null() & pl.col("upper").is_not_null())
    assert set(with_limits["series"]) == set(SHARES)
    assert (with_limits["lower"] < with_limits["value"]).all()
    assert (with_limits["value"] < with_limits["upper"]).all()


@each_year
def test_shares_lie_near_the_whole_percentages_published(published, year):
    frame = published(year)
    expected = {"2017": (28, 5.48, 8.5, 17.6), "2019": (22, 5.62, 6, 14)}[year]
    series = (table.DENSITY, table.STAFF_GAPS, table.SHORTAGES, table.GAPS)
    for name, value in zip(series, expected, strict=True):
        assert figure(frame, name)["value"] == pytest.approx(value, abs=0.5)


def test_limits_allow_for_rounded_percentages(tmp_path):
    assert table.within(59, 1380, rounding=0.5)[0] < table.within(59, 1380)[0]
    assert table.within(59, 1380, rounding=0.5)[1] > table.within(59, 1380)[1]
    assert table.within(0, 1380, rounding=0.5)[0] == 0
    assert table.within(100, 1380, rounding=0.5)[1] == 100
    assert all(round(limit, 4) == limit for limit in table.within(59.21, 1380))
    assert table.within(59, None) == table.within(None, 1380) == (None, None)


def test_the_two_workbooks_spell_partnerships_alike_after_tidying():
    assert leps.tidy("York North Yorkshire and East  Riding") == "York, North Yorkshire and East Riding"
    assert leps.tidy("Greater Cambridge Greater Peterborough") == "Greater Cambridge and Greater Peterborough"
    assert leps.tidy("North Eastern") == "North East"
    assert leps.tidy("Hertfordshire") == "Hertfordshire"
    assert leps.tidy("Middle Earth") is None


def test_every_partnership_has_an_area_or_is_said_to_have_none():
    places = definitions.load(DEFINITIONS / "places" / "leps.yaml")
    assert sorted([*places["map"], *places["no_area"]]) == sorted(leps.NAMES)
    assert places["map"]["Hertfordshire"] == "E10000015"


def test_every_figure_is_an_indicator():
    origins = [
        (origin["source"], origin["series"])
        for file in (DEFINITIONS / "indicators").glob("*.yaml")
        for origin in definitions.load(file)["from"]
        if origin["source"].startswith("ess-")
    ]
    series = [*SHARES, table.DENSITY, table.STAFF_GAPS, answers.NUMBERS, answers.SHARES]
    origins.remove(("ess-2019", answers.DAYS))
    assert sorted(origins) == sorted((f"ess-{year}", name) for year in YEARS for name in series)


def test_reads_an_invented_summary(tmp_path):
    frame = read(tmp_path, summary())
    assert figure(frame, table.DENSITY)["value"] == 22
    assert figure(frame, table.STAFF_GAPS)["value"] == 6
    assert figure(frame, table.TRAINING)["line"] == 12
    assert figure(frame, table.TRAINING, "Greater Cambridge and Greater Peterborough")["status"] == "u"


def test_a_share_that_rounds_to_nought_is_low_and_not_nought(tmp_path):
    found = figure(read(tmp_path, summary(C5="*%")), table.SHORTAGES)
    assert (found["value"], found["status"]) == (None, "low")


def test_no_vacancies_at_all_have_no_share(tmp_path):
    found = figure(read(tmp_path, summary(C6=0, C7=0)), table.DENSITY)
    assert (found["value"], found["status"]) == (None, "z")


@pytest.mark.parametrize(
    ("changes", "line", "reason"),
    [
        ({"C12": "59x"}, 12, "“59x” is not a number"),
        ({"C12": ""}, 12, "“” is not a number"),
        ({"C7": 32}, 7, "the counts for Hertfordshire give 32.0% but 22% is published"),
        ({"A12": "% training"}, None, "the row “% of establishments training staff"),
        ({"C2": "Middle Earth"}, 2, "“Middle Earth” is unknown or there twice"),
        ({"D2": "Hertfordshire"}, 2, "“Hertfordshire” is unknown or there twice"),
        ({"B2": "England"}, None, "no row of headings has “England Total” in column B"),
        ({"A3": "Base"}, None, "the row “Unweighted row” is missing"),
    ],
)
def test_refuses_a_changed_table_with_its_sheet_and_row(tmp_path, changes, line, reason):
    error = fault(tmp_path, summary(**changes))
    assert error.line == line
    assert "in the sheet “ALL_LEPS”, " in error.reason
    assert reason in error.reason


def tables_2017():
    """The five sheets of 2017 with England and Hertfordshire; every count is a fifth of its total."""
    book = {}
    for name in dict.fromkeys(sheet for sheet, _, _ in lep_2017.FIGURES.values()):
        labels = [label for sheet, label, _ in lep_2017.FIGURES.values() if sheet == name]
        counts = [row for label in labels for row in ([label, 200, 20], ["", 0.2, 0.2])]
        head = [["Table"], ["", "Total", "Hertfordshire"], ["Unweighted row", 900, 90], ["Total", 1000, 100]]
        book[name] = [*head, *counts, ["Tables produced by IFF"]]
    return book


def test_reads_invented_tables_of_2017(tmp_path):
    frame = read(tmp_path, tables_2017(), lep_2017)
    figures = frame.filter(~pl.col("series").str.starts_with("Answers"))
    assert len(figures) == 14
    assert set(figures["value"]) == {20.0}
    assert answer(frame, answers.NUMBERS, "answer=any-training;table=85")["value"] == 20
    assert answer(frame, answers.SHARES, "answer=any-training;table=85")["value"] == 20
    assert answer(frame, answers.NUMBERS, "answer=interviews;table=85")["value"] == 90


def test_refuses_a_2017_table_cut_after_a_count(tmp_path):
    book = tables_2017()
    book["74"] = book["74"][:-2]
    error = fault(tmp_path, book, lep_2017)
    assert error.line == 6
    assert "the table was cut short" in error.reason


def test_answers_are_as_the_workbooks_print_them(every):
    hard = answer(every["2017"], answers.NUMBERS, "answer=have-skill-shortage-vacancy;table=55a", "England")
    assert (hard["value"], hard["lower"], hard["status"]) == (95249, None, "")
    online = answer(every["2019"], answers.SHARES, "question=trains-online")
    assert online["value"] == 57
    asked = answer(every["2019"], answers.NUMBERS, "question=interviews-asked-about-recruitment")
    assert asked["value"] == 257
    assert answer(every["2019"], answers.DAYS, "per=trainee")["value"] == 4.3


def test_a_group_with_too_few_interviews_is_hidden_and_unreliable(every):
    found = answer(every["2019"], answers.SHARES, "question=trains;sector=primary-sector-and-utilities")
    assert (found["value"], found["status"]) == (None, "u")
    small = answer(every["2019"], answers.NUMBERS, "question=interviews;sector=primary-sector-and-utilities")
    assert small["value"] < 30


def test_every_answer_stands_once(every):
    for frame in every.values():
        assert not frame.select("series", "area_name", "area_level", "breakdown").is_duplicated().any()


def test_a_sector_in_both_groupings_has_one_figure_in_both(shared):
    file = shared / "raw" / "employer-skills-survey" / "ess_2019_lep_summary.xlsx"
    cells = workbook.read(file, ["HERTFORDSHIRE"])["HERTFORDSHIRE"]
    headings = [workbook.text(cell) for cell in cells[8]]
    for name in questions_2019.IN_BOTH:
        first, second = (place for place, text in enumerate(headings) if text == name)
        for row in cells[10:]:
            if workbook.text(row[0]):
                assert row[first] == row[second]


@given(st.text())
def test_an_answer_s_short_name_is_a_slug(text):
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", answers.slug(text))


@each_year
def test_refuses_what_is_no_workbook(tmp_path, year):
    file = tmp_path / "ess.xlsx"
    file.write_bytes(b"not a workbook")
    with pytest.raises(SourceError, match="not a sound workbook"):
        YEARS[year][0].rows(file)


@each_year
def test_says_where_to_find_tables_without_a_lasting_address(tmp_path, year):
    with pytest.raises(UserError, match=r"Download the partnership \(LEP\) tables from https://www.gov.uk"):
        YEARS[year][0].fetch(tmp_path)
