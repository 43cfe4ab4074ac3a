"""Reads the environment variables of the office: sign-in elsewhere, e-mail, breached passwords, sessions."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skillshire.config import env
from skillshire.core.errors import UserError

SECURITY = ("starttls", "tls", "none")


@dataclass(frozen=True)
class Provider:
    """Where people may sign in instead of here, over OpenID Connect."""

    name: str  # as the button says it: Sign in with …
    client: str
    secret: str
    server: str

    @property
    def settings(self) -> dict[str, Any]:
        app = {
            "provider_id": "office",  # its place in the address that the provider sends people back to
            "name": self.name,
            "client_id": self.client,
            "secret": self.secret,
            "settings": {"server_url": self.server, "oauth_pkce_enabled": True},
        }
        return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def provider(environ: Mapping[str, str] = os.environ) -> Provider | None:
    """None where SKILLSHIRE_OIDC_SERVER is not set."""
    server = environ.get("SKILLSHIRE_OIDC_SERVER", "").strip().rstrip("/")
    if not server:
        return None
    client = environ.get("SKILLSHIRE_OIDC_ID", "").strip()
    if not client:
        raise UserError("SKILLSHIRE_OIDC_SERVER is set but SKILLSHIRE_OIDC_ID is not; set it too.")
    name = environ.get("SKILLSHIRE_OIDC_NAME", "").strip() or "your organisation's account"
    return Provider(
        name, client, secret("SKILLSHIRE_OIDC_SECRET", "SKILLSHIRE_OIDC_SECRET_FILE", environ), server
    )


def secret(name: str, file_name: str, environ: Mapping[str, str] = os.environ) -> str:
    """The variable itself, or the text of the file that the other one names; empty where neither is set."""
    if given := environ.get(name, "").strip():
        return given
    file = environ.get(file_name, "").strip()
    if not file:
        return ""
    try:
        return Path(file).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise UserError(
            f"{file_name} names {file}, which cannot be read; check that it exists and its rights."
        ) from None


def email(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Django's settings of a mail server; without SKILLSHIRE_EMAIL_HOST nothing is ever sent."""
    host = environ.get("SKILLSHIRE_EMAIL_HOST", "").strip()
    if not host:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend", "EMAIL_HOST": ""}
    security = environ.get("SKILLSHIRE_EMAIL_SECURITY", "").strip().lower() or "starttls"
    if security not in SECURITY:
        raise UserError(
            f"SKILLSHIRE_EMAIL_SECURITY is “{security}”; write {', '.join(SECURITY[:-1])} or none."
        )
    return {
        "EMAIL_HOST": host,
        "EMAIL_PORT": env.whole("SKILLSHIRE_EMAIL_PORT", 465 if security == "tls" else 587, environ),
        "EMAIL_HOST_USER": environ.get("SKILLSHIRE_EMAIL_USER", "").strip(),
        "EMAIL_HOST_PASSWORD": secret("SKILLSHIRE_EMAIL_PASSWORD", "SKILLSHIRE_EMAIL_PASSWORD_FILE", environ),
        "EMAIL_USE_TLS": security == "starttls",
        "EMAIL_USE_SSL": security == "tls",
        "EMAIL_TIMEOUT": 10,  # seconds; a page waits for it
        "DEFAULT_FROM_EMAIL": environ.get("SKILLSHIRE_EMAIL_FROM", "").strip(),
    }


def breached_passwords(environ: Mapping[str, str] = os.environ) -> Path | None:
    given = environ.get("SKILLSHIRE_BREACHED_PASSWORDS", "").strip()
    return Path(given).expanduser().resolve() if given else None
