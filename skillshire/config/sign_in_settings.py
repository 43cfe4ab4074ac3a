"""Settings of sign-in: django-allauth, passwords, sessions, lockout. Part of office_settings."""

from datetime import timedelta
from typing import Any

from skillshire.config import env, office_env

_SECURE = bool(env.whole("SKILLSHIRE_PROXIES", 0))  # a proxy of ours in front means https
_PASSWORDS = "skillshire.accounts.passwords"
_WEB = "skillshire.web.office.sign_in"
_PROVIDER = office_env.provider()

SETTINGS: dict[str, Any] = {
    **office_env.email(),
    "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
    "LOGIN_URL": "account_login",
    "LOGIN_REDIRECT_URL": "office",
    # --- Passwords
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.ScryptPasswordHasher"],
    "AUTH_PASSWORD_VALIDATORS": [
        {"NAME": f"{_PASSWORDS}.Long", "OPTIONS": {"min_length": 12}},
        {"NAME": f"{_PASSWORDS}.NotAboutThem"},
        {"NAME": f"{_PASSWORDS}.NotCommon"},
        {"NAME": f"{_PASSWORDS}.NotANumber"},
        {"NAME": f"{_PASSWORDS}.Breached"},
    ],
    "SKILLSHIRE_BREACHED_PASSWORDS": office_env.breached_passwords(),
    "PASSWORD_RESET_TIMEOUT": 24 * 3600,  # seconds that a link to set a new password works
    # --- Accounts. Nobody signs up: an account is made by an invitation.
    "ACCOUNT_ADAPTER": f"{_WEB}.adapters.Accounts",
    "ACCOUNT_FORMS": {
        "login": f"{_WEB}.forms.SignIn",
        "change_password": f"{_WEB}.forms.ChangePassword",
        "reset_password": f"{_WEB}.forms.ForgottenPassword",
        "reset_password_from_key": f"{_WEB}.forms.NewPassword",
        "reauthenticate": f"{_WEB}.forms.ConfirmPassword",
    },
    "ACCOUNT_LOGIN_METHODS": {"email", "username"},
    "ACCOUNT_SIGNUP_FIELDS": ["email*", "username*", "password1*", "password2*"],
    "ACCOUNT_EMAIL_VERIFICATION": "none",  # who invites somebody by an address vouches for it
    "ACCOUNT_PREVENT_ENUMERATION": True,
    "ACCOUNT_SESSION_REMEMBER": False,
    "ACCOUNT_LOGOUT_REDIRECT_URL": "account_login",
    "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": False,  # other sessions end all the same: their hash is another
    "ACCOUNT_REAUTHENTICATION_TIMEOUT": 300,
    "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
    # The words of a refusal say how long to wait: web/office/sign_in/adapters.py.
    "ACCOUNT_RATE_LIMITS": {
        "login": "60/m/ip",  # an office has many people behind one address
        "login_failed": "30/15m/ip,5/15m/key",
        "reset_password": "20/15m/ip,3/15m/key",
        "reset_password_from_key": "20/15m/ip",
        "reauthenticate": "10/15m/user",
        "change_password": "10/15m/user",
    },
    "ALLAUTH_TRUSTED_PROXY_COUNT": env.whole("SKILLSHIRE_PROXIES", 0),
    # --- Second factor
    "MFA_ADAPTER": f"{_WEB}.adapters.SecondFactors",
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_FORMS": {
        "authenticate": f"{_WEB}.forms.Code",
        "reauthenticate": f"{_WEB}.forms.ConfirmCode",
        "activate_totp": f"{_WEB}.forms.FirstCode",
        "add_webauthn": f"{_WEB}.forms.NewPasskey",
        "edit_webauthn": f"{_WEB}.forms.PasskeyName",
    },
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "MFA_WEBAUTHN_USER_VERIFICATION": "required",
    "MFA_ALLOW_UNVERIFIED_EMAIL": True,
    "MFA_TOTP_ISSUER": "Skillshire",
    "MFA_TOTP_TOLERANCE": 1,  # half a minute either way, for phones whose clock is off
    # --- Sign-in elsewhere
    "SOCIALACCOUNT_ADAPTER": f"{_WEB}.adapters.Elsewhere",
    "SOCIALACCOUNT_PROVIDERS": _PROVIDER.settings if _PROVIDER else {},
    "SOCIALACCOUNT_AUTO_SIGNUP": False,
    "SOCIALACCOUNT_STORE_TOKENS": False,
    # A form that is sent on to another site is stopped by our Content-Security-Policy; a link is not.
    # What a link could be misused for, connecting somebody else's account, is refused by the adapter.
    "SOCIALACCOUNT_LOGIN_ON_GET": True,
    "SOCIALACCOUNT_REQUESTS_TIMEOUT": 10,
    # --- Sessions
    "SKILLSHIRE_SESSION_HOURS": env.whole("SKILLSHIRE_SESSION_HOURS", 12),
    "SKILLSHIRE_SESSION_IDLE_MINUTES": env.whole("SKILLSHIRE_SESSION_IDLE_MINUTES", 60),
    "SESSION_ENGINE": "django.contrib.sessions.backends.db",
    "SESSION_COOKIE_NAME": "skillshire_session",
    "SESSION_COOKIE_AGE": int(timedelta(hours=24).total_seconds()),
    "SESSION_COOKIE_PATH": "/office/",
    "SESSION_COOKIE_SECURE": _SECURE,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "CSRF_COOKIE_NAME": "skillshire_csrf",
    "CSRF_COOKIE_PATH": "/office/",
    "CSRF_COOKIE_SECURE": _SECURE,
    "CSRF_COOKIE_HTTPONLY": True,
    "CSRF_COOKIE_SAMESITE": "Lax",
    "CSRF_FAILURE_VIEW": "skillshire.web.office.errors.stale_form",
    "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
    # --- Counts of attempts, for all processes together. Nothing public uses Django's cache.
    "CACHES": {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "accounts_tally",
            # Django keeps 300 and drops others: whoever tries many made-up names would so end a lockout.
            "OPTIONS": {"MAX_ENTRIES": 50_000},
        }
    },
}
