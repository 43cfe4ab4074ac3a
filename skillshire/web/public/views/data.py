"""The data themselves: whole files, the catalogue, the calendar and what was revised."""

import functools
import json
from collections.abc import Callable
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from skillshire.core import clock
from skillshire.core.errors import UserError
from skillshire.indicators import calendar, catalogue, distributions, downloads, queries
from skillshire.indicators.releases import NoRelease
from skillshire.web.public import answers, site
from skillshire.web.public.pages import data

OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
# A file stands until the next release; its address is the same then, so it is asked about again each time.
CHECKED = "public, no-cache"
SHORT = "public, max-age=30"
TEXTS = ("text/", "application/json")
PACKED = {".gz": "application/gzip", ".zip": "application/zip"}
View = Callable[..., HttpResponseBase]


@answers.page
def data_page(request: HttpRequest) -> HttpResponse:
    return answers.draw(request, "data.html", **data.content(clock.today()))


@answers.page
def calendar_page(request: HttpRequest) -> HttpResponse:
    return answers.draw(request, "data_calendar.html", **data.calendar_content(clock.today()))


@answers.page
def calendar_download(request: HttpRequest, kind: str) -> HttpResponse:
    rows = data.calendar_rows(clock.today())
    return answers.download(
        kind, "release-calendar", data.CALENDAR_COLUMNS, rows, title="When the next figures are due"
    )


@answers.page
def revisions_page(request: HttpRequest) -> HttpResponse:
    return answers.draw(request, "data_revisions.html", **data.revisions_content())


def whole(view: View) -> View:
    """A file: only read, of one release, and a mistake in its address answered in words."""

    @functools.wraps(view)
    def answer(request: HttpRequest, **arguments: object) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(("GET", "HEAD"))
        try:
            with queries.one_release():
                return view(request, **arguments)
        except NoRelease as error:
            return answers.refuse(request, str(error), status=503)
        except UserError as error:
            return answers.refuse(request, str(error))

    return answer


@whole
def catalogue_jsonld(request: HttpRequest) -> HttpResponseBase:
    """Its addresses are whole ones, of the host asked, so it is not kept as pages are."""
    base = f"{request.scheme}://{request.get_host()}"
    text = json.dumps(catalogue.jsonld(base, site.area().name), ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/ld+json", headers={**OPEN, "Cache-Control": SHORT})


@whole
def calendar_ics(request: HttpRequest) -> HttpResponseBase:
    coming = [one for one in calendar.due(clock.today()) if not one.late]
    text = calendar.ics(coming, request.get_host().partition(":")[0], queries.release().built)
    headers = {**OPEN, "Cache-Control": SHORT}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


@whole
def release_file(request: HttpRequest, kind: str) -> HttpResponseBase:
    if kind not in downloads.KINDS:
        raise Http404(
            f"There is no download “{kind[:20]}” of the whole; there are: {', '.join(downloads.KINDS)}"
        )
    path = downloads.file(kind)
    return _send(request, path, path.name, PACKED[path.suffix])


@whole
def indicator_file(request: HttpRequest, identifier: str, kind: str) -> HttpResponseBase:
    if not queries.has(identifier) or kind not in distributions.MEDIA:
        raise Http404(f"There is no file {identifier[:60]}.{kind[:20]}")
    return _send(
        request, distributions.file(identifier, kind), f"{identifier}.{kind}", distributions.MEDIA[kind]
    )


def _send(request: HttpRequest, path: Path, name: str, media: str) -> HttpResponseBase:
    """Streamed from disk, or 304 where the asker has this release's file already."""
    etag = f'"{queries.release().id}-{name}"'
    same = get_conditional_response(request, etag=etag)
    if same is not None:
        return same
    if not media.startswith(TEXTS):
        request.META.pop("HTTP_ACCEPT_ENCODING", None)  # packed already: the middleware is not to try again
    headers = {**OPEN, "ETag": etag, "Cache-Control": CHECKED}
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=name, content_type=media, headers=headers
    )
