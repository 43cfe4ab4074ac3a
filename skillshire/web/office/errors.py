"""What the office answers in place of a page; the public's own words where a public page was asked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from skillshire.web.office import frame
from skillshire.web.public import errors as public

PREFIX = "/office/"
STALE = (
    "This form was opened too long ago, or in another window before you signed in, so it was not taken. "
    "Open the page again and fill it in once more."
)


def is_office(request: HttpRequest) -> bool:
    return request.path.startswith(PREFIX)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if not is_office(request):
        return public.bad_request(request, exception)
    return show(request, 400, str(exception or ""))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return show(request, 403, str(exception or ""))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """In place of a form without a good CSRF token (settings.CSRF_FAILURE_VIEW)."""
    return show(request, 403, STALE)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if not is_office(request):
        return public.not_found(request, exception)
    said = exception.args[0] if exception and exception.args else ""
    return show(request, 404, said if isinstance(said, str) else "")


def server_error(request: HttpRequest) -> HttpResponse:
    return public.server_error(request)


def show(request: HttpRequest, status: int, message: str, **values: Any) -> HttpResponse:
    template = f"office/{status}.html"
    shown = frame.context(request, message=message, **values)
    return render(request, template, shown, status=status)
