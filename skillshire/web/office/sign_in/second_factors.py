"""The second factor that some roles need: where somebody is sent who has not shown one in this session."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from skillshire.accounts import standing
from skillshire.core import audit, clock

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# What somebody must be able to open to set one up, or to go away again.
OPEN = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_inactive",
    "account_change_password",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_login_webauthn",
    "office-second-factor",
    "office-invitation",
    "office-start",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "openid_connect_login",
    "openid_connect_callback",
}
# Not open to who has one already: a password alone would else make another beside it.
SETTING_UP = {"mfa_activate_totp", "mfa_add_webauthn"}


def demand(request: Any) -> HttpResponse | None:
    """None for who may go on; else the way to set one up, or to show the one they have."""
    if not hasattr(request, "standing"):
        request.standing = standing.of(request.user, clock.today())
    if not request.standing.needs_second_factor or shown(request):
        return None
    has_one = is_mfa_enabled(request.user, types=KINDS)
    if _is_open(request) and not (has_one and request.resolver_match.url_name in SETTING_UP):
        return None
    if has_one:
        return redirect(f"{_confirm(request)}?{urlencode({'next': request.get_full_path()})}")
    return redirect("office-second-factor")


def shown(request: Any) -> bool:
    """Whether one was used, or set up, in this session."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def _confirm(request: Any) -> str:
    has_app = is_mfa_enabled(request.user, types=[Authenticator.Type.TOTP])
    return reverse("mfa_reauthenticate" if has_app else "mfa_reauthenticate_webauthn")


def _is_open(request: Any) -> bool:
    return request.resolver_match is not None and request.resolver_match.url_name in OPEN


def note_set_up(request: Any, kind: str) -> None:
    """Who has just set one up has shown it too."""
    record_authentication(request, request.user, "mfa", type=kind)
    note(request, "add", kind)


def note(request: Any, verb: str, kind: str) -> None:
    """Somebody changed a second factor of their own."""
    by, subject = request.user.get_username(), f"user:{request.user.pk}"
    audit.record(f"user.second-factor-{verb}", subject, by=by, at=clock.now(), detail={"kind": kind})
