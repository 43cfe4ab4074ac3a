"""The figures as the API gives them: just those of the release, whichever way they are asked for."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skillshire.api.problems import Problem
from skillshire.api.v1 import selection
from skillshire.core import periods
from skillshire.indicators import export, queries

THREE = "indicator=claimant-count-rate&area=E07000243&area=E12000006&area=E92000001"
AT = "/api/v1/observations?"
FIXTURES = [HealthCheck.function_scoped_fixture]


def whole(ask, query):
    """Every page of the answer to a query, joined."""
    found, address = [], f"{AT}{query}"
    while address:
        body = ask(address).json
        found += body["observations"]
        address = body["links"]["next"]
    return found


def test_a_district_its_region_and_england_in_one_answer(ask):
    body = ask(AT + THREE).json
    assert body["total"] == 75 and len(body["observations"]) == 75
    assert {row["area_name"] for row in body["observations"]} == {"Stevenage", "East of England", "England"}
    last = [row for row in body["observations"] if row["period"] == "2025-01-01/P1Y"]
    assert [row["area"] for row in last] == ["E07000243", "E12000006", "E92000001"]
    assert all(row["unit"] == "percent" and row["producer"] and row["licence"] for row in last)


def test_cornwall_is_answered_as_well(ask):
    body = ask(f"{AT}indicator=claimant-count-rate&area=E06000052").json
    assert {row["area_name"] for row in body["observations"]} == {"Cornwall"} and body["notices"] == []


def test_an_old_code_is_answered_with_the_present_area_and_says_so(ask):
    body = ask(f"{AT}indicator=claimant-count-rate&area=E07000097").json
    assert {row["area"] for row in body["observations"]} == {"E07000242"}
    (notice,) = body["notices"]
    assert notice["about"] == "E07000097" and "old code of East Hertfordshire" in notice["text"]


def test_an_area_asked_for_twice_under_two_codes_comes_once(ask):
    one = ask(f"{AT}indicator=claimant-count-rate&area=E07000242").json
    both = ask(f"{AT}indicator=claimant-count-rate&area=E07000242&area=E07000097").json
    assert both["observations"] == one["observations"]


def test_an_abolished_area_says_when_it_ended_and_what_followed(ask):
    (notice,) = [
        n
        for n in ask(f"{AT}indicator=claimant-count-rate&area=E06000029").json["notices"]
        if "abol" in n["text"]
    ]
    assert "Bournemouth, Christchurch and Poole" in notice["text"] and "2019" in notice["text"]


@pytest.mark.parametrize("indicator", ["claimant-count-rate", "highest-qualification", "fe-participation"])
def test_every_figure_is_the_releases_own(ask, indicator):
    """All of an area: value, limits and status exactly as the queries have them."""
    given_rows = whole(ask, f"indicator={indicator}&area=E07000243&page_size=300")
    unit, release = queries.indicator(indicator).unit, queries.release().id
    assert given_rows == [
        export.row(one, release, unit) for one in queries.observations(indicator, "E07000243")
    ]
    assert given_rows


def test_a_missing_number_is_null_and_says_why(ask):
    rows = whole(ask, "indicator=employment-volume&area=E07000243")
    missing = [row for row in rows if row["value"] is None]
    assert missing and all(row["status"] for row in missing)


def test_csv_holds_the_same_figures(ask):
    query = "indicator=employment-volume&area=E07000243&page_size=5000"
    rows = list(csv.DictReader(io.StringIO(ask(f"{AT}{query}&format=csv").text)))
    for row, plain in zip(rows, ask(AT + query).json["observations"], strict=True):
        assert (float(row["value"]) if row["value"] else None) == plain["value"]
        assert (row["status"], row["period"], row["area"]) == (
            plain["status"],
            plain["period"],
            plain["area"],
        )


def test_csv_comes_for_its_accept_header_too(ask):
    assert ask(AT + THREE, accept="text/csv").headers["Content-Type"].startswith("text/csv")
    assert ask(AT + THREE, accept="text/html,*/*;q=0.8").headers["Content-Type"] == "application/json"
    assert ask(f"{AT}{THREE}&format=json", accept="text/csv").headers["Content-Type"] == "application/json"


def test_a_format_that_is_not_offered_is_not_acceptable(refused):
    assert "text/csv" in refused(AT + THREE, "not-acceptable", 406, accept="application/pdf")["detail"]


def test_pages_join_to_the_whole_and_name_one_another(ask):
    first = ask(f"{AT}{THREE}&page_size=40")
    assert first.headers["X-Total-Count"] == "75" and first.json["pages"] == 2
    links = dict(reversed(part.strip().split("; rel=")) for part in first.headers["Link"].split(","))
    assert '"prev"' not in links and links['"next"'] == f"<{first.json['links']['next']}>"
    assert whole(ask, f"{THREE}&page_size=40") == ask(AT + THREE).json["observations"]
    assert ask(f"{AT}{THREE}&page_size=40&page=9").json["observations"] == []


def test_a_period_chooses_its_figures(ask):
    body = ask(f"{AT}{THREE}&period=2024-01-01/P1Y&period=2023-01-01/P1Y").json
    assert {row["period_label"] for row in body["observations"]} == {"2023", "2024"} and body["total"] == 6


def test_from_and_to_take_days_months_and_years(ask):
    years = ask(f"{AT}{THREE}&from=2020&to=2021").json
    assert {row["period_label"] for row in years["observations"]} == {"2020", "2021"}
    assert ask(f"{AT}{THREE}&from=2020-01&to=2021-12-31").json["observations"] == years["observations"]
    assert ask(f"{AT}{THREE}&from=2020-01-02&to=2021-12").json["total"] == 3


@settings(max_examples=30, deadline=None, suppress_health_check=FIXTURES)
@given(st.dates(), st.dates())
def test_any_two_days_choose_what_lies_between_or_are_refused_as_reversed(ask, first, last):
    status = 400 if first > last else 200
    found = ask(f"{AT}{THREE}&from={first}&to={last}", expect=status).json
    if status == 400:
        assert found["type"] == "/api/problems/reversed-period/"
        return
    rows = [(row, periods.parse(row["period"])) for row in ask(AT + THREE).json["observations"]]
    inside = [row for row, period in rows if first <= period.start and period.last_day <= last]
    assert found["observations"] == inside


def test_the_latest_has_a_number_and_is_the_last_one(ask):
    body = ask(f"{AT}{THREE}&latest=true").json
    assert [row["period_label"] for row in body["observations"]] == ["2025"] * 3
    assert {row["period_label"] for row in ask(f"{AT}{THREE}&latest=true&to=2023").json["observations"]} == {
        "2023"
    }


def test_a_breakdown_narrows_and_values_of_one_key_are_alternatives(ask):
    base = f"{AT}indicator=enterprise-count&area=E07000243&latest=true&page_size=5000"
    every = ask(base).json["observations"]
    micro = ask(f"{base}&breakdown=size%3Dmicro").json["observations"]
    both = ask(f"{base}&breakdown=size%3Dmicro&breakdown=size%3Dsmall").json["observations"]
    assert micro == [row for row in every if row["breakdown"].get("size") == "micro"]
    assert both == [row for row in every if row["breakdown"].get("size") in ("micro", "small")]
    assert ask(f"{base}&breakdown=headline").json["observations"] == [r for r in every if not r["breakdown"]]


@pytest.mark.parametrize(
    ("query", "slug", "says"),
    [
        ("indicator=claimants", "unknown-indicator", "claimants"),
        ("indicator=claimant-count-rate&area=E99999999", "unknown-area", "E99999999"),
        ("indicator=claimant-count-rate&from=2024&to=2020", "reversed-period", "earlier day first"),
        ("indicator=claimant-count-rate&from=yesterday", "invalid-parameter", "from: “yesterday”"),
        ("indicator=claimant-count-rate&from=2023-02-30", "invalid-parameter", "2024-08-31"),
        ("indicator=claimant-count-rate&period=2024", "invalid-parameter", "period:"),
        ("indicator=claimant-count-rate&period=2024-01-01/P-1Y", "invalid-parameter", "period:"),
        ("indicator=claimant-count-rate&breakdown=sex%3Dfemale", "unknown-breakdown", "the keys are: none"),
        ("indicator=enterprise-count&breakdown=size%3Dhuge", "unknown-breakdown", "micro"),
        ("indicator=enterprise-count&breakdown=size", "unknown-breakdown", "key=value"),
        ("indicator=job-adverts&breakdown=headline&breakdown=a%3Db", "unknown-breakdown", "cannot stand"),
        ("indicator=claimant-count-rate&indicater=x", "unknown-parameter", "“indicater”"),
        ("area=E07000243", "invalid-parameter", "indicator: it must be given"),
        ("indicator=claimant-count-rate&page=0", "invalid-parameter", "page:"),
        ("indicator=claimant-count-rate&page_size=10001", "invalid-parameter", "page_size:"),
        ("indicator=claimant-count-rate&format=xml", "invalid-parameter", "format:"),
        ("indicator=claimant-count-rate&format=json-stat&page=2", "invalid-parameter", "no pages"),
        ("indicator=highest-qualification", "too-many", "/data/"),
        ("&".join(f"indicator={n}" for n in range(21)), "too-many", "at most 20"),
        ("indicator=claimant-count-rate" + "&area=E07000243" * 501, "too-many", "at most 500"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_in_words(refused, query, slug, says):
    assert says in refused(AT + query, slug)["detail"]


def test_an_indicator_without_figures_there_is_no_mistake_but_says_so(ask):
    body = ask(f"{AT}indicator=fe-learners-england&area=E07000243").json
    assert body["total"] == 0 and "E07000243" in body["notices"][0]["about"]


@settings(max_examples=40, deadline=None, suppress_health_check=FIXTURES)
@given(st.lists(st.text(max_size=12), max_size=3))
def test_no_breakdown_that_is_typed_is_a_fault(figures, texts):
    try:
        found = selection.read(["enterprise-count"], ["E07000243"], [], (None, None), texts, False)
    except Problem as problem:
        assert problem.slug == "unknown-breakdown" and len(problem.detail) < 400
    else:
        assert found.headline or not texts or found.pairs


def test_figures_are_answered_without_the_database(ask, django_assert_num_queries):
    ask(AT + THREE)
    with django_assert_num_queries(0):
        ask(AT + THREE)


def test_a_breakdown_may_be_given_as_the_csv_writes_it(ask):
    at = "/api/v1/observations?indicator=highest-qualification&area=E69000016"
    two = ask(at + "&breakdown=qualification%3Dnone&breakdown=sex%3Dmale").json["observations"]
    assert ask(at + "&breakdown=qualification%3Dnone%3Bsex%3Dmale").json["observations"] == two and two
