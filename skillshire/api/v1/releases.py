"""Releases of the figures, and how each differs from the one before it."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Path, Query, Router

from skillshire.api.problems import Problem
from skillshire.api.v1 import endpoint, formats, indicators, paging, schemas
from skillshire.core.errors import UserError
from skillshire.indicators import changes, queries, releases
from skillshire.indicators.changes import Revision
from skillshire.indicators.releases import Release

router = Router(tags=["releases"])
SERVING = "current"


class ChangesQuery(paging.PageQuery):
    indicator: str | None = Field(None, description="Lists every figure of this indicator that is different.")


Id = Annotated[
    str, Path(description="A release’s id, or “current” for the one that serves.", examples=[SERVING])
]


@endpoint.get(router, "/releases", response=schemas.Releases, summary="Every release kept, newest first")
def list_releases(request: HttpRequest) -> dict[str, Any]:
    serving = queries.release()
    return {"serving": serving.id, "releases": [_described(one) for one in reversed(releases.every())]}


@endpoint.get(router, "/releases/{release}", response=schemas.Release, summary="One release")
def get_release(request: HttpRequest, release: Id) -> dict[str, Any]:
    return _described(_found(release))


@endpoint.get(
    router,
    "/releases/{release}/changes",
    response=schemas.Changes,
    summary="What a release added, revised and withdrew",
)
def list_changes(request: HttpRequest, release: Id, query: Query[ChangesQuery]) -> HttpResponse:
    found = _found(release)
    (logged,) = [one for one in changes.log() if one.release == found.id]
    figures = _figures(found, query.indicator)
    page = paging.Page(query.page, query.page_size, len(figures))
    body = {
        **page.facts(request),
        "release": found.id,
        "previous": logged.previous,
        "sources": list(logged.sources),
        "indicators": [{"indicator": name, **counts} for name, counts in logged.indicators.items()],
        "figures": [_revision(one) for one in page.cut(figures)],
    }
    return paging.mark(formats.as_json(body), page, request)


def _figures(release: Release, indicator: str | None) -> list[Revision]:
    if indicator is None:
        return []
    indicators.known(indicator)
    return changes.revisions(release.id, indicator)


def _revision(one: Revision) -> dict[str, Any]:
    return {
        "indicator": one.indicator,
        "area": one.area,
        "period": one.period.iso,
        "breakdown": dict(one.breakdown),
        "kind": one.kind,
        "before": one.before,
        "before_status": one.before_status,
        "after": one.after,
        "after_status": one.after_status,
    }


def _found(identifier: str) -> Release:
    if identifier == SERVING:
        return queries.release()
    try:
        return releases.get(identifier)
    except UserError:
        raise Problem(
            "unknown-release",
            f"There is no release “{identifier[:60]}” here; list them with /api/v1/releases.",
        ) from None


def _described(release: Release) -> dict[str, Any]:
    return {
        "id": release.id,
        "built": release.built,
        "rows": release.rows,
        "indicators": release.indicators,
        "areas": release.areas,
        "sources": list(release.sources),
        "previous": release.previous,
        "serves": release.id == queries.release().id,
    }
