"""Asks the API what its own description allows, and what it does not, and holds every answer to it."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import positive_data_acceptance

from skillshire.api import page
from skillshire.api.v1 import service

OPERATIONS = {path: item["get"] for path, item in service.description()["paths"].items()}
# Only what is asked of the records can be answered otherwise by another database.
OF_RECORDS = ("/api/v1/strategy", "/api/v1/measures", "/api/v1/assessments")
QUERIED = [path for path, one in OPERATIONS.items() if any(p["in"] == "query" for p in one["parameters"])]
LIMITS = settings(
    max_examples=15,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# Half of what is asked is about things that exist, or hardly anything would get past the first check.
REAL = {
    "indicator": ["claimant-count-rate", "enterprise-count", "highest-qualification", "job-adverts"],
    "area": ["E07000243", "E06000052", "E92000001", "E07000097", "E06000029"],
    "code": ["E07000243", "E10000015", "E07000097", "E06000029", "E12000006"],
    "breakdown": ["headline", "size=micro", "sex=female"],
    "period": ["2024-01-01/P1Y", "2025-03-01/P1M"],
    "from": ["2020", "2024-02", "2020-02-29"],
    "to": ["2021", "2024-02", "2020-02-29"],
    "as_at": ["2020-03-31", "2019-01-01", "2026-11-22"],
    "parent": ["E10000015", "E12000006"],
    "postcode": ["SG1 1AA", "TR11AA"],
    "ref": [1, 2, 15],
    "release": ["current"],
    "strategy": ["hertfordshire-2020"],
    "theme": ["unemployment"],
    "q": ["stevenge", "claimant"],
}
# Whoever made the schema of a parameter cannot say that two of them must agree, or that a code must exist.
EXCEPT = [positive_data_acceptance]
PLAIN = {"Accept-Encoding": "identity"}


def marked(paths):
    return [
        path if path.startswith(OF_RECORDS) else pytest.param(path, marks=pytest.mark.any_database)
        for path in paths
    ]


@pytest.fixture
def one_connection():
    """A test's records are in a transaction of its own connection, which the end of a request must not close
    (Django's own test client takes care of that, schemathesis does not).
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def described(strategy, settings, one_connection):
    settings.SKILLSHIRE_API_RATE = 0  # this asks faster than anyone may
    api = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    # Never a 500; and an address that is wrong because it holds too much may be refused for its length.
    api.config.checks.negative_data_rejection.expected_statuses = ["400", "404", "406", "414"]
    return api


def with_real(case, draw):
    """Some of the case's made-up values exchanged for ones that exist."""
    for values in (case.query, case.path_parameters):
        for name in set(values or ()) & set(REAL):
            if draw(st.booleans()):
                one = draw(st.sampled_from(REAL[name]))
                values[name] = [one] if isinstance(values[name], list) else one


def hold_all(operation, mode, real):
    @seed(20260101)
    @LIMITS
    @given(case=operation.as_strategy(generation_mode=mode), data=st.data())
    def hold(case, data):
        if real:
            with_real(case, data.draw)
        case.call_and_validate(headers=PLAIN, excluded_checks=EXCEPT)

    hold()


@pytest.mark.parametrize("path", marked(OPERATIONS))
def test_what_may_be_asked_is_answered_as_described(described, path):
    hold_all(described[path]["GET"], GenerationMode.POSITIVE, real=True)


@pytest.mark.parametrize("path", marked(QUERIED))
def test_what_may_not_be_asked_is_refused_as_described(described, path):
    hold_all(described[path]["GET"], GenerationMode.NEGATIVE, real=False)


@pytest.mark.parametrize("path", marked(OPERATIONS))
def test_the_example_on_the_page_is_answered_as_described(described, path):
    """With every check: it is right, so it must be accepted."""
    address = urlsplit(page.EXAMPLES[OPERATIONS[path]["operationId"]])
    pieces = zip(path.split("/"), address.path.split("/"), strict=True)
    given_path = {name[1:-1]: unquote(value) for name, value in pieces if name.startswith("{")}
    case = described[path]["GET"].Case(path_parameters=given_path, query=parse_qs(address.query))
    response = case.call_and_validate(headers=PLAIN)
    assert response.status_code == 200
