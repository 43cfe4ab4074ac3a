"""What is answered in place of a page; below /embed/ a few words that the frame of others can show."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from skillshire.web.public import framing


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return show(request, 400, "errors/400.html", {})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    said = exception.args[0] if exception and exception.args else None
    values = {"message": f"{said}."} if isinstance(said, str) and said else {}
    return show(request, 404, "errors/404.html", values)


def server_error(request: HttpRequest) -> HttpResponse:
    return show(request, 500, "errors/500.html", {})


def show(request: HttpRequest, status: int, template: str, values: Mapping[str, Any]) -> HttpResponse:
    if not framing.is_framed(request):
        return render(request, template, dict(values), status=status)
    return framing.open_to_all(render(request, "errors/embed.html", dict(values), status=status))
