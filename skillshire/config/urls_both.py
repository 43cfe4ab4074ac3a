"""The public's addresses and the office's, in one process: what a single machine runs."""

from django.urls import include, path

from skillshire.config import urls_public

urlpatterns = [
    path("office/editing/", include("skillshire.config.urls_editing")),
    path("office/", include("skillshire.web.office.urls")),
    *urls_public.urlpatterns,
]

handler400 = "skillshire.web.office.errors.bad_request"
handler403 = "skillshire.web.office.errors.forbidden"
handler404 = "skillshire.web.office.errors.not_found"
handler500 = "skillshire.web.office.errors.server_error"
