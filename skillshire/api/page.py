"""The API's page for people, made from its own description, and a page for each kind of refusal."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from skillshire.api import problems
from skillshire.api.v1 import paging, selection, service
from skillshire.core.errors import UserError
from skillshire.indicators import queries
from skillshire.places import areas

# One for each operation; a test opens them all.
EXAMPLES = {
    "list_indicators": "/api/v1/indicators?theme=unemployment",
    "get_indicator": "/api/v1/indicators/claimant-count-rate",
    "list_areas": "/api/v1/areas?q=stevenage",
    "get_area": "/api/v1/areas/E07000243",
    "list_parents": "/api/v1/areas/E07000243/parents",
    "list_children": "/api/v1/areas/E10000015/children?level=district",
    "list_similar": "/api/v1/areas/E07000243/similar",
    "get_postcode": "/api/v1/postcodes/SG1%201AA",
    "list_observations": "/api/v1/observations?indicator=claimant-count-rate&area=E07000243&area=E12000006"
    "&area=E92000001",
    "list_releases": "/api/v1/releases",
    "get_release": "/api/v1/releases/current",
    "list_changes": "/api/v1/releases/current/changes",
    "get_strategy": "/api/v1/strategy",
    "list_measures": "/api/v1/measures?as_at=2020-03-31",
    "get_measure": "/api/v1/measures/2",
    "list_assessments": "/api/v1/assessments?as_at=2020-03-31",
}
MORE = [
    ("The latest figure of every district, as CSV",
     "/api/v1/observations?indicator=claimant-count-rate&latest=true&format=csv"),
    ("One breakdown since 2020",
     "/api/v1/observations?indicator=enterprise-count&area=E07000243&from=2020&breakdown=size%3Dmicro"),
    ("A table for statistical software, as JSON-stat 2.0",
     "/api/v1/observations?indicator=claimant-count-rate&area=E06000052&area=E92000001&format=json-stat"),
]  # fmt: skip
GROUPS = {
    "indicators": "Indicators: what is measured",
    "areas": "Areas: where",
    "observations": "Observations: the figures",
    "releases": "Releases: what changed and when",
    "strategy": "The strategy: what was promised, and how it stands",
}


def reference(request: HttpRequest) -> HttpResponse:
    values = {
        **_frame(),
        "groups": _groups(),
        "more": MORE,
        "kinds": problems.KINDS,
        "limits": _limits(),
        "rate": settings.SKILLSHIRE_API_RATE,
        "count": len(service.description()["paths"]),
    }
    return render(request, "api.html", values)


def problem(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in problems.KINDS:
        raise Http404(f"There is no kind of refusal called {slug}")
    return render(request, "api_problem.html", {**_frame(), "slug": slug, "kind": problems.KINDS[slug]})


def _frame() -> dict[str, Any]:
    """What the frame of every page shows, as far as it is to be had."""
    try:
        area = areas.get(settings.SKILLSHIRE_AREA).name
        return {"site": {"area_name": area}, "release": queries.release()}
    except UserError:
        return {}


def _groups() -> list[dict[str, Any]]:
    found: dict[str, list[dict[str, Any]]] = {tag: [] for tag in GROUPS}
    for path, item in service.description()["paths"].items():
        operation = item["get"]
        found[operation["tags"][0]].append(_operation(path, operation))
    return [{"id": tag, "title": GROUPS[tag], "operations": rows} for tag, rows in found.items()]


def _operation(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": operation["operationId"],
        "path": path,
        "summary": operation["summary"],
        "parameters": [_parameter(one) for one in operation["parameters"]],
        "example": EXAMPLES[operation["operationId"]],
    }


def _parameter(one: dict[str, Any]) -> dict[str, Any]:
    schema = one["schema"]
    return {
        "name": one["name"],
        "words": one.get("description", ""),
        "kind": _kind(schema),
        "required": one["required"],
    }


def _kind(schema: dict[str, Any]) -> str:
    """What a value may be, in words."""
    if schema.get("type") == "array":
        return f"{_kind(schema['items'])}, at most {schema['maxItems']} times"
    if "enum" in schema:
        return " or ".join(schema["enum"])
    words = {"string": "text", "integer": "a whole number", "boolean": "true or false"}[schema["type"]]
    bounds = f", {schema['minimum']:,} to {schema['maximum']:,}" if "maximum" in schema else ""
    default = schema.get("default")
    return f"{words}{bounds}" + (f", {default} if left out" if default and default is not True else "")


def _limits() -> list[tuple[str, str]]:
    return [
        ("Indicators in one request", f"{selection.MOST_INDICATORS}"),
        ("Areas in one request", f"{selection.MOST_AREAS}"),
        ("Figures that one request may go through", f"{selection.MOST:,}"),
        ("Figures on one page", f"1,000, or up to {paging.LARGEST:,} with page_size"),
        (
            "Length of the query in the address",
            f"{settings.SKILLSHIRE_LONGEST_QUERY:,} characters, 1,000 parts",
        ),
    ]
