"""The headers that every answer carries, how long an address may be, and the short way to a kept page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest  # noqa: TID251 (headers are HTTP, wherever they are set)
from django.http.response import HttpResponseBase  # noqa: TID251

from skillshire.api import middleware as api
from skillshire.api import problems
from skillshire.web.public import answers, cache

HEADERS = {
    # Nothing inline and nothing from elsewhere; `data:` is for pictures inside GOV.UK Frontend's styles.
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), interest-cohort=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
}
Handler = Callable[[HttpRequest], HttpResponseBase]


def security_headers(get_response: Handler) -> Handler:
    """A view may set a value of its own: what is already there stands."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        cache.add_headers(response.headers, HEADERS)
        return response

    return handle


def kept_pages(get_response: Handler) -> Handler:
    """Answers with a kept page before anything else is done: no address to match, no other middleware."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        kept = cache.recall(request, HEADERS)
        return get_response(request) if kept is None else kept

    return handle


def short_addresses(get_response: Handler) -> Handler:
    """Refuses an address too long to mean anything, in words, before anybody reads it.

    The server cuts off what is longer than 65,534 characters by itself, with 414 or 431 and no words.
    """

    def handle(request: HttpRequest) -> HttpResponseBase:
        reason = _overlong(request.META.get("QUERY_STRING", ""))
        if reason is None:
            return get_response(request)
        response = _too_long(request, reason)
        cache.add_headers(response.headers, HEADERS)
        return response

    return handle


def _overlong(query: str) -> str | None:
    """What is too much about it, in words; Django would answer too many parts with a log full of traces."""
    length, most = len(query), settings.SKILLSHIRE_LONGEST_QUERY
    if length > most:
        return f"The address is {length:,} characters long after the “?”; at most {most:,} are read."
    parts, many = query.count("&") + 1, settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    if parts > many:
        return f"The address has {parts:,} parts after the “?”; at most {many:,} are read."
    return None


def _too_long(request: HttpRequest, reason: str) -> HttpResponseBase:
    if not request.path.startswith(api.PREFIX):
        return answers.refuse(request, f"{reason} Choose fewer areas or indicators.", status=414)
    refused = problems.Problem("address-too-long", f"{reason} Ask in several requests.")
    response = problems.answer(request, refused)
    for name, value in api.OPEN.items():
        response.headers.setdefault(name, value)
    return response
