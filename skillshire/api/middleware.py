"""What every answer below /api/ has in common: open to other sites, no cookies, refusals as problems."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from skillshire.api import problems

PREFIX = "/api/"
METHODS = "GET, HEAD, OPTIONS"
FRESH = "public, max-age=30"
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag, Link, Retry-After, X-Total-Count",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
Handler = Callable[[HttpRequest], HttpResponseBase]


def api(get_response: Handler) -> Handler:
    def handle(request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(PREFIX):
            return get_response(request)
        response = _answer(request, get_response)
        for name, value in OPEN.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", FRESH)
        patch_vary_headers(response, ["Accept"])  # the same address answers as JSON, CSV or JSON-stat
        return response

    return handle


def _answer(request: HttpRequest, get_response: Handler) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=PREFLIGHT)
    if request.method not in ("GET", "HEAD"):
        refused = problems.Problem(
            "method-not-allowed",
            f"{request.method} is not possible here; the API only reads: use GET or HEAD.",
        )
        response = problems.answer(request, refused)
        response["Allow"] = METHODS
        return response
    return _as_get(request, get_response)


def _as_get(request: HttpRequest, get_response: Handler) -> HttpResponseBase:
    """HEAD is answered as GET is; the server leaves the body out, and the headers are the same."""
    asked = request.method
    request.method = "GET"
    try:
        return get_response(request)
    finally:
        request.method = asked
