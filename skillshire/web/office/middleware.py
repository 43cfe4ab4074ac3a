"""What stands before every office page: how long a session lasts, the second factor, and the pages' frame."""

from collections.abc import Callable
from typing import Any

from allauth.socialaccount import app_settings
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from skillshire.accounts import standing
from skillshire.core import clock
from skillshire.core.permissions import Permission
from skillshire.web.office import errors, frame
from skillshire.web.office.sign_in import second_factors, session

Handler = Callable[[Any], HttpResponseBase]
LONGEST_FORM = 1_000_000  # bytes; what is longer has a file in it
LARGEST_FILE = 401_000_000  # the largest file that a page takes, and the form around it
SENDS_FILES = {Permission.IMPORT_LEARNERS, Permission.IMPORT_YOUNG_PEOPLE}
TOO_LARGE = "What was sent is too large. Send a smaller file, or ask for it to be loaded on the server.\n"


def limited(get_response: Handler) -> Handler:
    """Refuses what is too large before any of it is read. Django reads a form before it asks who sends it,
    and writes all of a file to the disk. (Without a length, nothing of a request is read.)
    """

    def handle(request: Any) -> HttpResponseBase:
        size = _length(request)
        if size <= LONGEST_FORM or (size <= LARGEST_FILE and _may_send_files(request)):
            return get_response(request)
        refused = HttpResponse(TOO_LARGE, status=413, content_type="text/plain; charset=utf-8")
        refused.headers["Cache-Control"] = "no-store"
        return refused

    return handle


def _length(request: Any) -> int:
    text = request.META.get("CONTENT_LENGTH") or ""
    return int(text) if text.isascii() and text.isdigit() else 0


def _may_send_files(request: Any) -> bool:
    if not _is_office(request) or not request.user.is_authenticated or not second_factors.shown(request):
        return False
    return bool(standing.of(request.user, clock.today()).permissions & SENDS_FILES)


def sessions(get_response: Handler) -> Handler:
    """Signs out who has been signed in for too long, or away from a role that sees people for too long."""

    def handle(request: Any) -> HttpResponseBase:
        if _is_office(request) and request.user.is_authenticated:
            session.keep(request)
        return get_response(request)

    return handle


class SecondFactor:
    """Opens nothing of the office, the editor included, to a role that needs one and has not shown one."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not _is_office(request) or not request.user.is_authenticated:
            return None
        return second_factors.demand(request)


class Frame:
    """Gives django-allauth's pages, whose views are not ours, what the frame of an office page shows."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        response = self.get_response(request)
        if _is_office(request):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_template_response(self, request: Any, response: Any) -> Any:
        if _is_office(request) and _is_ours(response):
            # “site” is django-allauth's own notion of one.
            given = {key: value for key, value in (response.context_data or {}).items() if key != "site"}
            if failed := _failed(request, given):
                response.status_code = 400
            ours = {
                "failed": failed,
                "said": [str(one) for one in messages.get_messages(request)],
                "elsewhere": elsewhere(),
                "sends_email": bool(settings.EMAIL_HOST),
            }
            response.context_data = frame.context(request, **ours, **given)
        return response


def elsewhere() -> dict[str, str] | None:
    """Where else people may sign in, for the page to do so; None where that is not set up."""
    apps = app_settings.PROVIDERS.get("openid_connect", {}).get("APPS", [])
    if not apps:
        return None
    address = reverse("openid_connect_login", kwargs={"provider_id": apps[0]["provider_id"]})
    return {"name": apps[0]["name"], "address": address}


def _is_ours(response: Any) -> bool:
    names = response.template_name
    first = names[0] if isinstance(names, list | tuple) and names else names
    return isinstance(first, str) and first.startswith(
        ("account/", "mfa/", "usersessions/", "socialaccount/")
    )


def _failed(request: Any, given: dict[str, Any]) -> bool:
    forms = (given.get("form"), given.get("webauthn_form"))
    return request.method == "POST" and any(form is not None and form.errors for form in forms)


def _is_office(request: Any) -> bool:
    """Public pages share the process, and never ask for a session."""
    return bool(request.path.startswith(errors.PREFIX))
