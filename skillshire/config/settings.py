"""All settings. What differs between places comes from the environment; docs/how-to lists the variables."""

import os
from pathlib import Path
from typing import Any

import dj_database_url

from skillshire.config import env
from skillshire.core.errors import UserError
from skillshire.places import areas

# --- The machine -------------------------------------------------------------------------------------------

PACKAGE = env.PACKAGE
SKILLSHIRE_HOME: Path = env.home()
DEBUG = env.boolean("SKILLSHIRE_DEBUG")
SECRET_KEY = env.secret_key(SKILLSHIRE_HOME)
# Only this machine until someone says otherwise; the leading dot of a name allows its subdomains.
ALLOWED_HOSTS = env.words("SKILLSHIRE_HOSTS", "localhost,127.0.0.1,[::1]")

# --- The county --------------------------------------------------------------------------------------------

# A GSS code, e.g. a county's. config/checks.py refuses one that places does not know.
SKILLSHIRE_AREA = os.environ.get("SKILLSHIRE_AREA", "").strip() or areas.default_code()

# --- Rooms -------------------------------------------------------------------------------------------------

FACE = env.face()  # public, office or both: ADR 9
INSTALLED_APPS = [
    "skillshire.core",
    "skillshire.accounts",
    "skillshire.strategy",
    "skillshire.web",
    "skillshire.config",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
]
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = f"skillshire.config.urls_{FACE}"
WSGI_APPLICATION = "skillshire.config.wsgi.application"

# No session, sign-in or CSRF here: every public form is a GET, so public pages set no cookie. The office adds
# its own below, after these.
MIDDLEWARE = [
    "skillshire.config.middleware.short_addresses",  # outermost: nothing reads an endless address
    "skillshire.config.middleware.kept_pages",  # before the rest: its answers are finished
    "skillshire.config.middleware.security_headers",  # before the rest: files and errors carry them too
    "skillshire.api.middleware.api",  # before the ETag, which only answers to GET have: HEAD is one here
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",  # an ETag, and an empty 304 when nothing changed
    "django.middleware.common.CommonMiddleware",
]
APPEND_SLASH = True  # /strategy goes to /strategy/; every address ends in a slash or a file's suffix

# --- The API -----------------------------------------------------------------------------------------------

# Characters; the server itself stops at 65,534. Enough for some 500 areas in one request.
SKILLSHIRE_LONGEST_QUERY = 16_000
# Requests a minute from one address, counted by each server process for itself; 0 for no limit.
SKILLSHIRE_API_RATE = env.whole("SKILLSHIRE_API_RATE", 600)
# How many proxies of ours stand before the site: the address of who asks is that many from the end of
# X-Forwarded-For. With 0 that header, which anyone may write, is not believed.
# A proxy in front says in this header whether it was asked over https; without one nobody is believed.
if env.whole("SKILLSHIRE_PROXIES", 0):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
NINJA_NUM_PROXIES = env.whole("SKILLSHIRE_PROXIES", 0)

# --- Records -----------------------------------------------------------------------------------------------

# What is deleted is overwritten in the file as well: core/traces.py.
# "normal" loses nothing when the program stops, and at most the last commits when the power does; in WAL mode
# the file stays whole either way. https://www.sqlite.org/pragma.html#pragma_synchronous
SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 20,  # seconds to wait for another writer; a strategy loads in under one
    "transaction_mode": "IMMEDIATE",  # take the write lock at the start: waiting is possible then, later not
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; "
        "PRAGMA secure_delete=ON;"
    ),
}


def _database() -> dict[str, Any]:
    default = f"sqlite:///{SKILLSHIRE_HOME / 'skillshire.sqlite3'}"
    try:
        # 60 seconds: a worker keeps its connection between requests, yet lets go when a database moves.
        parsed = dj_database_url.parse(env.database_url(default), conn_max_age=60)
    except ValueError:  # the address may hold a password: it is not repeated
        raise UserError(
            "DATABASE_URL cannot be read; write it as postgres://USER:PASSWORD@HOST/NAME or sqlite:///FILE."
        ) from None
    database: dict[str, Any] = dict(parsed)
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {**SQLITE_OPTIONS, **database.get("OPTIONS", {})}
    return database


DATABASES = {"default": _database()}

# --- Pages -------------------------------------------------------------------------------------------------

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "skillshire.config.jinja.environment",
            "autoescape": True,
            "auto_reload": DEBUG,
            "trim_blocks": True,
            "lstrip_blocks": True,
        },
    },
]

# prepare.py copies the files here under names that carry their content's hash, compressed, so that a browser
# may keep them for ever. In debug the files are served as they stand.
STATIC_URL = "/static/"
STATIC_ROOT = SKILLSHIRE_HOME / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
_PLAIN_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _PLAIN_STORAGE if DEBUG else _STORAGE},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else's page needs our style sheet
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# --- Words, days and numbers -------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False  # English only for now: no catalogue to load at the start

# --- The office ---------------------------------------------------------------------------------------------

if FACE != "public":
    # What only the office needs (sign-in, editing, people's records) is not even loaded in a public process.
    from skillshire.config import office_settings as _office

    INSTALLED_APPS += _office.INSTALLED_APPS
    MIDDLEWARE += _office.MIDDLEWARE
    TEMPLATES += _office.TEMPLATES
    globals().update(_office.SETTINGS)

# --- Log ---------------------------------------------------------------------------------------------------

# To stderr, for whatever runs the process to keep. No addresses of readers, no settings, no request bodies;
# where people's records are at hand, no words of an error either, which may quote one.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "class": "logging.Formatter" if DEBUG or FACE == "public" else "skillshire.config.logs.Discreet",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "INFO" if DEBUG else "WARNING"},
    "loggers": {
        # Without this Django adds handlers of its own: a mail to nobody, and a second copy of each line.
        "django": {"handlers": [], "level": "INFO" if DEBUG else "WARNING", "propagate": True},
        # A 404 is not news; a 500 is.
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
