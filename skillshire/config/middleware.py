"""The headers that every answer carries, and the short way to a page that is kept."""

from collections.abc import Callable

from django.http import HttpRequest  # noqa: TID251 (headers are HTTP, wherever they are set)
from django.http.response import HttpResponseBase  # noqa: TID251

from skillshire.web.public import cache

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
    """A view may set a stricter value of its own: what is already there stands."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return handle


def kept_pages(get_response: Handler) -> Handler:
    """Answers with a kept page before anything else is done: no address to match, no other middleware."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        kept = cache.recall(request, HEADERS)
        return get_response(request) if kept is None else kept

    return handle
