"""A plain Django site over SQLite: one model with an index, the ORM, a template that loops.

What a careful beginner writes: debug off, cached templates, a connection that stays open, no needless
middleware. BENCH_DATABASE names the file; BENCH_CACHE=1 adds Django's own cache of whole pages, in memory,
and BENCH_GZIP=1 its compression.
"""

import os
from pathlib import Path

import django
from django.conf import settings

MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
if os.environ.get("BENCH_CACHE"):
    MIDDLEWARE = [
        "django.middleware.cache.UpdateCacheMiddleware",
        *MIDDLEWARE,
        "django.middleware.cache.FetchFromCacheMiddleware",
    ]
if os.environ.get("BENCH_GZIP"):
    MIDDLEWARE = ["django.middleware.gzip.GZipMiddleware", *MIDDLEWARE]

settings.configure(
    SECRET_KEY="only for timing on this machine",  # noqa: S106
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=MIDDLEWARE,
    CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    CACHE_MIDDLEWARE_SECONDS=3600,
    USE_I18N=False,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ.get("BENCH_DATABASE", ":memory:"),
            "CONN_MAX_AGE": None,
        }
    },
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(__file__).with_name("templates")],
        }
    ],
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402, TID251
from django.shortcuts import render  # noqa: E402, TID251
from django.urls import path  # noqa: E402


class Observation(models.Model):
    indicator = models.TextField()
    area = models.TextField()
    breakdown = models.TextField()
    period = models.TextField()
    value = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    status = models.TextField()

    class Meta:
        app_label = "peer"
        managed = False
        db_table = "observation"
        indexes = (models.Index(fields=["indicator", "breakdown", "area", "period"], name="asked"),)


def series(request: HttpRequest, indicator: str) -> HttpResponse:
    areas = request.GET.get("areas", "").split(",")
    found = Observation.objects.filter(indicator=indicator, breakdown="", area__in=areas)
    rows = list(found.order_by("area", "period"))
    return render(request, "series.html", {"title": indicator, "rows": rows, "latest": rows[-1]})


urlpatterns = [path("indicators/<slug:indicator>/", series)]
application = get_wsgi_application()
