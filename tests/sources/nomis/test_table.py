import csv
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core import periods
from skillshire.core.errors import UserError
from skillshire.sources.errors import SourceError
from skillshire.sources.nomis import (
    business_counts,
    claimant_count,
    dates,
    jobs,
    pages,
    pay,
    population_survey,
    table,
)
from skillshire.sources.table import SCHEMA, STATUSES

FIGURE = ("A", "Normal Value", "F")


def row(area="E07000243", when="2025-12", code="45", name="Employment rate - aged 16-64", **more):
    given = {"measures": "20599", "value": "78.1", "status": "A", "why": "Normal Value", "conf": "F", **more}
    return [
        when, area, "Somewhere", code, name,
        *(given[key] for key in ("measures", "value", "status", "why", "conf")),
    ]  # fmt: skip


def write(file, rows, dimensions=("VARIABLE",), total=None):
    names = [column for name in dimensions for column in (name, f"{name}_NAME")]
    header = ["DATE", "GEOGRAPHY_CODE", "GEOGRAPHY_NAME", *names, *pages.FIGURE]
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        count = len(rows) if total is None else total
        writer.writerows([*each, place, count] for place, each in enumerate(rows))
    return file


@pytest.fixture
def survey(tmp_path):
    return lambda *rows, **more: population_survey.rows(write(tmp_path / "survey.csv", rows, **more))


def test_limits_are_the_confidence_to_either_side(survey):
    frame = survey(row(), row(measures="21003", value="5.3"))
    assert frame.columns == list(SCHEMA)
    assert frame.row(0, named=True) == {
        "series": "Employment rate, 16 to 64", "area_code": "E07000243", "area_name": "Somewhere",
        "area_level": None, "period": "2025-01-01/P1Y", "breakdown": "", "value": 78.1, "lower": 72.8,
        "upper": 83.4, "status": "", "line": 2,
    }  # fmt: skip


def test_limits_of_a_share_stay_between_nothing_and_everything(survey):
    frame = survey(
        row(value="2.0"), row(measures="21003", value="3.1"),
        row(area="E10000015", value="98.5"), row(area="E10000015", measures="21003", value="2.2"),
    )  # fmt: skip
    assert frame.select("lower", "upper").rows() == [(0.0, 5.1), (96.3, 100.0)]


@pytest.mark.parametrize(
    ("status", "why", "conf", "expected"),
    [
        ("Q", "These figures are suppressed as statistically unreliable", "F", "u"),
        ("Q", "These figures are suppressed to avoid disclosure", "F", "c"),
        ("Q", "These figures are missing", "F", "x"),
        ("Q", "Not applicable", "F", "z"),
        ("M", "Missing value", "F", "x"),
        ("A", "Normal Value", "C", "c"),
    ],
)
def test_a_figure_that_is_not_given_is_empty_and_says_why(survey, status, why, conf, expected):
    frame = survey(row(value="", status=status, why=why, conf=conf), row(measures="21003", value="5"))
    assert frame.select("value", "lower", "upper", "status").row(0) == (None, None, None, expected)


@pytest.mark.parametrize(("status", "expected"), [("P", "p"), ("E", ""), ("B", ""), ("U", "u")])
def test_a_figure_with_a_remark_keeps_both(survey, status, expected):
    frame = survey(row(status=status), row(measures="21003", value="5"))
    assert frame.select("value", "status").row(0) == (78.1, expected)


def test_a_figure_whose_confidence_is_withheld_is_marked_as_unreliable(survey):
    hidden = row(measures="21003", value="", status="Q", why="suppressed as statistically unreliable")
    assert survey(row(), hidden).select("value", "lower", "status").row(0) == (78.1, None, "u")


