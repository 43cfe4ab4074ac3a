"""The list of learners, and one learner's record with its aims."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from skillshire.casework import access, learner_list
from skillshire.core import audit, clock
from skillshire.core.permissions import Permission
from skillshire.web.office import searches
from skillshire.web.office.page import OfficeRequest, draw, page
from skillshire.web.office.pages import learner as shown

SEE = Permission.SEE_LEARNERS
MISSING = "There is no learner with this number that you may see."


@page(SEE)
def people(request: OfficeRequest) -> HttpResponse:
    """One page of the list. That these records were looked at is written, as one event for the page."""
    years = learner_list.years(request.standing)
    if request.method == "POST":
        query = _query(searches.keep(request), _number(request.POST.get("year", ""), years))
        return redirect(reverse("office-learners") + query())
    search, year = searches.named(request), _number(request.GET.get("year", ""), years)
    found = learner_list.find(request.standing, search.text, year, _page(request.GET.get("page", "")))
    look(request, [one.pk for one in found.rows])
    return draw(
        request, "office/learners.html", found=found, lines=[shown.line(one) for one in found.rows],
        search=search, year=year, years=[(one, shown.academic_year(one)) for one in years],
        query=_query(search, year), without=_query(searches.Search(), year)(),
        may_import=Permission.IMPORT_LEARNERS in request.standing.permissions,
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


def _query(search: searches.Search, year: int | None) -> Callable[..., str]:
    """The address of a page of the same list, after the “?”."""
    word = search.word if search.text else ""

    def to(page: int = 1) -> str:
        given = {searches.NAMED: word, "year": year, "page": page if page > 1 else None}
        return "?" + urlencode({key: value for key, value in given.items() if value})

    return to


def _number(text: str, among: list[int]) -> int | None:
    """A year of the list's; anything else asks for all."""
    return next((one for one in among if str(one) == text), None)


def _page(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000") else 1
