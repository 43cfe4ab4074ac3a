"""The gate of every office page: who may open it, and a mistake answered in words."""

import functools
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render

from skillshire.accounts import standing
from skillshire.core import clock
from skillshire.core.errors import UserError
from skillshire.core.permissions import Permission
from skillshire.web.office import errors, frame

METHODS = ("GET", "HEAD", "POST")  # any other would be answered as if it were a GET
View = Callable[..., HttpResponseBase]  # of Django's own classes, whose type is wider, too


class OfficeRequest(HttpRequest):
    """A request of somebody who has signed in: what they may do stands in `standing`."""

    standing: standing.Standing


def page(*permissions: Permission) -> Callable[[View], View]:
    """Only for who may do all of these (just signed in, where none is named).

    Who has not signed in is sent to do so; who lacks a second factor that their role needs, to set one up;
    who may not, gets 403. A UserError is answered with 400 and its sentence. No browser keeps it.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def answer(request: Any, **arguments: object) -> HttpResponseBase:
            refused = _gate(request, permissions)
            response = refused or _answer(view, request, arguments)
            response.headers.setdefault("Cache-Control", "no-store")
            return response

        answer.permissions = frozenset(permissions)  # type: ignore[attr-defined]
        return answer

    return decorate


def _gate(request: Any, permissions: tuple[Permission, ...]) -> HttpResponse | None:
    """The second factor is asked for before this, for every page of the office (middleware.SecondFactor)."""
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not hasattr(request, "standing"):
        request.standing = standing.of(request.user, clock.today())
    missing = set(permissions) - request.standing.permissions
    if missing:
        raise PermissionDenied("Your role does not open this page.")
    return None


def _answer(view: View, request: Any, arguments: dict[str, object]) -> HttpResponseBase:
    try:
        return view(request, **arguments)
    except UserError as error:
        return errors.show(request, 400, str(error))


def draw(request: Any, template: str, status: int = 200, **values: Any) -> HttpResponse:
    """A page in the office's frame. With status 400, for a form with a fault, its title begins “Error: ”."""
    said = [str(one) for one in messages.get_messages(request)]
    shown = frame.context(request, failed=status >= HTTPStatus.BAD_REQUEST, said=said, **values)
    return render(request, template, shown, status=status)


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: all that was sent, be it nothing; None where the page is only opened."""
    return request.POST if request.method == "POST" else None