def test_an_area_that_is_there_twice_to_the_letter_counts_once(survey):
    assert survey(row(), row()).height == 1


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([row(), row(value="78.2")], "line 3: there is already a figure for E07000243"),
        ([row(value="")], "line 2: there is no figure and nothing that says why"),
        ([row(value="3", conf="C")], "line 2: there is a figure that is said to be withheld"),
        ([row(value="12a")], "line 2: “12a” in the column “OBS_VALUE” is not a number"),
        ([row(), row(measures="21003", value="-1")], "line 2: its confidence is less than nothing"),
        ([row(value="101")], "line 2: the percentage is not between 0 and 100"),
        ([row(status="?")], "line 2: “\\?” is not known in the column “OBS_STATUS”"),
        ([row(conf="?")], "line 2: “\\?” is not known in the column “OBS_CONF”"),
        ([row(measures="20100")], "line 2: “20100” is not known in the column “MEASURES”"),
        ([row(code="46")], "line 2: “46” is not known in the column “VARIABLE”"),
        ([row(area="")], "line 2: there is no code in the column “GEOGRAPHY_CODE”"),
        ([row(when="Dec 2025")], "line 2: “Dec 2025” is not a date as Nomis writes them"),
        ([row(when="2025-13")], "line 2: “2025-13” is not a date as Nomis writes them"),
        ([row(name="Unemployment rate - aged 16+")], "line 2: variable 45 is called “Unemployment rate"),
    ],
)
def test_anything_else_is_refused_with_its_line(survey, rows, reason):
    with pytest.raises(SourceError, match=reason):
        survey(*rows)


def test_a_file_that_lost_rows_is_refused(survey):
    with pytest.raises(SourceError, match="there are 1 rows where “2” were announced; fetch it again"):
        survey(row(), total=2)


def test_claimants_are_a_count_and_a_share_by_month(tmp_path):
    def of(measure, value):
        return [
            "2026-10",
            "E07000243",
            "Stevenage",
            "0",
            "Total",
            "0",
            "All",
            measure,
            "x",
            "20100",
            value,
            *FIGURE,
        ]

    names = ("GENDER", "AGE", "MEASURE")
    frame = claimant_count.rows(write(tmp_path / "a.csv", [of("1", "2225"), of("2", "3.9")], names))
    assert frame.select("series", "period", "value").rows() == [
        ("Claimants", "2026-10-01/P1M", 2225.0),
        ("Claimants as a share of residents aged 16 to 64", "2026-10-01/P1M", 3.9),
    ]


def test_enterprises_are_by_size_in_march(tmp_path):
    def of(size, value):
        return [
            "2025",
            "E10000015",
            "Herts",
            "37748736",
            "Total",
            size,
            "x",
            "0",
            "Total",
            "20100",
            value,
            *FIGURE,
        ]

    names = ("INDUSTRY", "EMPLOYMENT_SIZEBAND", "LEGAL_STATUS")
    frame = business_counts.rows(write(tmp_path / "a.csv", [of("0", "60785"), of("10", "55005")], names))
    assert frame.select("period", "breakdown", "value").rows() == [
        ("2025-03-01/P1M", "", 60785.0),
        ("2025-03-01/P1M", "size=micro", 55005.0),
    ]


def _job(code, name, value="4000"):
    return [
        "2024",
        "E07000243",
        "Stevenage",
        code,
        name,
        "4",
        "Employment",
        "1",
        "Count",
        "20100",
        value,
        *FIGURE,
    ]


def test_jobs_are_by_group_of_industries(tmp_path):
    rows = [_job("37748736", "Total", "50000"), _job("163577859", "3 : Manufacturing (C)")]
    frame = jobs.rows(write(tmp_path / "a.csv", rows, ("INDUSTRY", "EMPLOYMENT_STATUS", "MEASURE")))
    assert frame.select("period", "breakdown", "value").rows() == [
        ("2024-01-01/P1Y", "", 50000.0),
        ("2024-01-01/P1Y", "industry=manufacturing", 4000.0),
    ]


def test_an_industry_whose_code_stands_for_another_is_refused(tmp_path):
    file = write(
        tmp_path / "a.csv", [_job("163577859", "4 : Construction (F)")],
        ("INDUSTRY", "EMPLOYMENT_STATUS", "MEASURE"),
    )  # fmt: skip
    with pytest.raises(SourceError, match="line 2: industry 163577859 is called “4 : Construction"):
        jobs.rows(file)


def test_limits_of_pay_come_from_its_coefficient_of_variation(tmp_path):
    def of(measures, value):
        return [
            "2025",
            "E07000243",
            "Stevenage",
            "8",
            "Full",
            "2",
            "Median",
            "1",
            "Weekly",
            measures,
            value,
            *FIGURE,
        ]

    frame = pay.rows(
        write(tmp_path / "a.csv", [of("20100", "700.0"), of("20701", "5")], ("SEX", "ITEM", "PAY"))
    )
    found = frame.row(0, named=True)
    assert (found["period"], found["breakdown"]) == ("2025-04-01/P1M", "hours=full-time")
    assert (found["lower"], found["value"], found["upper"]) == (631.4, 700.0, 768.6)


