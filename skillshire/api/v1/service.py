"""Version 1 of the API, put together."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from skillshire.api import throttle
from skillshire.api.v1 import (
    areas,
    errors,
    formats,
    indicators,
    observations,
    openapi,
    releases,
    similar,
    strategy,
)

PREFIX = "/api/v1/"
ABOUT = (
    "Official statistics about skills and work for every area of England, and the area’s skills strategy. "
    "Read-only, no key. Within version 1 fields, parameters and addresses may be added; none is taken away "
    "or changes its meaning, so ignore fields that you do not know."
)
limit = throttle.PerAddress()
api = NinjaAPI(
    title="Skillshire", version="1", description=ABOUT, docs_url=None, openapi_url=None, throttle=limit
)
for room in (indicators, areas, similar, observations, releases, strategy):
    api.add_router("", room.router)
errors.register(api)


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """The OpenAPI document; it is the same until the program changes."""
    return openapi.describe(api, PREFIX.removeprefix("/"))


def openapi_json(request: HttpRequest) -> HttpResponse:
    return formats.as_json(description())


def index(request: HttpRequest) -> HttpResponse:
    """Where to go from the root of this version."""
    found = {"version": "1", "openapi": f"{PREFIX}openapi.json", "documentation": "/api/"}
    return formats.as_json({**found, "addresses": list(description()["paths"])})
