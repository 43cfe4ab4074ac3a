"""Areas like another one."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from skillshire.api.v1 import endpoint, schemas
from skillshire.api.v1.areas import Code, name_of, resolve
from skillshire.indicators import queries, similar
from skillshire.places import areas

router = Router(tags=["areas"])
METHOD = (
    "Areas of the same kind, nearest first by the indicators in definitions/similar.yaml; distances are in "
    "robust standard deviations. docs/methodology/similar-areas.md explains the rule."
)


@endpoint.get(
    router, "/areas/{code}/similar", response=schemas.Similar, summary="The areas most like an area"
)
def list_similar(request: HttpRequest, code: Code) -> dict[str, Any]:
    area, notices = resolve(code, in_path=True)
    found = similar.areas(area.code)
    return {
        "area": name_of(area),
        "areas": [{**name_of(areas.get(one.code)), "distance": one.distance} for one in found],
        "method": METHOD,
        "release": queries.release().id,
        "notices": notices,
    }
