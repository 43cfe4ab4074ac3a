"""Addresses of the API: the page for people, the kinds of refusal, and version 1."""

from django.urls import path

from skillshire.api import page
from skillshire.api.v1 import errors, service

urlpatterns = [
    path("", page.reference, name="api"),
    path("problems/<slug:slug>/", page.problem, name="api-problem"),
    path("v1/openapi.json", service.openapi_json, name="api-openapi"),
    path("v1", service.index),
    path("v1/", service.index, name="api-index"),
    path("v1/", service.api.urls),
    path("<path:path>", errors.missing),
]
