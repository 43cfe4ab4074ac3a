"""The publishers' own descriptions of their services, held against what is asked and answered.

The files are read where a maintainer keeps them (fixture `shared`); they are no part of the project.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from openapi_core import Config, OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse

HOST = "http://stand.in"


class Spec:
    """A description in OpenAPI 3, in which `base` is what every path of the stand-in starts with."""

    def __init__(self, description: dict[str, Any], base: str = "") -> None:
        self.description = {**description, "servers": [{"url": HOST + base}]}
        self._seen: dict[Any, str | None] = {}  # the verdicts; tests ask and answer the same things often
        # Publishers' descriptions have small faults of their own, such as a default of "false" in quotes.
        self.openapi = OpenAPI.from_dict(self.description, config=Config(spec_validator_cls=None))

    def request(self, asked: Any) -> str | None:
        """What is wrong with a request, or None."""
        sent = (asked.method, asked.path, str(asked.params), asked.body, asked.headers.get("content-type"))
        if sent not in self._seen:
            self._seen[sent] = self._request(asked)
        return self._seen[sent]

    def _request(self, asked: Any) -> str | None:
        try:
            self.openapi.validate_request(_request(asked))
        except OpenAPIError as error:
            return _why(error)
        return self._unknown(asked)

    def response(self, asked: Any, given: Any) -> str | None:
        """What is wrong with an answer of the stand-in's own, or None."""
        given_back = (asked.method, asked.path, given.status, given.kind, given.body)
        if given_back not in self._seen:
            self._seen[given_back] = self._response(asked, given)
        return self._seen[given_back]

    def _response(self, asked: Any, given: Any) -> str | None:
        response = MockResponse(given.body, status_code=given.status, content_type=given.kind.split(";")[0])
        try:
            self.openapi.validate_response(_request(asked), response)
        except OpenAPIError as error:
            return _why(error)
        return None

    def _unknown(self, asked: Any) -> str | None:
        """A parameter that the description does not name: services ignore it, and so answer too much."""
        operation = self._operation(asked)
        named = {each["name"] for each in operation if each["in"] == "query"}
        wrong = sorted(set(asked.params) - named)
        return f"there is no parameter {wrong[0]}" if wrong else None

    def _operation(self, asked: Any) -> list[dict[str, Any]]:
        from openapi_core.templating.paths.finders import APICallPathFinder

        found = APICallPathFinder(self.openapi.spec, base_url=HOST).find(
            asked.method.lower(), HOST + asked.path
        )
        with found.path.resolve() as item, found.operation.resolve() as operation:
            every = [*item.contents.get("parameters", []), *operation.contents.get("parameters", [])]
        return [self._resolved(each) for each in every]

    def _resolved(self, parameter: dict[str, Any]) -> dict[str, Any]:
        reference = parameter.get("$ref")
        if not reference:
            return parameter
        found: Any = self.description
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]
        return found


def _request(asked: Any) -> MockRequest:
    kind = asked.headers.get("content-type", "application/json")
    args = {name: text if len(text) > 1 else text[0] for name, text in asked.params.items()}
    return MockRequest(
        HOST, asked.method.lower(), asked.path, args=args, data=asked.body or None, content_type=kind,
        headers=asked.headers,
    )  # fmt: skip


def _why(error: Any) -> str:
    causes = [str(error)]
    while error.__cause__ is not None:
        error = error.__cause__
        causes.append(str(error))
    for fault in getattr(error, "schema_errors", ()):
        causes.append(str(fault)[:300])
    return ": ".join(dict.fromkeys(causes))


@cache
def ees(shared: Path) -> Spec:
    """Explore Education Statistics, whose paths start with /v1."""
    file = shared / "standards/openapi/ees-openapi-v1.json"
    return Spec(_nullable(_merged(json.loads(file.read_text(encoding="utf-8")))))


def _merged(description: dict[str, Any]) -> dict[str, Any]:
    """A schema that adds properties to another's, while each forbids all but its own, allows nothing.

    What is meant is the two together.
    """
    schemas = description["components"]["schemas"]
    for name, schema in schemas.items():
        parts = [schemas[part["$ref"].rsplit("/", 1)[-1]] if "$ref" in part else part
                 for part in schema.get("allOf", [])]  # fmt: skip
        if len(parts) > 1 and all("properties" in part for part in parts):
            schemas[name] = {
                "type": "object",
                "required": [each for part in parts for each in part.get("required", [])],
                "properties": {key: each for part in parts for key, each in part["properties"].items()},
                "additionalProperties": False,
            }
    return description


def _nullable(part: Any) -> Any:
    """“nullable” beside a reference allows no null to the letter of OpenAPI 3.0, though it is meant to."""
    if isinstance(part, list):
        return [_nullable(each) for each in part]
    if not isinstance(part, dict):
        return part
    part = {key: _nullable(each) for key, each in part.items()}
    if part.get("nullable") and len(part.get("allOf", [])) == 1:
        inner = part.pop("allOf")[0]
        part["anyOf"] = [inner, {"enum": [None], "nullable": True}]
    return part


@cache
def postcodes(shared: Path) -> Spec:
    file = shared / "standards/openapi/postcodesio-openapi.json"
    return Spec(json.loads(file.read_text(encoding="utf-8")))


@cache
def ons(shared: Path) -> Spec:
    """The ONS beta API, whose paths start with /v1. Its description is Swagger 2, so it is translated."""
    file = shared / "standards/openapi/ons-dp-dataset-api-swagger.yaml"
    return Spec(translated(yaml.safe_load(file.read_text(encoding="utf-8"))), base="/v1")


def translated(swagger: dict[str, Any]) -> dict[str, Any]:
    """Swagger 2 as OpenAPI 3: as much of it as a reading client can meet (GET operations)."""
    paths = {
        path: {"get": _get(item["get"], swagger)} for path, item in swagger["paths"].items() if "get" in item
    }
    return {
        "openapi": "3.0.3",
        "info": {"title": swagger["info"]["title"], "version": str(swagger["info"]["version"])},
        "paths": _moved(paths),
        "components": {"schemas": _moved(swagger["definitions"])},
    }


def _get(operation: dict[str, Any], swagger: dict[str, Any]) -> dict[str, Any]:
    parameters = [_named(each, swagger["parameters"]) for each in operation.get("parameters", [])]
    responses = {
        str(status): _response(_named(each, swagger.get("responses", {})))
        for status, each in operation["responses"].items()
    }
    return {"parameters": [_parameter(each) for each in parameters], "responses": responses}


def _named(item: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    return known[item["$ref"].rsplit("/", 1)[-1]] if "$ref" in item else item


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    outer = {key: parameter[key] for key in ("name", "in", "required", "description") if key in parameter}
    return {**outer, "schema": {key: text for key, text in parameter.items() if key not in outer}}


def _response(response: dict[str, Any]) -> dict[str, Any]:
    found = {"description": response.get("description", "")}
    if "schema" in response:
        found["content"] = {"application/json": {"schema": response["schema"]}}
    return found


def _moved(part: Any) -> Any:
    """References point to where OpenAPI 3 keeps schemas."""
    if isinstance(part, list):
        return [_moved(each) for each in part]
    if not isinstance(part, dict):
        return part.replace("#/definitions/", "#/components/schemas/") if isinstance(part, str) else part
    return {key: _moved(each) for key, each in part.items()}
