"""Indicators: what is measured, how, from what, and what of it there is."""

from functools import lru_cache
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Path, Query, Router

from skillshire.api.problems import Problem
from skillshire.api.v1 import endpoint, formats, paging, schemas
from skillshire.indicators import definitions, queries
from skillshire.indicators.definitions import IndicatorDefinition

router = Router(tags=["indicators"])
SUMMARY = ("id", "title", "question", "theme", "unit", "decimals", "better")
DETAIL = (
    "subject",
    "why",
    "numerator",
    "denominator",
    "caveats",
    "next_release",
    "author",
    "checked",
    "reviewed",
)
SOURCE = ("producer", "title", "url", "licence", "published", "accessed", "sha256")
Id = Annotated[str, Path(description="The indicator’s id.", examples=["claimant-count-rate"])]


class IndicatorsQuery(paging.PageQuery):
    theme: str | None = Field(None, description="Only indicators of this theme, such as unemployment.")
    q: str | None = Field(None, max_length=100, description="Words that the title, question or id holds.")


@endpoint.get(
    router, "/indicators", response=schemas.Indicators, summary="List indicators, by theme or words"
)
def list_indicators(request: HttpRequest, query: Query[IndicatorsQuery]) -> HttpResponse:
    themes = sorted({one.theme for one in queries.indicators()})
    if query.theme is not None and query.theme not in themes:
        raise Problem(
            "invalid-parameter",
            f"theme: “{query.theme[:40]}” is not a theme; the themes are: {', '.join(themes)}.",
            parameter="theme",
        )
    words = (query.q or "").casefold().split()
    found = [one for one in queries.indicators() if query.theme in (None, one.theme) and _says(one, words)]
    page = paging.Page(query.page, query.page_size, len(found))
    body = {
        **page.facts(request),
        "release": queries.release().id,
        "themes": themes,
        "indicators": [_summary(one) for one in page.cut(found)],
    }
    return paging.mark(formats.as_json(body), page, request)


def _says(definition: IndicatorDefinition, words: list[str]) -> bool:
    text = f"{definition.id} {definition.title} {definition.question} {definition.theme}".casefold()
    return all(word in text for word in words)


@endpoint.get(
    router, "/indicators/{indicator}", response=schemas.IndicatorDetail, summary="One indicator in full"
)
def get_indicator(request: HttpRequest, indicator: Id) -> dict[str, Any]:
    definition = known(indicator, in_path=True)
    content = definition.model_dump(mode="json")
    return {
        **_summary(definition),
        **{name: content[name] for name in DETAIL},
        "quality": _quality(definition),
        "periods": [{"period": p.iso, "period_label": p.label} for p in queries.periods_of(indicator)],
        "breakdowns": [dict(pairs) for pairs in queries.breakdowns(indicator)],
        "sources": [{name: str(one[name]) for name in SOURCE} for one in queries.snapshots(indicator)],
        "release": queries.release().id,
    }


def known(identifier: str, in_path: bool = False) -> IndicatorDefinition:
    """The indicator; Problem unknown-indicator with the nearest ids where there is none."""
    if queries.has(identifier):
        return queries.indicator(identifier)
    raise Problem(
        "unknown-indicator",
        f"There is no indicator “{identifier[:60]}” in this release; list them with /api/v1/indicators.",
        status=404 if in_path else None,
    )


def _summary(definition: IndicatorDefinition) -> dict[str, Any]:
    content = {name: getattr(definition, name) for name in SUMMARY}
    covers = _coverage(str(queries.release().folder), definition.id)
    return {**content, **covers, "url": f"/api/v1/indicators/{definition.id}"}


@lru_cache(maxsize=1024)
def _coverage(folder: str, indicator: str) -> dict[str, Any]:
    """Counted once for each release, which never changes."""
    return dict(queries.coverage(indicator))


def _quality(definition: IndicatorDefinition) -> list[str]:
    known_sources = definitions.sources()
    names = dict.fromkeys(origin.source for origin in definition.origins)
    labels = (known_sources[name].quality for name in names if name in known_sources)
    return list(dict.fromkeys(labels))
