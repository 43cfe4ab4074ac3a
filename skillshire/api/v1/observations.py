"""Observations: the figures, filtered, as JSON, CSV or JSON-stat 2.0."""

from collections.abc import Sequence
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from skillshire.api.problems import Problem
from skillshire.api.v1 import endpoint, formats, jsonstat, paging, schemas, selection
from skillshire.indicators import export, queries
from skillshire.indicators.observations import Observation

router = Router(tags=["observations"])


class ObservationsQuery(paging.PageQuery):
    indicator: list[str] = Field(
        min_length=1,
        max_length=selection.MOST_INDICATORS,
        description="An indicator’s id; may be repeated.",
        examples=[["claimant-count-rate"]],
    )
    area: list[str] = Field(
        [],
        max_length=selection.MOST_AREAS,
        description="A GSS code, present or former; may be repeated. Without it, every area.",
        examples=[["E07000243", "E12000006", "E92000001"]],
    )
    period: list[str] = Field(
        [],
        max_length=selection.MOST_PERIODS,
        description="An ISO 8601 interval, such as 2025-01-01/P1Y, or a day; may be repeated.",
    )
    start: str | None = Field(
        None,
        alias="from",
        description="Only periods that begin on this day or later: 2024-08-31, 2024-08 or 2024.",
    )
    end: str | None = Field(
        None,
        alias="to",
        description="Only periods that end on this day or before: 2024-08-31, 2024-08 or 2024.",
    )
    breakdown: list[str] = Field(
        [],
        max_length=selection.MOST_PAIRS,
        description="key=value; repeated, values of one key are alternatives and all keys must fit. "
        "“headline” is only what is not broken down. Without it, everything.",
    )
    latest: bool = Field(
        False,
        description="Only the last figure of each area and breakdown within the periods asked for: one with "
        "a number, and no forecast unless all are.",
    )
    format: Literal["json", "csv", "json-stat"] | None = Field(
        None, description="Goes before the header Accept."
    )


@endpoint.get(
    router,
    "/observations",
    response=schemas.Observations,
    summary="Figures of indicators, for areas, periods and breakdowns",
    offers=(formats.JSON, formats.CSV, formats.JSON_STAT),
)
def list_observations(request: HttpRequest, query: Query[ObservationsQuery]) -> HttpResponse:
    kind = formats.choose(request, (formats.JSON, formats.CSV, formats.JSON_STAT), query.format)
    filters = selection.read(
        query.indicator, query.area, query.period, (query.start, query.end), query.breakdown, query.latest
    )
    found = selection.find(filters)
    if kind == formats.JSON_STAT:
        return _cube(request, query, found, filters.notices)
    page = paging.Page(query.page, query.page_size, len(found))
    answer = _table if kind == formats.CSV else _list
    return paging.mark(answer(request, page, found, filters), page, request)


def _list(
    request: HttpRequest, page: paging.Page, found: Sequence[Observation], filters: selection.Filters
) -> HttpResponse:
    body = {
        **page.facts(request),
        "release": queries.release().id,
        "notices": filters.notices,
        "observations": rows(page.cut(found)),
    }
    return formats.as_json(body)


def _table(
    request: HttpRequest, page: paging.Page, found: Sequence[Observation], filters: selection.Filters
) -> HttpResponse:
    name = filters.indicators[0] if len(filters.indicators) == 1 else "observations"
    return formats.as_csv(name, export.COLUMNS, rows(page.cut(found)))


def _cube(
    request: HttpRequest,
    query: ObservationsQuery,
    found: Sequence[Observation],
    notices: list[selection.Notice],
) -> HttpResponse:
    if query.page != 1:
        raise Problem(
            "invalid-parameter",
            "page: JSON-stat is one table and has no pages; leave page out.",
            parameter="page",
        )
    return formats.as_json(jsonstat.dataset(found, notices), formats.JSON_STAT)


def rows(found: Sequence[Observation]) -> list[dict[str, object]]:
    """The same columns as every download of the site, see indicators/export.py."""
    release = queries.release().id
    units = {name: queries.indicator(name).unit for name in {one.indicator for one in found}}
    return [export.row(one, release, units[one.indicator]) for one in found]
