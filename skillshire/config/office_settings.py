"""Settings of the office: sign-in, sessions, and the editor. Not loaded where the face is public."""

from typing import Any

from skillshire.config import editing_settings, sign_in_settings

INSTALLED_APPS = [
    "skillshire.casework",
    "skillshire.content",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "wagtail.snippets",
    "wagtail.users",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "skillshire.web.office.middleware.limited",  # nothing has read the body yet: Django's CSRF check will
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "skillshire.web.office.middleware.sessions",  # ends those that are too old
    "skillshire.web.office.middleware.SecondFactor",  # nothing of the office opens before it
    "skillshire.web.office.middleware.Frame",
]
TEMPLATES: list[dict[str, Any]] = [
    # Wagtail's own pages are written in Django's template language; ours are Jinja2, tried first.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
SETTINGS: dict[str, Any] = {
    **sign_in_settings.SETTINGS,
    **editing_settings.SETTINGS,
}
