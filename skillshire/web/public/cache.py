"""Keeps rendered pages until what they were made from changes.

A page depends on its address, the release, the strategies' revisions and the day. The release is compared at
every request (one `stat`); revisions are read from the database at most once in CHECK_SECONDS, so an edit in
the office shows within that time. Pages hold no cookie and nothing about the reader.
"""

import functools
import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse

from skillshire.core import clock
from skillshire.core.errors import UserError
from skillshire.indicators import queries
from skillshire.strategy.models import Strategy

CHECK_SECONDS = 1.0
MOST = 512  # pages a process keeps: 15 measures on a few dates each, some 40 kB a page, about 20 MB
LONGEST = 300  # characters of an address; longer ones are not worth keeping
SHORT = "public, max-age=30"

Stamp = tuple[str, int, int, date]
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Kept:
    stamp: Stamp
    content_type: str
    etag: str
    body: bytes
    packed: bytes


_pages: OrderedDict[str, Kept] = OrderedDict()
_lock = threading.Lock()
_seen: dict[str, tuple[float, tuple[int, int]]] = {}


def cached(view: View) -> View:
    """For a view whose answer depends on nothing but the address and the stamp."""

    @functools.wraps(view)
    def answer(request: HttpRequest, **arguments: object) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        address, now = request.get_full_path(), stamp()
        kept = _pages.get(address)
        if kept is None or kept.stamp != now:
            response = view(request, **arguments)
            if response.status_code != 200 or len(address) > LONGEST:
                return response
            kept = _keep(address, response, now)
        return _answer(request, kept)

    return answer


def stamp() -> Stamp:
    """What every page depends on; equal stamps mean equal pages."""
    return (_release(), *_revisions(), clock.today())


def _release() -> str:
    try:
        return queries.release().id
    except UserError:
        return ""


def _revisions() -> tuple[int, int]:
    moment = time.monotonic()
    checked, found = _seen.get("strategies", (float("-inf"), (0, 0)))
    if moment - checked < CHECK_SECONDS:
        return found
    row = Strategy.objects.aggregate(revisions=Sum("revision"), strategies=Count("pk"))
    found = (row["revisions"] or 0, row["strategies"])
    _seen["strategies"] = (moment, found)
    return found


def forget() -> None:
    """Drop all kept pages and look at the records again; for tests and for a change of settings."""
    _pages.clear()
    _seen.clear()


def _keep(address: str, response: HttpResponse, now: Stamp) -> Kept:
    body = response.content
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    kept = Kept(now, response["Content-Type"], etag, body, gzip.compress(body, 6, mtime=0))
    with _lock:
        _pages[address] = kept
        _pages.move_to_end(address)
        while len(_pages) > MOST:
            _pages.popitem(last=False)
    return kept


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    headers = {"Cache-Control": SHORT, "Vary": "Accept-Encoding", "ETag": kept.etag}
    if kept.etag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers=headers)
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return HttpResponse(kept.packed, content_type=kept.content_type, headers=headers)
    return HttpResponse(kept.body, content_type=kept.content_type, headers=headers)
