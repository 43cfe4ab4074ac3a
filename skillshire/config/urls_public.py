"""Addresses anyone may open. The office's addresses are not in this process."""

from django.urls import include, path

urlpatterns = [
    path("api/", include("skillshire.api.urls")),
    path("", include("skillshire.web.public.urls")),
]

handler400 = "skillshire.web.public.errors.bad_request"
handler404 = "skillshire.web.public.errors.not_found"
handler500 = "skillshire.web.public.errors.server_error"
