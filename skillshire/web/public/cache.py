"""Keeps rendered pages until what they were made from changes.

A page depends on its address, the release, the strategies' revisions, the day and whether the people behind
the site's own counts are invented. The release is compared at every request (one `stat`); revisions are read
from the database at most once in CHECK_SECONDS, so an edit in the office shows within that time, and whether
people are invented once a minute. Pages hold no cookie and nothing about the reader.
"""

import contextlib
import functools
import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from django.core.exceptions import DisallowedHost
from django.db import Error as DatabaseError
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.http.response import ResponseHeaders

from skillshire.core import clock, facts
from skillshire.core.errors import UserError
from skillshire.indicators import queries, store
from skillshire.strategy.models import Strategy

CHECK_SECONDS = 1.0
MOST = 512  # pages a process keeps: 15 measures on a few dates each, some 40 kB a page, about 20 MB
KNOWN = frozenset(  # the parameters that a public page reads
    ("area", "as-at", "breakdown", "by", "from", "group", "indicator", "period", "postcode", "q", "sector",
     "show", "sort", "theme", "to", "type", "view", "within", "years")
)  # fmt: skip
LONGEST = 300  # characters of an address; longer ones are not worth keeping
LARGEST = 200_000  # bytes of an answer that is kept
SHORT = "public, max-age=30"
ANYWHERE = "frame-ancestors *"  # in the policy of charts made for the pages of others

Stamp = tuple[str, int, int, date, bool]
# Where the site was asked for, since pages may name their own address; the path; the parameters pages know.
Address = tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]]
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Kept:
    """A page as the view made it. `finished` holds whole answers made from it, see `recall`."""

    stamp: Stamp
    headers: Mapping[str, str]
    etag: str
    body: bytes
    packed: bytes
    finished: dict[str, HttpResponse] = field(default_factory=dict)


_pages: OrderedDict[Address, Kept] = OrderedDict()
_lock = threading.Lock()
_seen: dict[str, tuple[float, tuple[int, int]]] = {}


def cached(view: View) -> View:
    """For a view whose answer depends on nothing but the address and the stamp."""

    @functools.wraps(view)
    def answer(request: HttpRequest, **arguments: object) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        address, now = _address(request), stamp()
        kept = _pages.get(address)
        if kept is None or kept.stamp != now:
            response = view(request, **arguments)
            if _long(request) or not _worth_keeping(response):
                return response
            kept = _keep(address, response, now)
        return _answer(kept, _form(request, kept))

    return answer


def recall(request: HttpRequest, every: Mapping[str, str]) -> HttpResponse | None:
    """The finished answer to a request whose page is kept, else None; for a middleware outside all others.

    `every` are the headers that all answers of the site carry, so that no other middleware is needed for
    it. The views check all of this again: whatever is unusual is left to them.
    """
    if request.method not in ("GET", "HEAD"):
        return None
    address = _address(request)
    kept = _pages.get(address)
    try:
        if kept is None or not request.get_host() or kept.stamp != stamp():
            return None
    except (DisallowedHost, DatabaseError):
        return None
    _used(address)
    form = _form(request, kept)
    if form not in kept.finished:
        kept.finished[form] = _finish(_answer(kept, form), every)
    return _again(kept.finished[form])


def _address(request: HttpRequest) -> Address:
    """Parameters that no page knows change no page, so made-up ones need not be kept apart.

    An unknown host never gets this far with a page to keep: Django refuses it.
    """
    asked_at = f"{request.scheme}://{request.META.get('HTTP_HOST', '')}"
    if not request.META.get("QUERY_STRING", ""):
        return asked_at, request.path, ()
    known = sorted(KNOWN.intersection(request.GET))
    return asked_at, request.path, tuple((name, tuple(request.GET.getlist(name))) for name in known)


def known_query(request: HttpRequest) -> str:
    """The request's query with its “?”, without what no page knows: an answer is kept for all who ask."""
    found = known(request)
    return f"?{urlencode(found)}" if found else ""


