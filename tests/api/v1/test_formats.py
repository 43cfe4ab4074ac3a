import csv
import io

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from skillshire.api.problems import Problem
from skillshire.api.v1 import formats

ALL = (formats.JSON, formats.CSV, formats.JSON_STAT)


def chosen(accept, offered=ALL):
    return formats.choose(RequestFactory().get("/", headers={"accept": accept}), offered)


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "json"),
        ("", "json"),
        ("application/json", "json"),
        ("text/csv", "csv"),
        ("TEXT/CSV; charset=utf-8", "csv"),
        ("text/*", "csv"),
        ("application/vnd.json-stat+json", "json-stat"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "json"),
        ("text/csv;q=0.5, application/json;q=0.4", "csv"),
        ("application/json;q=0.1, text/csv;q=0.2, */*;q=0.9", "json-stat"),
        ("*/*, application/json;q=0", "csv"),
    ],
)
def test_the_best_offer_is_chosen_by_weight(accept, kind):
    assert chosen(accept) == kind


@pytest.mark.parametrize("accept", ["application/pdf", "text/csv;q=0", "image/*", "text/csv;q=much"])
def test_what_is_not_offered_is_refused_with_what_is(accept):
    with pytest.raises(Problem) as refusal:
        chosen(accept)
    assert refusal.value.status == 406 and "application/json" in refusal.value.detail


@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc"])))
def test_no_header_is_a_fault(accept):
    try:
        assert chosen(accept) in ALL
    except Problem as problem:
        assert problem.slug == "not-acceptable"


def test_what_the_address_asks_for_goes_before_the_header():
    request = RequestFactory().get("/", headers={"accept": "application/pdf"})
    assert formats.choose(request, ALL, "csv") == "csv"


def test_a_missing_number_is_an_empty_cell_and_no_text_a_formula():
    answer = formats.as_csv(
        "x", ("name", "value"), [{"name": "=1+1", "value": None}, {"name": "a", "value": -0.1}]
    )
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows == [["name", "value"], ["'=1+1", ""], ["a", "-0.1"]]
    assert answer["Content-Disposition"] == 'attachment; filename="x.csv"'


def test_json_keeps_every_digit_and_has_no_nan():
    assert formats.as_json({"value": 3.3000000000000003}).content == b'{"value": 3.3000000000000003}'
    with pytest.raises(ValueError, match="JSON"):
        formats.as_json({"value": float("nan")})
