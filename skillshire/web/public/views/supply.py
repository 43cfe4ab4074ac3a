"""Supply and demand: the balance of an area, and of one sector or occupation group."""

from django.http import Http404, HttpRequest, HttpResponse

from skillshire.indicators import balance_inputs
from skillshire.places.areas import Area
from skillshire.web.public import answers, cache, site
from skillshire.web.public.pages import (
    picking,
    supply,
    supply_files,
    supply_mapping,
    supply_one,
    supply_words,
)


@answers.page
def supply_page(request: HttpRequest) -> HttpResponse:
    return answers.draw(request, "supply.html", **supply.content(_area(request)))


@answers.page
def supply_data(request: HttpRequest, kind: str) -> HttpResponse:
    area = _area(request)
    found, _ = balance_inputs.of(area)
    title = f"Supply and demand for skills in {found.place.name if found.place else area.name}"
    return answers.download(
        kind, f"supply-and-demand-{area.code}", supply_files.COLUMNS, supply_files.rows(area),
        title=title, notes=supply_files.notes(found), query=_query(request),
    )  # fmt: skip


@answers.page
def one_page(request: HttpRequest, slug: str) -> HttpResponse:
    _known(slug)
    return answers.draw(request, "supply_one.html", **supply_one.content(slug, _area(request)))


@answers.page
def one_data(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    _known(slug)
    area = _area(request)
    found, _ = balance_inputs.of(area)
    return answers.download(
        kind, f"supply-and-demand-{slug}-{area.code}", supply_one.COLUMNS, supply_one.rows(slug, area),
        title=f"{supply_words.name_of(slug)}: what its balance is made of", notes=supply_files.notes(found),
        query=_query(request),
    )  # fmt: skip


@answers.page
def mapping_page(request: HttpRequest) -> HttpResponse:
    return answers.draw(request, "supply_mapping.html", **supply_mapping.content())


@answers.page
def mapping_data(request: HttpRequest, kind: str) -> HttpResponse:
    return answers.download(
        kind, "subject-to-occupation", supply_files.MAPPING_COLUMNS, supply_files.mapping_rows(),
        title="Sector subject area to occupation group, with weights",
    )  # fmt: skip


@answers.page
def sectors_data(request: HttpRequest, kind: str) -> HttpResponse:
    return answers.download(
        kind, "priority-sectors", supply_files.SECTOR_COLUMNS, supply_files.sector_rows(),
        title="Priority sectors as shares of occupation groups",
    )  # fmt: skip


def _area(request: HttpRequest) -> Area:
    text = request.GET.get("area", "").strip()
    return picking.area(text) if text else site.area()


def _query(request: HttpRequest) -> str:
    return cache.known_query(request)


def _known(slug: str) -> None:
    if not supply_one.known(slug):
        raise Http404(f"There is no sector or occupation group {slug[:40]}")
