import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core import periods
from skillshire.sources import dfe
from skillshire.sources.errors import SourceError
from skillshire.sources.table import SCHEMA


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("25+", "25-plus"),
        ("Health & social care", "health-and-social-care"),
        ("King's Lynn and West Norfolk", "kings-lynn-and-west-norfolk"),
        ("Kingston upon Hull, City of", "kingston-upon-hull-city-of"),
    ],
)
def test_names_become_slugs(text, slug):
    assert dfe.slug(text) == slug


@pytest.mark.parametrize("text", ["", "Ste\u0000venage", "Stevenage\ufffd", "a=b"])
def test_a_name_with_odd_characters_has_no_slug(text):
    with pytest.raises(ValueError, match="is not a plain name"):
        dfe.slug(text)


@given(st.integers(2000, 2099), st.integers(0, 99))
def test_an_academic_year_ends_in_the_year_after_it_starts(start, end):
    if end == (start + 1) % 100:
        period = periods.parse(dfe.academic_year(start, end))
        assert (period.start.year, period.end.year, period.start.month) == (start, start + 1, 8)
    else:
        with pytest.raises(ValueError, match="is not an academic year"):
            dfe.academic_year(start, end)


def test_translates_each_text_once_and_names_the_first_line_at_fault():
    frame = pl.DataFrame({"line": [2, 3, 4], "year": ["2024", "2024", "soon"]})
    seen = []

    def read(text):
        seen.append(text)
        if text == "soon":
            raise ValueError("“soon” is not a year")
        return text

    with pytest.raises(SourceError, match="line 4: “soon” is not a year in the column “year”"):
        dfe.translate("made-up.csv", frame, "year", read)
    assert seen == ["2024", "soon"]


def test_refuses_a_value_out_of_bounds_and_lets_nulls_pass():
    frame = pl.DataFrame({"line": [2, 3], "value": [None, 101.0]})
    with pytest.raises(SourceError, match="line 3: 101 is not between 0 and 100"):
        dfe.refuse_outside("made-up.csv", frame, 0, 100)
    dfe.refuse_outside("made-up.csv", frame.head(1), 0, 100)


def test_a_finished_table_has_every_column_in_order():
    frame = pl.DataFrame(
        {"series": ["a"], "period": ["2024-08-01/P1Y"], "value": [1], "line": [2], "status": [""]}
    )
    assert dict(dfe.finish("made-up.csv", frame).schema) == SCHEMA


def test_a_table_with_the_same_figure_twice_is_refused():
    row = {"series": "a", "area_name": "Ayford", "period": "2024-08-01/P1Y", "value": 1.0, "line": 7}
    with pytest.raises(SourceError, match="line 8: there is already a figure for a, Ayford, 2024-08-01/P1Y"):
        dfe.finish("made-up.csv", pl.DataFrame([row, row | {"line": 8}]))
