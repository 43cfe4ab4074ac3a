"""Pages of somebody's own account that django-allauth has not, or does too little in."""

import logging
from typing import Any

import requests
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from skillshire.core import audit, clock
from skillshire.web.office.page import OfficeRequest, draw, page
from skillshire.web.office.sign_in import second_factors

logger = logging.getLogger(__name__)


class SetUpApp(ActivateTOTPView):  # type: ignore[misc]
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        second_factors.note_set_up(self.request, "totp")
        return response


class SetUpPasskey(AddWebAuthnView):  # type: ignore[misc]
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        second_factors.note_set_up(self.request, "passkey")
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the form's faults, which allauth's own view leaves out where the passkey was not made."""
        return {
            **super().get_context_data(**kwargs),
            **({"form": kwargs["form"]} if "form" in kwargs else {}),
        }


class RemoveApp(DeactivateTOTPView):  # type: ignore[misc]
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        second_factors.note(self.request, "remove", "totp")
        response: HttpResponse = super().form_valid(form)
        return response


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        second_factors.note(self.request, "remove", "passkey")
        response: HttpResponse = super().form_valid(form)
        return response


class NewRecoveryCodes(GenerateRecoveryCodesView):  # type: ignore[misc]
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        second_factors.note(self.request, "add", "recovery-codes")
        return response


def elsewhere_page(request: Any, provider_id: str) -> HttpResponse:
    """Sends somebody to where they sign in instead; a service that cannot be reached is told in words."""
    try:
        response: HttpResponse = oidc.login(request, provider_id)
    except (requests.RequestException, LookupError, ValueError):
        logger.warning("The service to sign in elsewhere does not answer as it should", exc_info=True)
        return draw(request, "socialaccount/authentication_error.html", 502)
    return response


@page()
def second_factor_page(request: OfficeRequest) -> HttpResponse:
    """Where somebody is sent whose role needs a second factor, before anything else opens."""
    if second_factors.shown(request):
        return redirect("mfa_index")
    titles = [scope.role.title for scope in request.standing.scopes if scope.role.needs_second_factor]
    return draw(request, "mfa/needed.html", titles=sorted(set(titles)))


@page()
def sessions_page(request: HttpRequest) -> HttpResponse:
    """Where somebody is signed in, with a button to end each."""
    if request.method == "POST":
        _end(request, request.POST.get("session", ""))
        return redirect("usersessions_list")
    mine = UserSession.objects.purge_and_list(request.user)
    shown = sorted(mine, key=lambda one: one.last_seen_at, reverse=True)
    return draw(request, "usersessions/usersession_list.html", sessions=shown)


@transaction.atomic
def _end(request: Any, number: str) -> None:
    """One of their own, by its number; nobody else's is found."""
    mine = UserSession.objects.filter(user=request.user)
    for one in mine.filter(pk=number) if number.isdecimal() else ():
        one.end()
        by = request.user.get_username()
        audit.record("session.end", f"user:{request.user.pk}", by=by, at=clock.now())
