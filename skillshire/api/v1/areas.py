"""Areas of England: what they are, what holds them, what they hold, which are like them."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Path, Query, Router, Schema

from skillshire.api.problems import Problem
from skillshire.api.v1 import endpoint, formats, paging, schemas
from skillshire.core.errors import UserError
from skillshire.places import areas, postcodes
from skillshire.places.areas import Area

router = Router(tags=["areas"])
Code = Annotated[str, Path(description="A GSS code, present or former.", examples=["E07000243"])]
Letters = Annotated[str, Path(description="An English postcode, in any spacing.", examples=["SG1 1AA"])]


class AreasQuery(paging.PageQuery):
    level: schemas.Level | None = Field(None, description="Only areas of this level.")
    parent: str | None = Field(None, description="Only areas inside the area with this code.")
    q: str | None = Field(None, max_length=100, description="A code or name, old or new; slips are forgiven.")


class LevelQuery(Schema):
    level: schemas.Level | None = Field(None, description="Only areas of this level.")


@endpoint.get(router, "/areas", response=schemas.Areas, summary="List areas, by level, parent or name")
def list_areas(request: HttpRequest, query: Query[AreasQuery]) -> HttpResponse:
    found = _listed(query)
    page = paging.Page(query.page, query.page_size, len(found))
    body = {**page.facts(request), "areas": [name_of(area) for area in page.cut(found)]}
    return paging.mark(formats.as_json(body), page, request)


def _listed(query: AreasQuery) -> list[Area]:
    inside = None
    if query.parent is not None:
        whole, _ = resolve(query.parent)
        inside = {area.code for area in areas.children(whole, None)}
    if query.q is not None:
        found = areas.find(query.q, limit=200)
    else:
        found = areas.all() if inside is None else [areas.get(code) for code in sorted(inside)]
    return [
        area
        for area in found
        if query.level in (None, area.level) and (inside is None or area.code in inside)
    ]


@endpoint.get(router, "/areas/{code}", response=schemas.AreaDetail, summary="One area, by a code old or new")
def get_area(request: HttpRequest, code: Code) -> dict[str, Any]:
    area, notices = resolve(code, in_path=True)
    return {
        **name_of(area),
        "unitary": area.unitary,
        "start": area.start.isoformat() if area.start else None,
        "end": area.end.isoformat() if area.end else None,
        "former_codes": list(area.former_codes),
        "former_names": list(area.former_names),
        "dfe_number": area.dfe_number,
        "parents": [name_of(one) for one in areas.parents(area)],
        "successors": [name_of(areas.get(one)) for one in area.successors],
        "same_ground": [name_of(one) for one in areas.coterminous(area)],
        "notices": notices,
    }


@endpoint.get(
    router, "/areas/{code}/parents", response=schemas.Related, summary="The areas that hold all of an area"
)
def list_parents(request: HttpRequest, code: Code) -> dict[str, Any]:
    area, notices = resolve(code, in_path=True)
    return _related(area, areas.parents(area), notices)


@endpoint.get(router, "/areas/{code}/children", response=schemas.Related, summary="The areas inside an area")
def list_children(request: HttpRequest, code: Code, query: Query[LevelQuery]) -> dict[str, Any]:
    area, notices = resolve(code, in_path=True)
    return _related(area, areas.children(area, query.level), notices)


@endpoint.get(
    router, "/postcodes/{postcode}", response=schemas.Postcode, summary="The areas that a postcode is in"
)
def get_postcode(request: HttpRequest, postcode: Letters) -> dict[str, Any]:
    try:
        found = postcodes.find(postcode)
    except UserError as error:
        raise Problem("unknown-postcode", str(error)) from None
    return {
        "postcode": found.postcode,
        "easting": found.easting,
        "northing": found.northing,
        "area": name_of(found.area),
        "areas": [name_of(one) for one in (found.area, *areas.parents(found.area))],
    }


def resolve(code: str, in_path: bool = False) -> tuple[Area, list[dict[str, str]]]:
    """The area of a code, and what to say about the code: that it is an old one, or the area is no more.

    A recoded area is given under its present code. Problem unknown-area where nobody has the code.
    """
    try:
        area = areas.get(code)
    except UserError:
        raise Problem(
            "unknown-area",
            f"No area of England has the code “{code[:40]}”; find it with /api/v1/areas?q=NAME.",
            status=404 if in_path else None,
        ) from None
    return area, _notices(code.strip().upper(), area)


def _notices(code: str, area: Area) -> list[dict[str, str]]:
    if code != area.code:
        text = f"{code} is an old code of {area.name}; the answer is for its present code, {area.code}."
        return [{"about": code, "text": text}]
    if not area.current:
        after = ", ".join(f"{areas.get(one).name} ({one})" for one in area.successors) or "no single area"
        day = area.end.isoformat() if area.end else "some day"
        return [
            {
                "about": code,
                "text": f"{area.name} was abolished; its last day was {day}, and {after} followed.",
            }
        ]
    return []


def name_of(area: Area) -> dict[str, Any]:
    return {
        "code": area.code,
        "name": area.name,
        "level": area.level,
        "current": area.current,
        "url": f"/api/v1/areas/{area.code}",
    }


def _related(area: Area, found: list[Area], notices: list[dict[str, str]]) -> dict[str, Any]:
    return {"area": name_of(area), "areas": [name_of(one) for one in found], "notices": notices}
