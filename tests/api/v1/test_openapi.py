"""The description: whole, valid, and in step with what the views read and answer."""

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from skillshire.api import problems
from skillshire.api.v1 import service

DOCUMENT = service.description()
OPERATIONS = [(path, item["get"]) for path, item in DOCUMENT["paths"].items()]


def test_it_is_a_valid_openapi_3_1_document(ask):
    served = ask("/api/v1/openapi.json").json
    assert served["openapi"].startswith("3.1") and list(OpenAPIV31SpecValidator(served).iter_errors()) == []


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_every_refusal_is_described_as_a_problem(path, operation):
    for status in ("400", "406", "414", "429", "503"):
        assert list(operation["responses"][status]["content"]) == [problems.MEDIA]
    assert "Retry-After" in operation["responses"]["429"]["headers"]
    assert "304" in operation["responses"] and "ETag" in operation["responses"]["200"]["headers"]


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_every_parameter_says_what_it_is_for(path, operation):
    assert all(one.get("description") for one in operation["parameters"])
    assert operation["summary"] and operation["operationId"]


def keys(schema, value, at=""):
    """The names of fields in `value` that the schema does not describe."""
    schema = (
        DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    )
    for option in schema.get("anyOf", []):
        if option.get("type") != "null" and value is not None:
            yield from keys(option, value, at)
    if isinstance(value, dict) and "properties" in schema:
        for name, inner in value.items():
            if name not in schema["properties"]:
                yield f"{at}/{name}"
            else:
                yield from keys(schema["properties"][name], inner, f"{at}/{name}")
    if isinstance(value, list) and "items" in schema:
        for inner in value:
            yield from keys(schema["items"], inner, at)


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_no_answer_has_a_field_that_is_not_described(strategy, ask, path, operation):
    from skillshire.api import page

    answer = ask(page.EXAMPLES[operation["operationId"]]).json
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert set(keys(schema, answer)) == set()
