"""Days asked for as three numbers."""

from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from skillshire.web.office.forms.fields import DayField


class Form(forms.Form):
    day = DayField(label="Day", what="the day it began", earliest=lambda: date(2020, 1, 1),
                   latest=lambda: date(2026, 11, 22), required=False)  # fmt: skip


def asked(day="", month="", year=""):
    return Form({"day-day": day, "day-month": month, "day-year": year})


@given(st.dates(date(2020, 1, 1), date(2026, 11, 22)))
def test_a_day_typed_is_the_day_meant(day):
    form = asked(str(day.day), str(day.month), str(day.year))
    assert form.is_valid() and form.cleaned_data["day"] == day


@pytest.mark.parametrize("month", ["3", "03", "March", "mar"])
def test_a_month_may_be_written_as_its_name(month):
    form = asked("27", month, "2026")
    assert form.is_valid() and form.cleaned_data["day"] == date(2026, 3, 27)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("27", "", ""), "The day it began needs a month and year; write it as 27 3 2026."),
        (("31", "2", "2026"), "31 2 2026 is not a day of the calendar; mend the day it began."),
        (("x", "2", "2026"), "Write the day of the day it began in figures."),
        (("1", "13", "2026"), "1 13 2026 is not a day of the calendar; mend the day it began."),
        (("1", "2", "26"), "Write the year of the day it began with four figures."),
        (("23", "11", "2026"), "The day it began must be 22 November 2026 or earlier."),
        (("31", "12", "2019"), "The day it began must be 1 January 2020 or later."),
    ],
)
def test_what_cannot_be_a_day_is_refused_in_a_sentence(typed, said):
    assert asked(*typed).errors["day"] == [said]


def test_a_day_that_need_not_be_given_may_be_left_out():
    assert asked().is_valid() and asked().fields["day"].required is False


@given(st.text(max_size=6), st.text(max_size=6), st.text(max_size=6))
def test_no_typing_breaks_the_form(day, month, year):
    asked(day, month, year).is_valid()
