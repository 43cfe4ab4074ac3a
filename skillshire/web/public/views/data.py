"""The data themselves: whole files, the catalogue, the calendar and what was revised."""

import functools
import gzip
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from skillshire.core import clock
from skillshire.core.errors import UserError
from skillshire.indicators import calendar, catalogue, distributions, downloads, making, queries
from skillshire.indicators.releases import NoRelease
from skillshire.web.public import answers, site
from skillshire.web.public.pages import data

OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
# A file stands until the next release; its address is the same then, so it is asked about again each time.
CHECKED = "public, no-cache"
SHORT = "public, max-age=30"
GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", re.IGNORECASE)
PIECE = 1 << 16  # bytes sent at a time of what is unpacked meanwhile
SURELY_SHORT = 1 << 26  # bytes of a packed file that is under 4 GiB unpacked: its end then tells how long
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
        except making.NotYet as error:
            return _not_yet(request, error)
        except NoRelease as error:
            return answers.refuse(request, str(error), status=503)
        except UserError as error:
            return answers.refuse(request, str(error))

    return answer


def _not_yet(request: HttpRequest, error: making.NotYet) -> HttpResponse:
    """503: a page for a browser, one sentence for a program."""
    if "text/html" in request.headers.get("Accept", ""):
        response = answers.refuse(request, str(error), status=503)
    else:
        response = HttpResponse(f"{error}\n", content_type="text/plain; charset=utf-8", status=503)
    response["Retry-After"] = str(error.seconds)
    response["Cache-Control"] = "no-store"
    for name, value in {**OPEN, "Access-Control-Expose-Headers": "Retry-After"}.items():
        response[name] = value
    return response


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
    name = downloads.path(kind).name
    return _had(request, name) or _send(request, downloads.ready(kind), name, PACKED[Path(name).suffix])


@whole
def indicator_file(request: HttpRequest, identifier: str, kind: str) -> HttpResponseBase:
    if not queries.has(identifier) or kind not in distributions.MEDIA:
        raise Http404(f"There is no file {identifier[:60]}.{kind[:20]}")
    name, media = f"{identifier}.{kind}", distributions.MEDIA[kind]
    if kind == "parquet":
        return _had(request, name) or _send(request, distributions.ready(identifier, kind), name, media)
    return _text(request, identifier, kind)


def _text(request: HttpRequest, identifier: str, kind: str) -> HttpResponseBase:
    """Kept packed: sent so to those who take it, and unpacked on its way to others."""
    name, media = f"{identifier}.{kind}", distributions.MEDIA[kind]
    packed = GZIP.search(request.headers.get("Accept-Encoding", "")) is not None
    send, tag = (_send_packed, f"{name}.gz") if packed else (_unpack, name)  # other bytes, so another tag
    response = _had(request, tag) or send(request, distributions.ready(identifier, kind), name, media)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _had(request: HttpRequest, tag: str) -> HttpResponse | None:
    """304 where the asker has this release's file already: then it need not even be made."""
    found: HttpResponse | None = get_conditional_response(request, etag=_tag(tag))
    if found is not None and found.status_code == 304:
        for name, value in _headers(tag).items():
            found[name] = value
    return found


def _send(request: HttpRequest, path: Path, name: str, media: str, tag: str = "") -> FileResponse:
    """Streamed as it is on the disk; packed already, so the middleware is not to try again."""
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    headers = _headers(tag or name)
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=name, content_type=media, headers=headers
    )


def _send_packed(request: HttpRequest, path: Path, name: str, media: str) -> HttpResponseBase:
    response = _send(request, path, name, media, path.name)
    response["Content-Encoding"] = "gzip"
    return response


def _unpack(request: HttpRequest, path: Path, name: str, media: str) -> HttpResponseBase:
    """Unpacked on its way. Who says `gzip;q=0` is not to get it packed by the middleware."""
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    headers = {**_headers(name), "Content-Disposition": f'attachment; filename="{name}"'}
    if path.stat().st_size < SURELY_SHORT:
        headers["Content-Length"] = str(_length(path))
    return StreamingHttpResponse(_pieces(path), content_type=media, headers=headers)


def _pieces(path: Path) -> Iterator[bytes]:
    with gzip.open(path) as stream:
        while piece := stream.read(PIECE):
            yield piece


def _length(path: Path) -> int:
    """How many bytes the file has unpacked: its last four say so, modulo 4 GiB."""
    with path.open("rb") as opened:
        opened.seek(-4, os.SEEK_END)
        return int.from_bytes(opened.read(4), "little")


def _tag(name: str) -> str:
    return f'"{queries.release().id}-{name}"'


def _headers(tag: str) -> dict[str, str]:
    return {**OPEN, "ETag": _tag(tag), "Cache-Control": CHECKED}
