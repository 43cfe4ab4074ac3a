"""An indicator, and the list of them."""

from django.http import Http404, HttpRequest, HttpResponse

from skillshire.indicators import export, queries
from skillshire.places import areas
from skillshire.web.public import answers, site
from skillshire.web.public.pages import indicator


@answers.page
def indicators_page(request: HttpRequest) -> HttpResponse:
    area = site.area()
    return answers.draw(request, "indicators.html", area=area, themes=indicator.listing(area))


@answers.page
def indicator_page(request: HttpRequest, identifier: str) -> HttpResponse:
    _indicator(identifier)
    return answers.draw(request, "indicator.html", **indicator.content(identifier, _area(request)))


@answers.page
def indicator_csv(request: HttpRequest, identifier: str) -> HttpResponse:
    _indicator(identifier)
    area = _area(request)
    rows = [export.flat(row) for row in export.series(identifier, area.code)]
    return answers.table(f"{identifier}-{area.code}", export.COLUMNS, rows)


def _indicator(identifier: str) -> None:
    if not queries.has(identifier):
        raise Http404(f"There is no indicator {identifier}")


def _area(request: HttpRequest) -> areas.Area:
    """The area asked for in the address, else the site's."""
    code = request.GET.get("area", "").strip()
    return site.place(code) if code else site.area()
