"""The stand-ins themselves: what they let through would let a fault in a client through."""

import json

import httpx
import pytest

from tests.standins import faults, specs
from tests.standins.server import Answer, problem, standin

DATA_SET = "/v1/data-sets/7588c2d6-9e8a-4d84-8f19-6b8d52a01fbd"
NONE = {"paging": {"page": 1, "pageSize": 20, "totalPages": 1, "totalResults": 0}, "results": []}


def test_a_request_that_the_description_allows_is_answered(shared):
    with standin(specs.ees(shared)) as service:
        service.route("GET", "/v1/publications", lambda asked: NONE)
        assert httpx.get(f"{service.url}/v1/publications?search=skills&page=1").json() == NONE


@pytest.mark.parametrize(
    ("method", "address", "body", "why"),
    [
        ("GET", "/v1/publications?page=one", None, "Failed to cast value to integer type"),
        ("GET", "/v1/publications?colour=red", None, "there is no parameter colour"),
        ("GET", "/v1/nowhere", None, "Path not found"),
        ("GET", "/v1/data-sets/one/meta", None, "is not a 'uuid'"),
        ("POST", f"{DATA_SET}/query", {"page": 1}, "'indicators' is a required property"),
        ("POST", f"{DATA_SET}/query", {"indicators": ["a"], "pageSize": 20000}, "greater than the maximum"),
        ("POST", f"{DATA_SET}/query", {"indicators": ["a"], "colour": 1}, "Additional properties"),
        (
            "POST",
            f"{DATA_SET}/query",
            {"indicators": ["a"], "criteria": {"filter": {}}},
            "not valid under any",
        ),
        ("DELETE", "/v1/publications", None, "501"),
    ],
)
def test_a_request_that_the_description_does_not_allow_fails_the_test(shared, method, address, body, why):
    with pytest.raises(AssertionError) as caught, standin(specs.ees(shared)) as service:
        answer = httpx.request(method, service.url + address, json=body)
        assert answer.status_code == 400, answer.status_code
    assert why in str(caught.value)


def test_an_answer_that_the_description_does_not_allow_fails_the_test(shared):
    with (
        pytest.raises(AssertionError, match="'results' is a required"),
        standin(specs.ees(shared)) as service,
    ):
        service.route("GET", "/v1/publications", lambda asked: {"paging": NONE["paging"]})
        httpx.get(f"{service.url}/v1/publications")


def test_a_swagger_2_description_is_held_to_as_well(shared):
    with pytest.raises(AssertionError, match="integer"), standin(specs.ons(shared)) as service:
        httpx.get(f"{service.url}/v1/datasets?limit=many")
    with (
        pytest.raises(AssertionError, match="'contacts' is a required"),
        standin(specs.ons(shared)) as service,
    ):
        service.route("GET", "/v1/datasets/{id}", lambda asked: {"id": asked.place["id"]})
        httpx.get(f"{service.url}/v1/datasets/pay")


def test_an_openapi_3_1_description_is_held_to_as_well(shared):
    with (
        pytest.raises(AssertionError, match="no parameter colour"),
        standin(specs.postcodes(shared)) as service,
    ):
        httpx.get(f"{service.url}/postcodes/AL13JE?colour=red")
    with (
        pytest.raises(AssertionError, match="is not of type 'object'"),
        standin(specs.postcodes(shared)) as service,
    ):
        service.route("GET", "/postcodes/{postcode}", lambda asked: [asked.place["postcode"]])
        httpx.get(f"{service.url}/postcodes/AL13JE")


def test_rules_of_a_test_s_own_take_the_place_of_a_description():
    refuse = lambda asked: "no key" if "key" not in asked.headers else None  # noqa: E731
    with standin(check=refuse) as service:
        service.route("GET", "/a", lambda asked: [1])
        assert httpx.get(f"{service.url}/a", headers={"Key": "1"}).json() == [1]
    with pytest.raises(AssertionError, match="no key"), standin(check=refuse) as service:
        httpx.get(f"{service.url}/a")


def test_a_mistake_in_a_route_fails_the_test():
    with pytest.raises(AssertionError, match="the stand-in broke at GET /a: KeyError"), standin() as service:
        service.route("GET", "/a", lambda asked: {}["missing"])
        with pytest.raises(httpx.RequestError):
            httpx.get(f"{service.url}/a")


def test_every_misbehaviour_differs_from_the_sound_answer():
    sound = Answer(body=json.dumps({"values": [1, 2, 3]}).encode())
    hows = {"renamed": {"old": "values", "new": "figures"}}
    for kind, wrong in faults.MISBEHAVIOURS.items():
        assert wrong(sound, **hows.get(kind, {})) != sound, kind


def test_it_misbehaves_as_often_as_it_was_told_and_where():
    with standin() as service:
        service.route("GET", "/{any}", lambda asked: [1])
        service.misbehave("500", path="/a", times=2, after=1)
        statuses = [httpx.get(f"{service.url}/{name}").status_code for name in "abaaba"]
    assert statuses == [200, 200, 500, 500, 200, 200]


def test_an_answer_half_sent_is_noticed_by_a_client():
    with standin() as service:
        service.route("GET", "/a", lambda asked: list(range(100)))
        service.misbehave("truncated")
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.get(f"{service.url}/a")


def test_a_problem_says_what_and_why():
    assert json.loads(problem(404, "Not Found").body)["title"] == "Not Found"
