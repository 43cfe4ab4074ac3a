from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core import periods
from skillshire.indicators import calendar, queries
from skillshire.indicators.calendar import Due
from tests.web.public.conftest import bundled, figures, loaded  # noqa: F401 (fixtures)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("held", "following"),
    [
        (["2023-01-01/P1Y", "2024-01-01/P1Y"], "2025-01-01/P1Y"),
        (["2022-08-01/P1Y", "2023-08-01/P1Y"], "2024-08-01/P1Y"),
        (["2023-12-01/P3M", "2024-12-01/P3M"], "2025-12-01/P3M"),
        (["2017-01-01/P1Y", "2019-01-01/P1Y"], "2021-01-01/P1Y"),
        (["2024-04-30", "2025-04-30"], "2026-04-30"),
        (["2024-01-01/P1Y", "2024-01-01/P9M", "2025-01-01/P1Y"], "2026-01-01/P1Y"),
    ],
)  # fmt: skip
def test_a_series_goes_on_as_it_has(held, following):
    assert calendar._following([periods.parse(text) for text in held]).iso == following


@pytest.mark.parametrize("held", [["2024-01-01/P1Y"], ["2024-01-01/P9M", "2024-01-01/P1Y"]])
def test_one_period_says_nothing_of_the_next(held):
    assert calendar._following([periods.parse(text) for text in held]) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("March 2027, for the financial year ending 2026", date(2027, 3, 1)),
        ("Each April, for the academic year before", date(2027, 4, 1)),
        ("Each November, for the academic year before", date(2026, 11, 1)),
        ("Each January or February, for the September before", date(2027, 1, 1)),
        ("When it is ready", None),
        (None, None),
    ],
)
def test_the_month_a_publisher_announced_is_read(text, month):
    assert calendar._announced(text, TODAY) == month


def test_what_is_due_comes_soonest_first_and_says_how_it_is_known(figures):  # noqa: F811
    found = {one.indicator: one for one in calendar.due(TODAY)}
    months = [one.month for one in calendar.due(TODAY)]
    assert months == sorted(months)
    claimants = found["claimant-count-rate"]
    assert claimants.month == date(2027, 1, 1) and claimants.announced.startswith("January 2027")
    assert claimants.period.label == "2026" and not claimants.late
    assert claimants.source == "Office for National Statistics"


def test_what_is_not_announced_is_worked_out_from_the_usual_delay(figures):  # noqa: F811
    (pay,) = [one for one in calendar.due(TODAY) if one.indicator == "median-gross-weekly-pay"]
    lag = queries.held("median-gross-weekly-pay").lag_months
    assert pay.announced is None and pay.period.iso == "2026-04-30/P1D"
    assert pay.month == periods.add_months(pay.period.end, lag).replace(day=1)


def test_a_month_that_has_gone_by_is_late(figures):  # noqa: F811
    (claimants,) = [one for one in calendar.due(date(2027, 1, 31)) if one.indicator == "claimant-count-rate"]
    assert not claimants.late
    (claimants,) = [one for one in calendar.due(date(2027, 2, 1)) if one.indicator == "claimant-count-rate"]
    assert claimants.late


def test_forecasts_and_single_surveys_are_not_in_it(figures):  # noqa: F811
    found = {one.indicator for one in calendar.due(TODAY)}
    ahead = {one.id for one in queries.indicators() if queries.periods_of(one.id)[-1].last_day > TODAY}
    alone = {one.id for one in queries.indicators() if len(queries.periods_of(one.id)) == 1}
    assert ahead and alone and not found & (ahead | alone)


def entry(title):
    period = periods.parse("2026-01-01/P1Y")
    return Due("claimants", title, "ONS", date(2027, 1, 1), period, None, False)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200))
def test_the_feed_is_read_back_whatever_a_title_holds(title):
    text = calendar.ics([entry(title)], "skills.example", "2026-11-22T07:40:30+00:00")
    lines = text.split("\r\n")
    assert lines[-1] == "" and all(len(line.encode()) <= 75 for line in lines)
    whole = dict(line.partition(":")[::2] for line in text.replace("\r\n ", "").split("\r\n"))
    plain = whole["SUMMARY"].replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
    assert plain == f"{title}, 2026"


def test_an_event_lasts_its_month_and_keeps_its_id():
    text = calendar.ics([entry("Claimants")], "skills.example", "2026-11-22T07:40:30+00:00")
    for line in (
        "BEGIN:VCALENDAR", "VERSION:2.0", "UID:claimants-2026-01-01-P1Y@skills.example",
        "DTSTAMP:20261122T074030Z", "DTSTART;VALUE=DATE:20270101", "DTEND;VALUE=DATE:20270201",
        "SUMMARY:Claimants\\, 2026", "END:VCALENDAR",
    ):  # fmt: skip
        assert f"{line}\r\n" in text
