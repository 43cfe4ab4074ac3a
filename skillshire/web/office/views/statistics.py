"""Counts from records for those who see no records: what went through the door, and nothing else."""

from django.http import Http404, HttpResponse

from skillshire.casework import publications
from skillshire.core import facts
from skillshire.core.permissions import Permission
from skillshire.core.tabular import FORMATS
from skillshire.web.office.page import OfficeRequest, draw, page
from skillshire.web.office.pages import statistics as shown
from skillshire.web.office.pages.statistics import Chosen

SEE = Permission.SEE_COUNTS
FILES = ("csv", "ods")


@page(SEE)
def tables(request: OfficeRequest) -> HttpResponse:
    chosen = _chosen(request, request.GET.get("table") or publications.every()[-1].id)
    return draw(request, "office/statistics.html", **shown.content(chosen))


@page(SEE)
def file(request: OfficeRequest, table: str, kind: str) -> HttpResponse:
    if kind not in FILES:
        raise Http404("There is no such file.")
    chosen = _chosen(request, table)
    response = HttpResponse(FORMATS[kind].write(shown.file(chosen)), content_type=FORMATS[kind].content_type)
    invented = "synthetic-" if facts.synthetic() else ""  # CSV has no room for a note
    response["Content-Disposition"] = f'attachment; filename="{invented}{chosen.table.id}.{kind}"'
    return response


def _chosen(request: OfficeRequest, table: str) -> Chosen:
    """The first organisation whose counts the person may see; only their own areas, where they have some."""
    scope = request.standing.where(SEE)[0]
    county = scope.organisation.area_code
    asked = request.GET.get("area", "")
    within = scope.areas or {asked or county}
    area = asked if asked in within else min(within)
    if table not in {one.id for one in publications.every()}:
        raise Http404("There is no such table.")
    return Chosen(scope.organisation, publications.get(table), area, scope.areas)
