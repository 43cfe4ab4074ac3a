"""Completes the description that Ninja makes: refusals, headers, and the other formats of the figures."""

from typing import Any

from ninja import NinjaAPI

from skillshire.api import problems
from skillshire.api.v1 import formats, schemas

REFUSALS = {
    400: "A parameter is unknown or cannot be read.",
    406: "The header Accept asks for a format that is not offered.",
    414: "The address is longer than is read.",
    429: "Asked too often.",
    503: "There are no figures to serve yet.",
}
NOT_FOUND = "There is no such thing."
TEXT = {"schema": {"type": "string"}}
HEADERS = {
    "Cache-Control": {**TEXT, "description": "How long the answer may be kept."},
    "ETag": {
        **TEXT,
        "description": "Send it back in If-None-Match: the answer is then 304 if nothing changed.",
    },
}
PAGED = {
    "Link": {**TEXT, "description": "First, last, previous and next page (RFC 8288)."},
    "X-Total-Count": {"schema": {"type": "integer"}, "description": "How much there is on all pages."},
}
WAIT = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}}


def describe(api: NinjaAPI, prefix: str) -> dict[str, Any]:
    """The OpenAPI 3.1 document of the API below `prefix`."""
    document = dict(api.get_openapi_schema(path_prefix=prefix))
    document["servers"] = [{"url": "/", "description": "This site"}]
    document["components"]["schemas"]["Problem"] = schemas.Problem.model_json_schema()
    _add_json_stat(document)
    for path, item in document["paths"].items():
        for operation in item.values():
            _complete(operation, "{" in path or operation["tags"] == ["strategy"])
    return document


def _add_json_stat(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["JsonStat"] = schemas.JsonStat.model_json_schema(by_alias=True)
    (path,) = [path for path in document["paths"] if path.endswith("/observations")]
    content = document["paths"][path]["get"]["responses"][200]["content"]
    content[formats.MEDIA[formats.CSV]] = TEXT
    content[formats.MEDIA[formats.JSON_STAT]] = {"schema": {"$ref": "#/components/schemas/JsonStat"}}


def _complete(operation: dict[str, Any], findable: bool) -> None:
    for parameter in operation["parameters"]:
        parameter["schema"] = _without_null(parameter["schema"])
        # A schema's examples are a list, a parameter's an object by name: Ninja copies the list to both.
        parameter.pop("examples", None)
    answers = operation["responses"]
    answers[200]["description"] = "The answer."
    paged = any(one["name"] == "page" for one in operation["parameters"])
    answers[200]["headers"] = {**HEADERS, **(PAGED if paged else {})}
    answers[304] = {"description": "Nothing has changed since the answer with that ETag."}
    for status, text in {**REFUSALS, **({404: NOT_FOUND} if findable else {})}.items():
        answers[status] = _refusal(text, status)
    operation["responses"] = {str(status): answers[status] for status in sorted(answers)}


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter is left out, not sent as null: an address has no way to write one."""
    given = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if len(given) != 1:
        return schema
    return {**{key: value for key, value in schema.items() if key != "anyOf"}, **given[0]}


def _refusal(text: str, status: int) -> dict[str, Any]:
    content = {problems.MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": text, "content": content, **({"headers": WAIT} if status in (429, 503) else {})}
