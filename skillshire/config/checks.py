"""System checks: a wrong setting is named, with what to do about it, before the first page."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import DatabaseError

from skillshire.accounts import breached
from skillshire.core.errors import UserError
from skillshire.places import areas

LOCAL = {"localhost", "127.0.0.1", "[::1]", "::1", "testserver"}


@register()
def area(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    try:
        areas.get(settings.SKILLSHIRE_AREA)
    except UserError as error:
        if _named_by_a_strategy(settings.SKILLSHIRE_AREA):
            return []
        hint = (
            "Set SKILLSHIRE_AREA to the GSS code of a county or district; `skillshire areas NAME` finds it."
        )
        return [Error(str(error), hint=hint, id="skillshire.E001")]
    return []


def _named_by_a_strategy(code: str) -> bool:
    """A loaded strategy may be for an area that has no official code yet."""
    from skillshire.strategy.models import Strategy

    try:
        return Strategy.objects.filter(area_code=code).exists()
    except DatabaseError:  # no tables yet: this check runs before they are made
        return False


@register()
def debug_in_public(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.DEBUG and not set(settings.ALLOWED_HOSTS) <= LOCAL:
        hint = "Unset SKILLSHIRE_DEBUG: it shows settings and code to anyone who meets an error."
        return [Warning("Debug is on and the site has a public name.", hint=hint, id="skillshire.W001")]
    return []


@register()
def office(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """What the office's variables say that cannot be right; a public process has none of them."""
    if settings.FACE == "public":
        return []
    return [*_breached_passwords(), *_elsewhere(), *_email()]


def _breached_passwords() -> list[CheckMessage]:
    file = getattr(settings, "SKILLSHIRE_BREACHED_PASSWORDS", None)
    fault = breached.fault(file) if file is not None else ""
    if not fault:
        return []
    hint = "Name a file with lines HASH:count sorted by hash, or unset SKILLSHIRE_BREACHED_PASSWORDS."
    return [Error(f"The file of breached passwords, {file}, {fault}.", hint=hint, id="skillshire.E002")]


def _elsewhere() -> list[CheckMessage]:
    apps = getattr(settings, "SOCIALACCOUNT_PROVIDERS", {}).get("openid_connect", {}).get("APPS", [])
    found: list[CheckMessage] = []
    for app in apps:
        server = urlsplit(app["settings"]["server_url"])
        if server.scheme not in ("https", "http") or not server.hostname:
            hint = "Write it as https://NAME/…, without /.well-known/openid-configuration."
            found.append(Error("SKILLSHIRE_OIDC_SERVER is no address.", hint=hint, id="skillshire.E003"))
        elif server.scheme == "http" and server.hostname not in LOCAL:
            hint = "Use https: who listens on the way could sign in as anybody."
            found.append(Error("SKILLSHIRE_OIDC_SERVER is not https.", hint=hint, id="skillshire.E004"))
        if not app["secret"]:
            hint = "Set SKILLSHIRE_OIDC_SECRET or SKILLSHIRE_OIDC_SECRET_FILE, unless the client has none."
            found.append(Warning("Sign-in elsewhere has no secret.", hint=hint, id="skillshire.W002"))
    return found


def _email() -> list[CheckMessage]:
    if not settings.EMAIL_HOST or "@" in settings.DEFAULT_FROM_EMAIL:
        return []
    hint = "Set SKILLSHIRE_EMAIL_FROM to the address that letters come from."
    return [Error("There is a mail server, and nobody to send from.", hint=hint, id="skillshire.E005")]