# --- Dates -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"from": 2023, "lag": "P5M", "month": 12}, "2023-12,2024-12,2025-12"),
        ({"from": 2023, "lag": "P11M"}, "2023,2024"),
        ({"from": 2024, "lag": "P7M", "ends": 3}, "2024,2025,2026"),
        ({"from": 2024, "lag": "P8M", "ends": 3}, "2024,2025"),
    ],
)
def test_only_years_that_are_published_are_asked_for(rule, expected):
    assert dates.every(rule, date(2026, 11, 22)) == expected


@pytest.mark.parametrize("rule", [{}, {"from": "x", "lag": "P1M"}, {"from": 2020, "lag": "soon"},
                                  {"from": 2020, "lag": "P1M", "month": 13}])  # fmt: skip
def test_a_rule_for_dates_that_is_none_is_refused(rule):
    with pytest.raises(UserError, match="dates are a list or a rule such as"):
        dates.every(rule, date(2026, 11, 22))


def test_a_rule_that_leaves_no_year_is_refused():
    with pytest.raises(UserError, match="no year from 2027 has been published yet"):
        dates.every({"from": 2027, "lag": "P1M"}, date(2026, 11, 22))


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_every_date_of_nomis_becomes_a_period_that_ends_with_it(year, month):
    text = f"{year}-{month:02d}"
    for read in (dates.month, dates.year_to):
        last = periods.parse(read(text)).last_day
        assert (last.year, last.month) == (year, month)


@given(st.text(max_size=8))
def test_any_text_is_a_period_or_a_value_error(text):
    for read in (dates.month, dates.year_to, dates.year, dates.march, dates.april):
        try:
            periods.parse(read(text))
        except ValueError:
            continue


# --- Any file ----------------------------------------------------------------------------------------------

CELL = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6),
    st.sampled_from(["", "12", "1,234.5", "-", "1e3", "Q", "A", "F", "2025-12", "E07000243", "45", "20599"]),
)
ROW = st.builds(
    row,
    area=st.sampled_from(["E07000243", "E10000015", ""]), when=st.sampled_from(["2025-12", "2024-12", "x"]),
    measures=st.sampled_from(["20599", "21003"]), value=CELL, status=st.sampled_from("APQMU?"), why=CELL,
    conf=st.sampled_from("FC?"),
)  # fmt: skip


@given(rows=st.lists(ROW, max_size=6))
def test_whatever_the_rows_say_the_reader_gives_sound_figures_or_refuses(tmp_path_factory, rows):
    file = write(tmp_path_factory.mktemp("any") / "survey.csv", rows)
    try:
        frame = population_survey.rows(file)
    except SourceError as error:
        assert str(error).startswith(str(file))
        return
    assert dict(frame.schema) == SCHEMA
    assert frame["status"].is_in(STATUSES).all()
    assert frame.filter(pl.col("value").is_null() & (pl.col("status") == "")).is_empty()
    inside = (pl.col("lower") <= pl.col("value") + 1e-4) & (pl.col("value") <= pl.col("upper") + 1e-4)
    assert frame.filter(pl.col("lower").is_not_null() & ~inside).is_empty()


@given(content=st.binary(max_size=300))
def test_whatever_the_bytes_are_a_page_is_accepted_or_refused_in_a_sentence(tmp_path_factory, content):
    from skillshire.sources.http import Again

    file = tmp_path_factory.mktemp("page") / "page.csv"
    file.write_bytes(content)
    with pytest.raises((UserError, Again)) as caught:
        pages.Expected("a-source", ["DATE", *pages.FIGURE], 0, 10, None).accept(file)
    assert "\n" not in str(caught.value)


def test_a_dataset_without_confidence_has_no_limits(tmp_path):
    file = write(tmp_path / "a.csv", [row()])
    frame = table.read(file, {"VARIABLE": ["45"]}, "20599")
    assert frame.select("lower", "upper").row(0) == (None, None)
