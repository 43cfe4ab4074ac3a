import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core import periods as core
from skillshire.sources.ees import periods

SLASHED = ["AY", "FY", "TY", "T1", "T2", "T3", "T1T2", "P1", "P2"]
SLASHED += [f"{kind}Q{quarter}" for kind in ("AY", "FY", "TY") for quarter in range(1, 5)]
PLAIN = ["CY", *(f"CYQ{quarter}" for quarter in range(1, 5)), *(f"M{month}" for month in range(1, 13))]
WEEKS = [f"W{week}" for week in range(1, 53)]
years = st.integers(1990, 2098)


@pytest.mark.parametrize(
    ("code", "period", "iso"),
    [
        ("AY", "2023/2024", "2023-08-01/P1Y"),
        ("AYQ2", "2023/2024", "2023-11-01/P3M"),
        ("AYQ3", "2023/2024", "2024-02-01/P3M"),
        ("T1", "2023/2024", "2023-09-01/P4M"),
        ("T2", "2023/2024", "2024-01-01/P3M"),
        ("T3", "2023/2024", "2024-04-01/P4M"),
        ("T1T2", "2023/2024", "2023-09-01/P7M"),
        ("FY", "2023/2024", "2023-04-01/P1Y"),
        ("FYQ4", "2023/2024", "2024-01-01/P3M"),
        ("P1", "2023/2024", "2023-04-01/P6M"),
        ("P2", "2023/2024", "2023-10-01/P6M"),
        ("TY", "2023/2024", "2023-04-06/P1Y"),
        ("TYQ4", "2023/2024", "2024-01-06/P3M"),
        ("CY", "2024", "2024-01-01/P1Y"),
        ("CYQ3", "2024", "2024-07-01/P3M"),
        ("M12", "2024", "2024-12-01/P1M"),
        ("W1", "2021", "2021-01-04/P7D"),
        ("W1", "2020", "2019-12-30/P7D"),
        ("W52", "2024", "2024-12-23/P7D"),
    ],
)
def test_gives_the_months_of_each_kind_of_period(code, period, iso):
    assert periods.iso(code, period) == iso


@pytest.mark.parametrize(
    ("code", "period", "reason"),
    [
        ("AY", "2023", "not a year as this time period has it"),
        ("AY", "2023/2025", "does not end in the year after"),
        ("AY", "2023/24", "not a year as"),
        ("AY", "202324", "not a year as"),
        ("CY", "2023/2024", "not a year as"),
        ("M13", "2024", "there is no month 13"),
        ("W53", "2020", "there is no week 53"),
        ("AYQ5", "2023/2024", "not a code"),
        ("XX", "2024", "not a code"),
        ("", "2024", "not a code"),
        ("CY", "٢٠٢٤", "not a year as"),
        ("RY", "2024", "reporting year is not the same in every publication"),
    ],
)
def test_refuses_what_is_no_period(code, period, reason):
    with pytest.raises(ValueError, match=reason):
        periods.iso(code, period)


@given(st.sampled_from(SLASHED), years)
def test_a_slashed_period_lies_within_its_two_years(code, year):
    period = core.parse(periods.iso(code, f"{year}/{year + 1}"))
    assert year <= period.start.year and period.last_day.year <= year + 1
    assert period.start.toordinal() < period.end.toordinal()


@given(st.sampled_from(PLAIN), years)
def test_a_plain_period_lies_within_its_year(code, year):
    period = core.parse(periods.iso(code, str(year)))
    assert period.start.year == period.last_day.year == year


@given(st.sampled_from(WEEKS), years)
def test_a_week_is_the_one_that_the_calendar_counts(code, year):
    period = core.parse(periods.iso(code, str(year)))
    assert (period.end - period.start).days == 7
    assert period.start.isocalendar()[:3] == (year, int(code[1:]), 1)


@given(st.sampled_from(["AY", "FY", "TY", "CY"]), years)
def test_four_quarters_make_the_year_without_gap_or_overlap(kind, year):
    text = str(year) if kind == "CY" else f"{year}/{year + 1}"
    whole = core.parse(periods.iso(kind, text))
    quarters = [core.parse(periods.iso(f"{kind}Q{number}", text)) for number in range(1, 5)]
    assert quarters[0].start == whole.start and quarters[-1].end == whole.end
    assert all(one.end == two.start for one, two in zip(quarters, quarters[1:], strict=False))


@given(st.text(max_size=6), st.text(max_size=12))
def test_any_other_text_is_a_value_error_or_a_period(code, period):
    try:
        found = periods.iso(code, period)
    except ValueError:
        return
    core.parse(found)
