from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillshire.core import periods
from skillshire.core.errors import UserError

unhurried = settings(deadline=None)  # other workers may take the processor

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
firsts = days.map(lambda day: day.replace(day=1))
lengths = st.tuples(st.integers(1, 30), st.sampled_from("YMD"))


def text(start, length):
    return f"{start.isoformat()}/P{length[0]}{length[1]}"


@unhurried
@given(days, lengths)
def test_a_period_reads_back_as_it_was_written(start, length):
    period = periods.parse(text(start, length))
    assert (str(period), period.start) == (text(start, length), start)
    assert periods.parse(str(period)) == period
    assert period.last_day + timedelta(days=1) == period.end > period.start


@unhurried
@given(days)
def test_a_day_is_a_period_of_one_day(day):
    period = periods.parse(day.isoformat())
    assert (period.start, period.last_day) == (day, day)
    assert period.label.endswith(str(day.year))


@unhurried
@given(days, st.integers(-600, 600))
def test_adding_months_keeps_the_day_or_takes_the_month_s_last(day, months):
    """Beside a slow way: one month at a time, the day cut to the month only at the end."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month in (0, 13):
            year, month = (year - 1, 12) if month == 0 else (year + 1, 1)
    assert periods.add_months(day, months) == date(year, month, min(day.day, monthrange(year, month)[1]))


@unhurried
@given(firsts, st.integers(-600, 600), st.integers(-600, 600))
def test_adding_months_to_a_first_of_a_month_adds_up(day, one, other):
    assert periods.add_months(periods.add_months(day, one), other) == periods.add_months(day, one + other)


@pytest.mark.parametrize(
    ("iso", "label", "year"),
    [
        ("2024-01-01/P1Y", "2024", 2024),
        ("2024-08-01/P1Y", "2024/25", 2025),
        ("2024-09-01/P1Y", "2024/25", 2025),
        ("1999-08-01/P1Y", "1999/00", 2000),
        ("2024-04-01/P1Y", "Apr 2024 to Mar 2025", 2025),
        ("2025-03-01/P1M", "March 2025", 2025),
        ("2019-12-01/P3M", "Dec 2019 to Feb 2020", 2020),
        ("2025-08-01/P9M", "Aug 2025 to Apr 2026", 2026),
        ("2025-04-30", "30 April 2025", 2025),
        ("2025-04-30/P1D", "30 April 2025", 2025),
        ("2024-12-31", "31 December 2024", 2024),
        ("2020-02-28/P2D", "28 Feb 2020 to 29 Feb 2020", 2020),
        ("2024-01-15/P1Y", "15 Jan 2024 to 14 Jan 2025", 2025),
        ("2024-01-01/P12M", "2024", 2024),
        ("2020-01-01/P3Y", "Jan 2020 to Dec 2022", 2022),
        ("2024-02-29/P1Y", "29 Feb 2024 to 27 Feb 2025", 2025),
    ],
)
def test_labels_are_what_people_write(iso, label, year):
    assert (periods.parse(iso).label, periods.parse(iso).year) == (label, year)


@unhurried
@given(days, lengths, days, lengths)
def test_different_stretches_of_time_have_different_labels(start, length, other, length_too):
    """Academic years from August and from September are both written 2024/25; nothing else is shared."""
    one, two = periods.parse(text(start, length)), periods.parse(text(other, length_too))
    academic = {(one.start.month, one.start.day), (two.start.month, two.start.day)} <= {(8, 1), (9, 1)}
    same = (one.start, one.end) == (two.start, two.end)
    assert (one.label == two.label) == same or academic


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ("2024", "is not a period; write a start and a length, such as 2024-08-01/P1Y"),
        ("2024/25", "is not a period"),
        ("2024-08-01/P", "is not a period"),
        ("2024-08-01/1Y", "is not a period"),
        ("2024-08-01/P1W", "is not a period"),
        (" 2024-08-01/P1Y", "is not a period"),
        ("2024-08-01/P1Y\n", "is not a period"),
        ("２０２４-08-01/P1Y", "is not a period"),
        ("2024-08-01/P-1Y", "is not a period"),
        ("2024-02-30/P1Y", "is not a real date"),
        ("2024-13-01/P1Y", "is not a real date"),
        ("0000-01-01/P1Y", "is not a real date"),
        ("2024-01-01/P9999Y", "is not a real date"),
        (f"2024-01-01/P{'9' * 5000}D", "is not a real date"),
        ("2024-01-01/P0Y", "has no length"),
    ],
)
def test_what_is_no_period_is_refused(wrong, reason):
    with pytest.raises(UserError, match=reason):
        periods.parse(wrong)


@unhurried
@given(st.text(max_size=30) | st.from_regex(r"\d{4}-\d\d-\d\d(/P\d{1,12}[YMD])?", fullmatch=True))
def test_any_text_is_a_period_or_refused(anything):
    try:
        assert periods.parse(anything).iso == anything
    except UserError as error:
        assert anything in str(error)


def test_periods_sort_by_time():
    year, months = periods.parse("2024-08-01/P1Y"), periods.parse("2024-08-01/P9M")
    assert sorted([year, months]) == [months, year]


@unhurried
@given(days)
def test_a_typed_day_reads_back(day):
    assert periods.parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "wrong", ["", "31/03/2020", "2020-3-31", "2020-02-30", "２０２０-03-31", "20200331", "x" * 99]
)
def test_what_is_no_day_is_refused(wrong):
    with pytest.raises(UserError, match="is not a start; write it as year-month-day, such as 2020-03-31"):
        periods.parse_date(wrong, "start")


@pytest.mark.parametrize(("written", "months"), [("P6M", 6), ("P1Y", 12), ("P0M", 0), ("P18M", 18)])
def test_a_lag_is_whole_months(written, months):
    assert periods.parse_lag(written) == months


@pytest.mark.parametrize("wrong", ["", "6M", "P6", "P6D", "P1Y6M", "P-1M", "p6m", "P٣M"])
def test_what_is_no_lag_is_refused(wrong):
    with pytest.raises(UserError, match="is not a length of time in months; write it as P6M or P1Y"):
        periods.parse_lag(wrong)
