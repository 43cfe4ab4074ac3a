"""An indicator, its files, and the list of indicators."""

from django.http import Http404, HttpRequest, HttpResponse

from skillshire.indicators import export, queries
from skillshire.web.components import charts
from skillshire.web.public import answers, cache, site
from skillshire.web.public.pages import (
    asked,
    embed,
    indicator,
    indicator_areas,
    indicator_list,
    indicator_map,
    indicator_rows,
    picking,
)  # fmt: skip


@answers.page
def indicators_page(request: HttpRequest) -> HttpResponse:
    theme, code = (request.GET.get(name, "").strip() for name in ("theme", "area"))
    area = picking.area(code) if code else site.area()
    return answers.draw(request, "indicators.html", **indicator_list.content(area, theme, bool(code)))


@answers.page
def indicator_page(request: HttpRequest, identifier: str) -> HttpResponse:
    content = indicator.content(_asked(request, identifier))
    home = request.build_absolute_uri("/").rstrip("/")
    return answers.draw(request, "indicator.html", home=home, heights=embed.HEIGHTS, **content)


@answers.page
def indicator_areas_page(request: HttpRequest, identifier: str) -> HttpResponse:
    question = _asked(request, identifier)
    return answers.draw(request, "indicator_areas.html", **indicator_areas.every(question))


@answers.page
def indicator_map_file(request: HttpRequest, identifier: str) -> HttpResponse:
    """The map alone, for the <img> of a page that cannot hold all of its outlines."""
    drawn = indicator_map.drawn(_asked(request, identifier))
    return HttpResponse(charts.map_drawing(drawn), content_type="image/svg+xml")


@answers.page
def indicator_download(request: HttpRequest, identifier: str, kind: str) -> HttpResponse:
    question = _asked(request, identifier)
    rows = indicator_rows.content(question)
    name = "-".join([identifier, *(area.code for area in question.areas[:3])])
    query = cache.known_query(request)
    return answers.download(
        kind, name, export.COLUMNS, rows, title=question.definition.title,
        notes=indicator_rows.notes(question, rows), query=query,
    )  # fmt: skip


def _asked(request: HttpRequest, identifier: str) -> asked.Asked:
    if not queries.has(identifier):
        raise Http404(f"There is no indicator {identifier}")
    return asked.read(identifier, request.GET.getlist)
