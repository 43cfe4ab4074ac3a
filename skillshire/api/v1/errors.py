"""Turns what goes wrong while a request is answered into a problem document."""

import logging
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import Throttled, ValidationError

from skillshire.api import problems
from skillshire.api.problems import Problem
from skillshire.core.errors import UserError
from skillshire.indicators.releases import NoRelease

log = logging.getLogger("skillshire.api")


def register(api: NinjaAPI) -> None:
    handlers = {
        Problem: problems.answer,
        ValidationError: _invalid,
        Throttled: _throttled,
        NoRelease: _no_release,
        UserError: _refused,
        Http404: _not_found,
        Exception: _fault,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)  # type: ignore[arg-type]  # each takes its own kind


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What the parameters' types and bounds refuse: the first in words, all of them as a list."""
    found = [{"parameter": _name(one["loc"]), "reason": _reason(one)} for one in error.errors]
    first = found[0]
    slug = "too-many" if error.errors[0]["type"] == "too_long" else "invalid-parameter"
    detail = f"{first['parameter']}: {first['reason']}."
    return problems.answer(request, Problem(slug, detail, parameter=first["parameter"], errors=found))


def _name(location: Sequence[Any]) -> str:
    """`("query", "query", "page")` is the parameter `page`; a place in a list adds nothing."""
    names = [part for part in location if isinstance(part, str)]
    return names[-1] if names else "the request"


def _reason(error: dict[str, Any]) -> str:
    if error["type"] == "missing":
        return "it must be given"
    if error["type"] == "too_long":
        return f"at most {error['ctx']['max_length']} at a time, ask for the rest in another request"
    return str(error["msg"]).replace("Input should", "it should")


def _throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
    return problems.answer(
        request,
        Problem("too-many-requests", "You ask faster than is allowed; wait as long as Retry-After says."),
    )


def _no_release(request: HttpRequest, error: NoRelease) -> HttpResponse:
    response = problems.answer(
        request, Problem("no-release", "There are no figures to serve yet; try again in a few minutes.")
    )
    response["Retry-After"] = "120"
    return response


def _refused(request: HttpRequest, error: UserError) -> HttpResponse:
    return problems.answer(request, Problem("invalid-parameter", str(error)))


def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return missing(request)


def missing(request: HttpRequest, path: str = "") -> HttpResponse:
    return problems.answer(
        request,
        Problem("not-found", f"There is nothing at {request.path[:100]}; see /api/ for what there is."),
    )


def _fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """Logged in full for us; the asker learns only that it was not their mistake."""
    log.error("Fault while answering %s", request.path[:200], exc_info=error)
    return problems.answer(request, Problem("fault", "Something went wrong on our side; it has been logged."))