def known(request: HttpRequest) -> list[tuple[str, str]]:
    """Every parameter that some page knows, as often as it is given."""
    return [(name, value) for name in request.GET if name in KNOWN for value in request.GET.getlist(name)]


def _long(request: HttpRequest) -> bool:
    return len(request.path) + len(request.META.get("QUERY_STRING", "")) > LONGEST


def _worth_keeping(response: HttpResponse) -> bool:
    """Not a refusal, not a file to download that would crowd out many pages, and not what a view says is one
    reader's own question, such as a search."""
    asked_once = "no-store" in response.headers.get("Cache-Control", "")
    plain = response.status_code == 200 and not response.streaming and not asked_once
    return plain and len(response.content) <= LARGEST


def _used(address: Address) -> None:
    """The page was asked for: the one that nobody has asked for longest is dropped first."""
    with contextlib.suppress(KeyError):  # another thread has just dropped it
        _pages.move_to_end(address)


def stamp() -> Stamp:
    """What every page depends on; equal stamps mean equal pages."""
    return (_release(), *_revisions(), clock.today(), facts.synthetic())


def _release() -> str:
    try:
        return f"{queries.release().id} {store.stamp()}"
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


def _keep(address: Address, response: HttpResponse, now: Stamp) -> Kept:
    body = response.content
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    kept = Kept(now, dict(response.items()), etag, body, gzip.compress(body, 6, mtime=0))
    with _lock:
        _pages[address] = kept
        _pages.move_to_end(address)
        while len(_pages) > MOST:
            _pages.popitem(last=False)
    return kept


def _form(request: HttpRequest, kept: Kept) -> str:
    """Which of the answers: nothing new (to either form of the page), packed, or plain."""
    held = request.META.get("HTTP_IF_NONE_MATCH", "")
    packed = _takes_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    if kept.etag in held or _packed_etag(kept.etag) in held:
        return "same packed" if packed else "same"
    return "gzip" if packed else "plain"


def _takes_gzip(accepted: str) -> bool:
    """`gzip;q=0` is a refusal. https://www.rfc-editor.org/rfc/rfc9110#field.accept-encoding"""
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() in ("gzip", "*"):
            return weight.replace(" ", "").rstrip("0") not in ("q=", "q=0.")
    return False


def _packed_etag(etag: str) -> str:
    """Another body of the same page: an ETag names bytes, so the packed ones have one of their own."""
    return f'{etag[:-1]}-gzip"'


def _answer(kept: Kept, form: str) -> HttpResponse:
    packed = form in ("gzip", "same packed")
    etag = _packed_etag(kept.etag) if packed else kept.etag
    headers = {"Cache-Control": SHORT, "Vary": "Accept-Encoding", "ETag": etag}
    if form.startswith("same"):
        return HttpResponse(status=304, headers=headers)
    headers = {**kept.headers, **headers}
    if packed:
        return HttpResponse(kept.packed, headers={**headers, "Content-Encoding": "gzip"})
    return HttpResponse(kept.body, headers=headers)


def _finish(response: HttpResponse, every: Mapping[str, str]) -> HttpResponse:
    if response.status_code == 304:
        del response.headers["Content-Type"]  # as ConditionalGetMiddleware: it describes a body
    else:
        response.headers["Content-Length"] = str(len(response.content))
    add_headers(response.headers, every)
    return response


def add_headers(headers: ResponseHeaders, every: Mapping[str, str]) -> None:
    """Those of `every` that an answer has no value of its own for.

    An answer that anybody may frame gets no X-Frame-Options: that header cannot say so.
    """
    framed = ANYWHERE in headers.get("Content-Security-Policy", "")
    for name, value in every.items():
        if name != "X-Frame-Options" or not framed:
            headers.setdefault(name, value)


def _again(made: HttpResponse) -> HttpResponse:
    """Another answer like `made`. Headers and body are shared, which spares most of what a new one costs; so
    nothing may change them, and nothing does outside the outermost middleware.
    """
    again = HttpResponse.__new__(HttpResponse)
    again.__dict__.update(made.__dict__, _resource_closers=[], cookies=SimpleCookie())
    return again
