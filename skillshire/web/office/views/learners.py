"""The list of learners, and one learner's record with its aims."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse

from skillshire.casework import access, learner_list
from skillshire.core import audit, clock
from skillshire.core.permissions import Permission
from skillshire.web.office.page import OfficeRequest, draw, page
from skillshire.web.office.pages import learner as shown

SEE = Permission.SEE_LEARNERS
MISSING = "There is no learner with this number that you may see."
LONGEST_SEARCH = 80


@page(SEE)
def people(request: OfficeRequest) -> HttpResponse:
    """One page of the list. That these records were looked at is written, as one event for the page."""
    search = request.GET.get("q", "").strip()[:LONGEST_SEARCH].replace("\x00", "")  # which PostgreSQL refuses
    years = learner_list.years(request.standing)
    year = _number(request.GET.get("year", ""), years)
    found = learner_list.find(request.standing, search, year, _page(request.GET.get("page", "")))
    look(request, [one.pk for one in found.rows])
    return draw(
        request, "office/learners.html", found=found, lines=[shown.line(one) for one in found.rows],
        search=search, year=year, years=[(one, shown.academic_year(one)) for one in years],
        query=_query(search, year), may_import=Permission.IMPORT_LEARNERS in request.standing.permissions,
    )  # fmt: skip


@page(SEE)
def record(request: OfficeRequest, number: int) -> HttpResponse:
    learners = access.learners(request.standing).select_related("organisation", "upload")
    found = learners.prefetch_related("aims", "statuses").filter(pk=number).first()
    if found is None:
        raise Http404(MISSING)
    look(request, [found.pk])
    return draw(request, "office/learner.html", learner=found, record=shown.record(found))


def look(request: OfficeRequest, ids: list[int]) -> None:
    purpose = request.standing.purpose(SEE)
    audit.look("learner", ids, by=request.standing.name, at=clock.now(), purpose=purpose)


def _query(search: str, year: int | None) -> Any:
    kept = {key: value for key, value in (("q", search), ("year", year)) if value}

    def to(page: int) -> str:
        return "?" + urlencode({**kept, "page": page})

    return to


def _number(text: str, among: list[int]) -> int | None:
    """A year of the list's; anything else asks for all."""
    return next((one for one in among if str(one) == text), None)


def _page(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000") else 1
