"""What the web server runs."""

import os
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skillshire.config.settings")


def warm(handler: WSGIHandler) -> None:
    """Opens the home page once, so that no reader waits while addresses, templates and figures are loaded.

    A fault in the page is logged as it would be for a reader, and does not stop the process.
    """
    host = next((name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"), "localhost")
    environ: dict[str, Any] = {"HTTP_HOST": host}
    setup_testing_defaults(environ)
    answer = handler(environ, lambda status, headers, *rest: lambda data: None)
    answer.close()


application = get_wsgi_application()
warm(application)
